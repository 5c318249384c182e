import { readEnvironment } from '../config/env.ts';
import { createLog } from '../workers/log.ts';
import { runWorker } from '../workers/run-worker.ts';
import { explainStartFailure } from './start-failure.ts';

export interface WorkOptions {
  readonly concurrency?: number;
  readonly dataFolder?: string;
}

/**
 * `gouji worker`: joins the queue of a server and converts until a signal.
 * @returns the exit code of the process.
 */
export async function work(given: WorkOptions): Promise<number> {
  let place = { host: '', port: 0, dataFolder: '' };
  try {
    const environment = readEnvironment(given);
    place = environment;
    return await runWorker(environment, createLog(environment.logLevel, 'gouji-worker'));
  } catch (error) {
    const { sentence, exitCode, unforeseen } = explainStartFailure(error, place);
    if (unforeseen) createLog('error', 'gouji-worker').error({ err: error }, 'the start failed');
    process.stderr.write(`${sentence}\n`);
    return exitCode;
  }
}
