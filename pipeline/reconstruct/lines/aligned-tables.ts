import { columnsOf, rowsOf, type TableKey } from '../../../config/catalogue/form.ts';
import { LINE_TOLERANCES } from '../../../config/limits/lines.ts';
import { type ColumnSpan, columnLabels, isSpanning, placeByColumns, spanOf } from './aligned-columns.ts';
import { labelsOfRows, type RowLabel } from './aligned-labels.ts';
import { type AlignedLine, isOwnLabel, joinGrouped, type Spaced } from './aligned-lines.ts';
import { columnsNear, standsBelow, standsInColumns, staysNear } from './aligned-positions.ts';
import { isPartOfLabel, labelsOf, placesIn } from './cell-text.ts';
import {
  BY_POSITION,
  type Doubts,
  type FormRow,
  NO_DOUBTS,
  ORDER_ONLY,
  REMEDY_VALUES,
  ROW_INFERRED,
  type Slot,
  together,
  valuesExpected,
} from './form-row.ts';
import { joinPieces } from './label-joining.ts';

/** Values from which a line below table four is a row too many. */
const OUTCOMES = columnsOf('remedies').length;
/** Any row of table four that has a label: it has a value for each outcome. */
const REMEDY_ROW = { kind: 'row', table: 'remedies', key: 'reconsideration' } as const;

const slotOf = (spaced: Spaced): Slot => ({ text: spaced.text, line: spaced.line, position: 1 });
const joined = (pieces: readonly Spaced[]): Slot => ({
  ...slotOf(pieces[0]!),
  text: pieces.map((piece) => piece.text).join(''),
});
const blankBeside = (line: AlignedLine): Slot => ({ text: '', line: line.source.number, position: 1 });
const headerRow = (table: TableKey, labels: readonly Slot[]): readonly FormRow[] =>
  labels.length > 0 ? [{ kind: 'header', table, labels, values: [], doubts: NO_DOUBTS }] : [];

type Columns = readonly (readonly Spaced[])[];

/** Whether each column stands above the value of its turn: only then is their order from left to right that of the columns. */
function standAbove(columns: readonly ColumnSpan[], values: readonly Spaced[]): boolean {
  const placed = columns.length === values.length ? placeByColumns(values, columns) : null;
  return placed?.every((value, i) => value === values[i]) ?? false;
}

const printedCells = (line: AlignedLine): readonly Slot[] =>
  line.labels
    .flatMap((label) =>
      isOwnLabel(label) ? [label] : line.words.filter((w) => w.left >= label.left && w.right <= label.right),
    )
    .map(slotOf);

/** Column labels of table three that stand on a line as whole words. */
const wholeColumns = (words: readonly Spaced[]): number =>
  new Set(words.flatMap((word) => placesIn(word.text, ['column'], 'applications')[0]?.place.key ?? [])).size;

/**
 * Header rows of table three: labels that span columns, then those of the columns from left to right. Where the labels do
 * not stand above the columns, all whole ones line by line; where they could not be put together, their words.
 */
function applicantHeader(
  head: readonly AlignedLine[],
  columns: Columns,
  values: readonly Spaced[] | undefined,
): readonly FormRow[] {
  const spanning = head.flatMap((line) => line.labels.filter((label) => isSpanning(label, 'applications')));
  const words = head.flatMap((line) => line.words.filter((word) => !isSpanning(word, 'applications')));
  const isAbove =
    columns.length > 0 && (!values || columns.length !== values.length || standAbove(columns.map(spanOf), values));
  if (!isAbove && wholeColumns(words) === columnsOf('applications').length)
    return head.flatMap((line) => headerRow('applications', printedCells(line)));
  const heads = isAbove ? columns.map(joined) : words.map(slotOf);
  return [...headerRow('applications', spanning.map(slotOf)), ...headerRow('applications', heads)];
}

/** Header rows of table four: the remedies, then the outcomes; where these could not be put together, their words. */
function outcomeHeader(head: readonly AlignedLine[], columns: Columns): readonly FormRow[] {
  const spanning = head.map((line) => line.labels.filter((label) => isSpanning(label, 'remedies')));
  const words = head.flatMap((line) => line.words.filter((word) => !isSpanning(word, 'remedies')));
  const outcomes = columns.length > 0 ? columns.map(joined) : words.map(slotOf);
  return [
    ...spanning.flatMap((labels) => headerRow('remedies', labels.map(slotOf))),
    ...headerRow('remedies', outcomes),
  ];
}

/** Display columns between values beyond which a single space between two of them is not how columns are set apart. */
const WIDE = 3;

/** Whether two values stand as close as the parts of one number, while columns stand wide apart. */
function areParts(values: readonly Spaced[], columns: readonly ColumnSpan[]): boolean {
  const gapsOf = (spans: readonly ColumnSpan[]): readonly number[] =>
    spans.slice(1).map((span, i) => span.left - spans[i]!.right);
  const close = gapsOf(values).filter((gap) => gap <= 1).length;
  const wide = [...gapsOf(values), ...gapsOf(columns)].filter((gap) => gap >= WIDE).length;
  return close > 0 && close <= wide;
}

function valuesIn(
  line: AlignedLine,
  width: number | null,
  columns: readonly ColumnSpan[],
  isSteady: boolean,
  plain: Doubts,
): Pick<FormRow, 'values' | 'doubts'> {
  if (width !== null && line.values.length < width && columns.length === width) {
    const placed = placeByColumns(line.values, columns);
    const values = placed?.map((value) => (value ? slotOf(value) : blankBeside(line)));
    const certainty = isSteady ? BY_POSITION : ORDER_ONLY;
    if (values) return { values, doubts: together(plain, certainty) };
  }
  if (width !== null && line.values.length > width) {
    const joined = joinGrouped(line.values);
    if (joined.length === width) return { values: joined.map(slotOf), doubts: plain };
  }
  const isTorn = areParts(line.values, columns) && !standAbove(columns, line.values);
  const isDoubtful = width !== null && (line.values.length < width || isTorn);
  return { values: line.values.map(slotOf), doubts: isDoubtful ? ORDER_ONLY : plain };
}

/** Table two: no label is wrapped, each line is a heading, a header or a row. */
function readProactive(lines: readonly AlignedLine[]): readonly FormRow[] {
  let header: readonly Spaced[] = [];
  return lines.flatMap((line): readonly FormRow[] => {
    const place = line.labels.flatMap((l) => placesIn(l.text, ['row'], 'proactiveDisclosure'))[0]?.place ?? null;
    if (line.values.length === 0 && (!place || header.length === 0)) {
      const known = line.labels.filter((label) => labelsOf(label.text).length > 0);
      if (known.some((l) => placesIn(l.text, ['blockHeading', 'rowHeader']).length > 0)) header = [];
      const columns = known.filter((label) => placesIn(label.text, ['column'], 'proactiveDisclosure').length > 0);
      if (columns.length > 0) header = columns;
      return headerRow('proactiveDisclosure', known.map(slotOf));
    }
    // a row that the form does not have is as wide as the header above it
    if (!place && (header.length === 0 || line.labels.length === 0)) return [];
    const width = place ? valuesExpected('proactiveDisclosure', place, header.length) : header.length;
    const values = valuesIn(line, width, header, standsBelow(line, [line], header), NO_DOUBTS);
    return [{ kind: 'data', table: 'proactiveDisclosure', labels: line.labels.map(slotOf), ...values }];
  });
}

/** Columns by which strokes of vertical writing stray from the edge. */
const EDGE = 3;

/** Labels of groups among the pieces that no row has taken, by key; strokes of vertical writing are at the left edge. */
function groupLabels(pieces: readonly Spaced[]): ReadonlyMap<string, Slot> {
  const edge = Math.min(...pieces.map((piece) => piece.left));
  const isAtEdge = (piece: Spaced): boolean => piece.left <= edge + EDGE && !/^[（(]/u.test(piece.text);
  const groups = new Map<string, Slot>();
  for (const column of [pieces.filter(isAtEdge), pieces.filter((p) => !isAtEdge(p)), pieces]) {
    for (const [from, to] of joinPieces(column.map((piece) => piece.text))) {
      const slot = joined(column.slice(from, to));
      const match = placesIn(slot.text, ['rowGroup'])[0];
      if (match && !groups.has(match.place.key)) groups.set(match.place.key, slot);
    }
  }
  return groups;
}

/** The groups that begin with a row of table three, outermost first. */
function groupsBeginning(key: string, begun: Set<string>): readonly string[] {
  const own = rowsOf('applications').find((row) => row.key === key)?.group ?? null;
  if (own === null) return [];
  const groups = (own === 'outcome' ? ['outcome'] : ['outcome', own]).filter((group) => !begun.has(group));
  for (const group of groups) begun.add(group);
  return groups;
}

/** Why the values of a line may be those of another label. */
function doubtsOfLabel(line: AlignedLine, label: RowLabel): Doubts {
  const isOwn = label.pieces.length === 1 && label.pieces[0]?.line === line.source.number;
  if (isOwn) return NO_DOUBTS;
  const beside = line.labels.at(-1);
  const isForeign = beside !== undefined && !label.pieces.includes(beside) && !isPartOfLabel(beside.text);
  if (isForeign) return ROW_INFERRED;
  return (label.match?.score ?? 0) >= LINE_TOLERANCES.ownLineScore ? BY_POSITION : ROW_INFERRED;
}

/** Pieces of one label as one text. */
const wholeOf = (pieces: readonly Spaced[]): Spaced => ({
  ...spanOf(pieces),
  ...joined(pieces),
  line: pieces[0]!.line,
});

/** Whether a text is the whole label of a row that has not been found yet, and nothing else as likely. */
function isOnlyRow(label: Spaced, named: ReadonlySet<string | undefined>): boolean {
  const [best, next] = labelsOf(label.text);
  if (best?.place.kind !== 'row' || best.place.table !== 'applications' || named.has(best.place.key)) return false;
  return isOwnLabel(label) && (!next || next.score < best.score);
}

interface BodyRow {
  readonly line: AlignedLine;
  readonly label: RowLabel;
}

const overlap = (a: ColumnSpan, b: ColumnSpan): boolean => a.left < b.right && b.left < a.right;

/**
 * Whether a column of something else stands among those of the form: rows have more values than it has columns, or values
 * below a header that names none of them.
 */
function isCrowded(
  rows: readonly AlignedLine[],
  head: readonly AlignedLine[],
  columns: Columns,
  width: number,
): boolean {
  if (rows.some((line) => joinGrouped(line.values).length > width)) return true;
  const known = columns.flat();
  const edge = Math.min(...known.map((word) => word.left));
  const others = head
    .flatMap((line) => line.words)
    .filter((word) => word.left >= edge && !known.includes(word) && !isSpanning(word, 'applications'));
  return rows.some((line) =>
    line.values.some((value) => others.some((other) => overlap(value, other)) && !known.some((k) => overlap(value, k))),
  );
}

/** Table three: labels may be wrapped, rows may be blank, columns keep their place on a page. */
function readApplications(lines: readonly AlignedLine[], width: number): readonly FormRow[] {
  const rows = lines.flatMap((line, i) => (line.values.length > 1 || isLabelled(line) ? [i] : []));
  const first = rows[0];
  if (first === undefined) return [];
  const whole = rows.map((i) => lines[i]!).filter((line) => line.values.length === width);
  const isSteady = standsInColumns(whole);
  const labels = labelsOfRows(lines, rows);
  const taken = new Set(labels.flatMap((label) => label.pieces));
  const head = lines.slice(0, first).filter((line) => !line.labels.some((label) => taken.has(label)));
  const columns = columnLabels(head, 'applications');
  const headers = columns.map(spanOf);
  const inRows = rows.map((i) => lines[i]!);
  const crowded = isCrowded(inRows, head, columns, width);
  const left = lines.slice(head.length).flatMap((line) => line.labels.filter((label) => !taken.has(label)));
  const named = new Set(labels.map((label) => label.match?.place.key));
  const bare = lines
    .slice(head.length)
    .filter((line) => line.values.length === 0)
    .flatMap((line) => line.labels.filter((label) => left.includes(label)));
  // the label of a blank row may be wrapped as well
  const empty = joinPieces(bare.map((label) => label.text))
    .map(([from, to]) => wholeOf(bare.slice(from, to)))
    .filter((label) => isOnlyRow(label, named));
  const groups = left.length > 0 ? groupLabels(left) : new Map<string, Slot>();
  const begun = new Set<string>();
  const withoutValues = empty.map((label): BodyRow => {
    const line = lines.find((each) => each.source.number === label.line)!;
    return { line, label: { pieces: [label], match: placesIn(label.text, ['row'], 'applications')[0]! } };
  });
  const withValues = rows.map((i, n): BodyRow => ({ line: lines[i]!, label: labels[n]! }));
  const inOrder = [...withValues, ...withoutValues].toSorted((a, b) => a.line.source.number - b.line.source.number);
  const body = inOrder.map(({ line, label }): FormRow => {
    const opening = label.match ? groupsBeginning(label.match.place.key, begun) : [];
    const printed = opening.flatMap((group) => groups.get(group) ?? []);
    const byHeaders = !isSteady && headers.length === width && standsBelow(line, inRows, headers);
    const columns = byHeaders || whole.length === 0 ? headers : columnsNear(whole, line);
    const isSure = byHeaders || (isSteady && staysNear(line.values, columns));
    const { values, doubts } = valuesIn(line, width, columns, isSure, doubtsOfLabel(line, label));
    const isDoubtful = crowded && line.values.length <= width;
    return {
      kind: 'data',
      table: 'applications',
      labels: [...printed, ...(label.pieces.length > 0 ? [joined(label.pieces)] : [])],
      values,
      doubts: isDoubtful ? together(doubts, ORDER_ONLY) : doubts,
    };
  });
  return [...applicantHeader(head, columns, whole[0]?.values), ...body];
}

const isLabelled = (line: AlignedLine): boolean => line.values.length > 0 && line.labels.some((l) => l.text.length > 1);

function readRemedies(lines: readonly AlignedLine[]): readonly FormRow[] {
  const isRow = (line: AlignedLine, i: number): boolean =>
    line.labels.length === 0 &&
    (line.values.length > REMEDY_VALUES / 2 ||
      (line.values.length > 0 &&
        lines.slice(0, i).every((above) => above.values.length === 0) &&
        columnLabels(lines.slice(0, i), 'remedies').length === REMEDY_VALUES));
  const at = lines.findIndex(isRow);
  const row = lines[at];
  if (!row) {
    return lines.flatMap((line): readonly FormRow[] => {
      const labels = line.labels.map(slotOf);
      if (line.values.length === 0)
        return headerRow(
          'remedies',
          labels.filter((slot) => labelsOf(slot.text).length > 0),
        );
      const width = valuesExpected('remedies', REMEDY_ROW, 0);
      return [{ kind: 'data', table: 'remedies', labels, ...valuesIn(line, width, [], false, NO_DOUBTS) }];
    });
  }
  const head = lines.slice(0, at);
  const columns = columnLabels(head, 'remedies');
  const headers = columns.map(spanOf);
  // no other row shows whether headers and values stand in line: each value must tell its column by itself
  const isSure = standsBelow(row, [row], headers) && staysNear(row.values, headers);
  const { values, doubts } = valuesIn(row, REMEDY_VALUES, headers, isSure, NO_DOUBTS);
  const isBeside = headers.length === row.values.length && !standAbove(headers, row.values);
  const certainty = isBeside ? together(doubts, ORDER_ONLY) : doubts;
  const further = lines.slice(at + 1).filter((line) => line.values.length >= OUTCOMES);
  return [
    ...outcomeHeader(head, columns),
    { kind: 'data', table: 'remedies', labels: [], values, doubts: certainty },
    ...further.map(
      (line): FormRow => ({
        kind: 'data',
        table: 'remedies',
        labels: line.labels.map(slotOf),
        ...valuesIn(line, null, [], false, NO_DOUBTS),
      }),
    ),
  ];
}

/** Reads the lines of one statutory table by the positions on them. */
export function readAlignedTable(table: TableKey, lines: readonly AlignedLine[]): readonly FormRow[] {
  switch (table) {
    case 'proactiveDisclosure':
      return readProactive(lines);
    case 'applications':
      return readApplications(lines, valuesExpected(table, null, 0) ?? 0);
    case 'remedies':
      return readRemedies(lines);
    default:
      return table satisfies never;
  }
}
