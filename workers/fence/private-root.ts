import { execFile } from 'node:child_process';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from '../programs.ts';

/** What every program needs of a system: programs and libraries, and devices. */
const SHOWN = [
  ...['/usr', '/lib', '/lib64', '/bin', '/sbin', '/etc/ld.so.cache', '/etc/alternatives'],
  ...['/dev/null', '/dev/urandom'],
];

/** What tells of other processes is not shown. */
const isHeld = (place: string): boolean =>
  [...SHOWN, '/proc', '/sys'].some((held) => place === held || place.startsWith(`${held}/`));

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Runs its arguments in a root that holds what is shown, to be read alone, and the folder in which it is started. */
const script = (shown: readonly string[]): string => `set -e
root=$PWD/root
mkdir -p "$root"
mount -t tmpfs -o size=1m,mode=755 none "$root"
mkdir "$root/tmp"
mount -t tmpfs -o size=1m none "$root/tmp"
for name in ${shown.map(quoted).join(' ')}; do
  [ -e "$name" ] || continue
  mkdir -p "$root$(dirname "$name")"
  if [ -L "$name" ]; then cp -P "$name" "$root$name"; name=$(readlink -f "$name"); fi
  [ -e "$root$name" ] && continue
  if [ -d "$name" ]; then mkdir -p "$root$name"; else mkdir -p "$root$(dirname "$name")"; : >"$root$name"; fi
  mount --rbind "$name" "$root$name"
  case $name in /dev/*) ;; *) mount -o remount,bind,ro "$root$name" ;; esac
done
mkdir -p "$root$PWD"
mount --bind "$PWD" "$root$PWD"
mount -o remount,bind,ro "$root"
exec chroot "$root" sh -c 'cd "$0" && exec "$@"' "$PWD" "$@"`;

/** The beginning of a command line that runs a program which sees these places besides SHOWN. It needs SYSTEM_PATH. */
export type PrivateRoot = (places: readonly string[]) => readonly string[];

/**
 * A root of its own for a program, for kernels without Landlock: what the machine keeps is not there to be read, no network
 * is there, and nothing but the folder in which it is started is there to be written. Null where the kernel does not let
 * this user do so.
 * @param user as whom it is tried; null: as this one
 */
export async function findPrivateRoot(searchPath: string, user: number | null): Promise<PrivateRoot | null> {
  const [unshare, shell] = [findProgram(searchPath, 'unshare'), findProgram(searchPath, 'sh')];
  if (unshare === null || shell === null) return null;
  const root: PrivateRoot = (places) => {
    const shown = [...SHOWN, ...places.filter((place) => !isHeld(place))];
    return [unshare, '--map-root-user', '--mount', '--net', '--', shell, '-c', script(shown), 'sh'];
  };
  const folder = await mkdtemp(join(tmpdir(), 'gouji-root-'));
  try {
    if (user !== null) await chown(folder, user, user);
    const [program = '', ...argv] = [...root([]), 'true'];
    const as = user === null ? {} : { uid: user, gid: user };
    await promisify(execFile)(program, argv, { cwd: folder, env: { PATH: SYSTEM_PATH }, ...as });
    return root;
  } catch {
    // A kernel or a container that forbids user namespaces or mounts in them.
    return null;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Where the programs stand that make the root. */
export const SYSTEM_PATH = '/usr/sbin:/usr/bin:/sbin:/bin';
