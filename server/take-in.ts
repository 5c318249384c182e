import { open } from 'node:fs/promises';
import { LOOKED_OVER } from '../config/limits/work.ts';
import type { DocumentSummary, UploadReceipt } from '../contracts/api.ts';
import type { FoundDocument } from '../pipeline/contracts/arrival.ts';
import type { OtherArchives } from '../pipeline/contracts/other-archives.ts';
import { expectedWork } from '../pipeline/intake/expected-work.ts';
import { receiveOnDisk } from '../pipeline/intake/intake.ts';
import type { Database } from '../store/database.ts';
import type { HandedIn, Sender } from '../store/receiving.ts';
import type { Staging } from '../store/staging.ts';
import type { Store } from '../store/store.ts';
import type { Viewer } from '../store/viewer.ts';
import type { Feeder } from '../workers/feeder.ts';

export interface StagedFile {
  /** As it was handed in; one with a folder stands for a file that nobody chose by itself. */
  readonly name: string;
  readonly path: string;
  /** Its bytes. */
  readonly size: number;
}

/**
 * What one file on disk holds, itself or the members of the archive that it is: the bytes of each document are put aside,
 * everything else is named with its reason. Nothing is kept yet, and nothing is in the database.
 * @param folder where members of an archive lie one after another
 * @param roomFor is asked before bytes are put aside; what it throws ends everything
 */
export async function* stageArrivals(
  { name, path, size }: StagedFile,
  folder: string,
  staging: Staging,
  roomFor: (bytes: number) => Promise<void>,
  otherArchives: OtherArchives,
): AsyncGenerator<HandedIn> {
  for await (const arrival of receiveOnDisk(
    name,
    path,
    { folder, roomFor },
    { chosen: !/[/\\]/.test(name), otherArchives },
  )) {
    switch (arrival.kind) {
      case 'document': {
        const { fileName, format, mediaType, content, size: bytes } = arrival.source;
        await roomFor(bytes);
        const { sha256 } = await ('path' in content ? staging.stageFile(content.path) : staging.stage(content.bytes));
        const named = { fileName: arrival.name, sourceName: fileName };
        const work = expectedWork(format, await lookedOver(arrival.source));
        yield { kind: 'document', ...named, bytes, sha256, format, mediaType, work };
        break;
      }
      case 'refused': {
        const named = { fileName: arrival.name, sourceName: arrival.fileName };
        // Intake knows the size of a member, but of a file on disk only we do.
        yield { kind: 'refused', ...named, bytes: arrival.bytes || size, reason: arrival.error.code };
        break;
      }
      case 'skipped':
        yield { kind: 'refused', fileName: arrival.name, sourceName: arrival.name, bytes: 0, reason: arrival.reason };
        break;
      default:
        arrival satisfies never;
    }
  }
}

/** As much of a document as tells what it will cost. */
async function lookedOver({ format, content, size }: FoundDocument): Promise<Uint8Array> {
  if ('bytes' in content) return content.bytes;
  // of the others the format alone tells
  if (format !== 'pdf') return new Uint8Array();
  const bytes = Buffer.alloc(Math.min(size, LOOKED_OVER.bytes));
  const file = await open(content.path);
  try {
    await file.read(bytes, 0, bytes.length, 0);
    return bytes;
  } finally {
    await file.close();
  }
}

/**
 * Keeps the bytes of these documents for good, as they must be before they are written down.
 * @returns hashes of originals that had been damaged on disk and are whole again
 */
export const settleArrivals = (files: readonly HandedIn[], staging: Staging): Promise<readonly string[]> =>
  staging.settle(new Set(files.flatMap((file) => (file.kind === 'document' ? [file.sha256] : []))));

export interface WritingParts {
  readonly store: Pick<Store, 'receive'>;
  readonly database: Pick<Database, 'sync'>;
  readonly feeder: Pick<Feeder, 'wake'>;
}

/** Writes one upload down and has what is new put into the queue. On return its rows outlive a power cut. */
export async function writeDown(
  files: readonly HandedIn[],
  { store, database, feeder }: WritingParts,
  sender?: Sender,
  viewer?: Viewer,
  uploadId?: string,
): Promise<UploadReceipt> {
  const items = await store.receive(files, sender, viewer, uploadId);
  await database.sync();
  feeder.wake();
  const count = (state: DocumentSummary['state']) => items.filter((item) => item.state === state).length;
  return {
    batchId: items[0]?.batchId ?? '',
    received: count('received'),
    duplicate: count('duplicate'),
    rejected: count('rejected'),
    items,
  };
}
