import type { Dispatch, SetStateAction } from 'react';
import { getDocument, type SeenDocument } from '../../api.ts';
import type { Live } from '../../live.ts';
import { useFollowed } from './use-followed.ts';

export interface OneDocument {
  readonly document: SeenDocument | null;
  readonly setDocument: Dispatch<SetStateAction<SeenDocument | null>>;
  readonly failure: string | null;
  readonly reload: () => void;
}

/** One document, read again whenever the server says that it changed. */
export function useDocument(id: string, live: Live): OneDocument {
  const { value, setValue, failure, reload } = useFollowed(id, live, getDocument);
  return { document: value, setDocument: setValue, failure, reload };
}
