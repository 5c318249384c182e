import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { connect, type NetConnectOpts } from 'node:net';
import { join } from 'node:path';

/**
 * What a hostile document would do that has taken over the program which reads it. Its one argument names what there is to
 * be had, or the file that does; it prints what it got, a line each, and nothing where it got nothing.
 */

interface Prey {
  /** Files that are not to be read, folders that are not to be listed. */
  readonly files: readonly string[];
  readonly folders: readonly string[];
  readonly sockets: readonly string[];
  readonly port: number;
  readonly pids: readonly number[];
  /** It has no folder of its own either. */
  readonly writesNothing?: true;
}

const got: string[] = [];
function attempt(what: string, act: () => unknown): void {
  try {
    act();
    got.push(what);
  } catch {
    // refused, as it should be
  }
}
const reach = (what: string, to: NetConnectOpts): Promise<void> =>
  new Promise((resolve) => {
    try {
      const socket = connect(to);
      socket.once('connect', () => {
        got.push(what);
        socket.destroy();
        resolve();
      });
      socket.once('error', () => resolve());
    } catch {
      resolve();
    }
  });

const order = process.argv[2] ?? '';
const prey: Prey = JSON.parse(order.startsWith('{') ? order : readFileSync(order, 'utf8'));
for (const file of prey.files) {
  attempt(`read ${file}`, () => readFileSync(file));
  attempt(`linked ${file}`, () => {
    symlinkSync(file, 'a-link');
    readFileSync('a-link');
  });
  attempt(`joined ${file}`, () => linkSync(file, 'a-name'));
  attempt(`changed ${file}`, () => writeFileSync(file, 'x'));
  attempt(`cut ${file}`, () => truncateSync(file, 0));
  attempt(`opened up ${file}`, () => chmodSync(file, 0o777));
  attempt(`dated ${file}`, () => utimesSync(file, 0, 0));
  attempt(`moved ${file}`, () => renameSync(file, 'moved'));
  attempt(`removed ${file}`, () => rmSync(file));
}
for (const folder of prey.folders) {
  attempt(`listed ${folder}`, () => readdirSync(folder));
  attempt(`wrote into ${folder}`, () => writeFileSync(join(folder, 'left-behind'), 'x'));
  attempt(`made a folder in ${folder}`, () => mkdirSync(join(folder, 'a-folder')));
}
for (const pid of prey.pids) {
  attempt(`saw the surroundings of ${pid}`, () => readFileSync(`/proc/${pid}/environ`));
  attempt(`saw the memory of ${pid}`, () => readFileSync(`/proc/${pid}/maps`));
  attempt(`signalled ${pid}`, () => process.kill(pid, 0));
}
for (const program of ['/bin/sh', '/usr/bin/perl', process.execPath]) {
  attempt(`started ${program}`, () => {
    const { error } = spawnSync(program, ['--version']);
    if (error !== undefined) throw error;
  });
}
for (const path of prey.sockets) await reach(`reached ${path}`, { path });
await reach(`reached port ${prey.port}`, { host: '127.0.0.1', port: prey.port });
// and what it needs is there
if (prey.writesNothing) attempt('wrote where it is', () => writeFileSync('own', 'x'));
else {
  writeFileSync('own', 'x');
  if (readFileSync('own', 'utf8') !== 'x' || !statSync('.').isDirectory()) got.push('nothing of its own');
}
process.stdout.write(JSON.stringify(got));
