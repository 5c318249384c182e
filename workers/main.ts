import { readEnvironment } from '../config/env.ts';
import { createLog } from './log.ts';
import { runWorker } from './run-worker.ts';

/** The worker process that a server starts. */

const environment = readEnvironment();
const log = createLog(environment.logLevel, 'gouji-worker');
try {
  process.exitCode = await runWorker(environment, log);
} catch (error) {
  log.fatal({ err: error }, 'the worker cannot start');
  process.exit(1);
}
