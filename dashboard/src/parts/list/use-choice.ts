import { useEffect, useMemo, useState } from 'react';
import type { Chosen } from '../../../../contracts/many.ts';

/** The rows of a list that somebody ticked: kept from page to page of one question, forgotten with another question. */
export interface Choice {
  readonly count: number;
  /** All that the list is asked for, on whatever page. */
  readonly isAll: boolean;
  /** Every row of this page is ticked; null: some are. */
  readonly page: boolean | null;
  readonly has: (id: string) => boolean;
  readonly toggle: (id: string) => void;
  readonly togglePage: () => void;
  readonly chooseAll: () => void;
  readonly clear: () => void;
  /** As the server is told; null where nothing is chosen. */
  readonly chosen: Chosen | null;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * @param question address of the list without its page: another is another question
 * @param matching what the list is asked for, as the server takes it
 */
export function useChoice(
  question: string,
  matching: Readonly<Record<string, string>>,
  ids: readonly string[],
  total: number,
): Choice {
  const [ticked, setTicked] = useState(NONE);
  const [isAll, setAll] = useState(false);
  useEffect(() => {
    setTicked(NONE);
    setAll(false);
  }, [question]);
  return useMemo(() => {
    const here = ids.filter((id) => ticked.has(id)).length;
    const clear = (): void => {
      setTicked(NONE);
      setAll(false);
    };
    const change = (some: readonly string[], isTicked: boolean): void => {
      setAll(false);
      // Whoever takes one out of “all” goes on with those of this page.
      const next = new Set(isAll ? ids : ticked);
      for (const id of some) {
        if (isTicked) next.add(id);
        else next.delete(id);
      }
      setTicked(next);
    };
    const page = isAll || (here > 0 && here === ids.length) ? true : here === 0 ? false : null;
    return {
      count: isAll ? total : ticked.size,
      isAll,
      page,
      has: (id) => isAll || ticked.has(id),
      toggle: (id) => change([id], !(isAll || ticked.has(id))),
      togglePage: () => change(ids, page !== true),
      chooseAll: () => setAll(true),
      clear,
      chosen: isAll ? { matching, count: total } : ticked.size > 0 ? { ids: [...ticked] } : null,
    };
  }, [ticked, isAll, ids, total, matching]);
}
