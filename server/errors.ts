import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { ZodError } from 'zod';
import { REQUEST_WORDS, type RequestErrorCode } from '../config/words.ts';
import type { ApiError } from '../contracts/api.ts';
import { isDatabaseAway } from '../store/database-failure.ts';
import { MoveRefusal } from '../store/filings.ts';
import { StoreRefusal } from '../store/refusal.ts';

const STATUS: Readonly<Record<RequestErrorCode, number>> = {
  'bad-request': 400,
  'not-found': 404,
  'method-not-allowed': 405,
  'request-timeout': 408,
  'body-too-large': 413,
  'headers-too-large': 431,
  'unsupported-media': 415,
  'request-malformed': 400,
  'too-many-requests': 429,
  'foreign-origin': 403,
  'unknown-host': 421,
  'no-files': 400,
  'too-many-files': 413,
  'too-many-uploads': 503,
  'upload-cut': 400,
  'upload-too-large': 413,
  'upload-idle': 408,
  'upload-malformed': 400,
  'unexpected-field': 400,
  'storage-low': 507,
  'storage-away': 503,
  'not-convertible': 409,
  'not-retryable': 409,
  'finding-changed': 409,
  'too-many-decisions': 409,
  'nothing-to-return': 409,
  'too-many-listeners': 503,
  'paper-unreadable': 422,
  'paper-busy': 503,
  'page-missing': 503,
  failure: 500,
  'signed-out': 401,
  forbidden: 403,
  'wrong-password': 401,
  locked: 429,
  'too-many-attempts': 429,
  'choose-password': 403,
  'welcome-used': 401,
  csrf: 403,
  'changed-meanwhile': 409,
  'not-allowed-now': 409,
  'name-taken': 409,
  'year-taken': 409,
  'last-administrator': 409,
  'upload-decided': 409,
  'key-reused': 409,
  'filing-accepted': 409,
  'filing-not-due': 409,
  'campaign-closed': 409,
  'not-converted': 409,
  'no-main-document': 409,
  'not-accepted': 409,
  'fetching-off': 409,
  'address-not-allowed': 403,
  'address-inner': 403,
  'page-not-there': 502,
  'page-too-large': 413,
  'cell-unknown': 404,
  'fact-malformed': 400,
  'nothing-to-take-back': 409,
  'too-many-corrections': 409,
  'not-removable': 409,
  'not-removed': 409,
  'let-go': 409,
  'not-waiting': 409,
  'not-cancellable': 409,
  'no-filing': 409,
  'too-many-chosen': 413,
  'days-out-of-order': 400,
  'not-a-roster': 400,
  'agency-unknown': 422,
  'agency-missing': 400,
  'waive-needs-approver': 403,
  'draft-unfinished': 409,
  'draft-unreadable': 422,
};

/** Parts and files above the limits of an upload. */
const TOO_MANY = new Set(['FST_PARTS_LIMIT', 'FST_FILES_LIMIT']);

/** A request that is not answered as asked; the page shows the words of the code. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly code: RequestErrorCode;
  readonly problems: ApiError['problems'];
  /** `problems`: what is in the way, one sentence each. */
  constructor(code: RequestErrorCode, options?: { cause?: unknown; problems?: ApiError['problems'] }) {
    super(REQUEST_WORDS[code], options);
    this.code = code;
    this.problems = options?.problems;
  }
}

export const apiError = (code: RequestErrorCode, problems?: ApiError['problems']): ApiError => ({
  type: `urn:gouji:${code}`,
  title: REQUEST_WORDS[code],
  status: STATUS[code],
  code,
  ...(problems === undefined ? {} : { problems }),
  // What programs read before there were problem documents.
  error: { code, message: REQUEST_WORDS[code] },
});

/** RFC 9457. */
const PROBLEM = 'application/problem+json; charset=utf-8';

/** Every failure becomes a code, its words and a status; what we did not foresee is logged and told as `failure`. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | Error, request, reply) => {
    const code = codeOf(error);
    if (STATUS[code] >= 500) request.log.error({ err: error }, 'a request failed');
    const problems = problemsOf(error);
    return sendProblem(reply, code, problems);
  });
}

export const sendProblem = (
  reply: FastifyReply,
  code: RequestErrorCode,
  problems?: ApiError['problems'],
): FastifyReply => reply.code(STATUS[code]).type(PROBLEM).serializer(JSON.stringify).send(apiError(code, problems));

/** What was sent is no request that could be handed to anybody: the bytes of the answer. */
export function answerToNoRequest(code: RequestErrorCode): string {
  const body = JSON.stringify(apiError(code));
  const head = [
    `HTTP/1.1 ${STATUS[code]} ${STATUS_CODES[STATUS[code]] ?? ''}`,
    `Content-Type: ${PROBLEM}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    'Connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

function problemsOf(error: Error): ApiError['problems'] {
  if (error instanceof MoveRefusal) return error.obstacles;
  return error instanceof RequestError ? error.problems : undefined;
}

const LIBRARY_CODES: Readonly<Record<string, RequestErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media',
  FST_FIELDS_LIMIT: 'unexpected-field',
  FST_CSRF_MISSING_SECRET: 'csrf',
  FST_CSRF_INVALID_TOKEN: 'csrf',
};

function codeOf(error: FastifyError | Error): RequestErrorCode {
  if (error instanceof RequestError || error instanceof StoreRefusal) return error.code;
  if (error instanceof MoveRefusal) return 'not-allowed-now';
  if (error instanceof ZodError) return 'bad-request';
  if (isDatabaseAway(error)) return 'storage-away';
  if ('code' in error && TOO_MANY.has(error.code)) return 'too-many-files';
  const known = 'code' in error ? LIBRARY_CODES[error.code] : undefined;
  if (known !== undefined) return known;
  const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500;
  if (status === 429) return 'too-many-attempts';
  return status < 500 ? 'bad-request' : 'failure';
}
