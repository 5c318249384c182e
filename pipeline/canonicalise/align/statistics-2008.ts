import { distance } from 'fastest-levenshtein';
import { STATISTICS_2008_INDICATORS, type StatisticsIndicator } from '../../../config/catalogue/statistics-2008.ts';
import { STATISTICS_LIMITS } from '../../../config/limits/form.ts';
import type { DoubtCode } from '../../contracts/doubt.ts';
import type { Origin } from '../../contracts/origin.ts';
import { labelParts } from '../../form/label.ts';
import { readValue } from '../../wording/cell-value.ts';
import { UNITS_OF_PROSE } from '../../wording/units.ts';
import type { Line } from '../line.ts';
import { beginsIn, type FoldedCell, type FoldedGrid, isBlankCell, type TableRow } from './table-row.ts';
import type { PlacedValue } from './values.ts';

/** One indicator as printed; an indicator that the table of the form does not have goes by its own text. */
export interface PrintedIndicator {
  readonly key: string;
  readonly unit: StatisticsIndicator['unit'];
  readonly label: { readonly text: string; readonly origin: Origin };
  /** The unit as printed beside it; null where none is. */
  readonly printedUnit: string | null;
  readonly value: PlacedValue;
}

export interface AlignedStatistics {
  readonly indicators: readonly PrintedIndicator[];
  readonly gridIndexes: readonly number[];
  /** Where numbers stand in its grids that are the count of nothing: beside the label of no row, in no other column. */
  readonly loose: readonly FoldedCell[];
  /** Lines of plain text that were read as rows of the table. */
  readonly lines: ReadonlySet<Line>;
}

const UNIT = new RegExp(`^[（(]?(${UNITS_OF_PROSE.join('|')})[)）]?$`, 'u');
const isUnit = (text: string): boolean => UNIT.test(text.trim());
const isValue = (text: string): boolean => ['number', 'none'].includes(readValue(text).kind);
const isNumber = (text: string): boolean => readValue(text).kind === 'number';

/** The words of an indicator without ordinal, remark and unit in brackets, and what makes it a part of another. */
const bodyOf = (text: string): string =>
  labelParts(
    text
      .normalize('NFKC')
      .replace(/\([^()]*\)/gu, (remark) => (/^\([一二三四五六七八九十\d]{1,3}\)$/u.test(remark) ? remark : ''))
      .replace(/^\s*其中[:：]?/u, ''),
  ).body.replace(/^其中/u, '');

const WORDINGS = STATISTICS_2008_INDICATORS.flatMap((indicator, index) =>
  [indicator.label, ...indicator.aliases].map((wording) => ({ indicator, index, body: bodyOf(wording) })),
);

function likeness(printed: string, official: string): number {
  if (printed === official) return 1;
  const [shorter, longer] = [Math.min(printed.length, official.length), Math.max(printed.length, official.length)];
  if (shorter < STATISTICS_LIMITS.shortestPart) return 0;
  const isPart = printed.includes(official) || official.startsWith(printed);
  return Math.max(isPart ? STATISTICS_LIMITS.part : 0, 1 - distance(printed, official) / longer);
}

interface Match {
  readonly indicator: StatisticsIndicator;
  readonly index: number;
  readonly score: number;
}

/** The indicator that a text names; of two with the same words the next one behind `after`. */
function indicatorNamed(text: string, after: number): Match | null {
  const body = bodyOf(text);
  if (body.length > STATISTICS_LIMITS.longestLabel) return null;
  let best: Match | null = null;
  for (const wording of WORDINGS) {
    const score = likeness(body, wording.body);
    if (score < STATISTICS_LIMITS.label) continue;
    const isNext = best !== null && score === best.score && best.index <= after && wording.index > after;
    if (best === null || score > best.score || isNext) best = { ...wording, score };
  }
  return best;
}

/** What a column of the table holds by its header: the count of the year, a sum over years, or a number that only counts rows. */
const COUNT_HEADER = /统计数|数量|数值|数据|本年|当年|年度|合计/u;
const OTHER_HEADER = /代码|代号|编号|序号|累计|历年|上年|去年|备注|说明/u;

interface Columns {
  readonly count: ReadonlySet<number>;
  readonly other: ReadonlySet<number>;
}

/** The columns whose headers say that they hold the count, and those that hold something else. */
function columnsOf(rows: readonly TableRow[]): Columns {
  const count = new Set<number>();
  const other = new Set<number>();
  for (const row of rows.slice(0, STATISTICS_LIMITS.headerRows)) {
    if (row.cells.some((cell) => isNumber(cell.folded))) break;
    for (const cell of row.cells) {
      if (OTHER_HEADER.test(cell.folded)) other.add(cell.column);
      else if (COUNT_HEADER.test(cell.folded) && !/指标/u.test(cell.folded)) count.add(cell.column);
    }
  }
  return { count, other };
}

/** One indicator in a row: what may be its label, the nearest to the value last, its unit and its value. */
interface Entry {
  readonly labels: readonly FoldedCell[];
  readonly unit: string | null;
  readonly value: FoldedCell;
  readonly doubts: readonly DoubtCode[];
}

const isLabel = (cell: FoldedCell): boolean =>
  /\p{Script=Han}/u.test(cell.folded) && !isUnit(cell.folded) && !isValue(cell.folded);

/**
 * The indicators of a row from left to right: a label after a value begins the next one, so that halves may stand side by
 * side; labels before any value are a group and what stands in it. Headings have no value and are no indicators.
 */
function entriesIn(row: TableRow, columns: Columns): readonly Entry[] {
  const entries: Entry[] = [];
  let labels: FoldedCell[] = [];
  let unit: FoldedCell | null = null;
  let values: FoldedCell[] = [];
  const close = (): void => {
    const headed = values.filter((cell) => columns.count.has(cell.column));
    const inked = values.filter((cell) => !isBlankCell(cell));
    const behindUnit = inked.filter((cell) => unit !== null && cell.column > unit.column);
    const candidates = [headed, behindUnit, inked, values].find((cells) => cells.length > 0);
    if (labels.length > 0 && candidates !== undefined)
      entries.push({
        labels,
        unit: unit?.folded.trim() ?? null,
        value: candidates[0]!,
        doubts: candidates.length > 1 && candidates !== values ? ['column-inferred'] : [],
      });
    labels = [];
    unit = null;
    values = [];
  };
  for (const cell of row.cells) {
    if (columns.other.has(cell.column)) continue;
    if (beginsIn(row, cell) && isLabel(cell)) {
      if (values.length > 0) close();
      labels.push(cell);
    } else if (labels.length === 0) continue;
    else if (isUnit(cell.folded)) unit = cell;
    else if (isBlankCell(cell) || isValue(cell.folded)) values.push(cell);
  }
  close();
  return entries;
}

const place = (source: FoldedCell, doubts: readonly DoubtCode[]): PlacedValue => ({
  text: source.text,
  source,
  doubts,
});

/** The last of the labels that names an indicator, else the last. */
function labelOf({ labels }: Entry, after: number): { readonly cell: FoldedCell; readonly match: Match | null } {
  for (const cell of labels.toReversed()) {
    const match = indicatorNamed(cell.folded, after);
    if (match !== null) return { cell, match };
  }
  return { cell: labels.at(-1)!, match: null };
}

/** The indicators of rows in the order of the table; halves that stand side by side one after the other. */
function inRows(rows: readonly TableRow[]): Pick<AlignedStatistics, 'indicators' | 'loose'> {
  const columns = columnsOf(rows);
  const entries = rows.flatMap((row) => entriesIn(row, columns).map((entry, half) => ({ ...entry, half })));
  let after = -1;
  let known = 0;
  const seen = new Set<string>();
  const taken = new Set<FoldedCell>();
  const indicators = entries
    .toSorted((a, b) => a.half - b.half)
    .flatMap((entry): readonly PrintedIndicator[] => {
      const { cell, match } = labelOf(entry, after);
      if (match === null && !isNumber(entry.value.folded)) return [];
      if (match !== null) {
        after = match.index;
        known++;
      }
      const own = cell.folded.replace(/\s+/gu, '');
      const key = match && !seen.has(match.indicator.key) ? match.indicator.key : own;
      seen.add(key);
      taken.add(entry.value);
      return [
        {
          key,
          unit: match?.indicator.unit ?? null,
          label: { text: cell.folded.trim(), origin: cell.origin },
          printedUnit: entry.unit,
          value: place(entry.value, entry.doubts),
        },
      ];
    });
  if (known < STATISTICS_LIMITS.indicators) return { indicators: [], loose: [] };
  // what stands before the first label only counts the rows
  const loose = rows.flatMap((row) => {
    const first = row.cells.findIndex((cell) => beginsIn(row, cell) && isLabel(cell));
    return row.cells
      .slice(first + 1)
      .filter((cell) => beginsIn(row, cell) && !columns.other.has(cell.column) && isNumber(cell.folded));
  });
  const doubted = new Set(entries.filter(({ doubts }) => doubts.length > 0).map(({ value }) => value.row));
  return { indicators, loose: loose.filter((cell) => !taken.has(cell) && !doubted.has(cell.row)) };
}

/** The grid with its rows as columns: a table whose indicators stand in its header. */
function turned(grid: FoldedGrid): readonly TableRow[] {
  const cells = new Set(grid.rows.flatMap((row) => row.cells));
  const asRead = [...cells].map(
    (cell): FoldedCell => ({
      ...cell,
      row: cell.column,
      column: cell.row,
      rowSpan: cell.columnSpan,
      columnSpan: cell.rowSpan,
    }),
  );
  return Array.from({ length: grid.columns }, (_, row) => ({
    gridIndex: grid.index,
    row,
    layout: grid.layout,
    cells: asRead
      .filter((cell) => cell.row <= row && row < cell.row + cell.rowSpan)
      .toSorted((a, b) => a.column - b.column),
  }));
}

function inGrid(grid: FoldedGrid): Pick<AlignedStatistics, 'indicators' | 'loose'> {
  const upright = inRows(grid.rows);
  return upright.indicators.length > 0 ? upright : inRows(turned(grid));
}

/** Label, unit and number of one line of text; a line may hold one, two or all of them. */
const PARTS = /\t|[|｜│]|\s{2,}/u;
const UNITS = UNITS_OF_PROSE.join('|');
const BETWEEN = '[\\s:：,，…·—-]';
const IN_ONE = new RegExp(
  `^(?<label>.*[\\p{Script=Han}）)])(?<gap>${BETWEEN}*)(?:(?<before>${UNITS})${BETWEEN}+)?(?<value>[+-]?\\d[\\d,.]*|(?<=\\s)[—\\-/]+)\\s*(?<behind>${UNITS})?$`,
  'u',
);

/** Label and number with nothing between them are a row only where the label is one to the letter: else it is prose. */
const partsOf = (text: string): readonly string[] =>
  text
    .split(PARTS)
    .map((part) => part.trim())
    .flatMap((part) => {
      const { label, gap, before, value, behind } = IN_ONE.exec(part)?.groups ?? {};
      if (label === undefined || value === undefined) return part === '' ? [] : [part];
      if (gap === '' && before === undefined && indicatorNamed(label, -1)?.score !== 1) return [part];
      const unit = before ?? behind;
      return [label.trim(), ...(unit === undefined ? [] : [unit]), value];
    });

const rowOfLine = ({ text, origin }: Line, index: number): TableRow => ({
  gridIndex: 0,
  row: index,
  layout: 'sequence',
  cells:
    origin === null
      ? []
      : partsOf(text).map((part, column) => ({
          row: index,
          column,
          rowSpan: 1,
          columnSpan: 1,
          text: part,
          folded: part,
          confidence: 1,
          origin,
        })),
});

interface Named {
  readonly cell: FoldedCell;
  readonly match: Match;
}

/** A label whose unit and value stand in the lines below. */
interface Open {
  readonly label: FoldedCell;
  readonly match: Match | null;
  readonly unit: FoldedCell | null;
  readonly lines: readonly Line[];
}

/** Indicators in lines of text, whether a row of the table is a line, each of its cells is one, or a label takes two. */
function inLines(lines: readonly Line[]): Pick<AlignedStatistics, 'indicators' | 'lines'> {
  const rows = lines.map(rowOfLine);
  const header = rows.findIndex(
    ({ cells }) =>
      cells.length > 2 && cells.some((c) => COUNT_HEADER.test(c.folded)) && !cells.some((c) => isNumber(c.folded)),
  );
  const columns = columnsOf(rows.slice(Math.max(0, header), header + 1));
  const width = rows[header]?.cells.length;
  const indicators: PrintedIndicator[] = [];
  const taken = new Set<Line>();
  let open = null as Open | null;
  let after = -1;
  const add = (label: FoldedCell, match: Match, entry: Omit<Entry, 'labels'>, of: readonly Line[]): void => {
    // a figure of the table told again in prose stays prose
    if (indicators.some(({ key }) => key === match.indicator.key)) return;
    indicators.push({
      key: match.indicator.key,
      unit: match.indicator.unit,
      label: { text: label.folded, origin: label.origin },
      printedUnit: entry.unit,
      value: place(entry.value, entry.doubts),
    });
    for (const line of of) taken.add(line);
    after = match.index;
  };
  for (const [i, line] of lines.entries()) {
    const row = rows[i]!;
    const entries = row.cells.length > 2 ? entriesIn(row, row.cells.length === width ? columns : columnsOf([])) : [];
    const [first] = entries;
    const before = open;
    const wrapped: Named | null = first && before ? joined(before, first.labels[0]!, after) : null;
    if (first !== undefined) {
      for (const entry of entries) {
        const { cell, match } = wrapped && entry === first ? wrapped : labelOf(entry, after);
        if (match !== null) add(cell, match, entry, wrapped && before ? [...before.lines, line] : [line]);
      }
      open = null;
      continue;
    }
    for (const cell of row.cells) {
      const current = open as Open | null;
      if (current !== null && isUnit(cell.folded)) open = { ...current, unit: cell, lines: [...current.lines, line] };
      else if (current !== null && isValue(cell.folded)) {
        const unit = current.unit?.folded.trim() ?? null;
        if (current.match !== null)
          add(current.label, current.match, { unit, value: cell, doubts: [] }, [...current.lines, line]);
        open = null;
      } else {
        const both: Named | null = current && joined(current, cell, after);
        open = both
          ? { label: both.cell, match: both.match, unit: null, lines: [...(current?.lines ?? []), line] }
          : { label: cell, match: indicatorNamed(cell.folded, after), unit: null, lines: [line] };
      }
    }
  }
  const isTable = indicators.length >= STATISTICS_LIMITS.indicators;
  return isTable ? { indicators, lines: taken } : { indicators: [], lines: new Set() };
}

/** A label that goes on in the next line, where both together name an indicator better than the second alone. */
function joined(open: Open, next: FoldedCell, after: number): Named | null {
  if (open.unit !== null) return null;
  const text = `${open.label.folded}${next.folded}`;
  const match = indicatorNamed(text, after);
  const alone = Math.max(open.match?.score ?? 0, indicatorNamed(next.folded, after)?.score ?? 0);
  return match !== null && match.score > alone ? { cell: { ...open.label, text, folded: text }, match } : null;
}

/**
 * Finds the statistical table of a report up to 2018, as a table, in columns of text or a cell a line.
 * Null where fewer than STATISTICS_LIMITS.indicators of its indicators have a value.
 */
export function alignStatistics(grids: readonly FoldedGrid[], lines: readonly Line[]): AlignedStatistics | null {
  const inGrids = grids.map((grid) => ({ grid, ...inGrid(grid) })).filter(({ indicators }) => indicators.length > 0);
  if (inGrids.length > 0) {
    return {
      indicators: inGrids.flatMap(({ indicators }) => indicators),
      loose: inGrids.flatMap(({ loose }) => loose),
      gridIndexes: inGrids.map(({ grid }) => grid.index),
      lines: new Set(),
    };
  }
  const ofLines = inLines(lines);
  return ofLines.indicators.length > 0 ? { ...ofLines, loose: [], gridIndexes: [] } : null;
}
