import { composeDraft } from '../../test/composer/draft.ts';
import { composeFacts } from '../../test/composer/facts.ts';
import { writeOfd } from '../../test/composer/ofd/write-ofd.ts';
import { randomFrom } from '../../test/composer/random.ts';
import { writeHtml } from '../../test/composer/write-html.ts';
import { madeBySuite } from '../../test/workers/made-by-suite.ts';

/** Kinds of files that are fuzzed: what goes through the office suite, what is unwrapped, what has a reader of its own. */
export const FUZZED = ['doc', 'rtf', 'odt', 'mht', 'ofd'] as const;
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

/** One report of made-up numbers as a file of that kind, the same each time but for what LibreOffice dates. */
export async function wholeFile(kind: Fuzzed): Promise<Uint8Array> {
  const random = randomFrom(21);
  const facts = composeFacts(random.fork('facts'), '2021');
  const page = writeHtml(composeDraft(random, 'html', facts));
  // plain bytes: a slice of a Buffer is no copy
  if (kind === 'mht') return new Uint8Array(archived(page));
  if (kind === 'ofd') return new Uint8Array(writeOfd(composeDraft(random, 'ofd', facts)));
  return new Uint8Array(await madeBySuite(page, kind));
}
