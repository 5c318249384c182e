import type { FormVersion } from '../../../config/catalogue/form.ts';
import { partsOf } from '../../../office/form-layout.ts';
import type { Finding } from '../../../pipeline/contracts/finding.ts';
import { PLACE_WORDS, sectionName, tableShortName } from '../words/form.ts';
import { cellWords, columnWords, rowWords } from '../words/form-labels.ts';
import { PHRASES } from '../words/phrases.ts';

/** So many cells of one finding are named; all are counted. */
const NAMED = 4;

const listed = (names: readonly string[], all: number): string =>
  all > names.length ? PLACE_WORDS.countOf(names, all) : PHRASES.listed(names);

/** Where a finding is, said once: cells of one row by their columns, cells of one column by their rows. Null for a finding without a place. */
export function placesWords(
  { cells, section }: Pick<Finding, 'cells' | 'section'>,
  version: FormVersion,
): string | null {
  if (cells.length === 0) return section === null ? null : sectionName(section);
  const parts = cells.flatMap((path) => partsOf(path) ?? []);
  const first = parts[0];
  if (first === undefined || parts.length < cells.length) return listed(cells.slice(0, NAMED), cells.length);
  const { table, row, column } = first;
  const shown = parts.slice(0, NAMED);
  const oneTable = parts.every((part) => part.table === table);
  if (oneTable && parts.every((part) => part.row === row)) {
    const columns = shown.map((part) => columnWords(table, part.column, version));
    return PLACE_WORDS.within(tableShortName(table), rowWords(table, row, version), listed(columns, cells.length));
  }
  if (oneTable && parts.every((part) => part.column === column)) {
    const rows = shown.map((part) => rowWords(table, part.row, version));
    return PLACE_WORDS.within(tableShortName(table), columnWords(table, column, version), listed(rows, cells.length));
  }
  if (oneTable && cells.length > NAMED) {
    const rows = [...new Set(parts.map((part) => part.row))].map((key) => rowWords(table, key, version));
    return PLACE_WORDS.rows(tableShortName(table), rows.slice(0, NAMED), cells.length);
  }
  const names = shown.map((part, index) => {
    const name = cellWords(cells[index] ?? '', version);
    return index > 0 && oneTable ? name : `${tableShortName(part.table)} ${name}`;
  });
  return listed(names, cells.length);
}
