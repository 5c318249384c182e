import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Logger } from 'pino';
import type { FenceState } from '../../contracts/api.ts';
import { findProgram } from '../programs.ts';
import { findLauncher, type Launcher, type Places } from './launcher.ts';
import { findPrivateRoot } from './private-root.ts';
import type { Calls } from './system-calls.ts';

/**
 * What this machine can fence a program in with, for the programs that open what strangers sent
 * (docs/decisions/0044-fence-in-force.md). What is missing is said, and the rest holds.
 */
export interface Fence {
  /**
   * A whole command line.
   * @param limits arguments of `prlimit`
   */
  readonly around: (
    program: readonly string[],
    within: { readonly places: Places; readonly calls: Calls; readonly limits: readonly string[] },
  ) => readonly string[];
  /** The user and group as whom it is to be started; null: ours, for we are not root. */
  readonly user: number | null;
  readonly holds: FenceState;
}

/** A number that no distribution gives to anybody. @source systemd, UIDS-GIDS.md: 65520…65533 unused */
const FENCED_USER = 65_529;
const ROOT = resolve(import.meta.dirname, '..', '..');

export async function findFence(searchPath: string, log: Logger): Promise<Fence> {
  const isRoot = process.getuid?.() === 0;
  const [launcher, user] = await Promise.all([findLauncher(searchPath), isRoot ? findUser() : null]);
  return composeFence(searchPath, log, launcher, user);
}

/** The fence of such parts: for machines that lack some of them. */
export async function composeFence(
  searchPath: string,
  log: Logger,
  launcher: Launcher | null,
  user: number | null,
): Promise<Fence> {
  const prlimit = findProgram(searchPath, 'prlimit');
  const setpriv = findProgram(searchPath, 'setpriv');
  const landlock = launcher !== null && launcher.landlock > 0;
  const filters = launcher?.filters === true;
  const root = await findPrivateRoot(searchPath, user);
  const isRoot = process.getuid?.() === 0;
  const holds: FenceState = {
    files: landlock || root !== null,
    network: filters || root !== null,
    programs: filters,
    suite: root !== null,
    user: !isRoot || user !== null,
  };
  if (prlimit === null) log.warn('prlimit is missing (util-linux): children are bounded by what is measured of them');
  if (setpriv === null)
    log.warn('setpriv is missing (util-linux): a child can outlive a killed worker until its time is up');
  if (Object.values(holds).includes(false)) log.warn(holds, 'the fence around converting processes has gaps here');

  return {
    user,
    holds,
    around: (program, { places, calls, limits }) => [
      // what only computes needs none where the kernel judges its calls: making one costs 80 ms
      ...(calls === 'compute' && landlock && filters ? [] : (root?.([...places.read, ...places.run]) ?? [])),
      // After unshare, which would clear the death signal. Root that stays root keeps none of its powers.
      ...(setpriv === null
        ? []
        : [setpriv, '--no-new-privs', '--pdeathsig', 'KILL', ...(isRoot ? POWERLESS : []), '--']),
      ...(prlimit === null ? [] : [prlimit, ...limits, '--']),
      ...(launcher?.command(places, calls) ?? []),
      ...program,
    ],
  };
}

const POWERLESS = ['--bounding-set=-all', '--inh-caps=-all'];

/** Another user who can read the program; null: none can, for it stands in a folder of root's. */
async function findUser(): Promise<number | null> {
  const look = "require('node:fs').accessSync(process.argv[1] + '/package.json', 4)";
  try {
    const as = { uid: FENCED_USER, gid: FENCED_USER, cwd: '/', env: {} };
    await promisify(execFile)(process.execPath, ['-e', look, ROOT], as);
    return FENCED_USER;
  } catch {
    // A container that has no further users, or a program that only root can read.
    return null;
  }
}
