import type { Role } from '../contracts/states.ts';

/**
 * Who may do what: one row a route, in one place. The server refuses a route that has no row, `npm run roles` prints the
 * table and test/server/access.test.ts walks it.
 */

/** What a route is about; a person to whom that belongs not is told that there is no such thing. */
export type Subject = 'nothing' | 'document' | 'filing' | 'agency' | 'upload';

export type Access =
  /** Without signing in. */
  { readonly may: 'anyone' } | { readonly may: readonly Role[]; readonly of: Subject };

const ANYONE: Access = { may: 'anyone' };
const all = ['administrator', 'approver', 'reviewer', 'clerk', 'viewer', 'agency'] as const satisfies readonly Role[];
const office = ['administrator', 'approver', 'reviewer', 'clerk', 'viewer'] as const satisfies readonly Role[];
const bringers = ['clerk', 'agency'] as const satisfies readonly Role[];
const judges = ['reviewer', 'approver'] as const satisfies readonly Role[];

const forRoles =
  (may: readonly Role[]) =>
  (of: Subject = 'nothing'): Access => ({ may, of });
const everybody = forRoles(all);
const theOffice = forRoles(office);
const administrators = forRoles(['administrator']);
const clerks = forRoles(['clerk']);
/** Who sees to it that what came in is read. */
const operators = forRoles(['administrator', 'clerk']);
const agencies = forRoles(['agency']);
const assigners = forRoles(['reviewer', 'approver', 'clerk']);

/** By method and address. A HEAD is judged as its GET. Lists are narrowed by what the person may see. */
export const ACCESS: Readonly<Record<string, Access>> = {
  'GET /api/health': ANYONE,
  'GET /api/ready': ANYONE,
  'GET /api/session': ANYONE,
  'POST /api/session': ANYONE,
  'POST /api/session/welcome': ANYONE,
  'DELETE /api/session': everybody(),
  'PUT /api/session/password': everybody(),
  'GET /api/openapi.json': everybody(),

  'GET /api/people': forRoles(['administrator', 'approver', 'reviewer', 'clerk'])(),
  'POST /api/people': administrators(),
  'PATCH /api/people/:id': administrators(),
  'POST /api/people/agency-accounts': administrators(),
  'POST /api/people/agency-accounts.xlsx': administrators(),
  'GET /api/tokens': administrators(),
  'POST /api/tokens': administrators(),
  'DELETE /api/tokens/:id': administrators(),

  'GET /api/campaigns': everybody(),
  'POST /api/campaigns': forRoles(['administrator', 'clerk'])(),
  'GET /api/campaigns/:year': everybody(),
  'PATCH /api/campaigns/:year': administrators(),
  'PUT /api/campaigns/:year/roster': clerks(),
  'GET /api/campaigns/:year/roster.xlsx': theOffice(),
  'GET /api/campaigns/:year/roster.csv': theOffice(),
  'GET /api/campaigns/:year/roster.json': theOffice(),
  'GET /api/campaigns/:year/filings': everybody(),
  'GET /api/campaigns/:year/filings.xlsx': theOffice(),
  'POST /api/campaigns/:year/filings/many/export': theOffice(),
  'POST /api/campaigns/:year/filings/many/reviewer': assigners(),
  'POST /api/campaigns/:year/filings/many/return': forRoles(judges)(),
  'GET /api/campaigns/:year/overview': everybody(),
  'GET /api/campaigns/:year/missing.xlsx': theOffice(),
  'GET /api/campaigns/:year/issues': everybody(),
  'GET /api/campaigns/:year/issues.xlsx': theOffice(),
  'POST /api/campaigns/:year/issues/decide': forRoles(judges)(),
  'POST /api/campaigns/:year/issues/assign': forRoles(['reviewer', 'approver', 'clerk'])(),

  'GET /api/campaigns/:year/consolidated': theOffice(),
  'GET /api/campaigns/:year/consolidated.json': theOffice(),
  'GET /api/campaigns/:year/consolidated.csv': theOffice(),
  'GET /api/campaigns/:year/consolidated.xlsx': theOffice(),
  'GET /api/campaigns/:year/consolidated.docx': theOffice(),
  'GET /api/campaigns/:year/consolidated.html': theOffice(),
  'GET /api/campaigns/:year/consolidated/snapshots': theOffice(),
  'POST /api/campaigns/:year/consolidated/snapshots': forRoles(['administrator', 'approver', 'reviewer', 'clerk'])(),
  'GET /api/campaigns/:year/consolidated/snapshots/:id': theOffice(),

  'GET /api/campaigns/:year/indicators': theOffice(),
  'GET /api/campaigns/:year/analysis': theOffice(),
  'GET /api/campaigns/:year/analysis.docx': theOffice(),
  'GET /api/campaigns/:year/similar': theOffice(),
  'GET /api/campaigns/:year/similar/:one/:other': theOffice(),
  'GET /api/campaigns/:year/late.xlsx': theOffice(),
  'GET /api/campaigns/:year/issue-list.xlsx': theOffice(),
  'GET /api/campaigns/:year/circular.docx': theOffice(),
  'GET /api/campaigns/:year/notices.zip': theOffice(),
  'GET /api/campaigns/:year/reports.zip': theOffice(),

  'GET /api/filings/:id': everybody('filing'),
  'GET /api/filings/:id/form.xlsx': everybody('filing'),
  'GET /api/filings/:id/form.docx': everybody('filing'),
  'GET /api/filings/:id/form.html': everybody('filing'),
  'GET /api/filings/:id/form-draft': agencies('filing'),
  'PUT /api/filings/:id/form-draft': agencies('filing'),
  'GET /api/filings/:id/form-draft/report.docx': agencies('filing'),
  'GET /api/filings/:id/form-draft/report.html': agencies('filing'),
  'POST /api/filings/:id/form-draft/self-check': agencies('filing'),
  'POST /api/filings/:id/form-draft/hand-in': agencies('filing'),
  'GET /api/filings/:id/diff': everybody('filing'),
  'GET /api/filings/:id/publication': everybody('filing'),
  'POST /api/filings/:id/publication': clerks('filing'),
  'GET /api/published-hosts': theOffice(),
  'POST /api/filings/:id/return': forRoles(judges)('filing'),
  'POST /api/filings/:id/accept': forRoles(['approver'])('filing'),
  'POST /api/filings/:id/reopen': forRoles(['approver'])('filing'),
  'POST /api/filings/:id/exempt': forRoles(['clerk', 'approver'])('filing'),
  'POST /api/filings/:id/reviewer': assigners('filing'),
  'POST /api/filings/:id/aside': forRoles(judges)('filing'),
  'POST /api/filings/:id/resume': forRoles(judges)('filing'),
  'POST /api/filings/:id/comments': forRoles(['agency', 'clerk', 'reviewer', 'approver'])('filing'),

  'GET /api/rules': everybody(),
  'GET /api/rules/:id': everybody(),
  'POST /api/rules/:id/dry-run': forRoles(['administrator', ...judges])(),

  'GET /api/agencies/:id': everybody('agency'),

  'GET /api/uploads': everybody(),
  'POST /api/uploads': forRoles(bringers)(),
  'GET /api/uploads/:id': everybody('upload'),
  'DELETE /api/uploads/:id': forRoles(bringers)('upload'),
  'GET /api/uploads/:id/receipt.xlsx': everybody('upload'),
  'POST /api/uploads/:id/confirm': clerks('upload'),

  // An upload in pieces belongs to whoever began it (server/routes/resumable.ts).
  'POST /api/resumable': forRoles(bringers)(),
  'GET /api/resumable/:id': forRoles(bringers)(),
  'PATCH /api/resumable/:id': forRoles(bringers)(),
  'DELETE /api/resumable/:id': forRoles(bringers)(),

  'GET /api/self-checks': agencies(),
  'POST /api/self-checks': agencies(),
  'GET /api/self-checks/:id': agencies(),
  'DELETE /api/self-checks/:id': agencies(),

  'GET /api/list-choices': everybody(),
  'GET /api/documents': everybody(),
  'GET /api/documents.xlsx': theOffice(),
  'POST /api/documents/many/export': theOffice(),
  'POST /api/documents/many/retry': clerks(),
  'POST /api/documents/many/convert': forRoles(['clerk', 'reviewer'])(),
  'POST /api/documents/many/remove': clerks(),
  'POST /api/documents/many/restore': clerks(),
  'POST /api/documents/many/reviewer': assigners(),
  'POST /api/documents/many/return': forRoles(judges)(),
  'GET /api/documents/:id': everybody('document'),
  'GET /api/documents/:id/original': everybody('document'),
  'GET /api/documents/:id/report.json': everybody('document'),
  'GET /api/documents/:id/pages': everybody('document'),
  'GET /api/documents/:id/pages/:page.webp': everybody('document'),
  'GET /api/documents/:id/pages/:page/text': everybody('document'),
  'GET /api/documents/:id/view': everybody('document'),
  'GET /api/documents/:id/placement': everybody('document'),
  'POST /api/documents/:id/assign': clerks('document'),
  'DELETE /api/documents/:id/assign': clerks('document'),
  'GET /api/documents/:id/decisions': everybody('document'),
  'POST /api/documents/:id/decisions': forRoles(judges)('document'),
  'PUT /api/documents/:id/cells/:table/:row/:column': forRoles(judges)('document'),
  'DELETE /api/documents/:id/cells/:table/:row/:column': forRoles(judges)('document'),
  'PUT /api/documents/:id/facts/:fact': forRoles(judges)('document'),
  'DELETE /api/documents/:id/facts/:fact': forRoles(judges)('document'),
  'GET /api/documents/:id/notice.docx': everybody('document'),
  'GET /api/documents/:id/notice.html': everybody('document'),
  'GET /api/documents/:id/notice': everybody('document'),
  'POST /api/documents/:id/notices': forRoles(judges)('document'),
  'GET /api/documents/:id/notices/:sha256.docx': everybody('document'),
  'POST /api/documents/:id/retry': clerks('document'),
  'POST /api/retries': clerks(),
  'POST /api/documents/:id/convert': forRoles(['clerk', 'reviewer'])('document'),
  'GET /api/conversions': administrators(),
  'POST /api/conversions': forRoles(['administrator'])(),

  'GET /api/queue': everybody(),
  'GET /api/queue/desk': theOffice(),
  'GET /api/queue/documents': theOffice(),
  'GET /api/queue/hours': theOffice(),
  'GET /api/queue/alerts': theOffice(),
  'POST /api/queue/hold': administrators(),
  'POST /api/queue/resume': administrators(),
  'POST /api/queue/causes/retry': operators(),
  'POST /api/queue/many/retry': operators(),
  'POST /api/queue/many/front': operators(),
  'POST /api/queue/many/back': operators(),
  'POST /api/queue/many/pause': operators(),
  'POST /api/queue/many/resume': operators(),
  'POST /api/queue/many/cancel': operators(),
  'GET /api/bull-board/*': administrators(),
  'GET /api/events': everybody(),
  'GET /api/audit': forRoles(['administrator', 'approver'])(),
  'GET /api/audit.csv': forRoles(['administrator', 'approver'])(),
  'GET /api/audit.jsonl': forRoles(['administrator', 'approver'])(),
};

/** The row of a route; null for none. @param address as the routes declare it, with `:id` for what varies */
export const accessTo = (method: string, address: string): Access | null =>
  ACCESS[`${method === 'HEAD' ? 'GET' : method} ${address}`] ?? null;

/** Whether somebody with these roles may take this route, were its subject his. */
export const mayTake = (access: Access, roles: readonly Role[]): boolean =>
  access.may === 'anyone' || access.may.some((role) => roles.includes(role));

/** What somebody may see of agencies: all, one and those below it, or one alone. */
export type Sight =
  | { readonly kind: 'everything' }
  | { readonly kind: 'below'; readonly agencyId: string }
  | { readonly kind: 'own'; readonly agencyId: string }
  | { readonly kind: 'nothing' };

export interface Standing {
  readonly roles: readonly Role[];
  readonly agencyId: string | null;
  readonly scopeAgencyId: string | null;
}

/** A scope narrows what the roles of the office see; who hands in for an agency alone sees no more than it. */
export function sightOf({ roles, agencyId, scopeAgencyId }: Standing): Sight {
  if (roles.some((role) => role !== 'agency')) {
    return scopeAgencyId === null ? { kind: 'everything' } : { kind: 'below', agencyId: scopeAgencyId };
  }
  return agencyId === null ? { kind: 'nothing' } : { kind: 'own', agencyId };
}
