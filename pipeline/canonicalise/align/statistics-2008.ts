import { distance } from 'fastest-levenshtein';
import { STATISTICS_2008_INDICATORS, type StatisticsIndicator } from '../../../config/catalogue/statistics-2008.ts';
import { STATISTICS_LIMITS } from '../../../config/limits/form.ts';
import type { DoubtCode } from '../../contracts/doubt.ts';
import type { Origin } from '../../contracts/origin.ts';
import { labelParts } from '../../form/label.ts';
import { readValue } from '../../wording/cell-value.ts';
import { UNITS_OF_PROSE } from '../../wording/units.ts';
import type { Line } from '../prose.ts';
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
}

/** The indicator that a text names; of two with the same words the next one behind `after`. */
function indicatorNamed(text: string, after: number): Match | null {
  const body = bodyOf(text);
  if (body.length > STATISTICS_LIMITS.longestLabel) return null;
  let best: (Match & { readonly score: number }) | null = null;
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

/** The grid columns whose headers say that they hold the count, and those that hold something else. */
function columnsOf(grid: FoldedGrid): { readonly count: ReadonlySet<number>; readonly other: ReadonlySet<number> } {
  const count = new Set<number>();
  const other = new Set<number>();
  for (const row of grid.rows.slice(0, STATISTICS_LIMITS.headerRows)) {
    if (row.cells.some((cell) => isNumber(cell.folded))) break;
    for (const cell of row.cells) {
      if (OTHER_HEADER.test(cell.folded)) other.add(cell.column);
      else if (COUNT_HEADER.test(cell.folded) && !/指标/u.test(cell.folded)) count.add(cell.column);
    }
  }
  return { count, other };
}

interface PrintedRow {
  readonly label: FoldedCell;
  readonly unit: string | null;
  readonly value: FoldedCell;
  readonly doubts: readonly DoubtCode[];
}

/** A row of the table: its label, its unit and its value; null for headers and headings of groups. */
function printedRow(row: TableRow, columns: ReturnType<typeof columnsOf>): PrintedRow | null {
  const inked = row.cells.filter(
    (cell) => beginsIn(row, cell) && !isBlankCell(cell) && !columns.other.has(cell.column),
  );
  const label = inked.find(
    (cell) => /\p{Script=Han}/u.test(cell.folded) && !isUnit(cell.folded) && !isValue(cell.folded),
  );
  if (label === undefined) return null;
  const behind = row.cells.filter((cell) => cell.column > label.column && !columns.other.has(cell.column));
  const unit = behind.find((cell) => isUnit(cell.folded));
  const values = behind.filter((cell) => cell !== unit && (isValue(cell.folded) || isBlankCell(cell)));
  const headed = values.filter((cell) => columns.count.has(cell.column));
  const candidates = headed.length > 0 ? headed : values.filter((cell) => !isBlankCell(cell));
  const [value] = candidates.length > 0 ? candidates : values;
  if (value === undefined) return null;
  return {
    label,
    unit: unit?.folded.trim() ?? null,
    value,
    doubts: candidates.length > 1 ? ['column-inferred'] : [],
  };
}

const place = (source: FoldedCell, doubts: readonly DoubtCode[]): PlacedValue => ({
  text: source.text,
  source,
  doubts,
});

function inGrid(grid: FoldedGrid): readonly PrintedIndicator[] {
  const columns = columnsOf(grid);
  let after = -1;
  const seen = new Set<string>();
  const found = grid.rows.flatMap((row): readonly (PrintedIndicator & { readonly isKnown: boolean })[] => {
    const printed = printedRow(row, columns);
    if (printed === null) return [];
    const match = indicatorNamed(printed.label.folded, after);
    const isHeading = match === null && !isNumber(printed.value.folded);
    if (isHeading) return [];
    if (match) after = match.index;
    const own = printed.label.folded.replace(/\s+/gu, '');
    const key = match && !seen.has(match.indicator.key) ? match.indicator.key : own;
    seen.add(key);
    return [
      {
        key,
        unit: match?.indicator.unit ?? null,
        label: { text: printed.label.folded.trim(), origin: printed.label.origin },
        printedUnit: printed.unit,
        value: place(printed.value, printed.doubts),
        isKnown: match !== null,
      },
    ];
  });
  return found.filter(({ isKnown }) => isKnown).length >= STATISTICS_LIMITS.indicators ? found : [];
}

/** Label, unit and number of one line of text; a line may hold one, two or all of them. */
const PARTS = /\t|[|｜│]|\s{2,}/u;
const IN_ONE = new RegExp(
  `^(.*\\p{Script=Han}[^\\d]*?)\\s+(?:(${UNITS_OF_PROSE.join('|')})\\s+)?([+-]?[\\d,.]+|[—\\-/]+)$`,
  'u',
);

const partsOf = (text: string): readonly string[] => {
  const parts = text.split(PARTS).map((part) => part.trim());
  return parts.flatMap((part) => {
    const [, label, unit, value] = IN_ONE.exec(part) ?? [];
    return label === undefined ? (part === '' ? [] : [part]) : [label, ...(unit ? [unit] : []), value!];
  });
};

const cellOfLine = (text: string, origin: Origin): FoldedCell => ({
  row: 0,
  column: 0,
  rowSpan: 1,
  columnSpan: 1,
  text,
  folded: text,
  confidence: 1,
  origin,
});

/** Indicators in lines of text, whether a row of the table is a line or each of its cells is one. */
function inLines(lines: readonly Line[]): Pick<AlignedStatistics, 'indicators' | 'lines'> {
  const indicators: PrintedIndicator[] = [];
  const taken = new Set<Line>();
  let open: { match: Match; text: string; unit: string | null; lines: Line[]; origin: Origin } | null = null;
  let after = -1;
  for (const line of lines) {
    const { origin } = line;
    if (origin === null) continue;
    for (const part of partsOf(line.text)) {
      if (open !== null && isUnit(part)) {
        open.unit = part;
        open.lines.push(line);
      } else if (open !== null && isValue(part)) {
        const { match, text, unit } = open;
        indicators.push({
          key: match.indicator.key,
          unit: match.indicator.unit,
          label: { text, origin: open.origin },
          printedUnit: unit,
          value: place(cellOfLine(part, origin), []),
        });
        for (const each of [...open.lines, line]) taken.add(each);
        after = match.index;
        open = null;
      } else {
        const match = indicatorNamed(part, after);
        open = match && { match, text: part, unit: null, lines: [line], origin };
      }
    }
  }
  const isTable = indicators.length >= STATISTICS_LIMITS.indicators;
  return isTable ? { indicators, lines: taken } : { indicators: [], lines: new Set() };
}

/**
 * Finds the statistical table of a report up to 2018, as a table, in columns of text or a cell a line.
 * Null where fewer than STATISTICS_LIMITS.indicators of its indicators have a value.
 */
export function alignStatistics(grids: readonly FoldedGrid[], lines: readonly Line[]): AlignedStatistics | null {
  const inGrids = grids
    .map((grid) => ({ grid, indicators: inGrid(grid) }))
    .filter(({ indicators }) => indicators.length > 0);
  if (inGrids.length > 0) {
    return {
      indicators: inGrids.flatMap(({ indicators }) => indicators),
      gridIndexes: inGrids.map(({ grid }) => grid.index),
      lines: new Set(),
    };
  }
  const ofLines = inLines(lines);
  return ofLines.indicators.length > 0 ? { ...ofLines, gridIndexes: [] } : null;
}
