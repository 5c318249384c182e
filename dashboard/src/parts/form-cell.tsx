import type { KeyboardEvent } from 'react';
import { type FormCell, partsOf } from '../../../office/form-layout.ts';
import type { Cell, Correction, Table } from '../../../pipeline/contracts/report.ts';
import { CELL_STATUS_MEANING, CELL_STATUS_WORDS, CELL_WORDS } from '../words/cell.ts';
import { SEVERITY_WORDS } from '../words/codes.ts';
import { labelWords } from '../words/form-labels.ts';
import { PHRASES } from '../words/phrases.ts';
import type { CellMark } from './finding-marks.ts';
import { AlertIcon, CrossIcon, EyeIcon, PenIcon, TickIcon } from './icons.tsx';

/** The id of the element of a cell, for scrolling to it and moving the focus. */
export const cellElementId = (path: string): string => `cell-${path.replaceAll(/[^A-Za-z]/g, '-')}`;

export function cellAt(data: Table, path: string): Cell | null {
  const parts = partsOf(path);
  return parts === null ? null : (data.rows[parts.row]?.[parts.column] ?? null);
}

/** What stands in a cell: its number, or the word for why it has none. Never a nought for nothing. */
export function cellText(cell: Cell | null): string {
  const word = CELL_STATUS_WORDS[cell?.status ?? 'absent'];
  if (word !== null || cell === null) return word ?? '';
  return cell.value === null ? cell.raw : String(cell.value);
}

type Of<K extends FormCell['kind']> = Extract<FormCell, { kind: K }>;

export function LabelCell({ label }: { readonly label: Of<'label'> }) {
  const { role, vertical, rowSpan, columnSpan, text } = label;
  const className = `label label-${role} at-${label.column}${vertical ? ' label-vertical' : ''}`;
  if (role === 'note') {
    return (
      <td className={className} rowSpan={rowSpan} colSpan={columnSpan}>
        {labelWords(text)}
      </td>
    );
  }
  const scope = role === 'row' ? (rowSpan > 1 ? 'rowgroup' : 'row') : columnSpan > 1 ? 'colgroup' : 'col';
  return (
    <th className={className} scope={scope} rowSpan={rowSpan} colSpan={columnSpan}>
      <span>{labelWords(text)}</span>
    </th>
  );
}

interface ValueProps {
  readonly place: Of<'value'>;
  readonly name: string;
  readonly cell: Cell | null;
  readonly mark: CellMark | undefined;
  readonly correction: Correction | null;
  readonly chosen: boolean;
  readonly tabStop: boolean;
  readonly noted: boolean;
  /** The paper points at it. */
  readonly pointed: boolean;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
  readonly onHover: (over: boolean) => void;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onClick: () => void;
}

export function ValueCell(props: ValueProps) {
  const { place, cell, mark, correction } = props;
  const status = cell?.status ?? 'absent';
  const classes = ['value', `value-${status}`];
  if (status === 'reported' && cell?.value === 0) classes.push('value-zero');
  if (cell?.needsReview) classes.push('value-review');
  if (mark !== undefined) classes.push(`value-found-${mark.severity}`);
  if (correction !== null) classes.push(correction.reason === 'confirmed' ? 'value-confirmed' : 'value-corrected');
  if (props.chosen) classes.push('value-chosen');
  if (props.pointed) classes.push('value-pointed');
  const spoken = status === 'reported' ? cellText(cell) : CELL_STATUS_MEANING[status];
  const said = [
    spoken,
    ...(cell?.needsReview ? [CELL_WORDS.review] : []),
    ...(correction === null ? [] : [CELL_WORDS[correction.reason === 'confirmed' ? 'confirmed' : 'corrected']]),
    ...(mark === undefined ? [] : [SEVERITY_WORDS[mark.severity]]),
  ];
  return (
    <td
      id={cellElementId(place.path)}
      data-path={place.path}
      className={classes.join(' ')}
      rowSpan={place.rowSpan}
      colSpan={place.columnSpan}
      tabIndex={props.tabStop ? 0 : -1}
      aria-label={`${props.name}${PHRASES.colon}${said.join(PHRASES.comma)}`}
      aria-describedby={props.noted ? 'cell-note' : undefined}
      onFocus={props.onFocus}
      onBlur={props.onBlur}
      onMouseMove={({ movementX, movementY }) => {
        // A page that scrolls under a resting mouse must not take the note from the keyboard.
        if (movementX !== 0 || movementY !== 0) props.onHover(true);
      }}
      onMouseLeave={() => props.onHover(false)}
      onKeyDown={props.onKey}
      onClick={props.onClick}
    >
      <span>{cellText(cell)}</span>
      {cell?.needsReview && (
        <i className="review-mark">
          <EyeIcon />
        </i>
      )}
      {correction !== null && (
        <i className="said-mark">{correction.reason === 'confirmed' ? <TickIcon /> : <PenIcon />}</i>
      )}
      {mark !== undefined && mark.severity !== 'info' && (
        <i className="found-mark">{mark.severity === 'error' ? <CrossIcon /> : <AlertIcon />}</i>
      )}
    </td>
  );
}
