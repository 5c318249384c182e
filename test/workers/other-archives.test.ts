import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readEnvironment } from '../../config/env.ts';
import type { Arrival } from '../../pipeline/contracts/arrival.ts';
import type { OtherArchives } from '../../pipeline/contracts/other-archives.ts';
import { receive } from '../../pipeline/intake/intake.ts';
import { openOtherArchives } from '../../workers/other-archives.ts';
import { rarOf } from '../pipeline/intake/rar-file.ts';
import { docxFile } from '../pipeline/intake/zip-file.ts';

const TEXT = '一、总体情况\n本年新收政府信息公开申请 13 件。\n';
const log = pino({ level: 'silent' });
let folder = '';
let otherArchives: OtherArchives;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gouji-other-archives-'));
  otherArchives = openOtherArchives(readEnvironment().searchPath, log, folder);
});
afterAll(() => rm(folder, { recursive: true }));

async function told(bytes: Uint8Array, archives: OtherArchives | null = otherArchives): Promise<string[]> {
  const arrivals: Arrival[] = [];
  for await (const arrival of receive('a.rar', { bytes }, { otherArchives: archives })) arrivals.push(arrival);
  return arrivals.map(
    (a) => `${a.name}: ${a.kind === 'document' ? a.source.format : a.kind === 'refused' ? a.error.code : a.reason}`,
  );
}

/** These files in an archive that bsdtar writes. */
async function packed(files: Readonly<Record<string, string | Uint8Array>>): Promise<Uint8Array> {
  const place = await mkdtemp(join(tmpdir(), 'gouji-packed-'));
  try {
    for (const [name, data] of Object.entries(files)) await writeFile(join(place, name), data);
    const env = { ...process.env, LANG: 'C.UTF-8' };
    await promisify(execFile)('bsdtar', ['-cf', 'a.7z', '--format', '7zip', ...Object.keys(files)], {
      cwd: place,
      env,
    });
    return await readFile(join(place, 'a.7z'));
  } finally {
    await rm(place, { recursive: true });
  }
}

test('members of RAR and 7z come in under the name of their archive and their path', async () => {
  const members = [
    { name: '鹤溪县/年报.docx', data: docxFile() },
    { name: 'b.txt', data: TEXT },
  ];
  const inside = await packed({ '年报.docx': docxFile() });
  expect(await told(rarOf([...members, { name: 'c.7z', data: inside }]))).toEqual([
    'a.rar › 鹤溪县/年报.docx: docx',
    'a.rar › b.txt: text',
    'a.rar › c.7z › 年报.docx: docx',
  ]);
  expect(await readdir(folder)).toEqual([]);
});

test('paths that lead out, and links, are what they are in a zip', async () => {
  const members = [
    { name: '../a.txt', data: TEXT },
    { name: 'link.txt', link: '/etc/passwd' },
    { name: 'ok.txt', data: TEXT },
  ];
  expect(await told(rarOf(members))).toEqual([
    'a.rar › ../a.txt: archive-unsafe-path',
    'a.rar › link.txt: link',
    'a.rar › ok.txt: text',
  ]);
});

test('an archive that unfolds too far is stopped', async () => {
  expect(await told(await packed({ 'zeros.txt': Buffer.alloc(40 * 1024 * 1024) }))).toEqual([
    'a.rar: archive-too-large',
  ]);
  expect(await readdir(folder)).toEqual([]);
});

test('what breaks off gives what comes first, and is told', async () => {
  const whole = rarOf([
    { name: 'a.txt', data: TEXT },
    { name: 'b.txt', data: TEXT.repeat(9) },
  ]);
  expect(await told(whole.subarray(0, whole.length - 90))).toContain('a.rar: archive-corrupt');
  expect(await told(Buffer.from('526172211a0701', 'hex'))).toEqual(['a.rar: archive-corrupt']);
  expect(await readdir(folder)).toEqual([]);
});

/** Made by 7-Zip with a password: a text of its own words, and the same with its list of names encrypted. */
const LOCKED = [
  'N3q8ryccAASxYKDqEAAAAAAAAABiAAAAAAAAAJMCQIWaMuGfRrPiOTWujVeHbUDvAQQGAAEJEAAHCwEAAiQG8QcBElMPFT9t1p1a28ogpbVRvNzC4CEhAQABAAwFAQAICgFDvrfoAAAFARkBABENAHAALgB0AHgAdAAAABQKAQCqS+c0iX7dARUGAQAggKSBAAA=',
  'N3q8ryccAATy7BgmgAAAAAAAAAAuAAAAAAAAAMBaWoxRHNwWSGkeMS4K/DoFxkXM7myiBaOcGQKDegglLas8jUvkmXuvuzU8VgFyRCtk27iUxFMIZlxX2fjPpn7Gi8bStT3LnJ7sIK05zlPZHErvwXVt7gUABa5Bepyl/X1MCMPET7BOUB4WSljjmZxCP33E+pdhTeQSroEY1eecPPWWUBcGEAEJcAAHCwEAASQG8QcBElMP57kdggVpJOKZlRa8mO2P/AxiCgGUBiRuAAA=',
];

test.each(LOCKED)('a password is told', async (archive) => {
  expect(await told(Buffer.from(archive, 'base64'))).toEqual(['a.rar: archive-encrypted']);
});

test('without the program the archive is named with what to install', async () => {
  expect(await told(rarOf([{ name: 'a.txt', data: TEXT }]), null)).toEqual(['a.rar: archive-other']);
  expect(await told(rarOf([{ name: 'a.txt', data: TEXT }]), openOtherArchives('/nowhere', log))).toEqual([
    'a.rar: archive-other',
  ]);
});
