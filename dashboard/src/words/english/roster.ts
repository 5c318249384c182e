import type { FilingPile } from '../../../../contracts/states.ts';
import { count, counted } from './counted.ts';

export const PILE_WORDS: Readonly<Record<FilingPile, string>> = {
  due: 'Due',
  filed: 'Filed',
  toReview: 'To review',
  passed: 'Accepted',
};

export const ROSTER_WORDS = {
  title: (year: number): string => `Roster of ${year}`,
  noYear: 'No year has been added yet.',
  openYear: 'Add a year in “Administration”',
  empty: 'The roster has no agencies yet. Import one, and the agencies are listed here with their reports.',
  emptyFiltered: 'No agencies match.',
  clear: 'Clear filter',
  sum: (due: number, filed: number, missing: number, late: number): string =>
    `${count(due)} due, ${count(filed)} filed, ${count(missing)} not filed${late > 0 ? `, ${count(late)} overdue` : ''}`,
  days: (submitBy: string, statutoryBy: string): string =>
    `To be filed by ${submitBy}, statutory deadline ${statutoryBy}`,
  all: 'All',
  piles: 'By state',
  pileOf: PILE_WORDS,
  search: 'Find by name or alias',
  flagAny: 'all marks',
  sort: 'Sort',
  scopeOf: (name: string): string => `Only ${name} and below`,
  districtOf: (name: string): string => `Only the district ${name}`,
  elsewhere: 'others',
  scopeAll: 'See all',
  below: 'only those below',
  total: (n: number): string => counted(n, 'agency', 'agencies'),
  agency: 'Agency',
  state: 'State',
  due: 'Due',
  version: 'Version',
  verdict: 'Check',
  reviewer: 'Reviewer',
  received: 'Received',
  versionOf: (n: number): string => (n === 0 ? '—' : `${n}`),
  counts: (errors: number, warnings: number, doubts: number): string =>
    [
      errors > 0 ? counted(errors, 'error') : '',
      warnings > 0 ? counted(warnings, 'warning') : '',
      doubts > 0 ? counted(doubts, 'doubt') : '',
    ]
      .filter((part) => part !== '')
      .join(', '),
  none: '—',
  review: 'Review',
  inOrder: 'as in the roster',
  chosenFile: 'chosen agencies.xlsx',
};

export const ROSTER_FILE_WORDS = {
  exportList: 'Export this list',
  exportXlsx: 'Export roster as XLSX',
  exportCsv: 'Export roster as CSV',
  import: 'Import roster',
  choose: 'Choose an XLSX or CSV file',
  hint: 'It is tried first and nothing is changed: problems are listed by row and column; import it when there are none. Its header is that of an exported roster, in Chinese.',
  reading: (name: string): string => `Trying “${name}”`,
  wouldBe: (added: number, changed: number, unchanged: number, removed: number): string =>
    `Would add ${count(added)}, change ${count(changed)}, leave ${count(unchanged)}, remove ${count(removed)}`,
  done: (added: number, changed: number, removed: number): string =>
    `Imported: ${count(added)} added, ${count(changed)} changed, ${count(removed)} removed`,
  problems: (n: number): string =>
    `${counted(n, 'problem')}: correct the file and choose it again. The roster has not been changed.`,
  nothing: 'Same as the roster that is here: nothing to import.',
  take: 'Import',
  cancel: 'Cancel',
  row: 'Row',
  column: 'Column',
  problem: 'Problem',
};
