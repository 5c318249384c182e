import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { INTAKE_LIMITS, SNIFF_TOLERANCES } from '../../config/limits/intake.ts';
import type { Archive, Arrival, Beside, Content, Recognised } from '../contracts/arrival.ts';
import { ConversionError, OTHER_FORMATS } from '../contracts/errors.ts';
import type { OtherArchives } from '../contracts/other-archives.ts';
import { zipWithin } from '../zip/within.ts';
import { membersOf, type Spending } from './archive.ts';
import { lastPart, namedAsDocument, requireSafeName, shownName } from './names.ts';
import { besideOnDisk, keepsItsName, withPageParts } from './page-parts.ts';
import { isOtherArchive, isZip, mayHoldZip, sniff, sniffZip } from './sniff.ts';

export { lastPart, setAside, shownName } from './names.ts';

/** Between the name of an archive and the path of its member, in names for people. */
const INSIDE = ' › ';

/** @throws ConversionError unreadable for every failure of the disk */
async function fromDisk<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new ConversionError('unreadable', 'the file could not be read from disk', { cause: error });
  }
}

async function headOf(content: Content): Promise<{ readonly size: number; readonly head: Uint8Array }> {
  if ('bytes' in content) {
    return { size: content.bytes.length, head: content.bytes.subarray(0, SNIFF_TOLERANCES.headBytes) };
  }
  return fromDisk(async () => {
    const file = await open(content.path, 'r');
    try {
      const buffer = Buffer.alloc(SNIFF_TOLERANCES.headBytes);
      const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
      return { size: (await file.stat()).size, head: buffer.subarray(0, bytesRead) };
    } finally {
      await file.close();
    }
  });
}

/** The same bytes without node's additions, which some readers refuse. */
const plainBytes = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const bytesOf = async (content: Content): Promise<Uint8Array> =>
  'bytes' in content ? content.bytes : fromDisk(() => readFile(content.path));

/** The zip file that stands behind other bytes. */
function zipIn(bytes: Uint8Array): Content | null {
  const inside = zipWithin(bytes);
  return inside === null ? null : { bytes: inside };
}

function refuseAbove(limitBytes: number, size: number): void {
  if (size > limitBytes) throw new ConversionError('file-too-large', `${size} bytes; ${limitBytes} are let in`);
}

function besideOf(name: string, content: Content): Beside | null {
  if ('bytes' in content) return content.beside ?? null;
  return keepsItsName(name, content.path) ? besideOnDisk(content.path) : null;
}

/**
 * One file, recognised by its content, with its hash, a saved page with its frames and style sheets; or the fact that it is an archive, for `receive` to open.
 * Of a path only the last part is kept as file name.
 * @throws ConversionError empty-file, unsupported-format, file-too-large, unsafe-name, encrypted, corrupt,
 *   archive-corrupt, archive-too-many-entries, unreadable
 */
export async function recognise(fileName: string, content: Content): Promise<Recognised> {
  requireSafeName(fileName);
  const name = lastPart(fileName).normalize('NFC');
  const { size, head } = await headOf(content);
  if (size === 0) throw new ConversionError('empty-file', 'the file has no bytes');
  const isOther = isOtherArchive(head);
  refuseAbove(isZip(head) || isOther ? INTAKE_LIMITS.archiveBytes : INTAKE_LIMITS.fileBytes, size);
  if (isOther) return { kind: 'archive', archive: { fileName: name, form: 'other', content } };
  const zipped = isZip(head) ? content : mayHoldZip(head) ? zipIn(await bytesOf(content)) : null;
  const packed = zipped ? await sniffZip(name, head, zipped) : null;
  if (packed?.kind === 'archive')
    return { kind: 'archive', archive: { fileName: name, form: 'zip', content: zipped ?? content } };
  refuseAbove(INTAKE_LIMITS.fileBytes, size);
  const read = plainBytes(await bytesOf(content));
  const form = packed ?? (await sniff(name, read));
  if (form.kind === 'archive')
    return { kind: 'archive', archive: { fileName: name, form: form.form, content: { bytes: read } } };
  const beside = besideOf(name, content);
  const isPage = form.format === 'html' && beside !== null;
  const bytes = isPage ? plainBytes(await fromDisk(() => withPageParts(name, read, beside))) : read;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    kind: 'document',
    source: { fileName: name, format: form.format, mediaType: form.mediaType, bytes, sha256 },
  };
}

interface Handed {
  readonly name: string;
  readonly fileName: string;
  readonly content: Content;
  readonly size: number;
  /** Archives around it. */
  readonly depth: number;
  /** False for what only stood in a folder or an archive: there, what never was a document is left aside. */
  readonly chosen: boolean;
  readonly otherArchives: OtherArchives | null;
}

async function* arrivalsOf(handed: Handed, spending: Spending): AsyncGenerator<Arrival> {
  const { name, fileName } = handed;
  let recognised: Recognised;
  try {
    recognised = await recognise(fileName, handed.content);
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    const unwanted = !handed.chosen && OTHER_FORMATS.has(error.code) && !namedAsDocument(fileName);
    yield unwanted
      ? { kind: 'skipped', name, reason: 'not-a-document' }
      : { kind: 'refused', name, fileName: shownName(lastPart(fileName)), bytes: handed.size, error };
    return;
  }
  if (recognised.kind === 'archive') {
    yield* arrivalsIn(recognised.archive, handed, spending);
  } else if (!handed.chosen && recognised.source.format === 'text' && !namedAsDocument(fileName)) {
    yield { kind: 'skipped', name, reason: 'not-a-document' };
  } else {
    yield { kind: 'document', name, source: recognised.source };
  }
}

async function* arrivalsIn(archive: Archive, handed: Handed, spending: Spending): AsyncGenerator<Arrival> {
  try {
    if (handed.depth >= INTAKE_LIMITS.archiveDepth) {
      throw new ConversionError(
        'archive-too-deep',
        `more than ${INTAKE_LIMITS.archiveDepth} archives inside one another`,
      );
    }
    for await (const member of membersOf(archive, spending, handed.otherArchives)) {
      const name = `${handed.name}${INSIDE}${shownName(member.path)}`;
      const fileName = lastPart(member.path);
      if (member.kind === 'skipped') yield { kind: 'skipped', name, reason: member.reason };
      else if (member.kind === 'refused') {
        yield { kind: 'refused', name, fileName: shownName(fileName), bytes: member.bytes, error: member.error };
      } else {
        const content = { bytes: member.bytes, beside: member.beside };
        const inner = {
          ...handed,
          name,
          fileName,
          content,
          size: member.bytes.length,
          depth: handed.depth + 1,
          chosen: false,
        };
        yield* arrivalsOf(inner, spending);
      }
    }
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    yield { kind: 'refused', name: handed.name, fileName: archive.fileName, bytes: handed.size, error };
  }
}

export interface ReceiveOptions {
  readonly chosen?: boolean;
  readonly otherArchives?: OtherArchives | null;
}

/**
 * Everything that one handed-in file holds: itself, or each member of the archive that it is. Never throws for the
 * file's sake: what cannot be taken is a `refused` arrival. At most one member of an archive is in memory at a time.
 * `chosen` is false for a file that only stood in a folder that was handed in; `otherArchives` opens RAR and 7z, which
 * are refused without.
 */
export async function* receive(
  fileName: string,
  content: Content,
  { chosen = true, otherArchives = null }: ReceiveOptions = {},
): AsyncGenerator<Arrival> {
  const size = 'bytes' in content ? content.bytes.length : 0;
  const handed = { name: shownName(fileName), fileName, content, size, depth: 0, chosen, otherArchives };
  yield* arrivalsOf(handed, { entries: 0, inflatedBytes: 0 });
}
