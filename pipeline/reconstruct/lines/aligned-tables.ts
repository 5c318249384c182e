import { rowsOf, type TableKey } from '../../../config/catalogue/form.ts';
import { LINE_CONFIDENCE, LINE_TOLERANCES } from '../../../config/limits.ts';
import { type ColumnSpan, columnLabels, isSpanning, placeByColumns, spanOf } from './aligned-columns.ts';
import { labelsOfRows, type RowLabel } from './aligned-labels.ts';
import { type AlignedLine, isOwnLabel, joinGrouped, type Spaced } from './aligned-lines.ts';
import { labelsOf, placesIn } from './cell-text.ts';
import { type FormRow, REMEDY_VALUES, type Slot, valuesExpected } from './form-row.ts';
import { joinPieces } from './label-joining.ts';

/** Any row of table four that has a label: it has a value for each outcome. */
const REMEDY_ROW = { kind: 'row', table: 'remedies', key: 'reconsideration' } as const;

const slotOf = (spaced: Spaced): Slot => ({ text: spaced.text, line: spaced.line, position: 1 });
const joined = (pieces: readonly Spaced[]): Slot => ({
  ...slotOf(pieces[0]!),
  text: pieces.map((piece) => piece.text).join(''),
});
const blankBeside = (line: AlignedLine): Slot => ({ text: '', line: line.source.number, position: 1 });
const headerRow = (table: TableKey, labels: readonly Slot[]): readonly FormRow[] =>
  labels.length > 0 ? [{ kind: 'header', table, labels, values: [], confidence: LINE_CONFIDENCE.plain }] : [];

/** The column labels of a header; where they could not be put together, the words as they are printed. */
function headerRows(
  table: TableKey,
  columns: readonly (readonly Spaced[])[],
  head: readonly AlignedLine[],
): readonly FormRow[] {
  if (columns.length > 0) return headerRow(table, columns.map(joined));
  const words = head.flatMap((line) => line.words);
  const single = words.filter((word) => !isSpanning(word, table));
  return headerRow(table, single.map(slotOf));
}

/** The columns of the whole row nearest to a line, pages set their columns anew; those of the header without one. */
function columnsNear(
  whole: readonly AlignedLine[],
  line: AlignedLine,
  headers: readonly ColumnSpan[],
): readonly ColumnSpan[] {
  let best: AlignedLine | null = null;
  for (const each of whole) {
    const distance = Math.abs(each.source.number - line.source.number);
    if (!best || distance < Math.abs(best.source.number - line.source.number)) best = each;
  }
  return best ? best.values : headers;
}

function valuesIn(
  line: AlignedLine,
  width: number | null,
  columns: readonly ColumnSpan[],
  plain: number,
): Pick<FormRow, 'values' | 'confidence'> {
  if (width !== null && line.values.length < width && columns.length === width) {
    const placed = placeByColumns(line.values, columns);
    const values = placed?.map((value) => (value ? slotOf(value) : blankBeside(line)));
    if (values) return { values, confidence: Math.min(plain, LINE_CONFIDENCE.positioned) };
  }
  if (width !== null && line.values.length > width) {
    const joined = joinGrouped(line.values);
    if (joined.length === width) return { values: joined.map(slotOf), confidence: plain };
  }
  const confidence = width !== null && line.values.length < width ? LINE_CONFIDENCE.ordered : plain;
  return { values: line.values.map(slotOf), confidence };
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
    if (!place) return [];
    const width = valuesExpected('proactiveDisclosure', place, header.length);
    const values = valuesIn(line, width, header, LINE_CONFIDENCE.plain);
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

function labelConfidence(line: AlignedLine, label: RowLabel): number {
  const isOwn = label.pieces.length === 1 && label.pieces[0]?.line === line.source.number;
  if (isOwn) return LINE_CONFIDENCE.plain;
  return (label.match?.score ?? 0) >= LINE_TOLERANCES.ownLineScore ? LINE_CONFIDENCE.inferred : LINE_CONFIDENCE.ordered;
}

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

/** Table three: labels may be wrapped, rows may be blank, columns keep their place on a page. */
function readApplications(lines: readonly AlignedLine[], width: number): readonly FormRow[] {
  const rows = lines.flatMap((line, i) => (line.values.length > 1 || isLabelled(line) ? [i] : []));
  const first = rows[0];
  if (first === undefined) return [];
  const whole = rows.map((i) => lines[i]!).filter((line) => line.values.length === width);
  const labels = labelsOfRows(lines, rows);
  const taken = new Set(labels.flatMap((label) => label.pieces));
  const head = lines.slice(0, first).filter((line) => !line.labels.some((label) => taken.has(label)));
  const spanning = head.flatMap((line) => line.labels.filter((label) => isSpanning(label, 'applications')));
  const columns = columnLabels(head, 'applications');
  const headers = columns.map(spanOf);
  const left = lines.slice(head.length).flatMap((line) => line.labels.filter((label) => !taken.has(label)));
  const named = new Set(labels.map((label) => label.match?.place.key));
  const empty = lines
    .slice(head.length)
    .filter((line) => line.values.length === 0)
    .flatMap((line) => line.labels.filter((label) => left.includes(label) && isOnlyRow(label, named)));
  const groups = left.length > 0 ? groupLabels(left) : new Map<string, Slot>();
  const begun = new Set<string>();
  const withoutValues = empty.map((label): BodyRow => {
    const line = lines.find((each) => each.labels.includes(label))!;
    return { line, label: { pieces: [label], match: placesIn(label.text, ['row'], 'applications')[0]! } };
  });
  const withValues = rows.map((i, n): BodyRow => ({ line: lines[i]!, label: labels[n]! }));
  const inOrder = [...withValues, ...withoutValues].toSorted((a, b) => a.line.source.number - b.line.source.number);
  const body = inOrder.map(({ line, label }): FormRow => {
    const opening = label.match ? groupsBeginning(label.match.place.key, begun) : [];
    const printed = opening.flatMap((group) => groups.get(group) ?? []);
    const values = valuesIn(line, width, columnsNear(whole, line, headers), labelConfidence(line, label));
    return {
      kind: 'data',
      table: 'applications',
      labels: [...printed, ...(label.pieces.length > 0 ? [joined(label.pieces)] : [])],
      ...values,
    };
  });
  return [...headerRow('applications', spanning.map(slotOf)), ...headerRows('applications', columns, head), ...body];
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
      if (line.values.length === 0) return headerRow('remedies', labels);
      const width = valuesExpected('remedies', REMEDY_ROW, 0);
      return [{ kind: 'data', table: 'remedies', labels, ...valuesIn(line, width, [], LINE_CONFIDENCE.plain) }];
    });
  }
  const head = lines.slice(0, at);
  const spanning = head.map((line) => line.labels.filter((label) => isSpanning(label, 'remedies')));
  const columns = columnLabels(head, 'remedies');
  return [
    ...spanning.flatMap((labels) => headerRow('remedies', labels.map(slotOf))),
    ...headerRows('remedies', columns, head),
    {
      kind: 'data',
      table: 'remedies',
      labels: [],
      ...valuesIn(row, REMEDY_VALUES, columns.map(spanOf), LINE_CONFIDENCE.plain),
    },
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
