import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import type { FormVersion, TableKey } from '../../../config/catalogue/form.ts';
import { cellsBeyondForm, type Direction, type FormCell, layOutForm, neighbour } from '../../../office/form-layout.ts';
import type { Finding } from '../../../pipeline/contracts/finding.ts';
import type { Correction, Table } from '../../../pipeline/contracts/report.ts';
import { anomalyWords, FORM_WORDS, tableTitle, VERSION_WORDS } from '../words/form.ts';
import { cellWords, columnWords, rowWords } from '../words/form-labels.ts';
import { PHRASES } from '../words/phrases.ts';
import { CellNote } from './cell-note.tsx';
import type { CellMark } from './finding-marks.ts';
import { cellAt, cellElementId, cellText, LabelCell, ValueCell } from './form-cell.tsx';

interface Props {
  readonly table: TableKey;
  readonly data: Table;
  readonly preferred: FormVersion;
  readonly findings: readonly Finding[];
  readonly marks: ReadonlyMap<string, CellMark>;
  /** What people said of cells, here and elsewhere. */
  readonly corrections: readonly Correction[] | undefined;
  /** Cells of the finding that the reader has opened. */
  readonly chosen: ReadonlySet<string>;
  readonly onCell: (path: string) => void;
  /** The cell that is pointed at on the paper, and who is told which is pointed at here. */
  readonly pointed?: string | null;
  readonly onPoint?: (path: string | null) => void;
}

/** More differences than this are folded away. */
const ANOMALIES_OPEN = 4;

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** A row that names columns and has no number. */
const isHeaderRow = (row: readonly FormCell[]): boolean =>
  row.every((cell) => cell.kind === 'label' && cell.role === 'column');

/** One statutory table in its official form, each cell with what a reviewer must know about it. */
export function FormTable({
  table,
  data,
  preferred,
  findings,
  marks,
  corrections,
  chosen,
  onCell,
  pointed,
  onPoint,
}: Props) {
  const layout = useMemo(() => layOutForm(table, data.rows, preferred), [table, data, preferred]);
  const beyond = useMemo(() => cellsBeyondForm(layout, data.rows), [layout, data]);
  const said = useMemo(() => new Map(corrections?.map((each) => [each.path, each])), [corrections]);
  const paths = useMemo(
    () => layout.rows.flat().flatMap((cell) => (cell.kind === 'value' ? [cell.path] : [])),
    [layout],
  );
  /** The cell that the tab key leads to: where the reader was last. */
  const [current, setCurrent] = useState<string | null>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const [hovered, setHovered] = useState<string | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const tabStop = current ?? paths[0];
  const worthSaying = (path: string): boolean => (cellAt(data, path)?.needsReview ?? true) || marks.has(path);
  const noted = hovered !== null && worthSaying(hovered) ? hovered : focused;
  const toReview = paths.concat(beyond).filter((path) => cellAt(data, path)?.needsReview).length;

  // The bands of table two have headers of their own, which follow one another (form.css).
  const heads =
    table === 'proactiveDisclosure' ? 0 : layout.rows.findIndex((row) => row.some(({ kind }) => kind === 'value'));

  const press = (event: KeyboardEvent, path: string): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape') setFocused(null);
    const direction = DIRECTIONS[event.key];
    if (direction === undefined && event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    if (direction === undefined) {
      onCell(path);
      return;
    }
    const next = neighbour(layout, path, direction);
    if (next !== null) document.getElementById(cellElementId(next))?.focus();
  };

  const drawRow = (row: readonly FormCell[], index: number) => (
    <tr key={index} className={isHeaderRow(row) ? 'head-row' : undefined}>
      {row.map((cell) =>
        cell.kind === 'label' ? (
          <LabelCell key={`${cell.row} ${cell.column}`} label={cell} />
        ) : (
          <ValueCell
            key={cell.path}
            place={cell}
            name={cellWords(cell.path, layout.version)}
            cell={cellAt(data, cell.path)}
            mark={marks.get(cell.path)}
            correction={said.get(cell.path) ?? null}
            chosen={chosen.has(cell.path)}
            tabStop={cell.path === tabStop}
            noted={cell.path === noted}
            pointed={cell.path === pointed}
            onFocus={() => {
              setCurrent(cell.path);
              setFocused(cell.path);
              setHovered(null);
              onPoint?.(cell.path);
            }}
            onBlur={() => setFocused(null)}
            onHover={(over) => {
              setHovered(over ? cell.path : null);
              onPoint?.(over ? cell.path : null);
            }}
            onKey={(event) => press(event, cell.path)}
            onClick={() => onCell(cell.path)}
          />
        ),
      )}
    </tr>
  );

  return (
    <section className={`form form-${table}`} aria-label={tableTitle(table)}>
      <header>
        <h2>{tableTitle(table)}</h2>
        <span className="quiet">{VERSION_WORDS[layout.version]}</span>
        <span className={toReview > 0 ? 'form-review' : 'quiet'}>
          {toReview > 0 ? FORM_WORDS.toReview(toReview) : FORM_WORDS.allRight}
        </span>
      </header>
      <div className="form-frame" ref={frame}>
        <div className="form-scroll">
          {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: cells take the focus and answer to arrow keys, which is what a grid is */}
          <table role="grid" aria-label={tableTitle(table)} aria-readonly="true">
            <colgroup>
              {Array.from({ length: layout.columns }, (_, column) => (
                <col key={column} className={`col-${column}`} />
              ))}
            </colgroup>
            {heads > 0 && <thead>{layout.rows.slice(0, heads).map(drawRow)}</thead>}
            <tbody>{layout.rows.slice(heads).map(drawRow)}</tbody>
          </table>
        </div>
        {noted !== null && (
          <CellNote
            path={noted}
            name={cellWords(noted, layout.version)}
            cell={cellAt(data, noted)}
            correction={said.get(noted) ?? null}
            found={(marks.get(noted)?.findings ?? []).flatMap((index) => findings[index] ?? [])}
            frame={frame}
          />
        )}
      </div>
      {beyond.length > 0 && (
        <div className="beyond">
          <p>{FORM_WORDS.beyond}</p>
          <ul>
            {beyond.map((path) => (
              <li key={path} id={cellElementId(path)} className={chosen.has(path) ? 'value-chosen' : undefined}>
                {cellWords(path, layout.version)}
                {PHRASES.colon}
                <b>{cellText(cellAt(data, path))}</b>
              </li>
            ))}
          </ul>
        </div>
      )}
      {data.anomalies.length > 0 && (
        <details className="anomalies" open={data.anomalies.length <= ANOMALIES_OPEN}>
          <summary>{FORM_WORDS.anomalies(data.anomalies.length)}</summary>
          <ul>
            {data.anomalies.map((anomaly, index) => (
              <li key={`${index} ${anomaly.kind}`}>
                {anomalyWords(
                  anomaly,
                  (key) => rowWords(table, key, layout.version),
                  (key) => columnWords(table, key, layout.version),
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
