import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from './programs.ts';

/** What a program that draws text needs of a system: its programs and libraries, fonts, and two devices. */
const SHOWN = [
  ...['usr', 'lib', 'lib64', 'bin', 'sbin'],
  ...['etc/fonts', 'etc/libreoffice', 'etc/ld.so.cache', 'etc/alternatives'],
  ...['var/cache/fontconfig', 'var/lib/libreoffice'],
  ...['dev/null', 'dev/urandom'],
];

/** Runs its arguments in a root that holds SHOWN, to be read alone, and the folder in which it is started. */
const SCRIPT = `set -e
root=$PWD/root
mkdir -p "$root"
mount -t tmpfs -o size=1m,mode=755 none "$root"
for name in ${SHOWN.join(' ')}; do
  [ -e "/$name" ] || continue
  mkdir -p "$(dirname "$root/$name")"
  if [ -L "/$name" ]; then cp -P "/$name" "$root/$name"; continue; fi
  if [ -d "/$name" ]; then mkdir -p "$root/$name"; else : >"$root/$name"; fi
  mount --rbind "/$name" "$root/$name"
  case $name in dev/*) ;; *) mount -o remount,bind,ro "$root/$name" ;; esac
done
mkdir -p "$root/tmp" "$root$PWD"
mount --bind "$PWD" "$root$PWD"
exec chroot "$root" "$@"`;

/**
 * The beginning of a command line that runs a program in a root of its own: what the machine keeps is not there to be
 * read, and nothing but the folder in which it is started is there to be written. It needs the search path of a system in
 * its environment. Null where the kernel does not let this user do so.
 */
export async function findPrivateRoot(searchPath: string): Promise<readonly string[] | null> {
  const [unshare, shell] = [findProgram(searchPath, 'unshare'), findProgram(searchPath, 'sh')];
  if (unshare === null || shell === null) return null;
  const command = [unshare, '--map-root-user', '--mount', '--', shell, '-c', SCRIPT, 'sh'];
  const folder = await mkdtemp(join(tmpdir(), 'gouji-root-'));
  try {
    const [program = '', ...argv] = [...command, 'true'];
    await promisify(execFile)(program, argv, { cwd: folder, env: { PATH: SYSTEM_PATH } });
    return command;
  } catch {
    // A kernel or a container that forbids user namespaces or mounts in them.
    return null;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Where the programs stand that make the root. */
export const SYSTEM_PATH = '/usr/sbin:/usr/bin:/sbin:/bin';
