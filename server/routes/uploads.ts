import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import multipart, { type MultipartFile } from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { INTAKE_LIMITS } from '../../config/limits/intake.ts';
import { HOUSE_LIMITS } from '../../config/limits/work.ts';
import { setAside, shownName } from '../../pipeline/intake/intake.ts';
import type { Blobs } from '../../store/blobs.ts';
import type { HandedIn } from '../../store/receiving.ts';
import type { Staging } from '../../store/staging.ts';
import type { RefusalCode } from '../../store/store.ts';
import type { AppParts } from '../app.ts';
import { RequestError } from '../errors.ts';
import { checkedOnTheWay, requireFreeDisk } from '../free-disk.ts';
import { settleArrivals, stageArrivals, writeDown } from '../take-in.ts';

/** POST /api/uploads: files, folders as relative names, zip archives. Nothing is written down before the last byte is here. */
export async function uploadRoutes(app: FastifyInstance, { store, blobs, queue }: AppParts): Promise<void> {
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

  let underWay = 0;
  app.post('/api/uploads', async (request, reply) => {
    if (!request.isMultipart()) throw new RequestError('bad-request');
    if (underWay >= HOUSE_LIMITS.uploadsAtOnce) throw new RequestError('too-many-uploads');
    underWay += 1;
    try {
      const files = await readUpload(request, blobs);
      if (files.length === 0) throw new RequestError('no-files');
      return reply.code(202).send(await writeDown(files, store, queue, request.log));
    } finally {
      underWay -= 1;
    }
  });
}

async function readUpload(request: FastifyRequest, blobs: Blobs): Promise<HandedIn[]> {
  const folder = await blobs.makeWorkFolder();
  try {
    const staging = blobs.stageOriginals(folder);
    const files = await readParts(request, folder, staging);
    await settleArrivals(files, staging);
    return files;
  } catch (error) {
    if (error instanceof RequestError) throw error;
    if (request.raw.destroyed || isCutOff(error)) throw new RequestError('upload-cut', { cause: error });
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The multipart reader tells of a body that ends too early by a bare Error; what the disk or we do wrong is more specific. */
const isCutOff = (error: unknown): boolean => error instanceof Error && error.name === 'Error' && !('code' in error);

interface ReadPart {
  /** As the browser sent it, a path inside a folder perhaps. */
  readonly name: string;
  readonly bytes: number;
  readonly files: readonly HandedIn[];
}

/** The parts one after another: at most one uploaded file lies in the work folder besides the documents found so far. */
async function readParts(request: FastifyRequest, folder: string, staging: Staging): Promise<HandedIn[]> {
  const parts: ReadPart[] = [];
  let rows = 0;
  for await (const part of request.files()) {
    const read = await readPart(part, folder, staging, HOUSE_LIMITS.uploadRows - rows);
    rows += read.files.length;
    parts.push(read);
  }
  const names = new Set(parts.map((part) => part.name));
  return parts.flatMap((part) => withoutStrays(part, names));
}

/** @param rowsLeft rows that the upload may still make */
async function readPart(part: MultipartFile, folder: string, staging: Staging, rowsLeft: number): Promise<ReadPart> {
  const path = join(folder, 'part');
  const guarded = (source: AsyncIterable<Uint8Array>) =>
    checkedOnTheWay(source, () => requireFreeDisk(folder), HOUSE_LIMITS.diskCheckBytes);
  await pipeline(part.file, guarded, createWriteStream(path, { mode: 0o600 }));
  const name = part.filename;
  const bytes = part.file.bytesRead;
  if (part.file.truncated) return { name, bytes, files: [refused(name, bytes, 'file-too-large')] };
  const files: HandedIn[] = [];
  const roomFor = (bytes: number): Promise<void> => requireFreeDisk(folder, bytes);
  for await (const file of stageArrivals(name, path, staging, roomFor)) {
    files.push(file);
    if (files.length > rowsLeft) throw new RequestError('too-many-files');
  }
  return { name, bytes, files };
}

/** What lies in a folder without being a report, as it is told apart in an archive. */
function withoutStrays({ name, bytes, files }: ReadPart, names: ReadonlySet<string>): readonly HandedIn[] {
  const reason = name.includes('/') ? setAside(name, names) : null;
  return reason === null ? files : [refused(name, bytes, reason)];
}

const refused = (name: string, bytes: number, reason: RefusalCode): HandedIn => ({
  kind: 'refused',
  fileName: shownName(name),
  sourceName: shownName(name),
  bytes,
  reason,
});
