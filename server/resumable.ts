import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { FileConfigstore, FileStore } from '@tus/file-store';
import { Server, type Upload } from '@tus/server';
import type { Logger } from 'pino';
import { INTAKE_LIMITS } from '../config/limits/intake.ts';
import { RESUMABLE_LIMITS } from '../config/limits/work.ts';
import { statOrNull } from '../store/durable-files.ts';
import { hasCode } from '../store/error-code.ts';
import type { Sender } from '../store/receiving.ts';
import type { Store } from '../store/store.ts';
import { ALL_SEEING } from '../store/viewer.ts';
import { apiError, RequestError } from './errors.ts';
import { requireFreeDisk } from './free-disk.ts';
import { type TakingParts, takeInWhole } from './whole-files.ts';

/** The address of an upload is this and its id. */
export const RESUMABLE_PATH = '/api/resumable';

/** A file that comes in pieces, over as many connections as it takes. */
export interface ComingFile {
  readonly sender: Sender;
  readonly name: string;
  readonly bytes: number;
  readonly here: number;
}

/**
 * Uploads of the tus protocol, a file each. What is here of them lies in the data folder and outlives the server. When the
 * last byte is here the file is taken in as an upload with the same id, once, however often that is begun.
 */
export interface Resumable {
  /** @throws RequestError too-many-uploads, storage-low when there is no room for one of so many bytes */
  readonly requireRoom: (sender: Sender, bytes: number) => Promise<void>;
  /** Null: none is coming under this id. */
  readonly find: (id: string) => Promise<ComingFile | null>;
  /** Answers a request of the protocol. @param made what a creation makes */
  readonly answer: (request: IncomingMessage, response: ServerResponse, made: NewFile | null) => Promise<void>;
  /** Takes in a file that is here whole. On return its rows are there for good. */
  readonly takeIn: (id: string) => Promise<void>;
  readonly forget: (id: string) => Promise<void>;
  /** Takes in what was here whole when the server ended, and removes what grew old. */
  readonly sweep: () => Promise<void>;
}

export interface NewFile {
  readonly sender: Sender;
  readonly name: string;
}

export interface ResumableParts extends TakingParts {
  readonly store: TakingParts['store'] & Pick<Store, 'uploads'>;
  readonly dataFolder: string;
}

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function openResumable({ dataFolder, ...parts }: ResumableParts, log: Logger): Resumable {
  const folder = join(dataFolder, 'resumable');
  // The library makes it with the rights of the surroundings.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const files = new FileStore({ directory: folder, configstore: new FileConfigstore(folder) });
  const made = new WeakMap<object, NewFile>();
  const underWay = new Map<string, Promise<void>>();

  const lookUp = async (id: string): Promise<Upload | null> => {
    if (!ID.test(id)) return null;
    try {
      return await files.getUpload(id);
    } catch (error) {
      // What a power cut left of a description is no upload; the sweep removes it.
      if (isGone(error) || error instanceof SyntaxError) return null;
      throw error;
    }
  };
  const remove = async (id: string): Promise<void> => {
    await rm(join(folder, id), { force: true });
    await rm(join(folder, `${id}.json`), { force: true });
  };
  const all = async (): Promise<readonly string[]> => {
    const names = (await readdir(folder)).map((name) => name.replace(/\.json$/, ''));
    return [...new Set(names)].filter((name) => ID.test(name));
  };

  const takeInOnce = async (id: string): Promise<void> => {
    if ((await parts.store.uploads.find(id))?.state === 'received') return;
    const upload = await lookUp(id);
    if (upload === null || upload.offset !== upload.size) throw new RequestError('upload-cut');
    const { name, sender } = comingFile(upload);
    try {
      await takeInWhole([{ name, path: join(folder, id) }], parts, sender, ALL_SEEING, id);
    } catch (error) {
      // What cannot be taken in is told as a refused upload; what may pass is tried again by the sender or the sweep.
      if (!(error instanceof RequestError) || error.code !== 'too-many-files') throw error;
      await parts.store.uploads.begin(sender, id);
      await parts.store.uploads.cut(id, error.code, sender);
      await remove(id);
      throw error;
    }
  };
  const takeIn = (id: string): Promise<void> => {
    const begun = underWay.get(id) ?? takeInOnce(id).finally(() => underWay.delete(id));
    underWay.set(id, begun);
    return begun;
  };

  const tus = new Server({
    path: RESUMABLE_PATH,
    datastore: files,
    maxSize: INTAKE_LIMITS.archiveBytes,
    relativeLocation: true,
    // None but our own page asks from a browser (server/security.ts).
    allowedOrigins: () => false,
    namingFunction: () => randomUUID(),
    onUploadCreate: async (request) => {
      const raw = request.runtime?.node?.req;
      const file = raw === undefined ? undefined : made.get(raw);
      if (file === undefined) throw new RequestError('bad-request');
      const { personId, who, agencyId } = file.sender;
      return { metadata: { name: file.name, personId, who, agencyId } };
    },
    onUploadFinish: async (_, { id }) => {
      await takeIn(id);
      return {};
    },
    onResponseError: (_, error) => {
      if (error instanceof RequestError) {
        const answer = apiError(error.code);
        return { status_code: answer.status, body: JSON.stringify(answer) };
      }
      if (error instanceof Error) log.error({ err: error }, 'a resumable upload failed');
      return undefined;
    },
  });

  return {
    requireRoom: async (sender, bytes) => {
      const coming: ComingFile[] = [];
      for (const id of await all()) {
        const upload = await lookUp(id);
        if (upload !== null) coming.push(comingFile(upload));
      }
      const open = coming.filter((file) => file.here < file.bytes);
      const own = open.filter((file) => isSame(file.sender, sender)).length;
      const awaited = coming.reduce((sum, file) => sum + file.bytes, bytes);
      if (
        own >= RESUMABLE_LIMITS.ofOneSender ||
        open.length >= RESUMABLE_LIMITS.inAll ||
        awaited > RESUMABLE_LIMITS.bytes
      ) {
        throw new RequestError('too-many-uploads');
      }
      await requireFreeDisk(folder, awaited - coming.reduce((sum, file) => sum + file.here, 0));
    },
    find: async (id) => {
      const upload = await lookUp(id);
      return upload === null ? null : comingFile(upload);
    },
    answer: async (request, response, file) => {
      if (file !== null) made.set(request, file);
      await tus.handle(request, response);
    },
    takeIn,
    forget: remove,
    sweep: async () => {
      for (const id of await all()) {
        const upload = await lookUp(id);
        const isWhole = upload !== null && upload.offset === upload.size;
        try {
          if (isWhole) await takeIn(id);
        } catch (error) {
          log.error({ err: error, uploadId: id }, 'an upload that is here whole could not be taken in yet');
          continue;
        }
        // Of what has no description the last byte tells the age.
        const changed = (await statOrNull(join(folder, id)))?.mtimeMs ?? 0;
        const since = isWhole ? changed : Date.parse(upload?.creation_date ?? new Date(changed).toISOString());
        if (Date.now() - since > (isWhole ? RESUMABLE_LIMITS.receiptMs : RESUMABLE_LIMITS.ageMs)) await remove(id);
      }
    },
  };
}

export const isSame = (one: Sender, other: Sender): boolean => one.personId === other.personId && one.who === other.who;

function comingFile({ size = 0, offset, metadata = {} }: Upload): ComingFile {
  const { name, who, personId = null, agencyId = null } = metadata;
  return { name: name ?? '', sender: { personId, who: who ?? '', agencyId }, bytes: size, here: offset };
}

/** The library throws what it answers. */
const isGone = (error: unknown): boolean =>
  hasCode(error, 'ENOENT') ||
  (typeof error === 'object' &&
    error !== null &&
    'status_code' in error &&
    (error.status_code === 404 || error.status_code === 410));
