import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/env.ts';

const { searchPath } = readEnvironment();
const isRoot = process.getuid?.() === 0;
/** Who is not root: somebody else where root runs the tests, else whoever does. */
const SOMEBODY = isRoot ? 65_531 : null;

let programs: string;
const [hostile, commands] = ['hostile-program', 'fenced-commands'];
beforeAll(async () => {
  programs = await mkdtemp(join(tmpdir(), 'gouji-hostile-'));
  await build({
    entryPoints: [hostile, commands].map((name) => resolve(import.meta.dirname, `${name}.ts`)),
    bundle: true,
    platform: 'node',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    outdir: programs,
    banner: { js: "import { createRequire as make } from 'node:module'; const require = make(import.meta.url);" },
    logLevel: 'silent',
  });
  await chmod(programs, 0o755);
});
afterAll(() => rm(programs, { recursive: true, force: true }));

let data: string;
let files: readonly string[];
let servers: readonly Server[];
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'gouji-data-'));
  files = ['session-secret', 'originals/report', 'db/PG_VERSION', 'work/other-document'].map((name) =>
    join(data, name),
  );
  for (const file of files) {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, 'secret', { mode: 0o600 });
  }
  servers = await Promise.all([join(data, 'r.sock'), join(data, 'ledger.sock'), 0].map(listen));
});
afterEach(async () => {
  for (const server of servers) server.close();
  await rm(data, { recursive: true, force: true });
});

async function listen(where: string | number): Promise<Server> {
  const server = createServer((socket) => socket.end());
  if (typeof where === 'string') server.listen(where);
  else server.listen(where, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** Runs a program of node or a whole command line. @returns what it printed */
async function printed(
  command: readonly string[],
  cwd: string,
  user: number | null,
  input: string | Buffer = '',
): Promise<string> {
  const [first = '', ...rest] = command;
  const as = user === null ? {} : { uid: user, gid: user };
  const child = spawn(first, rest, { cwd, env: { PATH: searchPath }, stdio: 'pipe', ...as });
  child.stdin.on('error', () => {}).end(input);
  const [said, complaint] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (said === '') throw new Error(`it said nothing: ${complaint}`);
  return said;
}

type Which = 'child' | 'suite' | 'opener' | 'unfenced';

/** What the hostile program gets as it is started by somebody whose the data folder is. */
async function gained(by: number | null, which: Which, without = ''): Promise<readonly string[]> {
  const own = await mkdtemp(join(tmpdir(), 'gouji-own-'));
  const order = join(programs, 'order.json');
  const address = servers[2]?.address();
  const prey = {
    files: [...files, '/etc/passwd', resolve(import.meta.dirname, 'fence.test.ts')],
    folders: [data, join(data, 'work'), '/', '/tmp', '/etc', programs],
    sockets: [join(data, 'r.sock'), join(data, 'ledger.sock')],
    port: typeof address === 'object' && address !== null ? address.port : 0,
    pids: [process.pid],
  };
  await writeFile(order, JSON.stringify(which === 'unfenced' ? { ...prey, files, folders: [data] } : prey));
  const program = join(programs, `${hostile}.mjs`);
  if (by !== null)
    for (const name of ['', ...(await readdir(data, { recursive: true }))]) await chown(join(data, name), by, by);
  try {
    const arguments_ = [program, order, own, without];
    const found = JSON.parse(
      await printed([process.execPath, join(programs, `${commands}.mjs`), ...arguments_], '/', by),
    );
    const user: number | null = found.user ?? by;
    if (user !== null) await chown(own, user, user);
    if (which === 'opener') {
      const argv = [...found.opener, JSON.stringify({ ...prey, writesNothing: true })];
      return JSON.parse(await printed(argv, own, user, await readFile(program)));
    }
    const command = which === 'unfenced' ? [process.execPath, program, order] : found[which];
    return JSON.parse(await printed(command, own, which === 'unfenced' ? by : user));
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

/** Its root and the folder for passing files in it are its own, empty but for what it is shown. */
const ITS_OWN = /^listed \/(?:etc|tmp.*)?$|^(?:wrote into|made a folder in) \/tmp(?:\/gouji-hostile.*)?$/;

const people: readonly (readonly [string, number | null])[] = [
  [isRoot ? 'root' : 'whoever runs the tests', null],
  ['an ordinary user', SOMEBODY],
];

describe.each(people)('a hostile program in place of the one that reads, started by %s', (_who, by) => {
  it('would get at everything if nothing held it', async () => {
    const got = await gained(by, 'unfenced');
    expect(got).toEqual(
      expect.arrayContaining([
        ...[`read ${files[0]}`, `changed ${files[0]}`, `listed ${data}`, 'started /bin/sh'],
        expect.stringMatching(/^reached .*r\.sock$/),
        expect.stringMatching(/^reached port/),
      ]),
    );
  });

  it('gets no file, no folder, no socket, no port, no process and no program, and changes nothing', async () => {
    expect(await gained(by, 'child')).toEqual([]);
    for (const file of files) expect(await readFile(file, 'utf8')).toBe('secret');
    expect(await readdir(data)).not.toContain('left-behind');
  });

  it('gets as little in place of what opens archives, and writes nowhere', async () => {
    expect(await gained(by, 'opener')).toEqual([]);
    for (const file of files) expect(await readFile(file, 'utf8')).toBe('secret');
  });

  it('gets as little in place of the office suite, whose root holds nothing but what belongs to it', async () => {
    const got = await gained(by, 'suite');
    expect(got.filter((each) => !ITS_OWN.test(each))).toEqual([]);
    for (const place of ['/tmp', programs]) expect(await readdir(place)).not.toContain('left-behind');
    for (const file of files) expect(await readFile(file, 'utf8')).toBe('secret');
  });

  it('gets no file and no socket either where the kernel does not judge calls and there are roots alone', async () => {
    const got = await gained(by, 'child', 'launcher');
    expect(got.filter((each) => /session-secret|sock|port|passwd|\/db|originals/.test(each))).toEqual([]);
    for (const file of files) expect(await readFile(file, 'utf8')).toBe('secret');
  });
});
