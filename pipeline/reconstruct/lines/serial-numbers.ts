import { LINE_TOLERANCES } from '../../../config/limits/lines.ts';
import type { Token } from './cell-stream.ts';
import { isInked, type StreamRow } from './stream-rows.ts';

const lastInked = (row: StreamRow): Token | undefined => row.behind.findLast(isInked);
const numberIn = (token: Token | undefined): number | null =>
  token && /^\d{1,3}$/u.test(token.text) ? Number.parseInt(token.text, 10) : null;

/** Rows that end in a number one higher than the row before them did. */
function risingEnds(rows: readonly StreamRow[]): ReadonlySet<StreamRow> {
  const rising = new Set<StreamRow>();
  let before: number | null = null;
  for (const row of rows) {
    const end = row.behind.filter(isInked).length === (row.expected ?? 0) + 1 ? numberIn(lastInked(row)) : null;
    if (end !== null && before !== null && end === before + 1) rising.add(row);
    else if (end !== null && before === null) rising.add(row);
    before = end ?? before;
  }
  return rising;
}

/**
 * Gives serial numbers of rows back to the rows that they stand before. In a stream they end up behind the values of the
 * row above, as one value too many; that nearly all rows have one, and that they count up, tells them from values.
 */
export function withoutSerials(rows: readonly StreamRow[]): readonly StreamRow[] {
  const named = rows.filter((row) => row.place !== null && row.expected !== null && row.following !== 'end');
  const rising = risingEnds(named);
  if (rising.size < LINE_TOLERANCES.serialRows || rising.size < named.length * LINE_TOLERANCES.agreementShare)
    return rows;
  const first = rows.find((row) => row.place !== null);
  return rows.flatMap((row, i): readonly StreamRow[] => {
    const isFirstSerial = rows[i + 1] === first && row.labels.length === 0 && row.behind.filter(isInked).length === 1;
    if (isFirstSerial) return [];
    if (!rising.has(row)) return [row];
    const at = row.behind.lastIndexOf(lastInked(row)!);
    return [{ ...row, behind: row.behind.toSpliced(at, 1) }];
  });
}
