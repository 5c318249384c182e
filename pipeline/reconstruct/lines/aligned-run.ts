import type { TableKey } from '../../../config/catalogue/form.ts';
import { type AlignedLine, centersOf, isOwnLabel, MEASURES, type Measure, measureLine } from './aligned-lines.ts';
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

/** Mean distance between a value and the nearest one in the row above: small where columns are counted rightly. */
function scatter(lines: readonly AlignedLine[]): number {
  const rows = lines.filter((line) => line.values.length > 1).map((line) => centersOf(line.values));
  const steps = rows.slice(1).flatMap((row, i) => {
    const above = rows[i]!;
    return row.map((center) => above.reduce((least, c) => Math.min(least, Math.abs(c - center)), Number.MAX_VALUE));
  });
  return steps.length === 0 ? 0 : steps.reduce((sum, step) => sum + step, 0) / steps.length;
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

/** Reads lines on which the position of a cell tells its column, labels wrapped over several lines among them. */
export function readAlignedRun(run: readonly RunLine[], measure: Measure): readonly RunPart[] {
  const parts: { table: TableKey; lines: AlignedLine[] }[] = [];
  const before: AlignedLine[] = [];
  for (const line of measured(run, measure)) {
    const table = tableOf(line);
    const last = parts.at(-1);
    if (table && table !== last?.table) parts.push({ table, lines: parts.length === 0 ? [...before, line] : [line] });
    else (last?.lines ?? before).push(line);
  }
  if (parts.length === 0) return [{ kind: 'prose', lines: run }];
  return parts.flatMap((part): readonly RunPart[] => {
    const rows = readAlignedTable(part.table, part.lines);
    if (rows.every((row) => row.values.length === 0))
      return [{ kind: 'prose', lines: part.lines.map((l) => l.source) }];
    const numbers = rows.flatMap((row) => [...row.labels, ...row.values].map((slot) => slot.line));
    const last = numbers.reduce((a, b) => Math.max(a, b));
    const behind = part.lines.filter((line) => line.source.number > last).map((line) => line.source);
    const tables = separateRemedies(rows.map(numberedInRow)).map(
      (each): RunPart => ({ kind: 'table', table: tableInOrder(each, false) }),
    );
    return behind.length > 0 ? [...tables, { kind: 'prose', lines: behind }] : tables;
  });
}
