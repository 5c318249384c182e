import { useEffect } from 'react';
import type { DocumentPage } from '../../../../contracts/api.ts';
import { getDocuments } from '../../api.ts';
import type { ListFilter } from '../../filters.ts';
import type { Live } from '../../live.ts';
import { useRead } from '../../parts/use-read.ts';
import { listHref } from '../../route.ts';

export const PAGE_SIZE = 50;

export interface Documents {
  /** The page asked for last that has come; null before the first. */
  readonly page: DocumentPage | null;
  /** Why the last reading failed, in words; null when it did not. */
  readonly failure: string | null;
  readonly reload: () => void;
}

/**
 * One page of the list, kept up to date by what the server pushes: a row that is shown changes at once, and the page is
 * read again, because a change may have moved rows or counts.
 */
export function useDocuments(filter: ListFilter, live: Live): Documents {
  const { value, setValue, failure, reload } = useRead(
    listHref(filter),
    (signal) => getDocuments(filter, PAGE_SIZE, signal),
    live,
  );
  useEffect(
    () =>
      live.onDocument((document) => {
        if (document === null) return;
        setValue((now) =>
          now === null ? now : { ...now, items: now.items.map((item) => (item.id === document.id ? document : item)) },
        );
      }),
    [live, setValue],
  );
  return { page: value, failure, reload };
}
