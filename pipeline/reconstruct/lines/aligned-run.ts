import type { TableKey } from '../../../config/catalogue/form.ts';
import { isSpanning } from './aligned-columns.ts';
import { type AlignedLine, isOwnLabel, MEASURES, type Measure, measureLine } from './aligned-lines.ts';
import { COLUMN_POINTS } from './aligned-positions.ts';
import { readAlignedTable } from './aligned-tables.ts';
import { labelsOf } from './cell-text.ts';
import { separateRemedies, tableInOrder } from './printed-order.ts';
import { numberedInRow, type RunPart } from './read-table.ts';
import type { RunLine } from './table-runs.ts';

/** The statutory table that the labels of a line belong to, null where they do not tell. */
function tableOf(line: AlignedLine): TableKey | null {
  for (const label of line.labels.filter(isOwnLabel)) {
    const matches = labelsOf(label.text);
    const top = matches.filter((m) => m.score >= matches[0]!.score - 0.05);
    const tables = new Set(top.map((m) => m.place.table));
    const [only] = tables;
    if (tables.size === 1 && only) return only;
  }
  return null;
}

/** Lines above a value in which something is looked for that stands in its column. */
const LINES_ABOVE = 4;
/** Distance in display columns from which a value has nothing above it: the next cell of its column is blank. */
const FAR = 4;

/** Mean distance between a value and what stands nearest to its column above: small where columns are counted rightly. */
function scatter(lines: readonly AlignedLine[]): number {
  const scatters = COLUMN_POINTS.map((edge) => {
    const steps = lines.flatMap((line, i) => {
      const above = lines
        .slice(Math.max(0, i - LINES_ABOVE), i)
        .flatMap(({ words, values }) => [...words, ...values].map(edge));
      return line.values.map((value) => Math.min(FAR, ...above.map((at) => Math.abs(at - edge(value)))));
    });
    return steps.length === 0 ? 0 : steps.reduce((sum, step) => sum + step, 0) / steps.length;
  });
  return Math.min(...scatters);
}

const measured = (run: readonly RunLine[], measure: Measure): readonly AlignedLine[] =>
  run.filter((line) => line.kind === 'text').map((line) => measureLine(line, measure));

/** How the characters of a document are counted so that its columns fall in line best. All its tables tell. */
export function measureOf(runs: readonly (readonly RunLine[])[]): Measure {
  const scatters = MEASURES.map((measure) =>
    runs.reduce((sum, run) => sum + scatter(measured(run, measure)) * run.length, 0),
  );
  return MEASURES[scatters.indexOf(Math.min(...scatters))]!;
}

interface TableLines {
  readonly table: TableKey;
  readonly lines: AlignedLine[];
}

/** Whether a line begins a table anew below rows of values: a header again, as on a new page or for another year. */
function beginsAnew(line: AlignedLine, { table, lines }: TableLines): boolean {
  if (table === 'proactiveDisclosure' || line.values.length > 0) return false;
  const isHeader = line.labels.some((label) => isOwnLabel(label) && isSpanning(label, table));
  return isHeader && lines.some((above) => above.values.length > 1);
}

/** Cuts lines where the statutory table changes or begins anew; what comes before the first one goes with it. */
function tablesAmong(lines: readonly AlignedLine[]): readonly TableLines[] {
  const tables: TableLines[] = [];
  const before: AlignedLine[] = [];
  for (const line of lines) {
    const table = tableOf(line);
    const last = tables.at(-1);
    const isNew = last ? (table !== null && table !== last.table) || beginsAnew(line, last) : table !== null;
    if (isNew) tables.push({ table: table ?? last!.table, lines: last ? [line] : [...before, line] });
    else (last?.lines ?? before).push(line);
  }
  return tables;
}

/** Reads lines on which the position of a cell tells its column, labels wrapped over several lines among them. */
export function readAlignedRun(run: readonly RunLine[], measure: Measure): readonly RunPart[] {
  const tables = tablesAmong(measured(run, measure));
  if (tables.length === 0) return [{ kind: 'prose', lines: run }];
  return tables.flatMap(({ table, lines }): readonly RunPart[] => {
    const rows = readAlignedTable(table, lines);
    if (rows.every((row) => row.values.length === 0)) return [{ kind: 'prose', lines: lines.map((l) => l.source) }];
    const numbers = rows.flatMap((row) => [...row.labels, ...row.values].map((slot) => slot.line));
    const first = numbers.reduce((a, b) => Math.min(a, b));
    const last = numbers.reduce((a, b) => Math.max(a, b));
    const prose = (isIn: (number: number) => boolean): readonly RunPart[] => {
      const outside = lines.map((line) => line.source).filter((line) => isIn(line.number));
      return outside.length > 0 ? [{ kind: 'prose', lines: outside }] : [];
    };
    const parts = separateRemedies(rows.map(numberedInRow)).map(
      (each): RunPart => ({ kind: 'table', table: tableInOrder(each, true) }),
    );
    return [...prose((number) => number < first), ...parts, ...prose((number) => number > last)];
  });
}
