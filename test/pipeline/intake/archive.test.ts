import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { INTAKE_LIMITS } from '../../../config/limits/intake.ts';
import type { Arrival } from '../../../pipeline/contracts/arrival.ts';
import { receive, receiveOnDisk } from '../../../pipeline/intake/intake.ts';
import { docxFile, type MadeMember, packedZeros, zipOf } from './zip-file.ts';

const TEXT = '一、总体情况\n本年新收政府信息公开申请 13 件。\n';
/** "年度报告.txt" in GBK. */
const GBK_NAME = Buffer.from('c4eab6c8b1a8b8e62e747874', 'hex');

async function all(bytes: Uint8Array, fileName = 'a.zip'): Promise<Arrival[]> {
  const arrivals: Arrival[] = [];
  for await (const arrival of receive(fileName, { bytes })) arrivals.push(arrival);
  return arrivals;
}

const told = (arrivals: readonly Arrival[]): string[] =>
  arrivals.map(
    (a) => `${a.name}: ${a.kind === 'document' ? a.source.format : a.kind === 'refused' ? a.error.code : a.reason}`,
  );

test('every member comes in under the name of its archive and its path', async () => {
  const bytes = zipOf([{ name: '2023/' }, { name: '2023/a.docx', data: docxFile() }, { name: 'b.txt', data: TEXT }]);
  expect(told(await all(bytes))).toEqual(['a.zip › 2023/a.docx: docx', 'a.zip › b.txt: text']);
});

test('a plain file is one arrival of its own name', async () => {
  expect(told(await all(Buffer.from(TEXT), 'a.txt'))).toEqual(['a.txt: text']);
});

test('names without a UTF-8 flag are read as GBK, as UTF-8, or from the Unicode path field', async () => {
  const utf8 = Buffer.from('年度报告二.txt');
  const stated = Buffer.from('年度报告三.txt');
  const field = Buffer.concat([Buffer.from([0x75, 0x70, stated.length + 5, 0, 1, 0, 0, 0, 0]), stated]);
  field.writeUInt32LE(crc32('old.txt'), 5);
  const bytes = zipOf([
    { name: GBK_NAME, data: TEXT },
    { name: utf8, data: TEXT },
    { name: 'old.txt', data: TEXT, extra: field },
  ]);
  expect((await all(bytes)).map((a) => a.name)).toEqual([
    'a.zip › 年度报告.txt',
    'a.zip › 年度报告二.txt',
    'a.zip › 年度报告三.txt',
  ]);
});

test('paths that lead out of the archive are refused and cost only their member', async () => {
  const names = ['../a.txt', '/etc/a.txt', 'C:\\a.txt', 'x/../../a.txt', '..\\..\\a.txt', 'ok/./b.txt'];
  const arrivals = await all(zipOf(names.map((name) => ({ name, data: TEXT }))));
  expect(arrivals.map((a) => (a.kind === 'refused' ? a.error.code : a.kind))).toEqual([
    ...new Array(5).fill('archive-unsafe-path'),
    'document',
  ]);
});

test('names with control or direction characters are refused and shown with their codes', async () => {
  const bytes = zipOf([
    { name: 'a\0.txt', data: TEXT },
    { name: 'a\u202etxt.exe', data: TEXT, flags: 0x800 },
  ]);
  expect(told(await all(bytes))).toEqual(['a.zip › a\\u0000.txt: unsafe-name', 'a.zip › a\\u202etxt.exe: unsafe-name']);
});

test('system files, lock files, links and the parts of a saved page are left aside with a reason', async () => {
  const names = ['__MACOSX/._a.docx', '.DS_Store', 'x/Thumbs.db', '~$a.docx', 'p.html', 'p_files/logo.png', 'a.css'];
  const members = names.map((name) => ({ name, data: name === 'p.html' ? '<html><body>报告</body></html>' : 'x' }));
  const arrivals = await all(zipOf([...members, { name: 'l.txt', data: '/etc/passwd', unixMode: 0o120777 }]));
  expect(told(arrivals).map((line) => line.replace(/^.*: /, ''))).toEqual([
    'system-file',
    'system-file',
    'system-file',
    'lock-file',
    'html',
    'page-part',
    'not-a-document',
    'link',
  ]);
});

test('a member of a kind that is not read is refused by name, one by one', async () => {
  const bytes = zipOf([
    { name: 'a.doc', data: 'Founder CEB 1.2\0\u0001' },
    { name: 'b.txt', data: '' },
    { name: 'c.txt', data: TEXT },
  ]);
  expect(told(await all(bytes))).toEqual(['a.zip › a.doc: ceb', 'a.zip › b.txt: empty-file', 'a.zip › c.txt: text']);
});

test('an archive in an archive is opened, a third one inside is not', async () => {
  const third = zipOf([{ name: 'c.txt', data: TEXT }]);
  const second = zipOf([
    { name: 'third.zip', data: third },
    { name: 'b.txt', data: TEXT },
  ]);
  const first = zipOf([
    { name: 'second.zip', data: second },
    { name: 'a.txt', data: TEXT },
  ]);
  expect(told(await all(first))).toEqual([
    'a.zip › second.zip › third.zip: archive-too-deep',
    'a.zip › second.zip › b.txt: text',
    'a.zip › a.txt: text',
  ]);
});

test('a gigabyte of zeros is refused by what it states, the other members come in', async () => {
  const packed = packedZeros(1024);
  const bytes = zipOf([
    { name: 'a.txt', data: TEXT },
    { name: 'bomb.txt', packed, declaredBytes: 2 ** 30 },
    { name: 'b.txt', data: TEXT },
  ]);
  expect(bytes.length).toBeLessThan(2 ** 21);
  expect(told(await all(bytes))).toEqual([
    'a.zip › a.txt: text',
    'a.zip › bomb.txt: archive-too-large',
    'a.zip › b.txt: text',
  ]);
});

test('a gigabyte of zeros that states a small size is stopped while it inflates', async () => {
  const bytes = zipOf([
    { name: 'bomb.txt', packed: packedZeros(1024), declaredBytes: 900 },
    { name: 'b.txt', data: TEXT },
  ]);
  const before = process.memoryUsage().arrayBuffers;
  expect(told(await all(bytes))).toEqual(['a.zip › bomb.txt: corrupt', 'a.zip › b.txt: text']);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 2 ** 20);
});

test('a member whose bytes were damaged is refused by its checksum', async () => {
  const bytes = zipOf([
    { name: 'a.txt', data: TEXT, checksum: 1 },
    { name: 'b.txt', data: TEXT },
  ]);
  expect(told(await all(bytes))).toEqual(['a.zip › a.txt: corrupt', 'a.zip › b.txt: text']);
});

test('members that share bytes end the archive before any is opened', async () => {
  const bytes = zipOf([
    { name: 'a.txt', data: TEXT },
    { name: 'b.txt', data: TEXT, offset: 0 },
  ]);
  expect(told(await all(bytes))).toEqual(['a.zip: archive-corrupt']);
});

test('an archive with a password is refused once, single encrypted members one by one', async () => {
  const locked = { name: 'a.txt', data: TEXT, flags: 1 };
  expect(told(await all(zipOf([locked, { ...locked, name: 'b.txt' }])))).toEqual(['a.zip: archive-encrypted']);
  expect(told(await all(zipOf([locked, { name: 'b.txt', data: TEXT }])))).toEqual([
    'a.zip › a.txt: archive-encrypted',
    'a.zip › b.txt: text',
  ]);
});

test('more entries than are let in end the archive before any is opened', async () => {
  const members = Array.from({ length: 20_000 }, (_, i) => ({ name: `${i}.txt`, packed: Buffer.from([3, 0]) }));
  expect(members.length).toBeGreaterThan(INTAKE_LIMITS.archiveEntries);
  expect(told(await all(zipOf(members)))).toEqual(['a.zip: archive-too-many-entries']);
});

test('an archive of folders only is empty', async () => {
  expect(told(await all(zipOf([{ name: 'x/' }])))).toEqual(['a.zip: archive-empty']);
  expect(told(await all(zipOf([])))).toEqual(['a.zip: archive-empty']);
});

test('a directory that breaks off ends the archive', async () => {
  expect(told(await all(zipOf([{ name: 'a.txt', data: TEXT }], 2)))).toEqual(['a.zip: archive-corrupt']);
});

test('an archive on disk is read from there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gouji-archive-'));
  try {
    const path = join(folder, 'a.zip');
    await writeFile(path, zipOf([{ name: 'a.txt', data: TEXT }]));
    const arrivals: Arrival[] = [];
    for await (const arrival of receive('a.zip', { path })) arrivals.push(arrival);
    expect(told(arrivals)).toEqual(['a.zip › a.txt: text']);
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** A member that inflates to so many megabytes of text, packed without being held. */
function longText(name: string, megabytes: number): MadeMember {
  const data = Buffer.alloc(megabytes * 2 ** 20, TEXT);
  // the noise keeps it from being told by its ratio alone
  for (let at = 0; at < 2 ** 21; at++) data[at] = 48 + Math.floor(Math.random() * 10);
  return { name, packed: deflateRawSync(data), declaredBytes: data.length, checksum: crc32(data) };
}

test('a text that is longer than any report is refused by itself, the other members come in', async () => {
  const members = [longText('a.txt', 9), { name: 'b.txt', data: TEXT }, longText('c.rtf', 66)];
  expect(told(await all(zipOf(members)))).toEqual([
    'a.zip › a.txt: too-large-for-kind',
    'a.zip › b.txt: text',
    'a.zip › c.rtf: too-large-for-kind',
  ]);
});

test('on disk no member is held in memory, and none is left', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gouji-archive-'));
  try {
    const path = join(folder, 'a.zip');
    const inner = zipOf([{ name: 'c.txt', data: TEXT }]);
    const pdf = Buffer.alloc(150 * 2 ** 20, '%PDF-1.7\n');
    const large = { name: 'a.pdf', packed: pdf, method: 0, declaredBytes: pdf.length, checksum: crc32(pdf) };
    await writeFile(
      path,
      zipOf([large, { name: 'b.txt', data: TEXT }, { name: 'in.zip', data: inner }, longText('d.txt', 70)]),
    );
    const before = process.memoryUsage().arrayBuffers;
    const seen: string[] = [];
    for await (const arrival of receiveOnDisk('a.zip', path, { folder, roomFor: async () => {} })) {
      if (arrival.kind !== 'document') continue;
      const { content, size, format } = arrival.source;
      if (!('path' in content)) throw new Error('a member is held in memory');
      if (format === 'text') expect(await readFile(content.path, 'utf8')).toBe(TEXT);
      seen.push(`${format} ${size}`);
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * 2 ** 20);
    }
    expect(seen).toEqual([`pdf ${pdf.length}`, ...new Array(2).fill(`text ${Buffer.byteLength(TEXT)}`)]);
    expect(await readdir(folder)).toEqual(['a.zip']);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('where there is no room nothing is unfolded', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gouji-archive-'));
  try {
    const path = join(folder, 'a.zip');
    await writeFile(path, zipOf([{ name: 'a.txt', data: TEXT }]));
    const full = { folder, roomFor: () => Promise.reject(new Error('the disk is full')) };
    await expect(receiveOnDisk('a.zip', path, full).next()).rejects.toThrow('the disk is full');
    expect(await readdir(folder)).toEqual(['a.zip']);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('names that fill the memory end the archive before any member is opened', async () => {
  const extra = Buffer.alloc(65_000);
  const members = Array.from({ length: 300 }, (_, i) => ({ name: `${i}.txt`, packed: Buffer.from([3, 0]), extra }));
  expect(told(await all(zipOf(members)))).toEqual(['a.zip: archive-too-large']);
});

test('whatever a member is called, the file name that comes in is one plain part', async () => {
  const nameBytes = fc.oneof(
    fc.string({ unit: 'binary' }).map((s) => Buffer.from(s)),
    fc.uint8Array({ maxLength: 40 }).map((b) => Buffer.from(b)),
  );
  await fc.assert(
    fc.asyncProperty(nameBytes, async (name) => {
      for (const arrival of await all(
        zipOf([
          { name, data: TEXT },
          { name: 'z.txt', data: TEXT },
        ]),
      )) {
        if (arrival.kind !== 'document') continue;
        expect(arrival.source.fileName).not.toMatch(/[/\\\p{Cc}]|^\.{0,2}$/u);
      }
    }),
  );
});

test('whatever bytes an archive has, it ends in arrivals and never in a crash', async () => {
  const whole = zipOf([
    { name: 'a.txt', data: TEXT },
    { name: 'b.docx', data: docxFile() },
  ]);
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), async (at, value, cut) => {
      const bytes = Buffer.from(cut ? whole.subarray(0, at) : whole);
      if (!cut) bytes[at] = value;
      expect((await all(bytes)).length).toBeGreaterThan(0);
    }),
  );
});
