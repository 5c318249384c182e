import { counted } from './counted.ts';

export const SIMILAR_WORDS = {
  title: (year: number): string => `Similar texts of ${year}`,
  hint: 'Texts are compared between agencies of this year and with last year. Prescribed phrases are grey and do not count; what both have is marked.',
  least: 'Likeness',
  leastOf: (share: number): string => `${Math.round(share * 100)}%+`,
  waiting: (n: number): string =>
    `${counted(n, 'report')} still being compared; the result will be completed by itself.`,
  none: 'No reports are that alike.',
  total: (n: number): string => counted(n, 'pair'),
  one: 'Agency',
  other: 'Similar to',
  likeness: 'Likeness',
  passages: 'Text in common',
  beside: 'Side by side',
  back: 'Back to list',
  year: (year: number): string => `${year}`,
  openReport: 'See report',
  previous: 'Previous page',
  next: 'Next page',
  paragraphs: 'Only paragraphs with text in common',
};
