import { count, counted } from './counted.ts';

const days = (name: string, left: number, day: string): string => {
  if (left < 0) return `${name} (${day}) passed ${counted(-left, 'day')} ago`;
  return left === 0 ? `${name} is today (${day})` : `${counted(left, 'day')} until the ${name.toLowerCase()} (${day})`;
};

export const OVERVIEW_WORDS = {
  title: (year: number): string => `Overview of ${year}`,
  days: {
    submit: (left: number, day: string): string => days('Filing deadline', left, day),
    statutory: (left: number, day: string): string => days('Statutory deadline', left, day),
  },
  tiles: 'Counts; click for the list',
  tile: {
    due: 'Due',
    filed: 'Filed',
    toReview: 'To review',
    returned: 'Returned',
    passed: 'Accepted',
    overdue: 'Overdue',
    missing: 'Not filed',
  },
  missing: 'Who has not filed',
  nobodyMissing: 'All agencies that must file have filed.',
  missingFile: 'Download the list (with contacts and phones)',
  district: 'District',
  elsewhere: 'others',
  dueColumn: 'Due',
  missingColumn: 'Not filed',
  overdueColumn: 'Overdue',
  fileColumn: 'List',
  download: 'Download',
  downloadOf: (district: string): string => `Download the list of ${district}`,
  waits: 'Waiting for me',
  nothingWaits: 'Nothing waits for you.',
  wait: {
    mine: 'Reports assigned to me to review',
    cameBack: 'Corrections that are in: see the changes first',
    unclaimed: 'Reports to review without a reviewer',
    toAccept: 'Reports reviewed, waiting to be accepted',
    unassigned: 'Files without an agency or a year',
    overdueCorrection: 'Agencies whose correction is overdue',
    conversionFailed: 'Reports whose conversion failed',
  },
  rules: 'Most frequent issues',
  noFindings: 'No issues were found in the reports received.',
  rule: 'Issue',
  findings: 'This year',
  agencies: 'Agencies',
  open: 'Open',
  lastYear: 'Last year',
  progress: 'Progress',
  noProgress: 'No reports have been received yet.',
  chart: (filed: number, passed: number, due: number): string =>
    `${count(due)} due, ${count(filed)} filed, ${count(passed)} accepted`,
  chartTable: 'Numbers by day',
  day: 'Date',
  filed: 'Filed',
  passed: 'Accepted',
  queue: 'Queue',
  queueLine: (waiting: number, running: number, failed: number): string =>
    `${count(waiting)} waiting, ${count(running)} running, ${count(failed)} failed`,
};
