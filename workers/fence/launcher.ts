import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { arch } from 'node:process';
import { promisify } from 'node:util';
import { findProgram } from '../programs.ts';
import { CALL_NUMBERS, type Calls, filterOfCalls } from './system-calls.ts';

/**
 * Runs a program that sees only the places it is given (Landlock) and makes only the calls it needs (seccomp). Both are
 * set before the program begins and can never be taken off. Node calls neither; perl, which every Debian has, calls the
 * kernel by number, and its start costs 2 ms (docs/decisions/0044-fence-in-force.md).
 */

/** What a program may do below a place. */
export interface Places {
  /** Read, and map as a library. */
  readonly read: readonly string[];
  /** Read and run. */
  readonly run: readonly string[];
  /** Read and write, make and remove. */
  readonly write: readonly string[];
}

export interface Launcher {
  /** Newest rules of Landlock that the kernel knows; 0: none. */
  readonly landlock: number;
  /** Whether calls are filtered. */
  readonly filters: boolean;
  /** The beginning of a command line; the program follows, by its absolute path. Places that are not there are left out. */
  readonly command: (places: Places, calls: Calls) => readonly string[];
}

/** @source linux/landlock.h */
const FS = { execute: 1, write: 2, read: 4, list: 8, truncate: 1 << 14, ioctl: 1 << 15 } as const;
/** Removing, making of everything but devices, linking across folders, truncating. */
const CHANGES = 0x10 | 0x20 | 0x80 | 0x100 | 0x200 | 0x400 | 0x1000;
/** What each version of the rules governs of files; of networks and of other processes from versions 4 and 6 on. */
const GOVERNED = [0, 0x1fff, 0x3fff, 0x7fff, 0x7fff, 0xffff] as const;
const ONLY_OF_FILES = FS.execute | FS.write | FS.read | FS.truncate | FS.ioctl;

const MAY = {
  read: FS.read | FS.list,
  run: FS.read | FS.list | FS.execute,
  write: FS.read | FS.list | FS.write | FS.truncate | 0x2000 | CHANGES,
} as const;

/** Arguments: numbers of prctl and seccomp, the filter, the ruleset, how many places, each `rights:path`, the program. */
const SCRIPT = `use strict;
my ($prctl, $seccomp, $filter, $ruleset, $count, @rest) = @ARGV;
my $fail = sub { print STDERR "fence: $_[0]: $!\\n"; exit 126 };
syscall($prctl, 38, 1, 0, 0, 0) == 0 or $fail->("no_new_privs");
if ($ruleset ne "") {
  my $attr = pack("H*", $ruleset);
  my $rules = syscall(444, $attr, length($attr), 0);
  $rules >= 0 or $fail->("ruleset");
  for (splice(@rest, 0, $count)) {
    my ($may, $path) = split(/:/, $_, 2);
    sysopen(my $place, $path, 0x200000) or next;
    $may &= ${ONLY_OF_FILES} unless -d $place;
    my $rule = pack("Ql", $may, fileno($place));
    syscall(445, $rules, 1, $rule, 0) == 0 or $fail->($path);
  }
  syscall(446, $rules, 0) == 0 or $fail->("restrict");
}
if ($filter ne "") {
  my $steps = pack("H*", $filter);
  my $program = pack("Sx6P", length($steps) / 8, $steps);
  syscall($seccomp, 1, 4, $program) == 0 or $fail->("filter");
}
exec {$rest[0]} @rest or $fail->($rest[0]);`;

/** Null where there is no perl or the architecture is another. */
export async function findLauncher(searchPath: string): Promise<Launcher | null> {
  const perl = findProgram(searchPath, 'perl');
  const numbers = CALL_NUMBERS[arch];
  if (perl === null || numbers === undefined) return null;
  const landlock = await versionOfLandlock(perl);
  const launcherWith = (version: number, filters: boolean): Launcher => ({
    landlock: version,
    filters,
    command: (places, calls) => {
      const filter = filters ? filterOfCalls(arch, calls) : null;
      const rules = version === 0 ? [] : rulesOf(places, version);
      return [
        ...[perl, '-e', SCRIPT, `${numbers.prctl}`, `${numbers.seccomp}`],
        ...[filter?.toString('hex') ?? '', version === 0 ? '' : rulesetOf(version), `${rules.length}`],
        ...rules,
      ];
    },
  });
  const whole = launcherWith(landlock, true);
  if (await holds(whole)) return whole;
  const filesAlone = launcherWith(landlock, false);
  return landlock > 0 && (await holds(filesAlone)) ? filesAlone : null;
}

const governed = (version: number): number => GOVERNED[Math.min(version, GOVERNED.length - 1)] ?? 0;

/** `struct landlock_ruleset_attr`, as long as the kernel knows it. */
function rulesetOf(version: number): string {
  const attr = Buffer.alloc(version >= 6 ? 24 : version >= 4 ? 16 : 8);
  attr.writeBigUInt64LE(BigInt(governed(version)), 0);
  if (version >= 4) attr.writeBigUInt64LE(3n, 8);
  if (version >= 6) attr.writeBigUInt64LE(3n, 16);
  return attr.toString('hex');
}

const rulesOf = (places: Places, version: number): readonly string[] =>
  (['read', 'run', 'write'] as const).flatMap((right) =>
    places[right].map((path) => `${MAY[right] & governed(version)}:${path}`),
  );

async function versionOfLandlock(perl: string): Promise<number> {
  const answer = await said(perl, ['-e', 'print syscall(444, 0, 0, 1)']);
  return Math.max(0, Number.parseInt(answer ?? '0', 10) || 0);
}

/** Tries it out: the rest of the fence is of no use where its program does not start. */
async function holds({ command }: Launcher): Promise<boolean> {
  const [program = '', ...argv] = command(
    { read: LIBRARIES, run: [process.execPath, ...LOADERS], write: [] },
    'compute',
  );
  return (await said(program, [...argv, process.execPath, '-e', '0'])) !== null;
}

async function said(program: string, argv: readonly string[]): Promise<string | null> {
  try {
    return (await promisify(execFile)(program, argv, { env: {}, timeout: TRIED_MS })).stdout;
  } catch {
    // A kernel or a container that knows no such call, or forbids it.
    return null;
  }
}
const TRIED_MS = 20_000;

/** Where libraries stand, and what tells them of this machine. */
export const LIBRARIES: readonly string[] = [
  ...['/usr/lib', '/usr/lib64', '/lib', '/lib64', '/usr/local/lib', '/etc/ld.so.cache', '/etc/localtime'],
  ...['/usr/share/zoneinfo', '/usr/share/locale', '/dev/null', '/dev/urandom', '/dev/zero', '/sys/devices/system/cpu'],
  // one that is there and not to be read keeps Node from starting
  ...['/etc/ssl/openssl.cnf', '/etc/pki/tls/openssl.cnf', '/etc/crypto-policies'],
  ...['/proc/self', '/proc/meminfo', '/proc/cpuinfo', '/proc/stat', '/sys/fs/cgroup'],
];

/** Programs that run others: the kernel calls them for a program with libraries. */
export const LOADERS: readonly string[] = [
  '/lib64/ld-linux-x86-64.so.2',
  '/lib/ld-linux-aarch64.so.1',
  '/lib/ld-musl-x86_64.so.1',
  '/lib/ld-musl-aarch64.so.1',
].filter((path) => existsSync(path));
