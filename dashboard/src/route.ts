import { SUM_STATES } from '../../contracts/consolidated.ts';
import { DOCUMENT_SORTS, FILING_SORTS } from '../../contracts/list-orders.ts';
import { QUEUE_PLACES, REMEDIES } from '../../contracts/queue.ts';
import { FILING_PILES } from '../../contracts/states.ts';
import { LANES } from '../../pipeline/contracts/expected-work.ts';
import {
  EVERYTHING,
  type IndicatorFilter,
  type IssueFilter,
  LIKE_ENOUGH,
  type ListFilter,
  OFFICE_ROOMS,
  type OfficeRoom,
  QUEUE_HOURS,
  QUEUE_SORTS,
  type QueueFilter,
  RETURN_PILES,
  type ReturnPile,
  type RosterFilter,
  type SimilarFilter,
  type SumFilter,
  UPLOAD_PILES,
  type UploadPile,
} from './filters.ts';
import {
  CAUSE_WORDS,
  FILING_FLAG_WORDS,
  FILING_STATE_WORDS,
  SEVERITY_WORDS,
  STATE_WORDS,
  VERDICT_WORDS,
} from './words/codes.ts';

export type Route =
  | { readonly kind: 'overview'; readonly year: number | null }
  | { readonly kind: 'list'; readonly filter: ListFilter }
  | {
      readonly kind: 'document';
      readonly id: string;
      /** The thing that is looked at (pages/document/review-items.ts); null: the first that is open. */
      readonly item: string | null;
      /** The list that it was opened from, as its address; null: from none. */
      readonly list: string | null;
    }
  | { readonly kind: 'roster'; readonly filter: RosterFilter }
  | { readonly kind: 'issues'; readonly filter: IssueFilter }
  | { readonly kind: 'returns'; readonly year: number | null; readonly pile: ReturnPile; readonly page: number }
  | { readonly kind: 'uploads'; readonly page: number }
  | { readonly kind: 'upload'; readonly id: string; readonly pile: UploadPile }
  | { readonly kind: 'agency'; readonly id: string; readonly year: number | null }
  /** The form that an agency fills in, and its drafts that were looked over; null: the newest. */
  | { readonly kind: 'draft'; readonly year: number | null }
  | { readonly kind: 'selfCheck'; readonly id: string | null }
  | { readonly kind: 'indicators'; readonly year: number | null; readonly filter: IndicatorFilter }
  | { readonly kind: 'similar'; readonly year: number | null; readonly filter: SimilarFilter }
  | { readonly kind: 'consolidated'; readonly year: number | null; readonly filter: SumFilter }
  | { readonly kind: 'queue'; readonly filter: QueueFilter }
  | { readonly kind: 'office'; readonly room: OfficeRoom; readonly page: number }
  | { readonly kind: 'rules' }
  | { readonly kind: 'rule'; readonly id: string }
  | { readonly kind: 'password' }
  | { readonly kind: 'unknown' };

/** The key of a table that a text names; null for none. */
const keyOf = <K extends string>(words: Readonly<Record<K, unknown>>, text: string | null): K | null =>
  text !== null && Object.hasOwn(words, text) ? (text as K) : null;
const oneOf = <K extends string>(list: readonly K[], text: string | null): K | null =>
  list.find((item) => item === text) ?? null;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const RULE_ID = /^[a-z0-9]{1,20}\.[a-z0-9-]{1,40}$/;
const uuidOf = (text: string | null): string | null => (text !== null && UUID.test(text) ? text : null);
const uuidOrNone = (text: string | null): string | null => (text === 'none' ? text : uuidOf(text));
const ruleOf = (text: string | null): string | null =>
  text !== null && /^[a-z0-9.-]{1,100}$/.test(text) ? text : null;
const leastOf = (text: string | null): number => (/^0\.[5-9]$/.test(text ?? '') ? Number(text) : LIKE_ENOUGH);
const pairOf = (text: string | null): string | null => {
  const ids = (text ?? '').split('/');
  return ids.length === 2 && ids.every((id) => UUID.test(id)) ? text : null;
};
const pageOf = (text: string | null): number => (/^[1-9]\d{0,6}$/.test(text ?? '') ? Number(text) : 1);
const yearOf = (text: string | null): number | null => (/^20\d\d$/.test(text ?? '') ? Number(text) : null);

/** Reads `location.hash`; what it does not understand in a filter it leaves out. */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#/, '').split('?', 2);
  const parameters = new URLSearchParams(search);
  const page = pageOf(parameters.get('page'));
  const query = parameters.get('query') ?? '';
  const [, room = '', id = null] = /^\/([a-z]*)(?:\/([^/]+))?$/.exec(path === '' ? '/' : path) ?? [];
  switch (id === null ? room : `${room}/`) {
    case '':
      return path === '' || path === '/' ? { kind: 'overview', year: null } : { kind: 'unknown' };
    case 'overview':
      return { kind: 'overview', year: yearOf(parameters.get('year')) };
    case 'documents': {
      const state = keyOf(STATE_WORDS, parameters.get('state'));
      const verdict = keyOf(VERDICT_WORDS, parameters.get('verdict'));
      const sort = oneOf(DOCUMENT_SORTS, parameters.get('sort')) ?? '-received';
      return {
        kind: 'list',
        filter: {
          ...{ state, verdict, year: yearOf(parameters.get('year')), rule: ruleOf(parameters.get('rule')) },
          ...{ reviewer: uuidOf(parameters.get('reviewer')), scope: uuidOf(parameters.get('scope')) },
          ...{ query, sort, page },
        },
      };
    }
    case 'documents/': {
      const document = decoded(id ?? '');
      if (document === null) return { kind: 'unknown' };
      return { kind: 'document', id: document, item: parameters.get('item'), list: parameters.get('list') };
    }
    case 'roster':
      return {
        kind: 'roster',
        filter: {
          year: yearOf(parameters.get('year')),
          state: keyOf(FILING_STATE_WORDS, parameters.get('state')),
          flag: keyOf(FILING_FLAG_WORDS, parameters.get('flag')),
          pile: keyOf(FILING_PILES, parameters.get('pile')),
          scope: uuidOf(parameters.get('scope')),
          district: uuidOrNone(parameters.get('district')),
          reviewer: uuidOrNone(parameters.get('reviewer')),
          verdict: keyOf(VERDICT_WORDS, parameters.get('verdict')),
          rule: ruleOf(parameters.get('rule')),
          query,
          sort: oneOf(FILING_SORTS, parameters.get('sort')) ?? 'roster',
          page,
        },
      };
    case 'issues':
      return {
        kind: 'issues',
        filter: {
          year: yearOf(parameters.get('year')),
          rule: /^[\w.-]{1,100}$/.test(parameters.get('rule') ?? '') ? parameters.get('rule') : null,
          cause: keyOf(CAUSE_WORDS, parameters.get('cause')),
          severity: keyOf(SEVERITY_WORDS, parameters.get('severity')),
          district: uuidOrNone(parameters.get('district')),
          reviewer: uuidOrNone(parameters.get('reviewer')),
          query,
          page,
        },
      };
    case 'returns': {
      const pile = oneOf(RETURN_PILES, parameters.get('pile')) ?? 'cameBack';
      return { kind: 'returns', year: yearOf(parameters.get('year')), pile, page };
    }
    case 'uploads':
      return { kind: 'uploads', page };
    case 'uploads/':
      return uuidOf(id) === null || id === null
        ? { kind: 'unknown' }
        : { kind: 'upload', id, pile: oneOf(UPLOAD_PILES, parameters.get('pile')) ?? 'waiting' };
    case 'agencies/':
      return uuidOf(id) === null || id === null
        ? { kind: 'unknown' }
        : { kind: 'agency', id, year: yearOf(parameters.get('year')) };
    case 'draft':
      return { kind: 'draft', year: yearOf(parameters.get('year')) };
    case 'selfcheck':
      return { kind: 'selfCheck', id: null };
    case 'selfcheck/':
      return uuidOf(id) === null ? { kind: 'unknown' } : { kind: 'selfCheck', id };
    case 'indicators':
      return {
        kind: 'indicators',
        year: yearOf(parameters.get('year')),
        filter: {
          scope: uuidOf(parameters.get('scope')),
          state: oneOf(SUM_STATES, parameters.get('state')) ?? 'accepted',
          indicator: parameters.get('indicator'),
          page,
        },
      };
    case 'similar':
      return {
        kind: 'similar',
        year: yearOf(parameters.get('year')),
        filter: { least: leastOf(parameters.get('least')), pair: pairOf(parameters.get('pair')), page },
      };
    case 'consolidated':
      return {
        kind: 'consolidated',
        year: yearOf(parameters.get('year')),
        filter: {
          scope: uuidOf(parameters.get('scope')),
          state: oneOf(SUM_STATES, parameters.get('state')) ?? 'accepted',
          cell: parameters.get('cell'),
          previous: parameters.get('previous') === 'true',
          page,
        },
      };
    case 'queue':
      return {
        kind: 'queue',
        filter: {
          place: oneOf(QUEUE_PLACES, parameters.get('place')),
          lane: oneOf(LANES, parameters.get('lane')),
          code: ruleOf(parameters.get('code')),
          remedy: oneOf(REMEDIES, parameters.get('remedy')),
          query,
          sort: oneOf(QUEUE_SORTS, parameters.get('sort')) ?? 'turn',
          hours: QUEUE_HOURS.find((hours) => String(hours) === parameters.get('hours')) ?? 24,
          page,
        },
      };
    case 'office':
      return { kind: 'office', room: 'people', page };
    case 'office/': {
      const asked = oneOf(OFFICE_ROOMS, id);
      return asked === null ? { kind: 'unknown' } : { kind: 'office', room: asked, page };
    }
    case 'rules':
      return { kind: 'rules' };
    case 'rules/':
      return RULE_ID.test(id ?? '') ? { kind: 'rule', id: id ?? '' } : { kind: 'unknown' };
    case 'password':
      return { kind: 'password' };
    default:
      return { kind: 'unknown' };
  }
}

/** The document id that a part of an address names, or null when it is no valid escape. */
function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch (cause) {
    if (cause instanceof URIError) return null;
    throw cause;
  }
}

/** An address with what is asked for; what is null, empty or the first page is left out. */
function hrefOf(path: string, asked: Readonly<Record<string, string | number | null>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) {
    if (value === null || value === '' || (name === 'page' && value === 1)) continue;
    parameters.set(name, String(value));
  }
  const search = parameters.toString();
  return search === '' ? `#${path}` : `#${path}?${search}`;
}

export const listHref = ({ sort, ...filter }: ListFilter): string =>
  hrefOf('/documents', { ...filter, sort: sort === EVERYTHING.sort ? null : sort });
export const overviewHref = (year: number | null = null): string => hrefOf('/overview', { year });
/** @param from where in the report, and the list that it is one of */
export const documentHref = (
  id: string,
  { item = null, list = null }: { readonly item?: string | null; readonly list?: string | null } = {},
): string => hrefOf(`/documents/${encodeURIComponent(id)}`, { item, list });
export const rosterHref = ({ sort, ...filter }: RosterFilter): string =>
  hrefOf('/roster', { ...filter, sort: sort === 'roster' ? null : sort });
export const issuesHref = (filter: IssueFilter): string => hrefOf('/issues', { ...filter });
export const returnsHref = (year: number | null = null, pile: ReturnPile = 'cameBack', page = 1): string =>
  hrefOf('/returns', { year, pile: pile === 'cameBack' ? null : pile, page });
export const uploadsHref = (page = 1): string => hrefOf('/uploads', { page });
export const uploadHref = (id: string, pile: UploadPile = 'waiting'): string =>
  hrefOf(`/uploads/${id}`, { pile: pile === 'waiting' ? null : pile });
export const agencyHref = (id: string, year: number | null = null): string => hrefOf(`/agencies/${id}`, { year });
export const draftHref = (year: number | null = null): string => hrefOf('/draft', { year });
export const selfCheckHref = (id: string | null = null): string => (id === null ? '#/selfcheck' : `#/selfcheck/${id}`);
export const indicatorsHref = (year: number | null, { state, ...filter }: IndicatorFilter): string =>
  hrefOf('/indicators', { year, ...filter, state: state === 'accepted' ? null : state });
export const similarHref = (year: number | null, { least, ...filter }: SimilarFilter): string =>
  hrefOf('/similar', { year, ...filter, least: least === LIKE_ENOUGH ? null : least });
export const consolidatedHref = (year: number | null, { state, previous, ...filter }: SumFilter): string =>
  hrefOf('/consolidated', {
    year,
    ...filter,
    state: state === 'accepted' ? null : state,
    previous: previous ? 'true' : null,
  });
export const queueHref = ({ sort, hours, ...filter }: QueueFilter): string =>
  hrefOf('/queue', { ...filter, sort: sort === 'turn' ? null : sort, hours: hours === 24 ? null : hours });
export const QUEUE_HREF = '#/queue';
export const officeHref = (room: OfficeRoom, page = 1): string => hrefOf(`/office/${room}`, { page });
export const RULES_HREF = '#/rules';
export const ruleHref = (id: string): string => `${RULES_HREF}/${id}`;
export const PASSWORD_HREF = '#/password';
/** A page of its own, of BullMQ (server/queue/bull-board.ts). */
export const BOARD_HREF = '/api/bull-board/';
/** Pages of their own, beside this one (dashboard/manual.ts). */
export const MANUAL_HREF = '/manual/0.html';
