import { MANY_LIMITS } from '../config/limits/office.ts';
import { REQUEST_WORDS } from '../config/words.ts';
import type { ManyAnswer } from '../contracts/many.ts';
import { MoveRefusal } from '../store/filings.ts';
import { StoreRefusal } from '../store/refusal.ts';
import { RequestError } from './errors.ts';

interface Row {
  readonly id: string;
  readonly name: string;
}

/** Which rows were chosen: by their ids, or by what a list was asked for and how many it had. */
type Choice<F> = { readonly ids: readonly string[] } | { readonly matching: F; readonly count: number };

/** One part of a list, with how many there are in all. */
type ReadPart<F, R> = (
  asked: F | { readonly ids: readonly string[] },
  page: number,
  size: number,
) => Promise<{
  readonly items: readonly R[];
  readonly total: number;
}>;

/** Rows that are read at once. */
const PART = 200;

/**
 * The rows that were chosen, as far as the asker may see them.
 * @throws RequestError changed-meanwhile: other rows match by now than were seen; too-many-chosen
 */
export async function chosenRows<F, R>(choice: Choice<F>, read: ReadPart<F, R>): Promise<readonly R[]> {
  const asked = 'ids' in choice ? { ids: choice.ids } : choice.matching;
  const rows: R[] = [];
  for (let page = 1; ; page++) {
    const { items, total } = await read(asked, page, PART);
    if (!('ids' in choice) && total !== choice.count) throw new RequestError('changed-meanwhile');
    if (total > MANY_LIMITS.rows) throw new RequestError('too-many-chosen');
    rows.push(...items);
    if (page * PART >= total) return rows;
  }
}

/** Does the same to each row by itself; what is refused to one is not refused to the others. */
export async function doToEach<R extends Row>(
  rows: readonly R[],
  asked: readonly string[] | null,
  work: (row: R) => Promise<void>,
): Promise<ManyAnswer> {
  const done: string[] = [];
  const refused: ManyAnswer['refused'][number][] = [];
  for (const row of rows) {
    try {
      await work(row);
      done.push(row.id);
    } catch (error) {
      refused.push({ id: row.id, name: row.name, ...refusalOf(error) });
    }
  }
  const found = new Set(rows.map(({ id }) => id));
  for (const id of asked ?? []) {
    if (!found.has(id)) refused.push({ id, name: '', code: 'not-found', message: REQUEST_WORDS['not-found'] });
  }
  return { done, refused };
}

/** @throws what is no refusal */
function refusalOf(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof MoveRefusal) {
    const [first] = error.obstacles;
    return { code: first?.code ?? 'not-allowed-now', message: error.obstacles.map(({ message }) => message).join('') };
  }
  if (error instanceof StoreRefusal || error instanceof RequestError) {
    return { code: error.code, message: REQUEST_WORDS[error.code] };
  }
  throw error;
}
