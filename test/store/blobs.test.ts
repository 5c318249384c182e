import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pathInFolder } from '../../store/blob-folder.ts';
import { BlobMissingError } from '../../store/blob-place.ts';
import { type Blobs, openBlobs } from '../../store/blobs.ts';
import { sha256Of } from './handed-in.ts';

let folder: string;
let blobs: Blobs;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gouji-test-'));
  blobs = openBlobs(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const bytes = Buffer.from('a report');

describe('kept bytes', () => {
  it('are found again under their hash', async () => {
    const kept = await blobs.keep('originals', bytes);
    expect(kept).toEqual({ sha256: sha256Of('a report'), bytes: bytes.length });
    expect(await blobs.read('originals', kept.sha256)).toEqual(bytes);
  });

  it('are kept once, and nothing is left beside them', async () => {
    const [{ sha256 }] = await Promise.all([
      blobs.keep('originals', bytes),
      blobs.keep('originals', bytes),
      blobs.keep('originals', bytes),
    ]);
    expect(await readdir(dirname(pathInFolder(folder, 'originals', sha256)))).toEqual([sha256]);
    expect(await readdir(join(folder, 'work'))).toEqual([]);
  });

  it('replace what a power cut left half-written', async () => {
    const path = pathInFolder(folder, 'originals', sha256Of('a report'));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, 'a re');
    const { sha256 } = await blobs.keep('originals', bytes);
    expect(await blobs.read('originals', sha256)).toEqual(bytes);
  });

  it('can be read by their owner only', async () => {
    const { sha256 } = await blobs.keep('reports', bytes);
    expect((await stat(pathInFolder(folder, 'reports', sha256))).mode & 0o777).toBe(0o600);
  });

  it('are never looked for under anything but a hash', async () => {
    await expect(blobs.read('originals', '../../etc/passwd')).rejects.toThrow('named by its SHA-256');
  });
});

describe('bytes that are put aside', () => {
  it('are kept once they are settled, and only those that are', async () => {
    const work = await blobs.makeWorkFolder();
    const staging = blobs.stageOriginals(work);
    const wanted = await staging.stage(bytes);
    const unwanted = await staging.stage(Buffer.from('no report'));
    await expect(blobs.read('originals', wanted.sha256)).rejects.toThrow(BlobMissingError);
    await staging.settle(new Set([wanted.sha256]));
    expect(await blobs.read('originals', wanted.sha256)).toEqual(bytes);
    await expect(blobs.read('originals', unwanted.sha256)).rejects.toThrow(BlobMissingError);
    expect(await readdir(work)).toEqual([unwanted.sha256]);
    expect((await stat(pathInFolder(folder, 'originals', wanted.sha256))).mode & 0o777).toBe(0o600);
  });

  it('are not written again where they are kept already, and stay when the other goes', async () => {
    await blobs.keep('originals', bytes);
    const work = await blobs.makeWorkFolder();
    const { sha256 } = await blobs.stageOriginals(work).stage(bytes);
    expect(await readdir(work)).toEqual([]);
    await rm(work, { recursive: true });
    expect(await blobs.read('originals', sha256)).toEqual(bytes);
  });

  it('may be the same in several uploads, settled in any order', async () => {
    const stagings = await Promise.all([1, 2, 3].map(async () => blobs.stageOriginals(await blobs.makeWorkFolder())));
    const [first] = await Promise.all(stagings.map((staging) => staging.stage(bytes)));
    const hashes = new Set([first?.sha256 ?? '']);
    await Promise.all(stagings.map((staging) => staging.settle(hashes)));
    expect(await blobs.read('originals', sha256Of('a report'))).toEqual(bytes);
  });
});

describe('passing work', () => {
  it('is swept away once it is old', async () => {
    const [old, fresh] = [await blobs.makeWorkFolder(), await blobs.makeWorkFolder()];
    await writeFile(join(old, 'part'), 'x');
    const yesterday = new Date(Date.now() - 86_400_000);
    await utimes(old, yesterday, yesterday);
    expect(await blobs.sweep(3_600_000)).toBe(1);
    expect(await readdir(join(folder, 'work'))).toEqual([fresh.split('/').at(-1)]);
  });

  it('of a process that was killed is swept away at once, and of one that lives or runs elsewhere is not', async () => {
    await rm(join(folder, 'work'), { recursive: true, force: true });
    const mine = (await blobs.makeWorkFolder()).split('/').at(-1) ?? '';
    const [space = '', , started = '', rest = ''] = mine.split('.');
    const dead = `${space}.999999999.${started}.${rest}`;
    const elsewhere = `another.999999999.${started}.${rest}`;
    for (const name of [dead, elsewhere]) await mkdir(join(folder, 'work', name));
    expect(await blobs.sweep(3_600_000)).toBe(1);
    expect((await readdir(join(folder, 'work'))).toSorted()).toEqual([mine, elsewhere].toSorted());
  });
});
