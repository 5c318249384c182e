import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { apiErrorSchema } from '../contracts/api.ts';
import { RequestError } from './errors.ts';

/** What a route answers, for the check of its answers and for the OpenAPI document; failures are the same everywhere. */
export const answers = <R extends Readonly<Record<number, z.ZodType>>>(response: R) => ({ response });

/** Failures as every route may answer them; they are written by server/errors.ts. */
export const FAILURES = apiErrorSchema;

export const idParams = z.object({ id: z.uuid() });
export const yearParams = z.object({ year: z.coerce.number().int().min(2008).max(2100) });

export const MOST_ROWS = 200;
export const pageQuery = {
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  size: z.coerce.number().int().min(1).max(MOST_ROWS).default(50),
};

/** A condition of a list that is left empty is none. */
export const unlessEmpty = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

/** An id, or the word for there being none. */
export const uuidOrNone = z.union([z.uuid(), z.literal('none')]);

/** PostgreSQL takes no NUL in a text. */
export const searchText = unlessEmpty(
  z
    .string()
    .max(200)
    .refine((text) => !text.includes('\0')),
);

/** The state that a write was meant for; null where it says none. @throws RequestError bad-request */
export function ifMatch(request: FastifyRequest): string | null {
  const header = request.headers['if-match'];
  if (header === undefined || header === '*') return null;
  const tag = /^(?:W\/)?"([^"]{1,100})"$/.exec(header)?.[1];
  if (tag === undefined) throw new RequestError('bad-request');
  return tag;
}

export const tagged = (reply: FastifyReply, etag: string): FastifyReply => reply.header('etag', `"${etag}"`);
