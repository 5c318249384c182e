import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
    expect(await readdir(dirname(blobs.pathOf('originals', sha256)))).toEqual([sha256]);
    expect(await readdir(join(folder, 'work'))).toEqual([]);
  });

  it('replace what a power cut left half-written', async () => {
    const path = blobs.pathOf('originals', sha256Of('a report'));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, 'a re');
    const { sha256 } = await blobs.keep('originals', bytes);
    expect(await blobs.read('originals', sha256)).toEqual(bytes);
  });

  it('can be read by their owner only', async () => {
    const { sha256 } = await blobs.keep('reports', bytes);
    expect((await stat(blobs.pathOf('reports', sha256))).mode & 0o777).toBe(0o600);
  });

  it('are never looked for under anything but a hash', () => {
    expect(() => blobs.pathOf('originals', '../../etc/passwd')).toThrow();
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
});
