import type { DocumentState } from '../../contracts/api.ts';
import type { SumState } from '../../contracts/consolidated.ts';
import type { DocumentSort, FilingSort } from '../../contracts/list-orders.ts';
import type { QueuePlace, Remedy } from '../../contracts/queue.ts';
import type { FilingFlag, FilingPile, FilingState } from '../../contracts/states.ts';
import type { Lane } from '../../pipeline/contracts/expected-work.ts';
import type { Cause, Severity } from '../../pipeline/contracts/finding.ts';
import type { ValidationStatus } from '../../pipeline/contracts/report.ts';

/** What the list shows: kept in the address, so that it survives a reload, a bookmark and the way back. */
export interface ListFilter {
  readonly state: DocumentState | null;
  readonly verdict: ValidationStatus | null;
  readonly year: number | null;
  /** Id of a rule that found something. */
  readonly rule: string | null;
  /** Id of a person. */
  readonly reviewer: string | null;
  /** An agency: only it and those below it. */
  readonly scope: string | null;
  readonly query: string;
  readonly sort: DocumentSort;
  readonly page: number;
}
/** What the roster shows: in the address as well. */
export interface RosterFilter {
  /** Null: the year of the switch. */
  readonly year: number | null;
  readonly state: FilingState | null;
  readonly flag: FilingFlag | null;
  readonly pile: FilingPile | null;
  /** An agency: only it and those below it. */
  readonly scope: string | null;
  /** Agency by which a district is named, or `none`. */
  readonly district: string | null;
  /** Id of a person, or `none`. */
  readonly reviewer: string | null;
  readonly verdict: ValidationStatus | null;
  /** Id of a rule that found something in the report that counts. */
  readonly rule: string | null;
  readonly query: string;
  readonly sort: FilingSort;
  readonly page: number;
}
/** What the page of the summed tables shows. */
export interface SumFilter {
  readonly scope: string | null;
  readonly state: SumState;
  readonly cell: string | null;
  readonly previous: boolean;
  /** Of the agencies behind the cell. */
  readonly page: number;
}
/** What the list of open findings shows. */
export interface IssueFilter {
  /** Null: the year of the switch. */
  readonly year: number | null;
  readonly rule: string | null;
  readonly cause: Cause | null;
  readonly severity: Severity | null;
  readonly district: string | null;
  readonly reviewer: string | null;
  readonly query: string;
  readonly page: number;
}
export const NO_ISSUE_FILTER: IssueFilter = {
  year: null,
  rule: null,
  cause: null,
  severity: null,
  district: null,
  reviewer: null,
  query: '',
  page: 1,
};

/** Of what was returned: all that is with the agencies, what is due soon, what is over its term, and what came back. */
export const RETURN_PILES = ['cameBack', 'overdue', 'due', 'sent'] as const;
export type ReturnPile = (typeof RETURN_PILES)[number];

/** What the page of the rates shows. */
export interface IndicatorFilter {
  readonly scope: string | null;
  readonly state: SumState;
  /** By which the agencies are ranked; null: the first. */
  readonly indicator: string | null;
  readonly page: number;
}
/** What the page of like texts shows. */
export interface SimilarFilter {
  /** Resemblance from which a pair is shown, 0…1. */
  readonly least: number;
  /** Two documents that are read side by side, with a stroke between; null: the list. */
  readonly pair: string | null;
  readonly page: number;
}
/** Resemblance from which pairs are usually shown. */
export const LIKE_ENOUGH = 0.8;

/** What the page of the queue shows. */
export interface QueueFilter {
  readonly place: QueuePlace | null;
  readonly lane: Lane | null;
  /** Cause of the failure. */
  readonly code: string | null;
  readonly remedy: Remedy | null;
  readonly query: string;
  readonly sort: QueueSort;
  /** Over which the charts go back. */
  readonly hours: QueueHours;
  readonly page: number;
}
const QUEUE_KEYS = ['turn', 'file', 'waited', 'took', 'attempts'] as const;
type QueueKey = (typeof QUEUE_KEYS)[number];
/** `turn`: as it is worked off. */
export type QueueSort = QueueKey | `-${QueueKey}`;
export const QUEUE_SORTS: readonly QueueSort[] = QUEUE_KEYS.flatMap((key) => [key, `-${key}`] as const);
export const QUEUE_HOURS = [24, 168] as const;
export type QueueHours = (typeof QUEUE_HOURS)[number];
export const NO_QUEUE_FILTER: QueueFilter = {
  ...{ place: null, lane: null, code: null, remedy: null },
  ...{ query: '', sort: 'turn', hours: 24, page: 1 },
};

export const UPLOAD_PILES = ['waiting', 'assigned', 'refused'] as const;
export type UploadPile = (typeof UPLOAD_PILES)[number];

export const OFFICE_ROOMS = ['people', 'tokens', 'years', 'versions', 'trail'] as const;
export type OfficeRoom = (typeof OFFICE_ROOMS)[number];

export const EVERYTHING: ListFilter = {
  ...{ state: null, verdict: null, year: null, rule: null, reviewer: null, scope: null },
  query: '',
  sort: '-received',
  page: 1,
};
export const WHOLE_ROSTER: RosterFilter = {
  year: null,
  state: null,
  flag: null,
  pile: null,
  scope: null,
  district: null,
  reviewer: null,
  verdict: null,
  rule: null,
  query: '',
  sort: 'roster',
  page: 1,
};

export const ALL_SIMILAR: SimilarFilter = { least: LIKE_ENOUGH, pair: null, page: 1 };
export const ALL_SUMS: SumFilter = { scope: null, state: 'accepted', cell: null, previous: false, page: 1 };
