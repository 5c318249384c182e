import { createHash } from 'node:crypto';
import { INTAKE_LIMITS } from '../../config/limits/intake.ts';
import type { Archive, Arrival, Beside, Content, FoundDocument, Recognised } from '../contracts/arrival.ts';
import type { Source } from '../contracts/document.ts';
import { ConversionError, OTHER_FORMATS } from '../contracts/errors.ts';
import { zipWithin } from '../zip/within.ts';
import { membersOf, type Opening, type Spending, type Unfolding } from './archive.ts';
import { bytesOf, fromDisk, headOf } from './content.ts';
import { lastPart, namedAsDocument, requireSafeName, shownName } from './names.ts';
import { besideOnDisk, keepsItsName, withPageParts } from './page-parts.ts';
import { isOtherArchive, isZip, mayHoldZip, mostBytesOf, sniff, sniffZip } from './sniff.ts';

export { lastPart, setAside, shownName } from './names.ts';

/** Between the name of an archive and the path of its member, in names for people. */
const INSIDE = ' › ';

/** The zip file that stands behind other bytes. */
function zipIn(bytes: Uint8Array): Content | null {
  const inside = zipWithin(bytes);
  return inside === null ? null : { bytes: inside };
}

function refuseForKind(limitBytes: number, size: number): void {
  if (size > limitBytes) throw new ConversionError('too-large-for-kind', `${size} bytes; ${limitBytes} are read of it`);
}

function refuseAbove(limitBytes: number, size: number): void {
  if (size > limitBytes) throw new ConversionError('file-too-large', `${size} bytes; ${limitBytes} are let in`);
}

function besideOf(name: string, content: Content): Beside | null {
  if ('bytes' in content || content.beside !== undefined) return content.beside ?? null;
  return keepsItsName(name, content.path) ? besideOnDisk(content.path) : null;
}

type Found =
  | { readonly kind: 'document'; readonly source: FoundDocument }
  | { readonly kind: 'archive'; readonly archive: Archive };

/**
 * One file, told by its content; of what lies on disk no more is read than that needs, and of a web page all.
 * Of a path only the last part is kept as file name.
 * @throws as `recognise` does
 */
async function find(fileName: string, content: Content): Promise<Found> {
  requireSafeName(fileName);
  const name = lastPart(fileName).normalize('NFC');
  const { size, head } = await headOf(content);
  if (size === 0) throw new ConversionError('empty-file', 'the file has no bytes');
  const isOther = isOtherArchive(head);
  refuseAbove(isZip(head) || isOther ? INTAKE_LIMITS.archiveBytes : INTAKE_LIMITS.fileBytes, size);
  if (isOther) return { kind: 'archive', archive: { fileName: name, form: 'other', content } };
  const whole = async (): Promise<Uint8Array> => {
    refuseForKind(INTAKE_LIMITS.bytesOf.wrapped, size);
    return bytesOf(content);
  };
  const zipped = isZip(head) ? content : mayHoldZip(head) ? zipIn(await whole()) : null;
  const packed = zipped ? await sniffZip(name, head, zipped) : null;
  if (packed?.kind === 'archive')
    return { kind: 'archive', archive: { fileName: name, form: 'zip', content: zipped ?? content } };
  refuseAbove(INTAKE_LIMITS.fileBytes, size);
  const form = packed ?? (await sniff(name, head, whole));
  if (packed === null) refuseForKind(mostBytesOf(form), size);
  if (form.kind === 'archive') return { kind: 'archive', archive: { fileName: name, form: form.form, content } };
  const { format, mediaType } = form;
  const found = { fileName: name, format, mediaType };
  const beside = format === 'html' ? besideOf(name, content) : null;
  if (beside === null) return { kind: 'document', source: { ...found, content, size } };
  const page = await whole();
  const bytes = await fromDisk(() => withPageParts(name, page, beside));
  return { kind: 'document', source: { ...found, content: { bytes }, size: bytes.length } };
}

async function sourceOf({ fileName, format, mediaType, content }: FoundDocument): Promise<Source> {
  const bytes = await bytesOf(content);
  return { fileName, format, mediaType, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/**
 * One file, recognised by its content, with its hash, a saved page with its frames and style sheets; or the fact that it is an archive, for `receive` to open.
 * Of a path only the last part is kept as file name.
 * @throws ConversionError empty-file, unsupported-format, file-too-large, too-large-for-kind, unsafe-name, encrypted,
 *   corrupt, archive-corrupt, archive-too-many-entries, archive-too-large, unreadable
 */
export async function recognise(fileName: string, content: Content): Promise<Recognised> {
  const found = await find(fileName, content);
  return found.kind === 'archive' ? found : { kind: 'document', source: await sourceOf(found.source) };
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
  readonly opening: Opening;
}

async function* arrivalsOf(handed: Handed, spending: Spending): AsyncGenerator<Arrival<FoundDocument>> {
  const { name, fileName } = handed;
  let recognised: Found;
  try {
    recognised = await find(fileName, handed.content);
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

async function* arrivalsIn(
  archive: Archive,
  handed: Handed,
  spending: Spending,
): AsyncGenerator<Arrival<FoundDocument>> {
  try {
    if (handed.depth >= INTAKE_LIMITS.archiveDepth) {
      throw new ConversionError(
        'archive-too-deep',
        `more than ${INTAKE_LIMITS.archiveDepth} archives inside one another`,
      );
    }
    for await (const member of membersOf(archive, spending, handed.opening)) {
      const name = `${handed.name}${INSIDE}${shownName(member.path)}`;
      const fileName = lastPart(member.path);
      if (member.kind === 'skipped') yield { kind: 'skipped', name, reason: member.reason };
      else if (member.kind === 'refused') {
        yield { kind: 'refused', name, fileName: shownName(fileName), bytes: member.bytes, error: member.error };
      } else {
        const { content, bytes: size } = member;
        yield* arrivalsOf(
          { ...handed, name, fileName, content, size, depth: handed.depth + 1, chosen: false },
          spending,
        );
      }
    }
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    yield { kind: 'refused', name: handed.name, fileName: archive.fileName, bytes: handed.size, error };
  }
}

export interface ReceiveOptions extends Partial<Pick<Opening, 'otherArchives'>> {
  readonly chosen?: boolean;
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
  options: ReceiveOptions = {},
): AsyncGenerator<Arrival> {
  for await (const arrival of arrivals(fileName, content, options, null)) {
    if (arrival.kind === 'document') yield { ...arrival, source: await sourceOf(arrival.source) };
    else yield arrival;
  }
}

/**
 * The same of a file on disk for a process that many send files to: no member of an archive is held in memory, and of
 * what is larger than `INTAKE_LIMITS.bytesOf` never more than the head.
 */
export const receiveOnDisk = (
  fileName: string,
  path: string,
  unfolding: Unfolding,
  options: ReceiveOptions = {},
): AsyncGenerator<Arrival<FoundDocument>> => arrivals(fileName, { path }, options, unfolding);

function arrivals(
  fileName: string,
  content: Content,
  { chosen = true, otherArchives = null }: ReceiveOptions,
  unfolding: Unfolding | null,
): AsyncGenerator<Arrival<FoundDocument>> {
  const size = 'bytes' in content ? content.bytes.length : 0;
  const opening = { otherArchives, unfolding };
  const handed = { name: shownName(fileName), fileName, content, size, depth: 0, chosen, opening };
  return arrivalsOf(handed, { entries: 0, inflatedBytes: 0 });
}
