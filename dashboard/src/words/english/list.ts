import type { DocumentSortKey } from '../../../../contracts/list-orders.ts';
import { counted } from './counted.ts';

export const LIST_COLUMN_WORDS: Readonly<Record<DocumentSortKey | 'filing', string>> = {
  agency: 'Agency',
  year: 'Year',
  file: 'File',
  state: 'State',
  filing: 'Filing',
  verdict: 'Verdict',
  errors: 'Errors',
  warnings: 'Warnings',
  review: 'To review',
  received: 'Received',
};

export const LIST_WORDS = {
  title: 'Files',
  chosenFile: 'chosen files.xlsx',
  state: 'State',
  verdict: 'Verdict',
  took: (duration: string): string => `took ${duration}`,
  actions: 'Actions',
  open: 'See result',
  retry: 'Try again',
  retryAll: (n: number): string => `Retry all that failed (${n})`,
  retried: (n: number): string =>
    n === 0 ? 'There are no files to try again.' : `${counted(n, 'file')} put into the queue again.`,
  attempts: (n: number): string => `tried ${counted(n, 'time')}`,
  progress: (read: number, pages: number): string => `${read} / ${pages} pages read`,
  search: 'Find by agency or file name',
  verdictAny: 'all verdicts',
  stateAny: 'all states',
  clear: 'Clear filter',
  empty: 'No files yet. Drag annual reports into the box above to begin.',
  emptyFiltered: 'No files match.',
  total: (n: number): string => counted(n, 'file'),
  unknownAgency: 'not recognised',
  notYet: '—',
  loadFailed: 'Could not be read',
  again: 'Read again',
  duplicateOf: (name: string): string => `same as “${name}”`,
};
