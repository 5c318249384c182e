import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { composeDraft } from '../../test/composer/draft.ts';
import { composeFacts } from '../../test/composer/facts.ts';
import { writeOfd } from '../../test/composer/ofd/write-ofd.ts';
import { randomFrom } from '../../test/composer/random.ts';
import { writeHtml } from '../../test/composer/write-html.ts';
import { rarOf } from '../../test/pipeline/intake/rar-file.ts';
import { zipOf } from '../../test/pipeline/intake/zip-file.ts';
import { madeBySuite } from '../../test/workers/made-by-suite.ts';

/** Kinds of files that are fuzzed: what goes through the office suite, what is unwrapped, what has a reader of its own, archives. */
export const FUZZED = ['doc', 'wps', 'rtf', 'odt', 'mht', 'ofd', 'eml', 'xls', 'et', 'zip', 'rar', '7z'] as const;
export type Fuzzed = (typeof FUZZED)[number];

function archived(page: Buffer): Buffer {
  const lines = [
    'From: <Saved by Blink>',
    'Subject: a',
    'MIME-Version: 1.0',
    'Content-Type: multipart/related; type="text/html"; boundary="b"',
    '',
    '--b',
    'Content-Type: text/html; charset="utf-8"',
    'Content-Transfer-Encoding: base64',
    'Content-Location: https://a.example/1.html',
    '',
    ...(page.toString('base64').match(/.{1,76}/g) ?? []),
    '--b--',
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}

/** A mail that brings a page. */
function mailed(page: Buffer): Buffer {
  const lines = [
    'From: a@a.example',
    'To: b@b.example',
    'Subject: a',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    '--b',
    'Content-Type: text/html; charset="utf-8"',
    'Content-Disposition: attachment; filename="a.html"',
    'Content-Transfer-Encoding: base64',
    '',
    ...(page.toString('base64').match(/.{1,76}/g) ?? []),
    '--b--',
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}

/** The files of a folder in a 7z archive, as bsdtar writes it. */
async function packed(page: Buffer): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'gouji-packed-'));
  try {
    await writeFile(join(folder, 'a.html'), page);
    await promisify(execFile)('bsdtar', ['-cf', 'a.7z', '--format', '7zip', 'a.html'], { cwd: folder });
    return await readFile(join(folder, 'a.7z'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** One report of made-up numbers as a file of that kind, the same each time but for what LibreOffice dates. */
export async function wholeFile(kind: Fuzzed): Promise<Uint8Array> {
  const random = randomFrom(21);
  const facts = composeFacts(random.fork('facts'), '2021');
  const page = writeHtml(composeDraft(random, 'html', facts));
  // plain bytes: a slice of a Buffer is no copy
  return new Uint8Array(await as(kind, page, () => writeOfd(composeDraft(random, 'ofd', facts))));
}

function as(kind: Fuzzed, page: Buffer, ofd: () => Uint8Array): Uint8Array | Promise<Uint8Array> {
  const members = [{ name: 'a.html', data: page }];
  switch (kind) {
    case 'mht':
      return archived(page);
    case 'eml':
      return mailed(page);
    case 'ofd':
      return ofd();
    case 'zip':
      return zipOf(members);
    case 'rar':
      return rarOf(members);
    case '7z':
      return packed(page);
    case 'wps':
      // what WPS writes are Word files and workbooks by another ending
      return madeBySuite(page, 'doc');
    case 'et':
      return madeBySuite(page, 'xls');
    default:
      return madeBySuite(page, kind);
  }
}
