import { Metadata } from '@tus/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { INTAKE_LIMITS } from '../../config/limits/intake.ts';
import { HOUSE_LIMITS } from '../../config/limits/work.ts';
import { isRequestErrorCode } from '../../config/words.ts';
import { type DocumentSummary, type ResumableState, resumableStateSchema } from '../../contracts/api.ts';
import { answers, idParams, MOST_ROWS } from '../answers.ts';
import type { AppParts } from '../app-parts.ts';
import { RequestError } from '../errors.ts';
import { actorOf, senderOf, viewerOf } from '../people/asker.ts';
import { isSame, type NewFile, RESUMABLE_PATH } from '../resumable.ts';
import { openUploadSlots } from '../upload-slots.ts';

const LENGTH = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);

/**
 * Uploads that go on where they were after a closed browser, a bad line or a restart of either end: the tus protocol, a
 * file each, and what became of one. They end as any other upload does, with the same receipt.
 * @source tus.io/protocols/resumable-upload, version 1.0.0 with creation and termination
 */
export async function resumableRoutes(app: FastifyInstance, { store, resumable }: AppParts): Promise<void> {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const slots = openUploadSlots();
  // The bytes are for the library.
  app.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null));

  /** The library answers by itself, with the headers that every answer has. */
  const handOver = async (request: FastifyRequest, reply: FastifyReply, made: NewFile | null): Promise<void> => {
    const leave = slots.enter(actorOf(request));
    const silence = endSilent(request);
    try {
      for (const [name, value] of Object.entries(reply.getHeaders()))
        if (value !== undefined) reply.raw.setHeader(name, value);
      reply.hijack();
      await resumable.answer(request.raw, reply.raw, made);
    } finally {
      silence();
      leave();
    }
  };
  const requireOwn = async (request: FastifyRequest<{ Params: { id: string } }>): Promise<void> => {
    const file = await resumable.find(request.params.id);
    if (file === null || !isSame(file.sender, senderOf(request))) throw new RequestError('not-found');
  };

  routes.post(RESUMABLE_PATH, async (request, reply) => {
    const sender = senderOf(request);
    const length = LENGTH.safeParse(request.headers['upload-length']);
    const name = nameIn(request.headers['upload-metadata']);
    if (!length.success || name === null) throw new RequestError('bad-request');
    // A larger one would be refused by name when it is here.
    if (length.data > INTAKE_LIMITS.archiveBytes) throw new RequestError('upload-too-large');
    await resumable.requireRoom(sender, length.data);
    await handOver(request, reply, { sender, name });
    return reply;
  });

  const ofOne = { schema: { params: idParams } };
  routes.head(`${RESUMABLE_PATH}/:id`, ofOne, async (request, reply) => {
    await requireOwn(request);
    await handOver(request, reply, null);
    return reply;
  });
  for (const method of ['PATCH', 'DELETE'] as const) {
    routes.route({
      method,
      url: `${RESUMABLE_PATH}/:id`,
      ...ofOne,
      handler: async (request, reply) => {
        await requireOwn(request);
        await handOver(request, reply, null);
        return reply;
      },
    });
  }

  routes.get(
    `${RESUMABLE_PATH}/:id`,
    { schema: { params: idParams, ...answers({ 200: resumableStateSchema }) } },
    async (request): Promise<ResumableState> => {
      const { id } = request.params;
      const viewer = viewerOf(request);
      const file = await resumable.find(id);
      if (file !== null) {
        await requireOwn(request);
        if (file.here < file.bytes) return { state: 'receiving', bytes: file.bytes, here: file.here };
        await resumable.takeIn(id);
      } else if (!(await store.isSeen('upload', id, viewer))) throw new RequestError('not-found');
      const upload = await store.uploads.find(id);
      if (upload?.error != null && isRequestErrorCode(upload.error.code)) throw new RequestError(upload.error.code);
      const items: DocumentSummary[] = [];
      for (let page = 1; ; page++) {
        const part = await store.list({ batch: id, page, size: MOST_ROWS }, viewer);
        items.push(...part.items);
        if (page * MOST_ROWS >= part.total) break;
      }
      const { received = 0, duplicate = 0, rejected = 0 } = upload ?? {};
      // Who has the receipt needs the bytes no more.
      await resumable.forget(id);
      return { state: 'received', receipt: { batchId: id, received, duplicate, rejected, items } };
    },
  );
}

/** Under which a program or the page says what the file is called. */
function nameIn(header: unknown): string | null {
  if (typeof header !== 'string' || header.length > HOUSE_LIMITS.nameCharacters * 8) return null;
  try {
    const { filename, name } = Metadata.parse(header);
    const given = filename ?? name ?? '';
    return given.trim() === '' || given.length > HOUSE_LIMITS.nameCharacters ? null : given;
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

/** Ends a request of which no byte comes for too long. */
function endSilent({ raw }: FastifyRequest): () => void {
  let seen = -1;
  const timer = setInterval(() => {
    if (raw.complete) return;
    if (raw.socket.bytesRead === seen) raw.destroy();
    seen = raw.socket.bytesRead;
  }, HOUSE_LIMITS.idleUploadMs);
  return () => clearInterval(timer);
}
