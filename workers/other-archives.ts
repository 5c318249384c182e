import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { chown, mkdtemp, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Logger } from 'pino';
import { INTAKE_LIMITS } from '../config/limits/intake.ts';
import { ARCHIVE_PROGRAM } from '../config/limits/work.ts';
import { ConversionError } from '../pipeline/contracts/errors.ts';
import type { AsZip, OtherArchives } from '../pipeline/contracts/other-archives.ts';
import { type Fence, findFence } from './fence/fence.ts';
import { LIBRARIES, LOADERS } from './fence/launcher.ts';
import { SYSTEM_PATH } from './fence/private-root.ts';
import { findProgram } from './programs.ts';

/** Says why an archive ends before its end: nobody can read it without its password. */
const LOCKED = /encrypt|passphrase|password/i;

/**
 * Opens RAR and 7z archives by bsdtar of libarchive, which is looked for when the first one comes. It is given the archive
 * as its input and writes a zip file as its output: no member becomes a file of its own, and it is fenced in as what
 * converts is, with no place to write at all (docs/decisions/0049-other-archives.md).
 * @param folder where the zip files lie while they are read
 * @param known the fence of this machine, where it was looked for already
 */
export function openOtherArchives(
  searchPath: string,
  log: Logger,
  folder: string = tmpdir(),
  known: Fence | null = null,
): OtherArchives {
  let found: Promise<Opener | null> | null = null;
  return {
    open: async (content) => {
      found ??= findOpener(searchPath, log, known);
      const opener = await found;
      if (opener === null) throw new ConversionError('archive-other', 'bsdtar is not installed');
      const place = await mkdtemp(join(folder, 'gouji-archive-'));
      const close = (): Promise<void> => rm(place, { recursive: true, force: true });
      try {
        const source = 'path' in content ? content.path : join(place, 'archive');
        if ('bytes' in content) await writeFile(source, content.bytes);
        return { ...(await asZip(source, place, opener)), close };
      } catch (error) {
        await close();
        throw error;
      }
    },
  };
}

interface Opener {
  /** A whole command line that runs the program with these arguments and lets it write so many bytes. */
  readonly command: (argv: readonly string[], mostBytes: number) => readonly string[];
  readonly user: number | null;
}

async function findOpener(searchPath: string, log: Logger, known: Fence | null): Promise<Opener | null> {
  const program = findProgram(searchPath, 'bsdtar');
  if (program === null) {
    log.warn('bsdtar is missing (libarchive-tools): RAR and 7z archives are not opened');
    return null;
  }
  const fence = known ?? (await findFence(searchPath, log));
  return {
    command: (argv, mostBytes) => openerCommand(fence, [program, ...argv], mostBytes),
    user: fence.user,
  };
}

/** It has its input, its output and its complaints open, and nothing else to write. */
export const openerCommand = (
  { around }: Fence,
  [program = '', ...argv]: readonly string[],
  mostBytes: number,
): readonly string[] =>
  around([program, ...argv], {
    places: { read: LIBRARIES, run: [program, ...LOADERS], write: [] },
    calls: 'compute',
    limits: limits(mostBytes),
  });

/** @throws ConversionError archive-encrypted, archive-too-large, time-limit */
async function asZip(source: string, place: string, { command, user }: Opener): Promise<AsZip> {
  const path = join(place, 'members.zip');
  const mostBytes = mostBytesOf((await stat(source)).size);
  const { code, signal, said } = await endOf(command(AS_ZIP, mostBytes), user, place, source, path);
  if (signal === 'SIGXFSZ') throw new ConversionError('archive-too-large', `it unfolds to over ${mostBytes} bytes`);
  if (code !== 0) {
    // why a member cannot be read it says only when it is to write nothing else
    const why = async () => (await endOf(command(AS_TEXT, mostBytes), user, place, source, join(place, 'text'))).said;
    if (LOCKED.test(said) || LOCKED.test(await why()))
      throw new ConversionError('archive-encrypted', 'the archive has a password');
  }
  return { path, isWhole: code === 0 && said === '' };
}

/** Members go into the zip as they are, under names in UTF-8, links as links. */
const AS_ZIP = ['-cf', '-', '--format', 'zip', '--options', 'zip:compression=store', '@-'];
const AS_TEXT = ['-xOf', '-'];

/** A member may not unfold further than one of a zip may: all of them together are held to that. */
const mostBytesOf = (size: number): number =>
  Math.min(
    INTAKE_LIMITS.archiveInflatedBytes,
    Math.max(INTAKE_LIMITS.ratioFloorBytes, size * INTAKE_LIMITS.inflateRatio) + ARCHIVE_PROGRAM.headerBytes,
  );

const limits = (mostBytes: number): readonly string[] => [
  `--cpu=${ARCHIVE_PROGRAM.cpuSeconds}`,
  `--data=${ARCHIVE_PROGRAM.dataBytes}`,
  `--fsize=${mostBytes}`,
  '--core=0',
];

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What it complained of. */
  readonly said: string;
}

/**
 * Runs it to its end. RAR comes through a pipe: in a file that it can search it would find the zip, as of a Word document,
 * that stands unpacked in it, and take that for the archive. 7z wants to be searched, and is told from a zip.
 * @throws ConversionError time-limit
 */
async function endOf(
  [first = '', ...argv]: readonly string[],
  user: number | null,
  place: string,
  from: string,
  to: string,
): Promise<Ended> {
  const complaints = join(place, 'complaints');
  // another user gets through no folder of ours, and a root of its own stands in one of its own
  const own = user === null ? place : await mkdtemp(join(tmpdir(), 'gouji-archive-'));
  const as = user === null ? {} : { uid: user, gid: user };
  if (user !== null) await chown(own, user, user);
  const [input, output, told] = await Promise.all([open(from), open(to, 'w'), open(complaints, 'w')]);
  try {
    const magic = Buffer.alloc(4);
    await input.read(magic, 0, magic.length, 0);
    const isRar = magic.toString('latin1') === 'Rar!';
    const child = spawn(first, argv, {
      cwd: own,
      env: { PATH: SYSTEM_PATH, LANG: 'C.UTF-8' },
      ...as,
      stdio: [isRar ? 'pipe' : input.fd, output.fd, told.fd],
      timeout: ARCHIVE_PROGRAM.wallMs,
      killSignal: 'SIGKILL',
    });
    const ended = new Promise<Pick<Ended, 'code' | 'signal'>>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve({ code, signal }));
    });
    // one that has seen enough closes the pipe, and how it ended says why
    if (child.stdin !== null) await pipeline(createReadStream(from), child.stdin).catch(() => {});
    const { code, signal } = await ended;
    if (signal === 'SIGKILL' || signal === 'SIGXCPU') {
      throw new ConversionError('time-limit', 'the archive took too long');
    }
    return { code, signal, said: (await readFile(complaints, 'utf8')).slice(0, ARCHIVE_PROGRAM.complaintCharacters) };
  } finally {
    await Promise.all([input, output, told].map((file) => file.close()));
    if (own !== place) await rm(own, { recursive: true, force: true });
  }
}
