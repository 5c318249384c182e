import { constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { INTAKE_LIMITS, SNIFF_TOLERANCES } from '../../config/limits/intake.ts';
import type { Beside } from '../contracts/arrival.ts';
import { pageOfFolder } from './names.ts';
import { markupOf, textOf } from './text-evidence.ts';

/** Source of a frame, its value in one of three spellings. @source HTML Standard, 4.8.5 and 16.3.2 */
const FRAME_SOURCE = /<i?frame\b[^>]*?\ssrc\s*=\s*(?:"([^"]{1,1000})"|'([^']{1,1000})'|([^\s>"']{1,1000}))/gi;

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

interface Taken {
  frames: number;
  bytes: number;
}

/** The page as latin1 with the documents of its frames written into it. `folder`: where it stands, from the page handed in. */
async function inlined(
  page: string,
  folder: string,
  stem: string,
  beside: Beside,
  depth: number,
  taken: Taken,
): Promise<string> {
  let result = '';
  let from = 0;
  for (const match of page.matchAll(FRAME_SOURCE)) {
    const written = match[1] ?? match[2] ?? match[3] ?? '';
    const document = await documentAt(pathsOf(written, folder), stem, beside, depth, taken);
    if (document === null) continue;
    const at = match.index + match[0].lastIndexOf(written);
    result += `${page.slice(from, at)}data:text/html;base64,${document}`;
    from = at + written.length;
  }
  return result + page.slice(from);
}

/** The document of a frame in base64, its own frames written into it; null where none of the paths leads to a page. */
async function documentAt(
  paths: readonly string[],
  stem: string,
  beside: Beside,
  depth: number,
  taken: Taken,
): Promise<string | null> {
  for (const path of paths) {
    const [first = ''] = path.split('/');
    if (pageOfFolder(first) !== stem || taken.frames >= INTAKE_LIMITS.pageFrames) continue;
    const bytes = await beside(path);
    if (bytes === null || taken.bytes + bytes.length > INTAKE_LIMITS.pageFrameBytes) continue;
    const text = textOf(bytes.subarray(0, SNIFF_TOLERANCES.headBytes));
    if (text === null || markupOf(text, true) !== 'html') continue;
    taken.frames++;
    taken.bytes += bytes.length;
    const own = Buffer.from(bytes).toString('latin1');
    const whole =
      depth >= INTAKE_LIMITS.pageFrameDepth
        ? own
        : await inlined(own, path.split('/').slice(0, -1).join('/'), stem, beside, depth + 1, taken);
    return Buffer.from(whole, 'latin1').toString('base64');
  }
  return null;
}

/**
 * A saved page with the documents that its frames show, which the browser put into a folder beside it: each frame's
 * address is replaced by its document, as a data: address, so that the page is whole wherever it goes. A page without
 * such frames is given back as it is.
 * @source RFC 2397; Chrome, Edge, Firefox and Excel save 年报.html with 年报_files or 年报.files
 */
export async function withFrames(fileName: string, bytes: Uint8Array, beside: Beside): Promise<Uint8Array> {
  const stem = fileName.replace(/\.[^.]*$/, '').normalize('NFC');
  const page = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (!/<i?frame\b/i.test(page)) return bytes;
  const whole = await inlined(page, '', stem, beside, 1, { frames: 0, bytes: 0 });
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
      if (isLast && facts.size > INTAKE_LIMITS.pageFrameBytes) return null;
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
