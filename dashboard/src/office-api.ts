import type { MadeBy, Placement, RetryReceipt, UploadReceipt } from '../../contracts/api.ts';
import type { CampaignChange, KeptCampaign, NewCampaign, RosterChange } from '../../contracts/campaigns.ts';
import type {
  AgencyYears,
  FilingDetail,
  FilingPage,
  Publication,
  PublishedHosts,
  TrailPage,
  UploadConfirmation,
  UploadDetail,
  UploadPage,
  VersionDiff,
} from '../../contracts/filings.ts';
import type {
  IssueFilter as AskedIssues,
  ChosenIssues,
  Issue,
  IssueAssignment,
  IssueDecision,
  IssuePage,
  ManyDone,
} from '../../contracts/issues.ts';
import type { ListChoices } from '../../contracts/list-choices.ts';
import type { Chosen, ManyAnswer } from '../../contracts/many.ts';
import type { Overview } from '../../contracts/overview.ts';
import type { IssuedProgram, NewPerson, NewProgram, Person, PersonChange, Program } from '../../contracts/people.ts';
import type { DryRunAnswer, DryRunAsked, RuleDetail, RuleList } from '../../contracts/rules.ts';
import type { DocumentPart } from '../../contracts/states.ts';
import { ask, askedOf } from './api.ts';
import type { IssueFilter, RosterFilter } from './filters.ts';
import { LANGUAGE } from './language.ts';

/** What the page asks of the office's year: campaigns, rosters, filings, uploads, people. */

export const ROWS = 50;

const send = <T>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  etag?: string,
): Promise<T> =>
  ask<T>(path, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(etag === undefined ? {} : { 'if-match': `"${etag}"` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

const one = (kind: 'agencies' | 'filings' | 'uploads' | 'documents' | 'people' | 'tokens', id: string): string =>
  `/api/${kind}/${encodeURIComponent(id)}`;

interface List<T> {
  readonly items: readonly T[];
}

export const getCampaigns = async (signal: AbortSignal): Promise<readonly KeptCampaign[]> =>
  (await ask<List<KeptCampaign>>('/api/campaigns', { signal })).items;
export const addCampaign = (campaign: NewCampaign): Promise<KeptCampaign> => send('POST', '/api/campaigns', campaign);
/** @param seen the year as it was seen: it may have changed meanwhile */
export const changeCampaign = ({ year, etag }: KeptCampaign, change: CampaignChange): Promise<KeptCampaign> =>
  send('PATCH', `/api/campaigns/${year}`, change, etag);

function filingsPath(
  kind: 'filings' | 'filings.xlsx',
  filter: RosterFilter,
  year: number,
  size: number | null,
): string {
  const parameters = new URLSearchParams(askedOf({ ...filter, year: null }));
  if (size !== null) {
    parameters.set('page', String(filter.page));
    parameters.set('size', String(size));
  }
  return `/api/campaigns/${year}/${kind}?${parameters}`;
}
const issuesPath = (kind: 'issues' | 'issues.xlsx', year: number, filter: IssueFilter, size: number | null): string => {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(conditionsOf(filter))) parameters.set(name, value ?? '');
  if (size !== null) {
    parameters.set('page', String(filter.page));
    parameters.set('size', String(size));
    parameters.set('lang', LANGUAGE);
  }
  return `/api/campaigns/${year}/${kind}?${parameters}`;
};
/** The conditions of a filter as the server takes them. */
const conditionsOf = ({ rule, cause, severity, district, reviewer, query }: IssueFilter): AskedIssues => ({
  ...(rule === null ? {} : { rule }),
  ...(cause === null ? {} : { cause }),
  ...(severity === null ? {} : { severity }),
  ...(district === null ? {} : { district }),
  ...(reviewer === null ? {} : { reviewer }),
  ...(query === '' ? {} : { query }),
});
export const getIssues = (
  year: number,
  filter: IssueFilter,
  signal: AbortSignal,
  size: number = ROWS,
): Promise<IssuePage> => ask(issuesPath('issues', year, filter, size), { signal });
export const issuesFileHref = (year: number, filter: IssueFilter): string =>
  issuesPath('issues.xlsx', year, filter, null);
/** Issues that are named, or all that a filter lets through, as many as were seen. */
export const namedIssues = (issues: readonly Issue[]): ChosenIssues => ({
  issues: issues.map(({ documentId, fingerprint, operandsDigest }) => ({ documentId, fingerprint, operandsDigest })),
});
export const allIssues = (filter: IssueFilter, total: number): ChosenIssues => ({
  filter: conditionsOf(filter),
  total,
});
export const decideIssues = (year: number, decision: IssueDecision): Promise<ManyDone> =>
  send('POST', `/api/campaigns/${year}/issues/decide`, decision);
export const assignIssues = (year: number, assignment: IssueAssignment): Promise<ManyDone> =>
  send('POST', `/api/campaigns/${year}/issues/assign`, assignment);

export const getOverview = (year: number, signal: AbortSignal): Promise<Overview> =>
  ask(`/api/campaigns/${year}/overview`, { signal });
/** Who has not filed, as a table to send. @param district null: all */
export const missingHref = (year: number, district: string | null = null): string =>
  `/api/campaigns/${year}/missing.xlsx${district === null ? '' : `?district=${encodeURIComponent(district)}`}`;
const rulesPath = (path: string, year: number | null): string =>
  `/api/rules${path}${year === null ? '' : `?year=${year}`}`;
export const getRules = (year: number | null, signal: AbortSignal): Promise<RuleList> =>
  ask(rulesPath('', year), { signal });
export const getRule = (id: string, year: number | null, signal: AbortSignal): Promise<RuleDetail> =>
  ask(rulesPath(`/${encodeURIComponent(id)}`, year), { signal });
export const dryRunRule = (id: string, asked: DryRunAsked): Promise<DryRunAnswer> =>
  send('POST', rulesPath(`/${encodeURIComponent(id)}/dry-run`, null), asked);

export const getDiff = (filingId: string, from: number, to: number, signal: AbortSignal): Promise<VersionDiff> =>
  ask(`${one('filings', filingId)}/diff?from=${from}&to=${to}`, { signal });
export const getFilings = (
  filter: RosterFilter,
  year: number,
  signal: AbortSignal,
  size: number = ROWS,
): Promise<FilingPage> => ask(filingsPath('filings', filter, year, size), { signal });
/** The same question as a table to save. */
export const filingsHref = (filter: RosterFilter, year: number): string =>
  filingsPath('filings.xlsx', filter, year, null);
export const rosterFileHref = (year: number, format: 'xlsx' | 'csv'): string =>
  `/api/campaigns/${year}/roster.${format}`;

/** With `dryRun` nothing is changed: the answer says what would be. */
export function putRoster(year: number, file: File, dryRun: boolean): Promise<RosterChange> {
  const body = new FormData();
  body.append('file', file, file.name);
  return ask(`/api/campaigns/${year}/roster?dryRun=${dryRun}`, { method: 'PUT', body });
}

export const getPublication = (filingId: string, signal: AbortSignal): Promise<Publication> =>
  ask(`${one('filings', filingId)}/publication`, { signal });
export const getPublishedHosts = (signal: AbortSignal): Promise<PublishedHosts> =>
  ask('/api/published-hosts', { signal });
export const fetchPublished = (filingId: string, address: string): Promise<UploadReceipt> =>
  send('POST', `${one('filings', filingId)}/publication`, { address });
export const getAgency = (id: string, signal: AbortSignal): Promise<AgencyYears> =>
  ask(one('agencies', id), { signal });
export const getFiling = (id: string, signal?: AbortSignal): Promise<FilingDetail> =>
  ask(one('filings', id), signal === undefined ? {} : { signal });

/** The moves of a filing with what each says. */
export type MoveBody =
  | { readonly move: 'return'; readonly body: { readonly dueOn: string; readonly note: string } }
  | { readonly move: 'accept' | 'resume' }
  | { readonly move: 'reopen' | 'exempt' | 'aside'; readonly body: { readonly reason: string } }
  | { readonly move: 'reviewer'; readonly body: { readonly userId: string | null } }
  | { readonly move: 'comments'; readonly body: { readonly text: string } };
/** @param etag of the filing as it was seen: it may have changed meanwhile */
export const moveFiling = (id: string, etag: string, asked: MoveBody): Promise<FilingDetail> =>
  send('POST', `${one('filings', id)}/${asked.move}`, 'body' in asked ? asked.body : undefined, etag);

export const getUploads = (page: number, signal: AbortSignal): Promise<UploadPage> =>
  ask(`/api/uploads?page=${page}&size=${ROWS}`, { signal });
export const getUpload = (id: string, signal: AbortSignal): Promise<UploadDetail> =>
  ask(one('uploads', id), { signal });
export const receiptHref = (id: string): string => `${one('uploads', id)}/receipt.xlsx`;
export const confirmUpload = (id: string): Promise<UploadConfirmation> => send('POST', `${one('uploads', id)}/confirm`);
export const removeUpload = (id: string): Promise<null> => send('DELETE', one('uploads', id));

export const assignDocument = (
  id: string,
  to: { readonly year: number; readonly agencyId: string; readonly as: DocumentPart },
): Promise<Placement> => send('POST', `${one('documents', id)}/assign`, to);
export const unassignDocument = (id: string): Promise<null> => send('DELETE', `${one('documents', id)}/assign`);

export const getPeople = async (signal: AbortSignal): Promise<readonly Person[]> =>
  (await ask<List<Person>>('/api/people', { signal })).items;
export const addPerson = (person: NewPerson): Promise<Person> => send('POST', '/api/people', person);
export const changePerson = (id: string, change: PersonChange): Promise<Person> =>
  send('PATCH', one('people', id), change);
export const getTokens = async (signal: AbortSignal): Promise<readonly Program[]> =>
  (await ask<List<Program>>('/api/tokens', { signal })).items;
export const addToken = (token: NewProgram): Promise<IssuedProgram> => send('POST', '/api/tokens', token);
export const revokeToken = (id: string): Promise<null> => send('DELETE', one('tokens', id));

/** What lists can be narrowed by. */
export const getListChoices = (signal: AbortSignal): Promise<ListChoices> => ask('/api/list-choices', { signal });

export const getMadeBy = (signal: AbortSignal): Promise<MadeBy> => ask('/api/conversions', { signal });
/** All results that another version of the program made, or only those that a text names. */
export const convertOthersAnew = (notMadeBy: string): Promise<RetryReceipt> =>
  send('POST', '/api/conversions', { notMadeBy });
export const convertAnew = (id: string): Promise<RetryReceipt> => send('POST', `${one('documents', id)}/convert`);

/** The same done to many documents, and to many filings of a year. */
export const toDocuments = (action: string, of: Chosen, said: object = {}): Promise<ManyAnswer> =>
  send('POST', `/api/documents/many/${action}`, { ...said, of });
export const toFilings = (year: number, action: string, of: Chosen, said: object = {}): Promise<ManyAnswer> =>
  send('POST', `/api/campaigns/${year}/filings/many/${action}`, { ...said, of });

export const getTrail = (page: number, signal: AbortSignal): Promise<TrailPage> =>
  ask(`/api/audit?page=${page}&size=${ROWS}`, { signal });
