import type { Role } from '../../../../contracts/states.ts';
import type { OfficeRoom } from '../../filters.ts';

export const ROOM_WORDS: Readonly<Record<OfficeRoom, string>> = {
  people: 'People',
  tokens: 'Tokens',
  years: 'Years',
  versions: 'Program versions',
  trail: 'Audit log',
};

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  administrator: 'administrator',
  approver: 'approver',
  reviewer: 'reviewer',
  clerk: 'clerk',
  viewer: 'viewer',
  agency: 'agency',
};

export const ROLE_MEANING: Readonly<Record<Role, string>> = {
  administrator: 'manages people, years and backups; decides nothing in reviews',
  approver: 'accepts reports and waives errors; may not approve what they reviewed themselves',
  reviewer: 'reviews and returns reports',
  clerk: 'uploads, assigns reports to agencies, keeps the roster',
  viewer: 'may only look',
  agency: 'files the reports of their own agency only',
};

export const OFFICE_WORDS = {
  rooms: 'Administration',
  name: 'Name',
  tokenName: 'Name of the program',
  roles: 'Roles',
  scope: 'Scope',
  scopeWhole: 'whole roster',
  scopeBelow: (name: string): string => `${name} and below`,
  scopeOwn: (name: string): string => `own agency: ${name}`,
  agency: 'Agency (required for the role “agency”)',
  scopeField: 'Scope (none: whole roster)',
  chosen: (name: string): string => `Chosen: ${name}`,
  clear: 'Choose none',
  state: 'State',
  active: 'active',
  disabled: 'disabled',
  revoked: 'revoked',
  expired: (day: string): string => `valid until ${day}`,
  forever: 'valid without end',
  disable: 'Disable',
  disableFirst: (name: string): string =>
    `Disable “${name}”? Their sessions end at once, and they cannot sign in until enabled.`,
  enable: 'Enable',
  revoke: 'Revoke token',
  revokeFirst: (name: string): string => `Revoke the token of “${name}”? Programs lose access at once, and for good.`,
  reset: 'Reset password',
  edit: 'Change roles and scope',
  password: 'First password (at least 10 characters)',
  newPassword: 'New password (at least 10 characters)',
  expires: 'Valid until (empty: without end)',
  addPerson: 'Add person',
  addToken: 'Add token',
  noTokens: 'There are no tokens. Other programs use the interface by a token instead of a password.',
  save: 'Save',
  cancel: 'Cancel',
  noRole: 'Choose at least one role.',
  added: (name: string): string => `“${name}” added.`,
  changed: (name: string): string => `“${name}” changed.`,
  token: 'The token is shown only this once; copy and keep it now:',
  actions: 'Actions',
  noYear: 'Add a year and import its roster first; then agencies can be chosen.',
};

export const CAMPAIGN_WORDS = {
  add: 'Add year',
  none: 'No year has been set up.',
  year: 'Year',
  title: 'Title',
  submitBy: 'File by',
  publishBy: 'Publish by',
  statutoryBy: 'Statutory deadline',
  state: 'State',
  open: 'collecting',
  closed: 'closed',
  close: 'Close',
  closeFirst: (year: number): string => `Close ${year}? Agencies cannot file any more until it is reopened.`,
  reopen: 'Reopen',
  rosterOf: 'Take the roster of',
  rosterNone: 'none',
  saved: (year: number): string => `Year ${year} saved.`,
  change: 'Change dates',
  changedMeanwhile: 'Somebody else has just changed this year. It was read again: look at it before you save.',
};
