export const ACCOUNT_WORDS = {
  title: 'Accounts of agencies',
  intro:
    'Makes an account for agencies of the roster, each with a one-time sign-in address to hand to the agency, which sets its own password. An address is valid for 30 days and once; made again for an account that is not in use yet, the old one no longer works.',
  all: (year: number): string => `Make them for all agencies due in ${year} and download the list`,
  one: 'Make one for an agency',
  busy: 'Being made …',
  made: 'The list has been downloaded; hand it on with care.',
  noYear: 'Add a year and import its roster first.',
  link: (agency: string, name: string): string => `Sign-in address of ${agency} (name to sign in with: ${name})`,
  active: (agency: string): string =>
    `The account of ${agency} is in use and needs no new address; reset its password where it was forgotten.`,
  disabled: (agency: string): string => `The account of ${agency} is disabled; enable it first.`,
  file: 'accounts of agencies.xlsx',
};
