import type { Blobs } from '../store/blobs.ts';
import type { ReliedOn } from '../store/conversions.ts';
import type { Store } from '../store/store.ts';
import { type Actor, ALL_SEEING } from '../store/viewer.ts';

export interface StorageFault extends ReliedOn {
  readonly fault: 'missing' | 'damaged';
}

export interface CheckedStorage {
  readonly files: number;
  readonly faults: readonly StorageFault[];
  /** Documents that are converted anew, because their original is whole and their report is not. */
  readonly anew: number;
}

/** Reads every file that the database relies on and compares it with its hash; reports that are wrong are made anew. */
export async function checkStorage(
  store: Pick<Store, 'reliedOn' | 'convertAnew'>,
  blobs: Pick<Blobs, 'verify'>,
  by: Actor,
): Promise<CheckedStorage> {
  const files = await store.reliedOn();
  const faults: StorageFault[] = [];
  for (const file of files) {
    const fault = await blobs.verify(file.kind, file.sha256);
    if (fault !== null) faults.push({ ...file, fault });
  }
  const unreadable = new Set(faults.flatMap(({ kind, documentId }) => (kind === 'originals' ? [documentId] : [])));
  const mendable = faults.flatMap(({ kind, documentId }) =>
    kind === 'reports' && !unreadable.has(documentId) ? [documentId] : [],
  );
  const anew =
    mendable.length === 0 ? [] : await store.convertAnew({ documentIds: [...new Set(mendable)] }, ALL_SEEING, by);
  return { files: files.length, faults, anew: anew.length };
}
