import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { INTAKE_LIMITS } from '../../config/limits/intake.ts';
import type { Archive, Beside, Content, SkipReason } from '../contracts/arrival.ts';
import { ConversionError } from '../contracts/errors.ts';
import type { OtherArchives } from '../contracts/other-archives.ts';
import { bytesOf } from './content.ts';
import { partsOfMail } from './mail.ts';
import { requireSafePath, setAside } from './names.ts';
import { mostBytesBehind } from './sniff.ts';
import { type OpenZip, openZip, type Spend, type ZipMember } from './zip.ts';

/** What one handed-in archive has cost so far, archives inside it included. */
export interface Spending {
  entries: number;
  inflatedBytes: number;
}

/** Where the members of zip files are written that are not to be held in memory. */
export interface Unfolding {
  /** Each is a file there until the next one is asked for. */
  readonly folder: string;
  /** Is asked before so many bytes are written; what it throws ends everything. */
  readonly roomFor: (bytes: number) => Promise<void>;
}

export interface Opening {
  readonly otherArchives: OtherArchives | null;
  /** Null: in memory, one after another. */
  readonly unfolding: Unfolding | null;
}

export type ArchiveMember =
  | { readonly kind: 'file'; readonly path: string; readonly content: Content; readonly bytes: number }
  | { readonly kind: 'refused'; readonly path: string; readonly bytes: number; readonly error: ConversionError }
  | { readonly kind: 'skipped'; readonly path: string; readonly reason: SkipReason };

/**
 * Counts what one member inflates to: the sizes that an archive states are not to be believed.
 * @returns what throws ConversionError file-too-large, too-large-for-kind or archive-too-large, of which the first at once
 */
function guardOf(member: ZipMember, spending: Spending): Spend {
  let inflated = 0;
  let mostBytes: number = INTAKE_LIMITS.fileBytes;
  const refuseBeyond = (bytes: number): void => {
    if (bytes > INTAKE_LIMITS.ratioFloorBytes && bytes > member.packedBytes * INTAKE_LIMITS.inflateRatio) {
      throw new ConversionError('archive-too-large', `the member inflates to over ${INTAKE_LIMITS.inflateRatio}:1`);
    }
    if (bytes > INTAKE_LIMITS.fileBytes) {
      throw new ConversionError('file-too-large', `the member has more than ${INTAKE_LIMITS.fileBytes} bytes`);
    }
    if (bytes > mostBytes)
      throw new ConversionError('too-large-for-kind', `the member has more than ${mostBytes} bytes`);
  };
  refuseBeyond(member.declaredBytes);
  return (piece) => {
    if (inflated === 0) {
      mostBytes = mostBytesBehind(piece);
      refuseBeyond(member.declaredBytes);
    }
    inflated += piece.length;
    spending.inflatedBytes += piece.length;
    refuseBeyond(inflated);
    refuseIfSpent(spending);
  };
}

const inflate = async (zip: OpenZip, member: ZipMember, spending: Spending): Promise<Uint8Array> =>
  zip.read(member, guardOf(member, spending));

function refuseIfSpent(spending: Spending): void {
  if (spending.inflatedBytes > INTAKE_LIMITS.archiveInflatedBytes) {
    throw new ConversionError('archive-too-large', `more than ${INTAKE_LIMITS.archiveInflatedBytes} bytes inflated`);
  }
}

/** @param place the file into which its content is written; null: it is held in memory */
async function openMember(
  zip: OpenZip,
  member: ZipMember,
  members: ReadonlyMap<string, ZipMember>,
  paths: ReadonlySet<string>,
  spending: Spending,
  place: string | null,
): Promise<ArchiveMember> {
  const reason = member.kind === 'link' ? 'link' : setAside(member.name, paths);
  if (reason !== null) return { kind: 'skipped', path: member.name, reason };
  try {
    const path = requireSafePath(member.name);
    const folder = member.name.split('/').slice(0, -1);
    const beside: Beside = async (wanted) => {
      const found = members.get([...folder, wanted].join('/'));
      return found === undefined || found.kind === 'link' ? null : inflate(zip, found, spending);
    };
    if (place === null) {
      const bytes = await inflate(zip, member, spending);
      return { kind: 'file', path, content: { bytes, beside }, bytes: bytes.length };
    }
    await zip.unfold(member, guardOf(member, spending), place);
    return { kind: 'file', path, content: { path: place, beside }, bytes: member.declaredBytes };
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    return { kind: 'refused', path: member.name, bytes: member.declaredBytes, error };
  }
}

/**
 * The files of an archive one after another, of a zip at most one of them at a time. A bad member costs only itself.
 * Folders are passed over. Member paths are for showing and never lead out of the archive, save those of refused ones.
 * @throws ConversionError archive-corrupt, archive-encrypted (no member can be read), archive-too-many-entries,
 *   archive-too-large (all members together), archive-empty, archive-other, time-limit, unreadable: the archive ends there, what it gave stays good
 */
export function membersOf(archive: Archive, spending: Spending, opening: Opening): AsyncGenerator<ArchiveMember> {
  switch (archive.form) {
    case 'mail':
      return membersOfMail(archive, spending);
    case 'zip':
      return membersOfZip(archive.content, spending, opening.unfolding);
    case 'other':
      return membersOfOther(archive.content, spending, opening);
  }
}

async function* membersOfOther(
  content: Content,
  spending: Spending,
  { otherArchives, unfolding }: Opening,
): AsyncGenerator<ArchiveMember> {
  if (otherArchives === null) throw new ConversionError('archive-other', 'no program opens RAR and 7z here');
  const opened = await otherArchives.open(content);
  try {
    yield* membersOfZip(opened, spending, unfolding);
    if (!opened.isWhole) throw new ConversionError('archive-corrupt', 'the archive breaks off');
  } finally {
    await opened.close();
  }
}

async function* membersOfMail({ content }: Archive, spending: Spending): AsyncGenerator<ArchiveMember> {
  const parts = await partsOfMail(await bytesOf(content));
  if (parts.length === 0) throw new ConversionError('archive-empty', 'the mail holds no file and no text');
  spend(spending, parts.length);
  for (const { path, bytes, leftAside } of parts) {
    spending.inflatedBytes += bytes.length;
    if (leftAside !== null) yield { kind: 'skipped', path, reason: leftAside };
    else
      yield {
        kind: 'file',
        path: requireSafePath(path),
        content: { bytes, beside: async () => null },
        bytes: bytes.length,
      };
    refuseIfSpent(spending);
  }
}

/** @throws ConversionError archive-too-many-entries */
function spend(spending: Spending, entries: number): void {
  spending.entries += entries;
  if (spending.entries > INTAKE_LIMITS.archiveEntries) {
    throw new ConversionError('archive-too-many-entries', `${spending.entries} entries with those of inner archives`);
  }
}

async function* membersOfZip(
  content: Content,
  spending: Spending,
  unfolding: Unfolding | null,
): AsyncGenerator<ArchiveMember> {
  const zip = await openZip(content);
  try {
    spend(spending, zip.members.length);
    const files = zip.members.filter((member) => member.kind !== 'folder');
    if (files.length === 0) throw new ConversionError('archive-empty', 'the archive holds no file');
    if (files.every((member) => member.encrypted)) {
      throw new ConversionError('archive-encrypted', 'every member of the archive is encrypted');
    }
    const byName = new Map(files.map((member) => [member.name, member]));
    const paths = new Set(byName.keys());
    for (const member of files) {
      const place = unfolding === null ? null : join(unfolding.folder, randomUUID());
      await unfolding?.roomFor(Math.min(member.declaredBytes, INTAKE_LIMITS.fileBytes));
      try {
        yield await openMember(zip, member, byName, paths, spending, place);
      } finally {
        if (place !== null) await rm(place, { force: true });
      }
      refuseIfSpent(spending);
    }
  } finally {
    zip.close();
  }
}
