import type { DocumentDetail } from '../../../../contracts/api.ts';
import { getDocument } from '../../api.ts';
import type { Live } from '../../live.ts';
import { useFollowed } from './use-followed.ts';

export interface OneDocument {
  readonly document: DocumentDetail | null;
  readonly failure: string | null;
  readonly reload: () => void;
}

/** One document, read again whenever the server says that it changed. */
export function useDocument(id: string, live: Live): OneDocument {
  const { value, failure, reload } = useFollowed(id, live, getDocument);
  return { document: value, failure, reload };
}
