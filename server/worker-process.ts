import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { Logger } from 'pino';
import { asVariables, type Environment } from '../config/env.ts';
import { runTypeScript } from '../workers/child-program.ts';
import { findProgram } from '../workers/programs.ts';
import { type Supervised, supervise } from '../workers/supervise.ts';

const PROGRAM = resolve(import.meta.dirname, '..', 'workers', 'main.ts');

/** Starts the server's own worker process, which dies with the server and is started again when it dies alone. */
export function startWorkerProcess(environment: Environment, log: Logger): Supervised {
  const setpriv = findProgram(environment.searchPath, 'setpriv');
  const node = [process.execPath, ...runTypeScript(PROGRAM)];
  const [program = process.execPath, ...argv] =
    setpriv === null ? node : [setpriv, '--pdeathsig', 'KILL', '--', ...node];
  return supervise(
    'worker',
    () =>
      spawn(program, argv, {
        env: asVariables(environment),
        // The channel carries nothing: its end tells the worker that the server is gone, also without setpriv.
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        // Ctrl-C at the terminal is for the server, which stops its worker in order.
        detached: true,
      }),
    log,
  );
}
