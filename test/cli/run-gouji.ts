import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

export const GOUJI = resolve(import.meta.dirname, '../../cli/gouji.mjs');

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line in a folder and gives what it printed. */
export function runGouji(folder: string, words: readonly string[]): Promise<Run> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [GOUJI, ...words], { cwd: folder });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.once('error', fail);
    child.once('close', (code) => done({ code, out, err }));
  });
}
