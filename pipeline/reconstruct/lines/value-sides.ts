import { ORDER_ONLY, VALUES_FIRST } from './form-row.ts';
import { isInked, type StreamRow } from './stream-rows.ts';

/** On which side of its label a row has its values: behind it, or before it where they ended up behind the row above. */
type Side = 'behind' | 'before' | 'none';

const count = (row: StreamRow): number => row.behind.filter(isInked).length;

interface Reckoning {
  readonly whole: number;
  readonly sides: readonly Side[];
}

/**
 * Chooses sides so that most rows come out whole; no run of values goes to two rows.
 * @param preferred the side that is taken when both do as well
 */
function chooseSides(rows: readonly StreamRow[], preferred: 'behind' | 'before'): Reckoning {
  const order: readonly Side[] = preferred === 'behind' ? ['behind', 'none', 'before'] : ['before', 'none', 'behind'];
  const steps: ReadonlyMap<Side, { readonly whole: number; readonly from: Side }>[] = [];
  let last: ReadonlyMap<Side, { readonly whole: number; readonly from: Side }> = new Map([
    ['none', { whole: 0, from: 'none' }],
  ]);
  for (const [i, row] of rows.entries()) {
    const above = rows[i - 1];
    const isNamed = row.place !== null && row.expected !== null;
    const gains: Record<Side, number | null> = {
      none: 0,
      behind: isNamed && count(row) === row.expected ? 1 : null,
      before: isNamed && above?.kind === 'data' && count(above) === row.expected ? 1 : null,
    };
    const next = new Map<Side, { readonly whole: number; readonly from: Side }>();
    for (const side of order) {
      const gain = gains[side];
      if (gain === null) continue;
      for (const from of order) {
        const before = last.get(from);
        if (!before || (side === 'before' && from === 'behind')) continue;
        const whole = before.whole + gain;
        if (whole > (next.get(side)?.whole ?? -1)) next.set(side, { whole, from });
      }
    }
    steps.push(next);
    last = next;
  }
  let side = order.reduce((best, each) =>
    (last.get(each)?.whole ?? -1) > (last.get(best)?.whole ?? -1) ? each : best,
  );
  const whole = last.get(side)?.whole ?? 0;
  const sides: Side[] = [];
  for (const step of steps.toReversed()) {
    sides.push(side);
    side = step.get(side)?.from ?? 'none';
  }
  return { whole, sides: sides.reverse() };
}

/** Values that stand before the first label. */
function leadOf(rows: readonly StreamRow[]): StreamRow | null {
  const lead = rows[rows.findIndex((row) => row.place !== null) - 1];
  return lead?.kind === 'data' && lead.labels.length === 0 && count(lead) > 1 ? lead : null;
}
const isLed = (rows: readonly StreamRow[]): boolean => leadOf(rows) !== null;

/** Rows of which the first has values before its label and the last has none behind it: all values stand before labels. */
function allBefore(rows: readonly StreamRow[]): readonly StreamRow[] | null {
  const lead = leadOf(rows);
  const last = rows.findLast((row) => row.place !== null);
  if (!lead || !last || count(last) > 0) return null;
  return rows.flatMap((row, i): readonly StreamRow[] => {
    if (row.kind !== 'data') return [row];
    if (row === lead) return [];
    const above = rows[i - 1];
    const behind = above?.kind === 'data' ? above.behind : [];
    return [{ ...row, behind, doubts: ORDER_ONLY }];
  });
}

/**
 * Gives the values of a stream to the labels before or behind them. Behind their label is the rule; it is left only
 * where more rows come out whole otherwise. What both sides would fit is marked as doubtful.
 */
export function settleSides(rows: readonly StreamRow[]): readonly StreamRow[] {
  const named = rows.filter((row) => row.place !== null && row.expected !== null);
  const asRead = named.filter((row) => count(row) === row.expected).length;
  if (asRead === named.length) return rows;
  const chosen = chooseSides(rows, 'behind');
  if (chosen.whole < named.length) {
    const reversed = allBefore(rows);
    if (reversed) return reversed;
  }
  if (chosen.whole <= asRead) return rows;
  const other = chooseSides(rows, 'before');
  // values in front of the first label show that they stand before labels, so that none should stand behind
  const isTurned = isLed(rows) && chosen.sides.includes('behind');
  const isSettled = chosen.whole === named.length && !isTurned;
  const taken = chosen.sides.map((_, i) => chosen.sides[i + 1] === 'before');
  return rows.flatMap((row, i): readonly StreamRow[] => {
    const above = rows[i - 1];
    // values behind a label that nothing explains may be that label's own
    const isStrange = above?.kind === 'data' && above.place === null && above.labels.length > 0;
    const isSure = isSettled && chosen.sides[i] === other.sides[i] && !(isStrange && chosen.sides[i] === 'before');
    const doubts = isSure ? VALUES_FIRST : ORDER_ONLY;
    if (chosen.sides[i] === 'before' && above) return [{ ...row, behind: above.behind, doubts }];
    if (!taken[i]) return [row.kind === 'data' ? { ...row, doubts } : row];
    const isFree = above?.kind === 'data' && !taken[i - 1] && chosen.sides[i - 1] !== 'behind';
    if (row.labels.length === 0) return [];
    return [{ ...row, behind: isFree ? above.behind : [], doubts: ORDER_ONLY }];
  });
}
