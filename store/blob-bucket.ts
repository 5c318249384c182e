import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { BucketPlace } from '../config/bucket.ts';
import { BUCKET_LIMITS } from '../config/limits/work.ts';
import {
  type BlobKind,
  BlobMissingError,
  type BlobPlace,
  blobName,
  isBlobName,
  type LeftFiles,
  type Named,
} from './blob-place.ts';

/** The bucket did not do what was asked, or could not be reached: it says nothing about the bytes. */
export class BucketError extends Error {
  override readonly name = 'BucketError';
}

/** Kept bytes in a bucket of S3-compatible storage: an object `<prefix><kind>/<sha256>` each. */
export function openBlobBucket({ bucket, prefix, endpoint, region, pathStyle, credentials }: BucketPlace): BlobPlace {
  const keyOf = (kind: BlobKind, sha256: string): string => `${prefix}${kind}/${blobName(sha256)}`;
  const asideOf = (kind: BlobKind, sha256: string): string => `${prefix}${ASIDE}${kind}/${blobName(sha256)}`;
  // Loaded only where a bucket is used.
  const opened = import('@aws-sdk/client-s3').then((s3) => {
    const client = new s3.S3Client({
      region,
      credentials,
      forcePathStyle: pathStyle,
      ...(endpoint === null ? {} : { endpoint }),
      requestHandler: BUCKET_LIMITS.times,
      maxAttempts: BUCKET_LIMITS.attempts,
      // Checksums of Amazon's own are not known to others; the hash of the content below is part of every signature.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
    return { s3, client };
  });
  // Whoever asks first hears of a failure.
  opened.catch(() => {});

  const ask = async <T>(what: string, work: (parts: Awaited<typeof opened>) => Promise<T>): Promise<T> => {
    try {
      return await work(await opened);
    } catch (cause) {
      // Without their cause: the library puts the whole request with its signature into it.
      if (isMissing(cause)) throw new BlobMissingError(`${what} is not kept`);
      throw new BucketError(`the bucket ${bucket} failed at ${what}: ${reasonOf(cause)}`);
    }
  };

  const putOne = async (kind: BlobKind, sha256: string, path: string): Promise<void> => {
    const key = keyOf(kind, sha256);
    const { size } = await stat(path);
    await ask(key, ({ s3, client }) =>
      sendWithHash(
        client,
        new s3.PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: createReadStream(path),
          ContentLength: size,
          ContentType: OCTETS,
        }),
        sha256,
      ),
    );
  };

  /** Null: it is not there. @returns milliseconds since it was put or marked as wanted */
  const ageOf = async (key: string): Promise<number | null> => {
    const found = await unlessMissing(
      ask(key, ({ s3, client }) => client.send(new s3.HeadObjectCommand({ Bucket: bucket, Key: key }))),
    );
    return found === null ? null : Date.now() - (found.LastModified?.getTime() ?? Date.now());
  };

  /** What is old is put again by whoever wants it, for a mark is nothing that every storage knows. */
  const isFresh = async (key: string): Promise<boolean> => ((await ageOf(key)) ?? Infinity) < BUCKET_LIMITS.freshMs;

  const read = (key: string) =>
    ask(key, ({ s3, client }) => client.send(new s3.GetObjectCommand({ Bucket: bucket, Key: key })));

  const remove = async (key: string): Promise<void> => {
    await ask(key, ({ s3, client }) => client.send(new s3.DeleteObjectCommand({ Bucket: bucket, Key: key })));
  };

  const sourceOf = (key: string): string => [bucket, ...key.split('/')].map(encodeURIComponent).join('/');
  const move = async (from: string, to: string): Promise<void> => {
    await ask(from, ({ s3, client }) =>
      client.send(new s3.CopyObjectCommand({ Bucket: bucket, Key: to, CopySource: sourceOf(from) })),
    );
    await remove(from);
  };

  /**
   * A storage cannot be asked to remove only what nobody has put meanwhile, and whoever puts the bytes again may be a worker
   * on another machine, whose row comes later. So what is swept is moved aside first, is read there still, and is put back
   * where a row names it after all.
   */
  const settleAside = async (kind: BlobKind, named: Named): Promise<void> => {
    for await (const part of parts(`${prefix}${ASIDE}${kind}/`)) {
      const stays = await named(part.map(({ name }) => name));
      for (const { name, LastModified } of part) {
        const [aside, key] = [asideOf(kind, name), keyOf(kind, name)];
        if (stays.has(name)) await ((await ageOf(key)) === null ? move(aside, key) : remove(aside));
        else if (Date.now() - (LastModified?.getTime() ?? Date.now()) > BUCKET_LIMITS.asideMs) await remove(aside);
      }
    }
  };

  const parts = async function* (folder: string) {
    const { s3, client } = await opened;
    const asked = { Bucket: bucket, Prefix: folder };
    let from: string | undefined;
    do {
      const part = await ask(asked.Prefix, () =>
        client.send(new s3.ListObjectsV2Command({ ...asked, ContinuationToken: from })),
      );
      const found = (part.Contents ?? []).map(({ Key = '', ...rest }) => ({
        ...rest,
        name: Key.slice(asked.Prefix.length),
      }));
      yield found.filter(({ name }) => isBlobName(name));
      from = part.NextContinuationToken;
    } while (from !== undefined);
  };

  return {
    put: async (kind, paths) => {
      const left = [...paths];
      const sendNext = async (): Promise<void> => {
        for (let next = left.pop(); next !== undefined; next = left.pop()) {
          await putOne(kind, ...next);
        }
      };
      await Promise.all(Array.from({ length: BUCKET_LIMITS.sentAtOnce }, sendNext));
    },
    get: async (kind, sha256) => {
      const key = keyOf(kind, sha256);
      const aside = unlessMissing(read(key)).then((here) => here ?? unlessMissing(read(asideOf(kind, sha256))));
      // it may have been put back between the two
      const found = (await aside) ?? (await read(key));
      if (!(found.Body instanceof Readable)) throw new BucketError(`the bucket ${bucket} gave no bytes for ${key}`);
      return found.Body;
    },
    touch: (kind, sha256) => isFresh(keyOf(kind, sha256)),
    has: async (kind, sha256) => (await ageOf(keyOf(kind, sha256))) !== null,
    remove: async (kind, sha256) => {
      for (const key of [keyOf(kind, sha256), asideOf(kind, sha256)]) await remove(key);
    },
    list: async function* (kind) {
      const known = new Set<string>();
      for (const folder of [`${prefix}${kind}/`, `${prefix}${ASIDE}${kind}/`]) {
        for await (const part of parts(folder)) {
          for (const { name } of part) {
            if (known.has(name)) continue;
            known.add(name);
            yield name;
          }
        }
      }
    },
    removeLeft: async (kind, ageMs, named) => {
      const mostMs = Math.max(ageMs, 2 * BUCKET_LIMITS.freshMs);
      let left: LeftFiles = { files: 0, bytes: 0 };
      await settleAside(kind, named);
      for await (const part of parts(`${prefix}${kind}/`)) {
        const old = part.filter(({ LastModified }) => Date.now() - (LastModified?.getTime() ?? Date.now()) > mostMs);
        const stays = await named(old.map(({ name }) => name));
        for (const { name, Size = 0 } of old.filter((each) => !stays.has(each.name))) {
          const key = keyOf(kind, name);
          // somebody may want it since it was listed
          if (((await ageOf(key)) ?? 0) <= mostMs) continue;
          await move(key, asideOf(kind, name));
          left = { files: left.files + 1, bytes: left.bytes + Size };
        }
      }
      return left;
    },
  };
}

/** Before the kind: where what was swept lies for a while. */
const ASIDE = 'removed/';
const OCTETS = 'application/octet-stream';

async function unlessMissing<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof BlobMissingError) return null;
    throw error;
  }
}

/** Names what an error answer says; AccessDenied, NoSuchBucket and the like are the words of the protocol. */
const reasonOf = (cause: unknown): string =>
  cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);

const isMissing = (cause: unknown): boolean =>
  cause instanceof Error && (cause.name === 'NoSuchKey' || cause.name === 'NotFound');

/**
 * The hash by which we name content is the one that the signature of a request may hold: with it the storage refuses
 * bytes that came over otherwise.
 * @source docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, x-amz-content-sha256
 */
async function sendWithHash(client: S3Client, command: PutObjectCommand, sha256: string): Promise<void> {
  command.middlewareStack.add(
    (next) => (given) => {
      const { request } = given;
      if (typeof request === 'object' && request !== null && 'headers' in request) {
        request.headers = { ...Object(request.headers), 'x-amz-content-sha256': sha256 };
      }
      return next(given);
    },
    { step: 'build', name: 'contentHash' },
  );
  await client.send(command);
}
