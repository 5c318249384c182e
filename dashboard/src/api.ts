import type {
  ApiError,
  DecisionRequest,
  DocumentDetail,
  DocumentPage,
  QueueStatus,
  ReportJudgement,
  RetryReceipt,
  UploadReceipt,
} from '../../contracts/api.ts';
import type { CorrectionRequest, FactRequest } from '../../contracts/corrections.ts';
import type { NoticeDraft, SignedNotice } from '../../contracts/notices.ts';
import type { Sheet, TextRun } from '../../pipeline/contracts/paper.ts';
import type { ListFilter } from './filters.ts';
import { answerWords } from './words/answers.ts';
import { REQUEST_WORDS } from './words/page.ts';

/** A request that did not give what was asked for; the message is what a user reads. */
export class RequestError extends Error {
  readonly status: number | null;
  /** The stable code of the answer; null where it has none. */
  readonly code: string | null;
  /** What is in the way, one sentence each. */
  readonly problems: readonly { readonly code: string; readonly message: string }[];
  constructor(message: string, status: number | null, options?: { cause?: unknown; answer?: Partial<ApiError> }) {
    super(message, options);
    this.name = 'RequestError';
    this.status = status;
    this.code = options?.answer?.code ?? null;
    this.problems = options?.answer?.problems?.map((each) => ({ ...each, message: answerWords(each) })) ?? [];
  }
}

/** What was to be changed is not any more as it was seen. */
export const isStale = (cause: unknown): boolean => cause instanceof RequestError && cause.code === 'changed-meanwhile';

/** The sentence of a failed answer: the server's own where it sent one. */
export function failureOf(status: number, body: string): RequestError {
  try {
    const answer: Partial<ApiError> = JSON.parse(body);
    if (typeof answer.error?.message === 'string')
      return new RequestError(answerWords(answer.error), status, { answer });
  } catch (cause) {
    // A proxy or a lost server answers with a page of its own: the status is all there is to tell.
    return new RequestError(REQUEST_WORDS.unexpected(status), status, { cause });
  }
  return new RequestError(status === 413 ? REQUEST_WORDS.tooLarge : REQUEST_WORDS.unexpected(status), status);
}

/** Server and page share contracts/api.ts and are built together, so an answer is taken to be what its route declares. */
function answerOf<T>(status: number, body: string): T {
  if (status < 200 || status > 299) throw failureOf(status, body);
  try {
    const answer: T = JSON.parse(body);
    return answer;
  } catch (cause) {
    throw new RequestError(REQUEST_WORDS.unexpected(status), status, { cause });
  }
}

/** Goes with every write, so that the server knows that this page wrote it (contracts/people.ts). */
let csrfToken = '';
export const keepCsrfToken = (token: string): void => {
  csrfToken = token;
};

export const csrfHeader = (): Readonly<Record<string, string>> => ({ 'x-csrf-token': csrfToken });

/** Called when an answer says that nobody is signed in any more. */
let tellSignedOut = (): void => undefined;
export const onSignedOut = (listener: () => void): void => {
  tellSignedOut = listener;
};

async function request<T>(path: string, init: RequestInit = {}): Promise<T> {
  return (await requestTagged<T>(path, init)).value;
}

/** An answer and the tag of what it tells of: goes into If-Match of a change. */
interface Tagged<T> {
  readonly value: T;
  readonly etag: string | null;
}

async function requestTagged<T>(path: string, init: RequestInit = {}): Promise<Tagged<T>> {
  try {
    const headers = { ...init.headers, accept: 'application/json', 'x-csrf-token': csrfToken };
    const response = await fetch(path, { ...init, headers });
    const body = await response.text();
    return {
      value: answerOf<T>(response.status, body === '' ? 'null' : body),
      etag: response.headers.get('etag'),
    };
  } catch (cause) {
    if (cause instanceof RequestError && cause.code === 'signed-out') tellSignedOut();
    if (cause instanceof RequestError || (cause instanceof DOMException && cause.name === 'AbortError')) throw cause;
    throw new RequestError(REQUEST_WORDS.network, null, { cause });
  }
}

export { request as ask };

/** Saves a file that is asked for with more than an address can hold. */
export async function saveFile(path: string, body: unknown, name: string): Promise<void> {
  const headers = { 'content-type': 'application/json', 'x-csrf-token': csrfToken };
  const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw failureOf(response.status, await response.text());
  const href = URL.createObjectURL(await response.blob());
  const link = window.document.createElement('a');
  Object.assign(link, { href, download: name });
  link.click();
  URL.revokeObjectURL(href);
}

/** What a list is asked for, as the server takes it: without what lets everything through, and without its page. */
export function askedOf(filter: Readonly<Record<string, string | number | null>>): Readonly<Record<string, string>> {
  const { page: _, ...rest } = filter;
  return Object.fromEntries(
    Object.entries(rest).flatMap(([name, value]) => (value === null || value === '' ? [] : [[name, String(value)]])),
  );
}

const documentPath = (id: string): string => `/api/documents/${encodeURIComponent(id)}`;

/** One page of the list; pages count from 1. */
export function getDocuments(filter: ListFilter, size: number, signal: AbortSignal): Promise<DocumentPage> {
  const parameters = new URLSearchParams({ ...askedOf({ ...filter }), page: String(filter.page), size: String(size) });
  return request(`/api/documents?${parameters}`, { signal });
}
/** The same question as a table to save. */
export const documentsHref = (filter: ListFilter): string =>
  `/api/documents.xlsx?${new URLSearchParams(askedOf({ ...filter }))}`;

/** A document with the tag of its cells and facts as they were seen. */
export interface SeenDocument extends DocumentDetail {
  readonly etag: string | null;
}
const seen = async (asked: Promise<Tagged<DocumentDetail>>): Promise<SeenDocument> => {
  const { value, etag } = await asked;
  return { ...value, etag };
};
export const getDocument = (id: string, signal: AbortSignal): Promise<SeenDocument> =>
  seen(requestTagged(documentPath(id), { signal }));

/** Says what a cell (`cells/<table>/<row>/<column>`) or a fact (`facts/<fact>`) of a document is; the rules have run again when it answers. */
export const putCorrection = (
  { id, etag }: SeenDocument,
  place: string,
  said: CorrectionRequest | FactRequest,
): Promise<SeenDocument> =>
  seen(
    requestTagged(`${documentPath(id)}/${place}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', ...(etag === null ? {} : { 'if-match': etag }) },
      body: JSON.stringify(said),
    }),
  );
/** Takes back the last that I said of it; what others said, and what was said of other places, stays. */
export const deleteCorrection = ({ id }: SeenDocument, place: string): Promise<SeenDocument> =>
  seen(requestTagged(`${documentPath(id)}/${place}`, { method: 'DELETE' }));
export const getJudgement = (id: string, signal: AbortSignal | null = null): Promise<ReportJudgement> =>
  request(`${documentPath(id)}/decisions`, { signal });
export const sendDecision = (id: string, decision: DecisionRequest): Promise<ReportJudgement> =>
  request(`${documentPath(id)}/decisions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(decision),
  });
export const getQueue = (): Promise<QueueStatus> => request('/api/queue');
export const retryDocument = (id: string): Promise<RetryReceipt> =>
  request(`${documentPath(id)}/retry`, { method: 'POST' });
export const retryAllFailed = (): Promise<RetryReceipt> => request('/api/retries', { method: 'POST' });
export const originalHref = (id: string): string => `${documentPath(id)}/original`;
/** Sizes of the pages of a document, none for one that is shown as a flow. @param dpi in which they will be asked for */
export const getSheets = (id: string, dpi: number, signal: AbortSignal): Promise<readonly Sheet[]> =>
  request(`${documentPath(id)}/pages?dpi=${dpi}`, { signal });
/** A picture of a page. @param attempt another number asks anew for one that did not come */
export const pageHref = (id: string, page: number, dpi: number, attempt: number): string =>
  `${documentPath(id)}/pages/${page}.webp?dpi=${dpi}${attempt === 0 ? '' : `&attempt=${attempt}`}`;
/** The text of a page as its file names it. */
export const getPageText = (id: string, page: number, signal: AbortSignal): Promise<readonly TextRun[]> =>
  request(`${documentPath(id)}/pages/${page}/text`, { signal });
/** A document without pages, for a frame. */
export const viewHref = (id: string): string => `${documentPath(id)}/view`;
/** Has that document drawn, so that a frame finds it. @throws RequestError in words where it cannot be shown */
export async function prepareView(id: string, signal: AbortSignal): Promise<void> {
  const answer = await fetch(viewHref(id), { signal });
  const body = await answer.text();
  if (!answer.ok) throw failureOf(answer.status, body);
}
export const reportHref = (id: string): string => `${documentPath(id)}/report.json`;
export type NoticeFormat = 'docx' | 'html';
/** Where the letter that returns a report is saved from; dates are YYYY-MM-DD, what is empty is left out of it. */
export function noticeHref(
  id: string,
  format: NoticeFormat,
  letter: { readonly date: string; readonly office: string; readonly due: string },
): string {
  const given = Object.entries(letter).filter(([, value]) => value !== '');
  return `${documentPath(id)}/notice.${format}?${new URLSearchParams(given)}`;
}
/** The letter as it would be written now; texts that are empty are left out of the question. */
export function getNotice(
  id: string,
  letter: { readonly date: string; readonly office: string; readonly due: string },
  signal: AbortSignal,
): Promise<NoticeDraft> {
  const given = Object.entries(letter).filter(([, value]) => value !== '');
  return request(`${documentPath(id)}/notice?${new URLSearchParams(given)}`, { signal });
}
/** Signs a letter as it was edited: it is kept, and named by its hash. */
export const signNotice = (
  id: string,
  letter: { readonly notice: NonNullable<NoticeDraft['notice']>; readonly due: string | null },
): Promise<SignedNotice> =>
  request(`${documentPath(id)}/notices`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(letter),
  });
export const signedNoticeHref = (id: string, sha256: string): string => `${documentPath(id)}/notices/${sha256}.docx`;
export const EVENTS_PATH = '/api/events';

/** A file to send and the name it goes by: its path inside the folder that it was dropped with. */
export interface NamedFile {
  readonly name: string;
  readonly file: File;
}

/**
 * Sends files in one request. Tells the bytes sent while it goes; a browser's fetch cannot, hence XMLHttpRequest.
 * @param key under which the server does it once, however often it comes
 * @throws RequestError; an AbortError DOMException when `signal` stops it
 */
export function upload(
  files: readonly NamedFile[],
  onProgress: (sentBytes: number) => void,
  signal: AbortSignal,
  key: string,
): Promise<UploadReceipt> {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    for (const { name, file } of files) form.append('files', file, name);
    const http = new XMLHttpRequest();
    const stop = (): void => http.abort();
    const settle = (finish: () => void): void => {
      signal.removeEventListener('abort', stop);
      finish();
    };
    http.upload.onprogress = (event) => onProgress(event.loaded);
    http.onload = () =>
      settle(() => {
        try {
          resolve(answerOf<UploadReceipt>(http.status, http.responseText));
        } catch (cause) {
          reject(cause);
        }
      });
    http.onerror = () => settle(() => reject(new RequestError(REQUEST_WORDS.network, null)));
    http.onabort = () => settle(() => reject(new DOMException('stopped', 'AbortError')));
    signal.addEventListener('abort', stop, { once: true });
    http.open('POST', '/api/uploads');
    http.setRequestHeader('accept', 'application/json');
    http.setRequestHeader('x-csrf-token', csrfToken);
    http.setRequestHeader('idempotency-key', key);
    http.send(form);
    if (signal.aborted) stop();
  });
}
