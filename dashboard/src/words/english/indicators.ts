import { count, counted } from './counted.ts';

export const INDICATOR_WORDS = {
  title: (year: number): string => `Indicators and analysis of ${year}`,
  link: 'Indicators and analysis',
  sums: 'Consolidated tables',
  included: (included: number, due: number): string =>
    `${count(included)} of ${counted(due, 'agency', 'agencies')} included`,
  rates: 'Indicators',
  name: 'Indicator',
  definition: 'Definition',
  now: (year: number): string => `${year}`,
  of: 'Part / whole',
  heat: 'By area and system',
  heatNone: 'There are no areas or systems below.',
  heatHint: 'The darker, the higher within one indicator; the numbers are in the cells.',
  body: 'Name',
  ranking: 'Ranking of agencies',
  rank: 'Rank',
  agency: 'Agency',
  by: (name: string): string => `By ${name.toLowerCase()}, highest first`,
  rate: 'Rate',
  analysis: 'Written analysis',
  analysisHint:
    'Every sentence is computed from named cells; open it to see where each number comes from. The sentences are in Chinese, as they are sent out.',
  take: 'Download as Word file (with charts and sources, in Chinese)',
  source: 'Source',
  share: ' ÷ ',
  none: '—',
  page: (from: number, to: number, total: number): string => `${from}–${to} of ${count(total)}`,
  noTables: 'This year has no statistical tables: no indicators can be computed.',
};

/** Names and definitions of the indicators, by their id. */
export const INDICATOR_NAMES: Readonly<Record<string, { readonly name: string; readonly definition: string }>> = {
  disclosed: {
    name: 'Disclosed',
    definition: '(disclosed + partly disclosed) ÷ all outcomes of the year',
  },
  withheld: { name: 'Not disclosed', definition: 'all kinds of not disclosed ÷ all outcomes of the year' },
  notHeld: { name: 'Not held', definition: 'not held by the agency ÷ all outcomes of the year' },
  notProcessed: { name: 'Not processed', definition: 'all kinds of not processed ÷ all outcomes of the year' },
  carriedForward: {
    name: 'Carried forward',
    definition: 'carried forward to next year ÷ (newly received + carried over from last year)',
  },
  correctedOnReview: {
    name: 'Corrected on reconsideration',
    definition: 'reconsiderations: corrected ÷ concluded (upheld + corrected + other results)',
  },
  correctedInCourt: {
    name: 'Corrected in court',
    definition: 'litigation: corrected ÷ concluded (upheld + corrected + other results)',
  },
};

export const OUTGOING_WORDS = {
  title: 'Documents and lists (in Chinese)',
  late: 'Late and missing reports (XLSX)',
  issues: 'List of issues (XLSX)',
  circular: 'Circular (DOCX)',
  notices: 'Return notices sent (ZIP)',
  reports: 'Data of all reports with their schema (JSON, ZIP)',
  audit: 'Audit log (CSV)',
  auditLines: 'Audit log (JSONL, with a verifiable chain)',
};
