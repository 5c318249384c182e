import { count, counted } from './counted.ts';

export const CHOICE_WORDS = {
  bar: 'Chosen rows',
  page: 'Choose all on this page',
  row: (name: string): string => `Choose ${name}`,
  count: (n: number): string => `${count(n)} chosen`,
  all: (n: number): string => `Choose all ${count(n)} that match instead`,
  clear: 'Choose none',
  export: 'Export these',
  reviewer: 'Reviewer',
  nobody: 'nobody',
  dueOn: 'To be corrected by',
  note: 'Why they are returned',
  go: (action: string, n: number): string => `${action}: ${count(n)}`,
  cancel: 'Cancel',
  done: (action: string, n: number): string => `${action}: ${count(n)} done.`,
  undone: (n: number): string => `${count(n)} restored.`,
  refused: (n: number): string => `${count(n)} not done:`,
  more: (n: number): string => `${count(n)} more not done`,
  unnamed: '(cannot be seen)',
  undo: 'Undo',
  close: 'Close',
};

export const MANY_WORDS = {
  retry: 'Try conversion again',
  convert: 'Convert anew',
  remove: 'Remove',
  restore: 'Restore',
  reviewer: 'Assign reviewer',
  return: 'Return',
};

export const VIEW_WORDS = {
  columns: 'View',
  shown: 'Columns shown',
  density: 'Spacing',
  densities: { normal: 'normal', dense: 'dense' },
  views: 'Saved filters',
  noView: 'No filter has been saved yet.',
  viewName: 'Name',
  keep: 'Save this filter',
  forget: (name: string): string => `Delete “${name}”`,
  export: 'Export XLSX',
  sortBy: (column: string): string => `Sort by ${column.toLowerCase()}`,
  yearAny: 'all years',
  ruleAny: 'all rules',
  ruleOf: (title: string, n: number): string => `${title} (${counted(n, 'report')})`,
  reviewerAny: 'all reviewers',
  reviewerNone: 'no reviewer yet',
  districtAny: 'all districts',
};
