import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { BucketPlace } from '../../config/bucket.ts';

const PROGRAM = createRequire(import.meta.url).resolve('s3rver/bin/s3rver.js');
const BUCKET = 'gouji-test';

export interface BucketServer {
  readonly place: BucketPlace;
  /** The variables by which a process of ours finds it. */
  readonly variables: Readonly<Record<string, string>>;
  /** Where the server keeps the objects, for tests that damage them. */
  readonly folder: string;
  readonly stop: () => Promise<void>;
}

/** Starts s3rver, an S3-compatible server of others, as a process of its own with one bucket. */
export async function startBucketServer(): Promise<BucketServer> {
  const folder = await mkdtemp(join(tmpdir(), 'gouji-s3-'));
  const options = ['-d', folder, '-a', '127.0.0.1', '-p', '0', '--configure-bucket', BUCKET];
  // It makes the marks between parts of a list with a cipher of old.
  const child = spawn(process.execPath, ['--openssl-legacy-provider', PROGRAM, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const endpoint = await addressSaid(child.stdout);
  // The keys that it takes are fixed.
  const credentials = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
  return {
    place: { bucket: BUCKET, prefix: 'office/', endpoint, region: 'us-east-1', pathStyle: true, credentials },
    variables: {
      GOUJI_BLOBS: `s3://${BUCKET}/office?endpoint=${endpoint}`,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
    folder,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit');
        child.kill('SIGKILL');
        await gone;
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function addressSaid(output: NodeJS.ReadableStream): Promise<string> {
  const lines = createInterface({ input: output });
  for await (const line of lines) {
    const port = /listening on \S*?(\d+)\s*$/.exec(line)?.[1];
    if (port === undefined) continue;
    // It goes on writing a line a request.
    output.resume();
    return `http://127.0.0.1:${port}`;
  }
  throw new Error('the S3 server ended before it listened');
}
