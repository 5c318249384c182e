import type { FastifyError, FastifyInstance } from 'fastify';
import { ZodError } from 'zod';
import { REQUEST_WORDS, type RequestErrorCode } from '../config/words.ts';
import type { ApiError } from './api.ts';

const STATUS: Readonly<Record<RequestErrorCode, number>> = {
  'bad-request': 400,
  'not-found': 404,
  'foreign-origin': 403,
  'unknown-host': 421,
  'no-files': 400,
  'too-many-files': 413,
  'too-many-uploads': 503,
  'upload-cut': 400,
  'storage-low': 507,
  'not-retryable': 409,
  'finding-changed': 409,
  'too-many-decisions': 409,
  'nothing-to-return': 409,
  'too-many-listeners': 503,
  'page-missing': 503,
  failure: 500,
};

/** Parts, files and fields above the limits of an upload. */
const TOO_MANY = new Set(['FST_PARTS_LIMIT', 'FST_FILES_LIMIT', 'FST_FIELDS_LIMIT']);

/** A request that is not answered as asked; the page shows the words of the code. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly code: RequestErrorCode;
  constructor(code: RequestErrorCode, options?: { cause?: unknown }) {
    super(REQUEST_WORDS[code], options);
    this.code = code;
  }
}

export const apiError = (code: RequestErrorCode): ApiError => ({ error: { code, message: REQUEST_WORDS[code] } });

/** Every failure becomes a code, its words and a status; what we did not foresee is logged and told as `failure`. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | Error, request, reply) => {
    const code = codeOf(error);
    if (STATUS[code] >= 500) request.log.error({ err: error }, 'a request failed');
    return reply.code(STATUS[code]).send(apiError(code));
  });
}

function codeOf(error: FastifyError | Error): RequestErrorCode {
  if (error instanceof RequestError) return error.code;
  if (error instanceof ZodError) return 'bad-request';
  if ('code' in error && TOO_MANY.has(error.code)) return 'too-many-files';
  const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500;
  return status < 500 ? 'bad-request' : 'failure';
}
