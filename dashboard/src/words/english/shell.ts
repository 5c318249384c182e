import { count } from './counted.ts';

export const MENU_WORDS = {
  title: 'Main menu',
  overview: 'Overview',
  roster: 'Roster',
  uploads: 'Uploads',
  list: 'Review',
  returns: 'Returns',
  issues: 'Issues',
  consolidated: 'Consolidated',
  similar: 'Similar texts',
  queue: 'Queue',
  rules: 'Rules',
  office: 'Administration',
  own: 'My agency',
  draft: 'Fill in',
  selfCheck: 'Self-check',
};

export const YEAR_WORDS = {
  title: 'Year',
  year: (year: number): string => `Year ${year}`,
  closed: (year: number): string => `Year ${year} (closed)`,
  none: 'no year yet',
};

export const SEARCH_WORDS = {
  label: 'Find agencies, files or issues',
  agencies: 'Agencies',
  files: 'Files',
  issues: 'Open issues',
  nothing: 'Nothing found.',
  all: (n: number): string => `See all ${count(n)}`,
};

export const PERSON_WORDS = {
  menu: (name: string): string => `Menu of ${name}`,
  manual: 'Manual (in Chinese)',
  password: 'Change password',
  signOut: 'Sign out',
  old: 'Old password',
  next: 'New password (at least 10 characters)',
  again: 'New password again',
  differ: 'The two new passwords differ.',
  save: 'Save new password',
  saved: 'The password has been changed.',
};
