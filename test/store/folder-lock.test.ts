import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderInUseError, lockFolder } from '../../store/folder-lock.ts';
import { runTypeScript } from '../../workers/child-program.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gouji-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Another process that locks the folder, says so and stays. */
async function lockElsewhere() {
  const child = spawn(process.execPath, [...runTypeScript(resolve(import.meta.dirname, 'hold-lock.ts')), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await once(child.stdout, 'data');
  return { child, said: String(said).trim() };
}

describe('the lock of a data folder', () => {
  it('is held by one at a time, and free again afterwards', async () => {
    const lock = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow(FolderInUseError);
    await lock.free();
    expect((await lockFolder(folder)).takenOver).toBe(false);
  });

  it('names the process that holds it', async () => {
    const { child } = await lockElsewhere();
    await expect(lockFolder(folder)).rejects.toMatchObject({ pid: child.pid });
    child.kill('SIGKILL');
    await once(child, 'exit');
  });

  it('is taken over from a process that was killed', async () => {
    const { child, said } = await lockElsewhere();
    expect(said).toBe('locked');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect((await lockFolder(folder)).takenOver).toBe(true);
  });

  it('is taken over by one alone when several try at once', async () => {
    const dead = { pid: 2_000_000_000, boot: 'before', started: '1' };
    await writeFile(join(folder, 'lock'), JSON.stringify(dead));
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
    expect(tries.filter((attempt) => attempt.status === 'fulfilled')).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['lock']);
  });

  it('is taken over when another process has the number of the dead one', async () => {
    const { child } = await lockElsewhere();
    const { boot } = JSON.parse(await readFile(join(folder, 'lock'), 'utf8'));
    child.kill('SIGKILL');
    await once(child, 'exit');
    await writeFile(join(folder, 'lock'), JSON.stringify({ pid: process.pid, boot, started: '1' }));
    expect((await lockFolder(folder)).takenOver).toBe(true);
  });

  it('is taken over when it cannot be read', async () => {
    await writeFile(join(folder, 'lock'), '{"pid":');
    expect((await lockFolder(folder)).takenOver).toBe(true);
  });
});
