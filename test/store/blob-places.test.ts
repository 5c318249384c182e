import { createHash } from 'node:crypto';
import { appendFile, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBackup, restoreBackup } from '../../server/backup.ts';
import { BucketError, openBlobBucket } from '../../store/blob-bucket.ts';
import { openBlobFolder } from '../../store/blob-folder.ts';
import { type BlobKind, BlobMissingError, type BlobPlace } from '../../store/blob-place.ts';
import { openBlobs } from '../../store/blobs.ts';
import { type BucketServer, startBucketServer } from './bucket-server.ts';
import { openTestDatabase } from './open-database.ts';

let root: string;
let server: BucketServer;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'gouji-test-'));
  server = await startBucketServer();
});
afterAll(async () => {
  await server.stop();
  await rm(root, { recursive: true, force: true });
});

const sha256Of = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

async function draft(content: Uint8Array | string): Promise<ReadonlyMap<string, string>> {
  const path = join(await mkdtemp(join(root, 'draft-')), 'draft');
  await writeFile(path, content);
  return new Map([[sha256Of(content), path]]);
}

async function listed(place: BlobPlace, kind: BlobKind): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const name of place.list(kind)) names.push(name);
  return names.toSorted();
}

/** Changes bytes where they lie, whatever they are called there. */
async function damageIn(folder: string, sha256: string): Promise<void> {
  const all = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = all.find((each) => each.isFile() && each.name.startsWith(sha256) && !/metadata|md5/.test(each.name));
  await appendFile(join(found?.parentPath ?? '', found?.name ?? ''), 'x');
}

/** Lets files of that name be of long ago. */
async function ageIn(folder: string, sha256: string): Promise<void> {
  for (const each of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(each.parentPath, each.name);
    if (path.includes(sha256)) await utimes(path, new Date('2001-01-01'), new Date('2001-01-01'));
  }
}

/** A door to the storage before which something else happens whenever an object is to be removed. */
async function beforeEachRemoval(endpoint: string, happens: () => Promise<void>) {
  const door = createServer((asked, answer) => {
    const pass = (): void => {
      const { method, headers, url } = asked;
      const passed = httpRequest(`${endpoint}${url}`, { method, headers }, (given) => {
        answer.writeHead(given.statusCode ?? 500, given.headers);
        given.pipe(answer);
      });
      asked.pipe(passed);
    };
    if (asked.method === 'DELETE') void happens().then(pass);
    else pass();
  });
  await new Promise<void>((ready) => door.listen(0, '127.0.0.1', ready));
  const address = door.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: () => new Promise((done) => door.close(done).closeAllConnections()),
  };
}

const opened: Readonly<Record<string, () => { readonly place: BlobPlace; readonly folder: string }>> = {
  'a folder': () => ({ place: openBlobFolder(join(root, 'data')), folder: join(root, 'data') }),
  'a bucket': () => ({ place: openBlobBucket(server.place), folder: server.folder }),
};

describe.each(Object.keys(opened))('bytes that are kept in %s', (which) => {
  const open = () => opened[which]?.() ?? { place: openBlobFolder(''), folder: '' };

  it('are found again, listed by kind, and gone once they are removed', async () => {
    const { place } = open();
    const files = new Map([...(await draft('one')), ...(await draft(Buffer.alloc(3_000_000, 7)))]);
    await place.put('notices', files);
    expect(await listed(place, 'notices')).toEqual([...files.keys()].toSorted());
    expect(await listed(place, 'originals')).toEqual([]);
    for (const sha256 of files.keys()) {
      expect(sha256Of(await buffer(await place.get('notices', sha256)))).toBe(sha256);
      expect(await place.has('notices', sha256)).toBe(true);
      await place.remove('notices', sha256);
      await place.remove('notices', sha256);
      expect(await place.has('notices', sha256)).toBe(false);
      await expect(place.get('notices', sha256)).rejects.toThrow(BlobMissingError);
    }
  });

  it('are told from damaged ones by their hash, and are replaced by what an upload brings', async () => {
    const blobs = openBlobs(join(root, 'data'), which === 'a bucket' ? server.place : null);
    const bytes = Buffer.from(`a report in ${which}`);
    const { sha256 } = await blobs.keep('originals', bytes);
    expect(await blobs.verify('originals', sha256)).toBeNull();
    await damageIn(open().folder, sha256);
    expect(await blobs.verify('originals', sha256)).toBe('damaged');
    const staging = blobs.stageOriginals(await blobs.makeWorkFolder());
    await staging.stage(bytes);
    expect(await staging.settle(new Set([sha256]))).toEqual([sha256]);
    expect(await blobs.verify('originals', sha256)).toBeNull();
    expect(await blobs.read('originals', sha256)).toEqual(bytes);
  });

  it('are removed where nothing names them and nobody wanted them for long, and nothing else is', async () => {
    const { place, folder } = open();
    const [named = '', wanted = '', left = '', young = ''] = await Promise.all(
      ['named', 'wanted', 'left', 'young'].map(async (text) => {
        const files = await draft(`${text} in ${which}`);
        await place.put('reports', files);
        return [...files.keys()][0] ?? '';
      }),
    );
    for (const sha256 of [named, wanted, left]) await ageIn(folder, sha256);
    if (!(await place.touch('reports', wanted))) await place.put('reports', await draft(`wanted in ${which}`));
    expect(await place.touch('reports', wanted)).toBe(true);
    const asked: string[] = [];
    const removed = await place.removeLeft('reports', 24 * 60 * 60 * 1_000, async (sha256s) => {
      asked.push(...sha256s);
      return new Set([named]);
    });
    expect(removed).toEqual({ files: 1, bytes: `left in ${which}`.length });
    expect(asked.toSorted()).toEqual([named, left].toSorted());
    const there = await Promise.all([named, wanted, left, young].map((sha256) => place.has('reports', sha256)));
    expect(there).toEqual([true, true, false, true]);
    expect((await buffer(await place.get('reports', wanted))).toString()).toBe(`wanted in ${which}`);
    expect(await place.touch('reports', left)).toBe(false);
  });

  it('are never asked for by anything but a hash', async () => {
    await expect(open().place.get('originals', '../../etc/passwd')).rejects.toThrow('named by its SHA-256');
  });
});

describe('a bucket', () => {
  it('lists more objects than one answer holds', async () => {
    const place = openBlobBucket({ ...server.place, prefix: 'many/' });
    const files = new Map<string, string>();
    const folder = await mkdtemp(join(root, 'draft-'));
    for (let each = 0; each < 1_010; each++) {
      const path = join(folder, `${each}`);
      await writeFile(path, `${each}`);
      files.set(sha256Of(`${each}`), path);
    }
    await place.put('originals', files);
    expect(await listed(place, 'originals')).toEqual([...files.keys()].toSorted());
  });

  it('that does not answer, or is none, is not taken for missing bytes', async () => {
    const sha256 = sha256Of('one');
    const away = openBlobBucket({ ...server.place, endpoint: 'http://127.0.0.1:1' });
    await expect(away.get('originals', sha256)).rejects.toThrow(BucketError);
    const refusal = await openBlobBucket({ ...server.place, bucket: 'elsewhere' })
      .get('originals', sha256)
      .catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(BucketError);
    expect(inspect(refusal, { depth: 9 })).toContain('NoSuchBucket');
    // The library hands out the whole request with its signature.
    expect(inspect(refusal, { depth: 9 })).not.toContain('AWS4-HMAC');
  });

  it('loses nothing that a worker elsewhere keeps again in the moment of its removal', async () => {
    const raced = { ...server.place, prefix: 'raced/' };
    const worker = openBlobBucket(raced);
    const files = await draft('kept again');
    const [sha256 = ''] = files.keys();
    await worker.put('reports', files);
    await ageIn(server.folder, sha256);
    const between = await beforeEachRemoval(server.place.endpoint ?? '', async () => {
      if (!(await worker.touch('reports', sha256))) await worker.put('reports', await draft('kept again'));
    });
    const sweeper = openBlobBucket({ ...raced, endpoint: between.endpoint });
    const sweep = (named: readonly string[]) =>
      sweeper.removeLeft('reports', 24 * 60 * 60 * 1_000, async () => new Set(named));
    await sweep([]);
    await between.stop();
    // the row that names it comes only now
    expect((await buffer(await worker.get('reports', sha256))).toString()).toBe('kept again');
    expect(await listed(worker, 'reports')).toEqual([sha256]);
    const later = openBlobBucket(raced);
    await later.removeLeft('reports', 24 * 60 * 60 * 1_000, async () => new Set([sha256]));
    expect(await worker.has('reports', sha256)).toBe(true);
    for (const _ of ['moved aside', 'gone']) {
      await ageIn(server.folder, sha256);
      await later.removeLeft('reports', 24 * 60 * 60 * 1_000, async () => new Set());
    }
    await expect(worker.get('reports', sha256)).rejects.toThrow(BlobMissingError);
  });

  it('takes the place of the data folder in a backup that is restored elsewhere', async () => {
    const database = await openTestDatabase({ url: null, folder: join(root, 'backed', 'db') });
    const kept = openBlobs(join(root, 'backed'));
    const { sha256 } = await kept.keep('snapshots', Buffer.from('a year'));
    await makeBackup(database, kept, join(root, 'backup'));
    await database.close();
    const elsewhere = openBlobs(join(root, 'restored'), { ...server.place, prefix: 'restored/' });
    await restoreBackup(join(root, 'backup'), join(root, 'restored'), elsewhere);
    expect(await elsewhere.verify('snapshots', sha256)).toBeNull();
    await rm(join(root, 'restored'), { recursive: true });
    await expect(restoreBackup(join(root, 'backup'), join(root, 'restored'), elsewhere)).rejects.toThrow(
      '存储桶中已有',
    );
  });
});
