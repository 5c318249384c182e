import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import multipart, { type MultipartFile } from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { INTAKE_LIMITS } from '../../config/limits/intake.ts';
import { MATCH_LIMITS } from '../../config/limits/office.ts';
import { HOUSE_LIMITS } from '../../config/limits/work.ts';
import { type DocumentSummary, type Placement, type SecondsRange, uploadReceiptSchema } from '../../contracts/api.ts';
import { uploadConfirmationSchema, uploadDetailSchema, uploadPageSchema } from '../../contracts/filings.ts';
import { toXlsx } from '../../office/sheet.ts';
import type { OtherArchives } from '../../pipeline/contracts/other-archives.ts';
import type { Blobs } from '../../store/blobs.ts';
import type { HandedIn } from '../../store/receiving.ts';
import { ALL_SEEING, type Viewer } from '../../store/viewer.ts';
import { answers, idParams, MOST_ROWS, pageQuery } from '../answers.ts';
import type { AppParts } from '../app-parts.ts';
import { RequestError } from '../errors.ts';
import { checkedOnTheWay, requireFreeDisk } from '../free-disk.ts';
import type { MemoryBudget } from '../memory-budget.ts';
import { actorOf, senderOf, viewerOf } from '../people/asker.ts';
import { slotsOf } from '../queue-status.ts';
import { fileHeaders, XLSX } from '../security.ts';
import { settleArrivals, writeDown } from '../take-in.ts';
import { timeForAll } from '../time-to-go.ts';
import { type UploadSender, waitedFor, watchSender } from '../upload-sender.ts';
import { openUploadSlots } from '../upload-slots.ts';
import { type ReadFile, type ReadingPlace, readWhole, refused, withoutStrays } from '../whole-files.ts';

/**
 * Uploads: files, folders as relative names, zip archives. Nothing of them is written down before the last byte is here, but
 * that they began; what was written down is a lasting thing with a receipt.
 */
export async function uploadRoutes(app: FastifyInstance, parts: AppParts): Promise<void> {
  const { store, blobs, budget } = parts;
  uploadListRoutes(app, parts);
  await app.register(multipart, {
    preservePath: true,
    throwFileSizeLimit: false,
    limits: {
      fileSize: INTAKE_LIMITS.archiveBytes,
      files: HOUSE_LIMITS.uploadFiles,
      parts: HOUSE_LIMITS.uploadFiles,
      fields: 0,
      headerPairs: 20,
    },
  });

  const slots = openUploadSlots();
  app.post('/api/uploads', { schema: answers({ 202: uploadReceiptSchema }) }, async (request, reply) => {
    if (!request.isMultipart()) throw new RequestError('bad-request');
    const [sender, viewer] = [senderOf(request), viewerOf(request)];
    const leave = slots.enter(sender);
    const from = watchSender(request);
    try {
      const uploadId = await store.uploads.begin(sender);
      try {
        const { files, mended } = await readUpload(request, {
          blobs,
          from,
          budget,
          otherArchives: parts.otherArchives,
        });
        if (files.length === 0) throw new RequestError('no-files');
        const receipt = await writeDown(files, parts, sender, viewer, uploadId);
        if (mended.length === 0) return reply.code(202).send(receipt);
        request.log.warn({ sha256: mended }, 'damaged originals were replaced by an upload');
        await store.convertAnew({ mended }, ALL_SEEING, sender);
        return reply.code(202).send({ ...receipt, mended: mended.length });
      } catch (error) {
        const code = error instanceof RequestError ? error.code : 'failure';
        await (code === 'no-files' ? store.uploads.forget(uploadId) : store.uploads.cut(uploadId, code, sender));
        // The rest of it is for nobody.
        if (!request.raw.complete) {
          reply.header('connection', 'close');
          reply.raw.once('finish', () => request.raw.destroy());
        }
        throw error;
      }
    } finally {
      from.close();
      leave();
    }
  });
}

/** What came in, and taking it back. */
function uploadListRoutes(app: FastifyInstance, { store, checker, queue, feeder, paper }: AppParts): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const find = async (id: string) => {
    const upload = await store.uploads.find(id);
    if (upload === null) throw new RequestError('not-found');
    return upload;
  };
  /** What of it somebody may see: a scope can take files away from whoever brought them. */
  const itemsOf = async (id: string, viewer: Viewer) => {
    const items: (DocumentSummary & { readonly placement: Placement })[] = [];
    for (let page = 1; ; page++) {
      const list = await store.list({ batch: id, page, size: MOST_ROWS }, viewer);
      for (const item of list.items) {
        const placement = await store.placing.placement(item.id, viewer);
        if (placement !== null) items.push({ ...item, placement });
      }
      if (page * MOST_ROWS >= list.total) return items;
    }
  };

  /** Redis may be away: then nobody knows. */
  const timeLeft = async (id: string): Promise<SecondsRange | null> => {
    const before = await store.workBefore(id);
    if (before.size === 0) return null;
    const slots = await slotsOf(queue).catch(() => new Map());
    return timeForAll(before, await store.laneWork(), slots);
  };

  routes.get(
    '/api/uploads',
    { schema: { querystring: z.object(pageQuery), ...answers({ 200: uploadPageSchema }) } },
    async (request) => {
      const { page, size } = request.query;
      return { ...(await store.uploads.list(page, size, viewerOf(request))), page, size };
    },
  );
  routes.get(
    '/api/uploads/:id',
    { schema: { params: idParams, ...answers({ 200: uploadDetailSchema }) } },
    async (request) => ({
      ...(await find(request.params.id)),
      items: await itemsOf(request.params.id, viewerOf(request)),
      secondsToGo: await timeLeft(request.params.id),
    }),
  );
  routes.get('/api/uploads/:id/receipt.xlsx', { schema: { params: idParams } }, async (request, reply) => {
    const upload = await find(request.params.id);
    const items = await itemsOf(upload.id, viewerOf(request));
    const file = await toXlsx('回执', receiptTable(items));
    return reply.headers(fileHeaders(`上传回执 ${upload.receivedAt.slice(0, 10)}.xlsx`, XLSX)).send(file);
  });
  routes.delete('/api/uploads/:id', { schema: { params: idParams } }, async (request, reply) => {
    await paper.forget(await store.uploads.remove(request.params.id, actorOf(request)));
    checker.wake();
    feeder.wake();
    return reply.code(204).send();
  });
  routes.post(
    '/api/uploads/:id/confirm',
    { schema: { params: idParams, ...answers({ 200: uploadConfirmationSchema }) } },
    async (request) => {
      const waiting = await store.placing.waitingOf(request.params.id);
      let assigned = 0;
      for (const { id, guesses } of waiting) {
        const [best] = guesses;
        if (best === undefined || best.confidence < MATCH_LIMITS.sure) continue;
        if (await checker.place(id, best, actorOf(request), viewerOf(request))) assigned += 1;
      }
      checker.wake();
      return { assigned, waiting: waiting.length - assigned };
    },
  );
}

const receiptTable = (items: readonly (DocumentSummary & { readonly placement: Placement })[]): string[][] => [
  ['文件', '字节数', 'SHA-256', '结果', '原因', '单位', '年度', '认定'],
  ...items.map(({ fileName, bytes, sha256, state, error, agency, year, placement }) => [
    fileName,
    `${bytes}`,
    sha256 ?? '',
    { duplicate: '重复', rejected: '拒收', removed: '已移除' }[state as string] ?? '已接收',
    error?.message ?? '',
    placement.agency?.name ?? placement.guesses[0]?.agency ?? agency ?? '',
    `${placement.year ?? placement.guesses[0]?.year ?? year ?? ''}`,
    placement.filingId !== null ? `已归入第${placement.version}版` : placement.waitsFor === null ? '' : '待认定',
  ]),
];

interface ReadUpload {
  readonly files: readonly HandedIn[];
  /** Hashes of originals that had been damaged on disk. */
  readonly mended: readonly string[];
}

interface Reading {
  readonly blobs: Blobs;
  readonly from: UploadSender;
  readonly budget: MemoryBudget;
  readonly otherArchives: OtherArchives;
}

async function readUpload(request: FastifyRequest, { blobs, ...reading }: Reading): Promise<ReadUpload> {
  const folder = await blobs.makeWorkFolder();
  try {
    const staging = blobs.stageOriginals(folder);
    const files = await readParts(request, { ...reading, folder, staging });
    return { files, mended: await settleArrivals(files, staging) };
  } catch (error) {
    if (error instanceof RequestError) throw error;
    if (isMalformed(error)) throw new RequestError('upload-malformed', { cause: error });
    if (request.raw.destroyed || isCutOff(error)) throw new RequestError('upload-cut', { cause: error });
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The multipart reader tells of a body that ends too early by a bare Error; what the disk or we do wrong is more specific. */
const isCutOff = (error: unknown): boolean => error instanceof Error && error.name === 'Error' && !('code' in error);

/** What the same reader says of a body that is none. */
const isMalformed = (error: unknown): boolean =>
  isCutOff(error) && error instanceof Error && /[Bb]oundary not found|Malformed/.test(error.message);

/** Where the parts of an upload go. */
interface Place extends ReadingPlace {
  readonly from: UploadSender;
}

/** The parts one after another: at most one uploaded file lies in the work folder besides the documents found so far. */
async function readParts(request: FastifyRequest, place: Place): Promise<HandedIn[]> {
  const parts: ReadFile[] = [];
  let rows = 0;
  for await (const part of waitedFor(request.files(), place.from)) {
    const read = await readPart(part, place, HOUSE_LIMITS.uploadRows - rows);
    rows += read.files.length;
    parts.push(read);
  }
  return [...withoutStrays(parts)];
}

/** @param rowsLeft rows that the upload may still make */
async function readPart(part: MultipartFile, place: Place, rowsLeft: number): Promise<ReadFile> {
  const { folder, from } = place;
  const path = join(folder, 'part');
  const guarded = (source: AsyncIterable<Uint8Array>) =>
    checkedOnTheWay(waitedFor(source, from), () => requireFreeDisk(folder), HOUSE_LIMITS.diskCheckBytes);
  await pipeline(part.file, guarded, createWriteStream(path, { mode: 0o600 }));
  const name = part.filename;
  const bytes = part.file.bytesRead;
  if (part.file.truncated) return { name, bytes, files: [refused(name, bytes, 'file-too-large')] };
  return readWhole({ name, path }, place, rowsLeft);
}
