import { counted } from './counted.ts';

export const SELF_CHECK_WORDS = {
  title: 'Self-check',
  intro:
    'Put in the draft of a report and see its issues in seconds. Only your agency sees it; it is not filed and enters no statistics. Results are kept for 14 days.',
  drop: 'Drop the draft here, or choose a file',
  dropNow: 'Let go to check it',
  kinds: 'Word, WPS, PDF, web page, text or scan, one at a time',
  choose: 'Choose draft',
  sending: 'Sending …',
  reading: 'Reading and checking …',
  list: 'Drafts checked',
  none: 'No draft has been checked yet.',
  file: 'Draft',
  at: 'Time',
  result: 'Result',
  actions: 'Actions',
  open: 'See',
  remove: 'Delete',
  failed: (why: string): string => `Cannot be read: ${why}`,
  counts: (errors: number, warnings: number): string => `${counted(errors, 'error')}, ${counted(warnings, 'warning')}`,
  clean: 'No issues found.',
  of: (name: string): string => `Self-check of “${name}”`,
  agency: (agency: string | null, year: number | null): string =>
    `Read: ${agency ?? 'agency not known'}, ${year === null ? 'year not known' : `year ${year}`}`,
  doubts: (cells: number, pages: number): string =>
    `${counted(cells, 'cell')} and ${counted(pages, 'page')} were not read clearly enough; make sure that the draft itself is clear. When it is filed a reviewer compares it with the original.`,
  closed: (n: number, before: string): string => `${counted(n, 'issue')} corrected since “${before}”`,
  fresh: 'New',
  place: 'Place',
  todo: 'How to correct it',
  again: 'Put it in again once corrected, and see what is settled.',
  asFile: 'When you are content, file it on the page “Uploads”; or fill in the form online.',
};
