import {
  type CellPath,
  cellPath,
  columnsOf,
  proactiveDisclosure,
  type RowField,
  remedies,
  rowsOf,
} from '../../config/catalogue/form.ts';
import type { Facts, Kind } from './facts.ts';
import type { Random } from './random.ts';

/** The printed number of every cell that the report has. */
export type Numbers = ReadonlyMap<CellPath, string>;

/** Rows of table three that the report prints. */
export const applicationRowsOf = (kind: Kind): readonly RowField[] =>
  rowsOf('applications').filter((r) =>
    kind === '2021' ? r.key !== 'otherHandling' : !r.key.startsWith('otherHandling.'),
  );

const SIZES: readonly (readonly [number, number])[] = [
  [0, 0],
  [1, 9],
  [10, 60],
  [100, 900],
  [2000, 9000],
];

/** Cuts `whole` into `parts` non-negative numbers, most of them zero when it is small. */
function partsOf(random: Random, whole: number, parts: number): number[] {
  const cuts = Array.from({ length: parts }, () => 0);
  let rest = whole;
  while (rest > 0) {
    const share = Math.max(1, Math.ceil((rest * random.integer(5, 60)) / 100));
    cuts[random.integer(0, parts - 1)]! += Math.min(share, rest);
    rest -= Math.min(share, rest);
  }
  return cuts;
}

function applicationNumbers(random: Random, kind: Kind): Map<CellPath, number> {
  const [low, high] = random.pick(SIZES);
  const columns = columnsOf('applications').map((c) => c.key);
  const rows = applicationRowsOf(kind);
  const outcomes = rows.filter((r) => r.group !== null && r.key !== 'handledTotal').map((r) => r.key);
  const byRow = new Map(rows.map((r) => [r.key, columns.map(() => 0)]));
  columns.slice(0, -1).forEach((_, c) => {
    const received = c === 0 || random.chance(0.4) ? Math.round(random.integer(low, high) / (c === 0 ? 1 : 6)) : 0;
    const carried = random.chance(0.4) ? Math.floor(received / 10) : 0;
    const forward = random.chance(0.5) ? Math.floor((received + carried) / 12) : 0;
    const handled = received + carried - forward;
    byRow.get('newlyReceived')![c] = received;
    byRow.get('carriedOver')![c] = carried;
    byRow.get('carriedForward')![c] = forward;
    byRow.get('handledTotal')![c] = handled;
    partsOf(random, handled, outcomes.length).forEach((n, i) => {
      byRow.get(outcomes[i]!)![c] = n;
    });
  });
  const numbers = new Map<CellPath, number>();
  for (const [row, values] of byRow) {
    values[columns.length - 1] = values.reduce((a, b) => a + b, 0);
    for (const [c, column] of columns.entries()) numbers.set(cellPath('applications', row, column), values[c]!);
  }
  return numbers;
}

function proactiveNumbers(random: Random, version: '2021' | '2019'): Map<CellPath, string> {
  const numbers = new Map<CellPath, string>();
  for (const block of proactiveDisclosure.blocks[version]) {
    for (const row of block.rows) {
      for (const column of block.columns) {
        const amount = random.pick([
          '0',
          '0.00',
          '0.0000',
          `${random.integer(1, 900)}.${random.integer(11, 99)}`,
          `${random.integer(1, 5000)}`,
        ]);
        const most = column === 'created' || column === 'disclosed' ? 9 : random.pick([9, 80, 20000]);
        const count =
          random.chance(0.4) && column !== 'disclosedTotal'
            ? 0
            : random.integer(1, most) + (column === 'disclosedTotal' ? 9 : 0);
        const change = random.integer(-5, 9);
        const text = column === 'amount' ? amount : column === 'change' ? String(change) : String(count);
        numbers.set(cellPath('proactiveDisclosure', row, column), text);
      }
    }
  }
  return numbers;
}

function remedyNumbers(random: Random): Map<CellPath, number> {
  const numbers = new Map<CellPath, number>();
  for (const { key } of remedies.rows) {
    const outcomes = remedies.columns.slice(0, -1).map(() => (random.chance(0.5) ? 0 : random.integer(0, 30)));
    [...outcomes, outcomes.reduce((a, b) => a + b, 0)].forEach((n, i) => {
      numbers.set(cellPath('remedies', key, remedies.columns[i]!.key), n);
    });
  }
  return numbers;
}

/** Numbers that satisfy the sums of the form. */
export function composeNumbers(random: Random, facts: Facts): Numbers {
  const version = facts.kind === '2019' ? '2019' : '2021';
  const text = (numbers: ReadonlyMap<CellPath, number>): (readonly [CellPath, string])[] =>
    [...numbers].map(([path, n]) => [path, String(n)] as const);
  return new Map([
    ...proactiveNumbers(random, version),
    ...text(applicationNumbers(random, facts.kind)),
    ...text(remedyNumbers(random)),
  ]);
}
