import type { Readable } from 'node:stream';

/** Where kept bytes lie, each under its kind and the SHA-256 of its bytes: a folder (blob-folder.ts) or a bucket (blob-bucket.ts). */

export const BLOB_KINDS = ['originals', 'reports', 'notices', 'snapshots'] as const;
export type BlobKind = (typeof BLOB_KINDS)[number];

/** Kept files, each named by the SHA-256 of its bytes: kept before the database hears of them. */

export interface StoredBlob {
  readonly sha256: string;
  readonly bytes: number;
}

export interface BlobPlace {
  /**
   * Keeps the bytes of these files, by hash; the files may be gone afterwards. On return they are there for good, whole, and
   * in the place of whatever stood under their names. @param paths of files that are written, synced and changed by nobody
   */
  readonly put: (kind: BlobKind, paths: ReadonlyMap<string, string>) => Promise<void>;
  /** @throws BlobMissingError */
  readonly get: (kind: BlobKind, sha256: string) => Promise<Readable>;
  /** Marks bytes as wanted now, so that nothing that sweeps takes them for left behind. @returns false: they are not there, or are to be put again */
  readonly touch: (kind: BlobKind, sha256: string) => Promise<boolean>;
  readonly has: (kind: BlobKind, sha256: string) => Promise<boolean>;
  /** What is not there is removed already. */
  readonly remove: (kind: BlobKind, sha256: string) => Promise<void>;
  /** Hashes of all that is kept of a kind, in no order. */
  readonly list: (kind: BlobKind) => AsyncIterable<string>;
  /**
   * Removes what nothing names and nobody wanted for so long: whoever wants bytes that are kept already touches them first,
   * and a row that names them comes after that.
   * @param named those of some hashes that are named
   */
  readonly removeLeft: (kind: 'originals' | 'reports', ageMs: number, named: Named) => Promise<LeftFiles>;
}

export type Named = (sha256s: readonly string[]) => Promise<ReadonlySet<string>>;

export interface LeftFiles {
  readonly files: number;
  readonly bytes: number;
}

/** Bytes that are looked for are not kept. */
export class BlobMissingError extends Error {
  override readonly name = 'BlobMissingError';
}

const SHA256 = /^[0-9a-f]{64}$/;

export const isBlobName = (name: string): boolean => SHA256.test(name);

/** @throws Error for what is no hash: a name that came from elsewhere never becomes a path */
export function blobName(sha256: string): string {
  if (!isBlobName(sha256)) throw new Error('a blob is named by its SHA-256');
  return sha256;
}
