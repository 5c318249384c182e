import { readFile } from 'node:fs/promises';
import { INTAKE_LIMITS } from '../../config/limits/intake.ts';
import type { Archive, Beside, Content, SkipReason } from '../contracts/arrival.ts';
import { ConversionError } from '../contracts/errors.ts';
import type { OtherArchives } from '../contracts/other-archives.ts';
import { partsOfMail } from './mail.ts';
import { requireSafePath, setAside } from './names.ts';
import { type OpenZip, openZip, type ZipMember } from './zip.ts';

/** What one handed-in archive has cost so far, archives inside it included. */
export interface Spending {
  entries: number;
  inflatedBytes: number;
}

export type ArchiveMember =
  | { readonly kind: 'file'; readonly path: string; readonly bytes: Uint8Array; readonly beside: Beside }
  | { readonly kind: 'refused'; readonly path: string; readonly bytes: number; readonly error: ConversionError }
  | { readonly kind: 'skipped'; readonly path: string; readonly reason: SkipReason };

/**
 * Inflates one member, counting while it does: the sizes that an archive states are not to be believed.
 * @throws ConversionError file-too-large or archive-too-large for this member
 */
async function inflate(zip: OpenZip, member: ZipMember, spending: Spending): Promise<Uint8Array> {
  let inflated = 0;
  const refuseBeyond = (bytes: number): void => {
    if (bytes > INTAKE_LIMITS.ratioFloorBytes && bytes > member.packedBytes * INTAKE_LIMITS.inflateRatio) {
      throw new ConversionError('archive-too-large', `the member inflates to over ${INTAKE_LIMITS.inflateRatio}:1`);
    }
    if (bytes > INTAKE_LIMITS.fileBytes) {
      throw new ConversionError('file-too-large', `the member has more than ${INTAKE_LIMITS.fileBytes} bytes`);
    }
  };
  refuseBeyond(member.declaredBytes);
  return zip.read(member, (bytes) => {
    inflated += bytes;
    spending.inflatedBytes += bytes;
    refuseBeyond(inflated);
    refuseIfSpent(spending);
  });
}

function refuseIfSpent(spending: Spending): void {
  if (spending.inflatedBytes > INTAKE_LIMITS.archiveInflatedBytes) {
    throw new ConversionError('archive-too-large', `more than ${INTAKE_LIMITS.archiveInflatedBytes} bytes inflated`);
  }
}

async function openMember(
  zip: OpenZip,
  member: ZipMember,
  members: ReadonlyMap<string, ZipMember>,
  paths: ReadonlySet<string>,
  spending: Spending,
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
    return { kind: 'file', path, bytes: await inflate(zip, member, spending), beside };
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    return { kind: 'refused', path: member.name, bytes: member.declaredBytes, error };
  }
}

/**
 * The files of an archive one after another, of a zip at most one of them in memory. A bad member costs only itself.
 * Folders are passed over. Member paths are for showing and never lead out of the archive, save those of refused ones.
 * @throws ConversionError archive-corrupt, archive-encrypted (no member can be read), archive-too-many-entries,
 *   archive-too-large (all members together), archive-empty, archive-other, time-limit, unreadable: the archive ends there, what it gave stays good
 */
export function membersOf(
  archive: Archive,
  spending: Spending,
  otherArchives: OtherArchives | null,
): AsyncGenerator<ArchiveMember> {
  switch (archive.form) {
    case 'mail':
      return membersOfMail(archive, spending);
    case 'zip':
      return membersOfZip(archive.content, spending);
    case 'other':
      return membersOfOther(archive.content, spending, otherArchives);
  }
}

async function* membersOfOther(
  content: Content,
  spending: Spending,
  otherArchives: OtherArchives | null,
): AsyncGenerator<ArchiveMember> {
  if (otherArchives === null) throw new ConversionError('archive-other', 'no program opens RAR and 7z here');
  const opened = await otherArchives.open(content);
  try {
    yield* membersOfZip(opened, spending);
    if (!opened.isWhole) throw new ConversionError('archive-corrupt', 'the archive breaks off');
  } finally {
    await opened.close();
  }
}

async function* membersOfMail({ content }: Archive, spending: Spending): AsyncGenerator<ArchiveMember> {
  const parts = await partsOfMail('bytes' in content ? content.bytes : await readFile(content.path));
  if (parts.length === 0) throw new ConversionError('archive-empty', 'the mail holds no file and no text');
  spend(spending, parts.length);
  for (const { path, bytes, leftAside } of parts) {
    spending.inflatedBytes += bytes.length;
    if (leftAside !== null) yield { kind: 'skipped', path, reason: leftAside };
    else yield { kind: 'file', path: requireSafePath(path), bytes, beside: async () => null };
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

async function* membersOfZip(content: Content, spending: Spending): AsyncGenerator<ArchiveMember> {
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
      yield await openMember(zip, member, byName, paths, spending);
      refuseIfSpent(spending);
    }
  } finally {
    zip.close();
  }
}
