import type { InvitationRequest, Invitations } from '../../contracts/agency-accounts.ts';
import type { UploadReceipt } from '../../contracts/api.ts';
import type { FormDraft, FormDraftSaved } from '../../contracts/form-drafts.ts';
import type { SelfCheck, SelfCheckDetail } from '../../contracts/self-checks.ts';
import type { ReportDraft } from '../../pipeline/contracts/report-draft.ts';
import { ask, saveFile } from './api.ts';

/** What the page asks at the agency's own door, and of the accounts that lead there. */

const draftPath = (filingId: string): string => `/api/filings/${encodeURIComponent(filingId)}/form-draft`;
const tag = (etag: string): Readonly<Record<string, string>> => ({ 'if-match': `"${etag}"` });

export const getDraft = (filingId: string, signal?: AbortSignal): Promise<FormDraft> =>
  ask(draftPath(filingId), signal === undefined ? {} : { signal });
export const putDraft = (filingId: string, content: ReportDraft, etag: string): Promise<FormDraftSaved> =>
  ask(draftPath(filingId), {
    method: 'PUT',
    headers: { ...tag(etag), 'content-type': 'application/json' },
    body: JSON.stringify(content),
  });
export const draftFileHref = (filingId: string, format: 'docx' | 'html'): string =>
  `${draftPath(filingId)}/report.${format}`;
export const checkDraft = (filingId: string, etag: string): Promise<SelfCheck> =>
  ask(`${draftPath(filingId)}/self-check`, { method: 'POST', headers: tag(etag) });
export const handInDraft = (filingId: string, etag: string): Promise<UploadReceipt> =>
  ask(`${draftPath(filingId)}/hand-in`, { method: 'POST', headers: tag(etag) });

export const getSelfChecks = async (signal: AbortSignal): Promise<readonly SelfCheck[]> =>
  (await ask<{ readonly items: readonly SelfCheck[] }>('/api/self-checks', { signal })).items;
export const getSelfCheck = (id: string, signal: AbortSignal): Promise<SelfCheckDetail> =>
  ask(`/api/self-checks/${encodeURIComponent(id)}`, { signal });
export const addSelfCheck = (file: File): Promise<SelfCheck> =>
  ask(`/api/self-checks?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
  });
export const removeSelfCheck = (id: string): Promise<null> =>
  ask(`/api/self-checks/${encodeURIComponent(id)}`, { method: 'DELETE' });

const ACCOUNTS = '/api/people/agency-accounts';
export const inviteAgencies = (request: InvitationRequest): Promise<Invitations> =>
  ask(ACCOUNTS, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
export const saveInvitations = (request: InvitationRequest, name: string): Promise<void> =>
  saveFile(`${ACCOUNTS}.xlsx`, request, name);
