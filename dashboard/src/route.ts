import type { DocumentState } from '../../contracts/api.ts';
import type { ValidationStatus } from '../../pipeline/contracts/report.ts';
import { STATE_WORDS, VERDICT_WORDS } from './words/codes.ts';

/** What the list shows: kept in the address, so that it survives a reload, a bookmark and the way back. */
export interface ListFilter {
  readonly state: DocumentState | null;
  readonly verdict: ValidationStatus | null;
  readonly query: string;
  readonly page: number;
}

export type Route =
  | { readonly kind: 'list'; readonly filter: ListFilter }
  | { readonly kind: 'document'; readonly id: string }
  | { readonly kind: 'unknown' };

export const EVERYTHING: ListFilter = { state: null, verdict: null, query: '', page: 1 };

const isState = (text: string | null): text is DocumentState => text !== null && Object.hasOwn(STATE_WORDS, text);
const isVerdict = (text: string | null): text is ValidationStatus =>
  text !== null && Object.hasOwn(VERDICT_WORDS, text);

/** The document id that a part of an address names, or null when it is no valid escape. */
function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch (cause) {
    if (cause instanceof URIError) return null;
    throw cause;
  }
}

/** Reads `location.hash`; what it does not understand in a filter it leaves out. */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#/, '').split('?', 2);
  if (path === '' || path === '/') {
    const parameters = new URLSearchParams(search);
    const state = parameters.get('state');
    const verdict = parameters.get('verdict');
    const page = parameters.get('page') ?? '';
    return {
      kind: 'list',
      filter: {
        state: isState(state) ? state : null,
        verdict: isVerdict(verdict) ? verdict : null,
        query: parameters.get('query') ?? '',
        page: /^[1-9]\d{0,6}$/.test(page) ? Number.parseInt(page, 10) : 1,
      },
    };
  }
  const id = decoded(/^\/documents\/([^/]+)$/.exec(path)?.[1] ?? '%');
  return id === null ? { kind: 'unknown' } : { kind: 'document', id };
}

export function listHref(filter: ListFilter): string {
  const parameters = new URLSearchParams();
  if (filter.state !== null) parameters.set('state', filter.state);
  if (filter.verdict !== null) parameters.set('verdict', filter.verdict);
  if (filter.query !== '') parameters.set('query', filter.query);
  if (filter.page !== 1) parameters.set('page', String(filter.page));
  const search = parameters.toString();
  return search === '' ? '#/' : `#/?${search}`;
}

export const documentHref = (id: string): string => `#/documents/${encodeURIComponent(id)}`;
