import { type ClipboardEvent, type KeyboardEvent, useMemo } from 'react';
import type { FormVersion, TableKey } from '../../../../config/catalogue/form.ts';
import { type Direction, type FormCell, layOutForm, neighbour } from '../../../../office/form-layout.ts';
import type { DraftProblem } from '../../../../pipeline/draft/draft-problems.ts';
import { LabelCell } from '../../parts/form-cell.tsx';
import { draftProblemWords } from '../../words/draft.ts';
import { tableTitle } from '../../words/form.ts';
import { cellWords } from '../../words/form-labels.ts';

type ValuePlace = Extract<FormCell, { kind: 'value' }>;

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

export const entryId = (path: string): string => `entry-${path.replaceAll(/[^A-Za-z]/g, '-')}`;

export function focusEntry(path: string): void {
  const field = document.getElementById(entryId(path));
  field?.focus();
  if (field instanceof HTMLInputElement) field.select();
}

/** What a spreadsheet puts on the clipboard: lines, and cells between tabs. */
export const blockOf = (text: string): string[][] =>
  text
    .replace(/\r?\n$/u, '')
    .split(/\r?\n/u)
    .map((line) => line.split('\t').map((cell) => cell.trim()));

/** Where a pasted block goes: right and down from the cell, over rows that have numbers, as far as the form has cells. */
export function spread(rows: readonly (readonly ValuePlace[])[], from: string, block: readonly (readonly string[])[]) {
  const top = rows.findIndex((row) => row.some(({ path }) => path === from));
  const left = rows[top]?.findIndex(({ path }) => path === from) ?? 0;
  const cells: Record<string, string> = {};
  block.forEach((line, down) => {
    line.forEach((text, right) => {
      const place = rows[top + down]?.[left + right];
      if (place !== undefined) cells[place.path] = text;
    });
  });
  return cells;
}

/** An arrow leaves a cell only where the mark stands at its end, or all of it is chosen. */
function leaves(direction: Direction, { selectionStart, selectionEnd, value }: HTMLInputElement): boolean {
  if (direction === 'up' || direction === 'down') return true;
  if (selectionStart === 0 && selectionEnd === value.length) return true;
  return selectionStart === selectionEnd && selectionStart === (direction === 'left' ? 0 : value.length);
}

/** One table of the form as it is printed, each number a field: keys and pasting as in a spreadsheet. */
export function EntryTable({
  table,
  form,
  cells,
  problems,
  carried,
  onCells,
}: {
  readonly table: TableKey;
  readonly form: FormVersion;
  readonly cells: Readonly<Record<string, string>>;
  readonly problems: readonly DraftProblem[];
  /** Paths of what is taken over from the year before. */
  readonly carried: ReadonlySet<string>;
  readonly onCells: (typed: Readonly<Record<string, string>>) => void;
}) {
  const layout = useMemo(() => layOutForm(table, {}, form), [table, form]);
  const rows = useMemo(
    () =>
      layout.rows
        .map((row) => row.filter((cell): cell is ValuePlace => cell.kind === 'value'))
        .filter((row) => row.length > 0),
    [layout],
  );
  const said = useMemo(() => {
    const byCell = new Map<string, DraftProblem[]>();
    for (const problem of problems) {
      for (const path of problem.cells) byCell.set(path, [...(byCell.get(path) ?? []), problem]);
    }
    return byCell;
  }, [problems]);

  const press = (event: KeyboardEvent<HTMLInputElement>, path: string): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
    const direction = event.key === 'Enter' ? (event.shiftKey ? 'up' : 'down') : ARROWS[event.key];
    if (direction === undefined || !leaves(direction, event.currentTarget)) return;
    event.preventDefault();
    const next = neighbour(layout, path, direction);
    if (next !== null) focusEntry(next);
  };
  const paste = (event: ClipboardEvent<HTMLInputElement>, path: string): void => {
    const block = blockOf(event.clipboardData.getData('text/plain'));
    if (block.length === 1 && block[0]?.length === 1) return;
    event.preventDefault();
    onCells(spread(rows, path, block));
  };

  const field = ({ path, rowSpan, columnSpan }: ValuePlace) => {
    const found = said.get(path) ?? [];
    const words = found.map(({ code, ...told }) => draftProblemWords(code, told)).join('\n');
    const isBlank = found.some(({ code }) => code === 'blank');
    const worst = isBlank ? 'blank' : (found.find(({ severity }) => severity === 'error') ?? found[0])?.severity;
    const classes = [
      'entry',
      ...(worst === undefined ? [] : [`entry-${worst}`]),
      ...(carried.has(path) ? ['entry-carried'] : []),
    ];
    return (
      <td key={path} className={classes.join(' ')} rowSpan={rowSpan} colSpan={columnSpan}>
        <input
          id={entryId(path)}
          value={cells[path] ?? ''}
          inputMode="decimal"
          autoComplete="off"
          maxLength={40}
          aria-label={cellWords(path, form)}
          aria-invalid={worst === 'error' || worst === 'blank'}
          title={words}
          onChange={(event) => onCells({ [path]: event.currentTarget.value })}
          onFocus={(event) => event.currentTarget.select()}
          onKeyDown={(event) => press(event, path)}
          onPaste={(event) => paste(event, path)}
        />
      </td>
    );
  };

  return (
    <div className="form-scroll">
      <table aria-label={tableTitle(table)}>
        <colgroup>
          {Array.from({ length: layout.columns }, (_, column) => (
            <col key={column} className={`col-${column}`} />
          ))}
        </colgroup>
        <tbody>
          {layout.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell) =>
                cell.kind === 'label' ? <LabelCell key={`${cell.row} ${cell.column}`} label={cell} /> : field(cell),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
