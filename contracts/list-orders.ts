/** In which orders lists can be asked for; a minus turns one round. Where two rows are alike the newest is first. */

export const DOCUMENT_SORT_KEYS = [
  'received',
  'agency',
  'year',
  'file',
  'state',
  'verdict',
  'errors',
  'warnings',
  'review',
] as const;
export type DocumentSortKey = (typeof DOCUMENT_SORT_KEYS)[number];
export type DocumentSort = DocumentSortKey | `-${DocumentSortKey}`;
export const DOCUMENT_SORTS: readonly DocumentSort[] = DOCUMENT_SORT_KEYS.flatMap((key) => [key, `-${key}`] as const);

export const FILING_SORT_KEYS = [
  'agency',
  'state',
  'due',
  'version',
  'verdict',
  'reviewer',
  'received',
  'returned',
  'errors',
  'warnings',
] as const;
export type FilingSortKey = (typeof FILING_SORT_KEYS)[number];
/** `roster`: as the roster has them. */
export type FilingSort = 'roster' | FilingSortKey | `-${FilingSortKey}`;
export const FILING_SORTS: readonly FilingSort[] = [
  'roster',
  ...FILING_SORT_KEYS.flatMap((key) => [key, `-${key}`] as const),
];
