import { columnsOf, proactiveDisclosure, type TableKey } from '../../../config/catalogue/form.ts';
import { LINE_TOLERANCES } from '../../../config/limits/lines.ts';
import { labelsOf } from './cell-text.ts';
import { BY_POSITION, type Doubts, type FormRow, NO_DOUBTS, ORDER_ONLY, type Slot, together } from './form-row.ts';
import { inSequence, type ReadCell, type ReadTable } from './read-table.ts';

/** Where a header label stands above values: [from, to) of the values of a row. */
interface Heading {
  readonly slot: Slot;
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/** The columns that a header names, in the order in which they are printed, and where each of its labels stands. */
interface PrintedColumns {
  readonly keys: readonly string[];
  readonly headings: readonly Heading[];
}

const placeIn = (slot: Slot, table: TableKey) =>
  labelsOf(slot.text).find((m) => m.score >= LINE_TOLERANCES.cellScore && m.place.table === table)?.place ?? null;

const columnKey = (slot: Slot, table: TableKey): string | null =>
  labelsOf(slot.text).find(
    (m) => m.score >= LINE_TOLERANCES.cellScore && m.place.kind === 'column' && m.place.table === table,
  )?.place.key ?? null;

/** Columns of table three: a spanning label in one row stands for the labels of the row below. */
function applicantColumns(header: readonly FormRow[]): PrintedColumns {
  const rows = header.map((row) => row.labels);
  const spanning = rows.findIndex((row) => row.some((slot) => placeIn(slot, 'applications')?.key === 'organizations'));
  const keys: string[] = [];
  const headings: Heading[] = [];
  const add = (slot: Slot, row: number): void => {
    const key = columnKey(slot, 'applications');
    if (key === null) return;
    headings.push({ slot, row, from: keys.length, to: keys.length + 1 });
    keys.push(key);
  };
  const isTwoRows =
    spanning >= 0 && rows.slice(spanning + 1).some((row) => row.some((s) => columnKey(s, 'applications')));
  for (const [r, row] of rows.entries()) {
    if (isTwoRows && r !== spanning) continue;
    for (const slot of row) {
      const isSpanning = isTwoRows && placeIn(slot, 'applications')?.key === 'organizations';
      if (!isSpanning) {
        add(slot, r);
        continue;
      }
      const from = keys.length;
      for (let below = spanning + 1; below < rows.length; below++) for (const each of rows[below]!) add(each, below);
      headings.push({ slot, row: r, from, to: keys.length });
    }
  }
  return { keys, headings };
}

/** Columns of table four: the outcomes in order, five for each remedy. */
function outcomeColumns(header: readonly FormRow[]): PrintedColumns {
  const keys: string[] = [];
  const headings: Heading[] = [];
  const remedies: { slot: Slot; row: number }[] = [];
  for (const [row, { labels }] of header.entries()) {
    for (const slot of labels) {
      const key = columnKey(slot, 'remedies');
      if (key !== null) {
        headings.push({ slot, row, from: keys.length, to: keys.length + 1 });
        keys.push(key);
      } else if (placeIn(slot, 'remedies')?.kind === 'row') remedies.push({ slot, row });
    }
  }
  const width = columnsOf('remedies').length;
  for (const [i, { slot, row }] of remedies.entries())
    headings.push({ slot, row, from: i * width, to: (i + 1) * width });
  return { keys, headings };
}

function bandColumns(header: readonly FormRow[]): PrintedColumns {
  const row = header.length - 1;
  const slots = header[row]?.labels.filter((slot) => columnKey(slot, 'proactiveDisclosure') !== null) ?? [];
  const headings = slots.map((slot, i) => ({ slot, row, from: i, to: i + 1 }));
  return { keys: slots.map((slot) => columnKey(slot, 'proactiveDisclosure')!), headings };
}

const COLUMNS = {
  applications: applicantColumns,
  remedies: outcomeColumns,
  proactiveDisclosure: bandColumns,
} as const satisfies Record<TableKey, (header: readonly FormRow[]) => PrintedColumns>;

/** Orders in which the form prints the columns of a table. */
function formOrders(table: TableKey): readonly (readonly string[])[] {
  const columns = columnsOf(table).map((column) => column.key);
  switch (table) {
    case 'proactiveDisclosure':
      return Object.values(proactiveDisclosure.blocks).flatMap((blocks) => blocks.map((block) => block.columns));
    case 'remedies':
      return [[...columns, ...columns, ...columns], columns];
    case 'applications':
      return [columns];
    default:
      return table satisfies never;
  }
}

const sameKeys = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && [...a].sort().join() === [...b].sort().join();

/** Whether a header names all columns of the form, but in another order. */
function isReordered(table: TableKey, { keys }: PrintedColumns): boolean {
  const orders = formOrders(table).filter((order) => sameKeys(order, keys));
  return orders.length > 0 && !orders.some((order) => order.join() === keys.join());
}

/** Whether keys stand in the order of another list, some left out. */
function follows(keys: readonly string[], order: readonly string[]): boolean {
  let at = 0;
  return keys.every((key) => {
    at = order.indexOf(key, at) + 1;
    return at > 0;
  });
}

/** Whether a header names some columns of table three in another order than the form, and others in words of its own. */
const isMixedUp = (table: TableKey, { keys }: PrintedColumns): boolean =>
  table === 'applications' &&
  new Set(keys).size === keys.length &&
  keys.length < columnsOf(table).length &&
  !formOrders(table).some((order) => follows(keys, order));

interface Section {
  readonly header: readonly FormRow[];
  readonly body: readonly FormRow[];
}

/** Cuts the rows of a table into headers with the rows of values below each. */
function sectionsOf(rows: readonly FormRow[]): readonly Section[] {
  const sections: { header: FormRow[]; body: FormRow[] }[] = [];
  for (const row of rows) {
    const last = sections.at(-1);
    if (row.kind === 'header' && (!last || last.body.length > 0)) sections.push({ header: [row], body: [] });
    else if (row.kind === 'header') last!.header.push(row);
    else if (last) last.body.push(row);
    else sections.push({ header: [], body: [row] });
  }
  return sections;
}

const cellAt = (slot: Slot, column: number, columnSpan: number, doubts: Doubts): ReadCell => ({
  slot,
  column,
  rowSpan: 1,
  columnSpan,
  doubts,
});

/** The labels of a header above the values they head: spanning ones in one row, those of single columns below. */
function headerInColumns(header: readonly FormRow[], { keys, headings }: PrintedColumns, offset: number) {
  const sure = NO_DOUBTS;
  const placed = new Set(headings.map((heading) => heading.slot));
  const others = header.flatMap((row) => row.labels.filter((slot) => !placed.has(slot)));
  const above = others.map((slot) =>
    placeIn(slot, 'applications')?.kind === 'columnGroup'
      ? cellAt(slot, offset, keys.length, sure)
      : cellAt(slot, 0, Math.max(1, offset), sure),
  );
  const isSingle = (heading: Heading): boolean => heading.to - heading.from === 1;
  const rows = [headings.filter((each) => !isSingle(each)), headings.filter(isSingle)].map((row) =>
    row.map(({ slot, from, to }) => cellAt(slot, offset + from, to - from, sure)),
  );
  return [...above.map((cell) => [cell]), ...rows].filter((row) => row.length > 0);
}

/** Rows under a header, each value in the column of its label; null when a row has another number of values. */
function inColumns(
  { header, body }: Section,
  columns: PrintedColumns,
  offset: number,
  most: Doubts,
): readonly (readonly ReadCell[])[] | null {
  if (body.some((row) => row.values.length !== columns.keys.length)) return null;
  const below = body.map((row) => [
    ...row.labels.map((slot, i) => cellAt(slot, offset - row.labels.length + i, 1, NO_DOUBTS)),
    ...row.values.map((slot, i) => cellAt(slot, offset + i, 1, together(most, row.doubts))),
  ]);
  return [...headerInColumns(header, columns, offset), ...below];
}

const rowInSequence = ({ labels, values, doubts }: FormRow): readonly ReadCell[] => inSequence(labels, values, doubts);

/**
 * A table of rows whose cells are known by their order. Where a header prints the columns in another order than the
 * form, the values go under their labels, for order alone would mislead; what cannot be placed so is marked as doubtful.
 * @param headerIsSure whether lines show the order of print: text taken out of a PDF has its header labels in any order
 */
export function tableInOrder(rows: readonly FormRow[], headerIsSure: boolean): ReadTable {
  const table = rows.find((row) => row.table !== null)?.table ?? null;
  const sections = table === null ? [] : sectionsOf(rows);
  const columns = sections.map((section) => COLUMNS[table!](section.header));
  const isOther = table !== null && columns.some((each) => isReordered(table, each));
  const isUnsure = table !== null && columns.some((each) => isMixedUp(table, each));
  if (!isOther && !isUnsure) return { layout: 'sequence', rows: rows.map(rowInSequence) };
  const offset = rows.reduce((most, row) => Math.max(most, row.kind === 'data' ? row.labels.length : 0), 0);
  const most = headerIsSure ? NO_DOUBTS : ORDER_ONLY;
  const placed = sections.map((section, i) => inColumns(section, columns[i]!, offset, most));
  if (isOther && placed.every((section) => section !== null)) return { layout: 'geometric', rows: placed.flat() };
  const doubtful = (row: FormRow): FormRow => ({
    ...row,
    doubts: together(row.doubts, ORDER_ONLY),
  });
  return { layout: 'sequence', rows: rows.map(doubtful).map(rowInSequence) };
}

/**
 * Cuts table four where each remedy has a header of its own: five values without a label belong to the remedy that the
 * header names. Other tables stay whole.
 */
export function separateRemedies(rows: readonly FormRow[]): readonly (readonly FormRow[])[] {
  const width = columnsOf('remedies').length;
  const parts: FormRow[][] = [];
  for (const { header, body } of sectionsOf(rows)) {
    const remedies = header.flatMap((row) => row.labels.filter((slot) => placeIn(slot, 'remedies')?.kind === 'row'));
    const [row] = body;
    const [remedy] = remedies;
    const isOwn = remedies.length === 1 && body.length === 1 && row?.labels.length === 0 && row.values.length === width;
    if (!isOwn || !row || !remedy || row.table !== 'remedies') {
      const last = parts.at(-1);
      if (last) last.push(...header, ...body);
      else parts.push([...header, ...body]);
      continue;
    }
    const heads = header.map((each) => ({ ...each, labels: each.labels.filter((slot) => slot !== remedy) }));
    const named = { ...row, labels: [remedy], doubts: BY_POSITION };
    parts.push([...heads.filter((each) => each.labels.length > 0), named]);
  }
  return parts;
}
