import { rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { INTAKE_LIMITS } from '../config/limits/intake.ts';
import { HOUSE_LIMITS } from '../config/limits/work.ts';
import type { UploadReceipt } from '../contracts/api.ts';
import type { OtherArchives } from '../pipeline/contracts/other-archives.ts';
import { setAside, shownName } from '../pipeline/intake/intake.ts';
import type { Blobs } from '../store/blobs.ts';
import type { HandedIn, Sender } from '../store/receiving.ts';
import type { Staging } from '../store/staging.ts';
import type { Store } from '../store/store.ts';
import type { RefusalCode } from '../store/stored-document.ts';
import { ALL_SEEING, type Viewer } from '../store/viewer.ts';
import { RequestError } from './errors.ts';
import { requireFreeDisk } from './free-disk.ts';
import { type MemoryBudget, memoryFor } from './memory-budget.ts';
import { settleArrivals, stageArrivals, type WritingParts, writeDown } from './take-in.ts';

/** Files that lie on disk whole, whichever door they came through. */

export interface WholeFile {
  /** As it was handed in, a path inside a folder perhaps: a name, never a path of ours. */
  readonly name: string;
  readonly path: string;
}

/** What one file on disk holds, its documents put aside. */
export interface ReadFile {
  readonly name: string;
  readonly bytes: number;
  readonly files: readonly HandedIn[];
}

export interface ReadingPlace {
  /** Work folder, for what is free of its disk. */
  readonly folder: string;
  readonly staging: Staging;
  readonly budget: MemoryBudget;
  /** Opens RAR and 7z archives. */
  readonly otherArchives: OtherArchives;
}

/**
 * @param rowsLeft rows that the upload may still make
 * @throws RequestError too-many-files, storage-low
 */
export async function readWhole(
  { name, path }: WholeFile,
  { folder, staging, budget, otherArchives }: ReadingPlace,
  rowsLeft: number,
): Promise<ReadFile> {
  const { size } = await stat(path);
  if (size > INTAKE_LIMITS.archiveBytes) return { name, bytes: size, files: [refused(name, size, 'file-too-large')] };
  const files: HandedIn[] = [];
  const roomFor = (bytes: number): Promise<void> => requireFreeDisk(folder, bytes);
  await budget.within(await memoryFor(path, size), async () => {
    for await (const file of stageArrivals({ name, path, size }, folder, staging, roomFor, otherArchives)) {
      files.push(file);
      if (files.length > rowsLeft) throw new RequestError('too-many-files');
    }
  });
  return { name, bytes: size, files };
}

/** All that the files of an upload hold, without what lies in a folder without being a report, told as in an archive. */
export function withoutStrays(read: readonly ReadFile[]): readonly HandedIn[] {
  const names = new Set(read.map(({ name }) => name));
  return read.flatMap(({ name, bytes, files }) => {
    const reason = name.includes('/') ? setAside(name, names) : null;
    return reason === null ? files : [refused(name, bytes, reason)];
  });
}

export const refused = (name: string, bytes: number, reason: RefusalCode): HandedIn => ({
  kind: 'refused',
  fileName: shownName(name),
  sourceName: shownName(name),
  bytes,
  reason,
});

export interface TakingParts extends WritingParts, Pick<ReadingPlace, 'budget' | 'otherArchives'> {
  readonly store: Pick<Store, 'receive' | 'convertAnew'>;
  readonly blobs: Blobs;
}

/**
 * Takes files in as one upload: on return what they hold is kept and written down for good.
 * @param files that nobody changes meanwhile; they stay where they are
 * @throws RequestError too-many-files, storage-low
 */
export async function takeInWhole(
  files: readonly WholeFile[],
  { blobs, budget, otherArchives, ...parts }: TakingParts,
  sender: Sender,
  viewer: Viewer,
  uploadId?: string,
): Promise<UploadReceipt> {
  const folder = await blobs.makeWorkFolder();
  try {
    const staging = blobs.stageOriginals(folder);
    const read: ReadFile[] = [];
    let rows = 0;
    for (const file of files) {
      const one = await readWhole(file, { folder, staging, budget, otherArchives }, HOUSE_LIMITS.uploadRows - rows);
      rows += one.files.length;
      read.push(one);
    }
    const handedIn = withoutStrays(read);
    const mended = await settleArrivals(handedIn, staging);
    const receipt = await writeDown(handedIn, parts, sender, viewer, uploadId);
    if (mended.length > 0) await parts.store.convertAnew({ mended }, ALL_SEEING, sender);
    return receipt;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The same for bytes that one of our own processes holds. @throws RequestError storage-low */
export async function takeInBytes(
  name: string,
  bytes: Uint8Array,
  parts: TakingParts,
  sender: Sender,
  viewer: Viewer,
): Promise<UploadReceipt> {
  const folder = await parts.blobs.makeWorkFolder();
  try {
    await requireFreeDisk(folder, bytes.length);
    const path = join(folder, 'whole');
    await writeFile(path, bytes, { mode: 0o600 });
    return await takeInWhole([{ name, path }], parts, sender, viewer);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
