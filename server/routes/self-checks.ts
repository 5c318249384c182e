import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { SELF_CHECK_LIMITS } from '../../config/limits/own-door.ts';
import { ERROR_WORDS } from '../../config/words.ts';
import {
  type SelfCheck,
  type SelfCheckDetail,
  type SelfCheckFound,
  selfCheckDetailSchema,
  selfCheckListSchema,
  selfCheckSchema,
} from '../../contracts/self-checks.ts';
import { ConversionError, type ErrorCode } from '../../pipeline/contracts/errors.ts';
import type { KeptSelfCheck } from '../../store/self-checks.ts';
import { answers, idParams } from '../answers.ts';
import type { AppParts } from '../app-parts.ts';
import { RequestError } from '../errors.ts';
import { requireFreeDisk } from '../free-disk.ts';
import { askerOf } from '../people/asker.ts';

const nameQuery = z.object({
  name: z
    .string()
    .min(1)
    .max(255)
    .refine((name) => !name.includes('\0')),
});
const BYTES = 'application/octet-stream';

/** Drafts that agencies have looked over for themselves: everybody is answered for his own agency alone. */
export async function selfCheckRoutes(
  app: FastifyInstance,
  { store, selfCheckDesk, dataFolder }: AppParts,
): Promise<void> {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  app.addContentTypeParser(BYTES, { parseAs: 'buffer', bodyLimit: SELF_CHECK_LIMITS.bytes }, (_request, body, done) =>
    done(null, body),
  );

  routes.get('/api/self-checks', { schema: answers({ 200: selfCheckListSchema }) }, async (request) => ({
    items: (await store.selfChecks.list(ownAgencyOf(request))).map(shown),
  }));

  const sending = new Map<FastifyRequest, string>();
  /** Before the first byte of a draft is taken. @throws RequestError too-many-uploads */
  const takePlace = async (request: FastifyRequest): Promise<void> => {
    const { id } = askerOf(request);
    const own = [...sending.values()].filter((each) => each === id).length;
    if (own >= SELF_CHECK_LIMITS.sendingOfOne || sending.size >= SELF_CHECK_LIMITS.sendingAtOnce)
      throw new RequestError('too-many-uploads');
    sending.set(request, id);
    // Whoever breaks off is answered no more.
    request.raw.once('close', () => sending.delete(request));
  };
  routes.post(
    '/api/self-checks',
    {
      preParsing: takePlace,
      onResponse: async (request) => void sending.delete(request),
      bodyLimit: SELF_CHECK_LIMITS.bytes,
      schema: { querystring: nameQuery, ...answers({ 202: selfCheckSchema }) },
    },
    async (request, reply) => {
      const { body } = request;
      if (!Buffer.isBuffer(body)) throw new RequestError('bad-request');
      await requireFreeDisk(dataFolder, body.length);
      return reply
        .code(202)
        .send(shown(await taken(selfCheckDesk.add(ownAgencyOf(request), request.query.name, body))));
    },
  );

  routes.get(
    '/api/self-checks/:id',
    { schema: { params: idParams, ...answers({ 200: selfCheckDetailSchema }) } },
    async (request) => {
      const all = await store.selfChecks.list(ownAgencyOf(request));
      const place = all.findIndex(({ id }) => id === request.params.id);
      const draft = all[place];
      if (draft === undefined) throw new RequestError('not-found');
      return detailOf(draft, all.slice(place + 1));
    },
  );

  routes.delete('/api/self-checks/:id', { schema: { params: idParams } }, async (request, reply) => {
    if (!(await store.selfChecks.remove(ownAgencyOf(request), request.params.id))) throw new RequestError('not-found');
    return reply.code(204).send();
  });
}

/** @throws RequestError forbidden */
export function ownAgencyOf(request: FastifyRequest): string {
  const { agencyId } = askerOf(request);
  if (agencyId === null) throw new RequestError('forbidden');
  return agencyId;
}

/** A file that is none is told of at once. */
export async function taken<T>(adding: Promise<T>): Promise<T> {
  try {
    return await adding;
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    const { code } = error;
    throw new RequestError('draft-unreadable', { cause: error, problems: [{ code, message: ERROR_WORDS[code] }] });
  }
}

const foundOf = ({ found }: KeptSelfCheck): SelfCheckFound | null => (found === null ? null : JSON.parse(found));

export function shown(draft: KeptSelfCheck): SelfCheck {
  const { id, fileName, bytes, format, state, reason, at, finishedAt } = draft;
  const findings = foundOf(draft)?.findings ?? null;
  const count = (severity: string): number | null =>
    findings === null ? null : findings.filter((each) => each.severity === severity).length;
  return {
    ...{ id, fileName, bytes, format, state },
    error: reason === null ? null : { code: reason, message: ERROR_WORDS[reason as ErrorCode] },
    at: at.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    keptUntil: new Date(at.getTime() + SELF_CHECK_LIMITS.keptMs).toISOString(),
    errors: count('error'),
    warnings: count('warning'),
  };
}

/** @param earlier drafts of the same agency, the newest first */
function detailOf(draft: KeptSelfCheck, earlier: readonly KeptSelfCheck[]): SelfCheckDetail {
  const found = foundOf(draft);
  const before = earlier.find((each) => {
    const last = foundOf(each);
    return last !== null && last.year === found?.year;
  });
  const last = before === undefined ? null : foundOf(before);
  const [now, then] = [found, last].map((each) => new Set(each?.findings.map(({ fingerprint }) => fingerprint)));
  const since =
    before === undefined || found === null || last === null
      ? null
      : {
          ...{ id: before.id, fileName: before.fileName },
          closed: last.findings.filter(({ fingerprint }) => !now?.has(fingerprint)),
          fresh: found.findings.flatMap(({ fingerprint }) => (then?.has(fingerprint) ? [] : [fingerprint])),
        };
  return { ...shown(draft), found, since };
}
