import { constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { INTAKE_LIMITS, SNIFF_TOLERANCES } from '../../config/limits/intake.ts';
import type { Beside } from '../contracts/arrival.ts';
import { pageOfFolder } from './names.ts';
import { markupOf, textOf } from './text-evidence.ts';

/** What a page shows by the address of another file that was saved with it. */
interface PartKind {
  readonly mediaType: string;
  /** The address, its value in one of three spellings. @source HTML Standard, 4.2.4, 4.8.5 and 16.3.2 */
  readonly address: RegExp;
  readonly isPart: (text: string) => boolean;
}
const VALUE = String.raw`(?:"([^"]{1,1000})"|'([^']{1,1000})'|([^\s>"']{1,1000}))`;
const FRAME: PartKind = {
  mediaType: 'text/html',
  address: new RegExp(String.raw`<i?frame\b[^>]*?\ssrc\s*=\s*${VALUE}`, 'gi'),
  isPart: (text) => markupOf(text, true) === 'html',
};
const SHEET: PartKind = {
  mediaType: 'text/css',
  address: new RegExp(String.raw`<link\b(?=[^>]*\bstylesheet\b)[^>]*?\shref\s*=\s*${VALUE}`, 'gi'),
  isPart: (text) => text.includes('{') && markupOf(text, false) === 'text',
};

const percentDecoded = (latin1: string): string =>
  latin1.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** Paths that an address written in a page of unknown encoding may mean; none for addresses outside its folder. */
function pathsOf(latin1: string, folder: string): readonly string[] {
  const address = percentDecoded(latin1.replace(/&amp;/gi, '&').replace(/[?#].*$/s, ''));
  const bytes = Buffer.from(address, 'latin1');
  const names = new Set(['utf-8', 'gb18030'].map((encoding) => new TextDecoder(encoding).decode(bytes)));
  return [...names].flatMap((name): string[] => {
    const parts = [...folder.split('/'), ...name.trim().replaceAll('\\', '/').split('/')].filter(
      (part) => part !== '' && part !== '.',
    );
    return /^[a-z][a-z\d+.-]*:|^\//i.test(name.trim()) || parts.includes('..')
      ? []
      : [parts.join('/').normalize('NFC')];
  });
}

/** The page that was handed in, and what has been written into it so far. */
interface Saved {
  readonly stem: string;
  readonly beside: Beside;
  parts: number;
  bytes: number;
}

/** The page as latin1 with one kind of its parts written into it. `folder`: where it stands, from the page handed in. */
async function withParts(kind: PartKind, page: string, folder: string, saved: Saved, depth: number): Promise<string> {
  let result = '';
  let from = 0;
  for (const match of page.matchAll(kind.address)) {
    const written = match[1] ?? match[2] ?? match[3] ?? '';
    const part = await partAt(kind, pathsOf(written, folder), saved, depth);
    if (part === null) continue;
    const at = match.index + match[0].lastIndexOf(written);
    result += `${page.slice(from, at)}data:${kind.mediaType};base64,${part}`;
    from = at + written.length;
  }
  return result + page.slice(from);
}

const inlined = async (page: string, folder: string, saved: Saved, depth: number): Promise<string> =>
  withParts(SHEET, await withParts(FRAME, page, folder, saved, depth), folder, saved, depth);

/** A part in base64, its own parts written into it; null where none of the paths leads to one. */
async function partAt(kind: PartKind, paths: readonly string[], saved: Saved, depth: number): Promise<string | null> {
  for (const path of paths) {
    const [first = ''] = path.split('/');
    if (pageOfFolder(first) !== saved.stem || saved.parts >= INTAKE_LIMITS.pageParts) continue;
    const bytes = await saved.beside(path);
    if (bytes === null || saved.bytes + bytes.length > INTAKE_LIMITS.pagePartBytes) continue;
    const text = textOf(bytes.subarray(0, SNIFF_TOLERANCES.headBytes));
    if (text === null || !kind.isPart(text)) continue;
    saved.parts++;
    saved.bytes += bytes.length;
    const own = Buffer.from(bytes).toString('latin1');
    const isWhole = kind === SHEET || depth >= INTAKE_LIMITS.pagePartDepth;
    const whole = isWhole ? own : await inlined(own, path.split('/').slice(0, -1).join('/'), saved, depth + 1);
    return Buffer.from(whole, 'latin1').toString('base64');
  }
  return null;
}

/**
 * A saved page with the documents that its frames show and the style sheets that it takes its looks from, which the
 * browser put into a folder beside it: their addresses are replaced by their content, as data: addresses, so that the
 * page is whole wherever it goes. A page without such parts is given back as it is.
 * @source RFC 2397; Chrome, Edge, Firefox and Excel save 年报.html with 年报_files or 年报.files
 */
export async function withPageParts(fileName: string, bytes: Uint8Array, beside: Beside): Promise<Uint8Array> {
  const stem = fileName.replace(/\.[^.]*$/, '').normalize('NFC');
  const page = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const whole = await inlined(page, '', { stem, beside, parts: 0, bytes: 0 }, 1);
  return whole === page ? bytes : Buffer.from(whole, 'latin1');
}

/** Reads what lies in the folder of a file on disk; links are not followed. */
export const besideOnDisk = (path: string): Beside => {
  const folder = dirname(path);
  return async (wanted) => {
    const parts = wanted.split('/');
    let at = folder;
    for (const part of parts) {
      at = join(at, part);
      const facts = await lstat(at).catch(() => null);
      const isLast = at === join(folder, ...parts);
      if (facts === null || !(isLast ? facts.isFile() : facts.isDirectory())) return null;
      if (isLast && facts.size > INTAKE_LIMITS.pagePartBytes) return null;
    }
    const file = await open(at, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      return new Uint8Array(await file.readFile());
    } finally {
      await file.close();
    }
  };
};

/** Whether a path on disk still has the name under which the file was handed in; uploads have others. */
export const keepsItsName = (fileName: string, path: string): boolean => basename(path).normalize('NFC') === fileName;
