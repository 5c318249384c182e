import { parseArgs } from 'node:util';
import { type Environment, readEnvironment } from '../config/env.ts';
import { runWorker } from './run-worker.ts';

/** The worker process that the server starts: its settings that the environment does not hold come as arguments. */

const { values } = parseArgs({
  options: { data: { type: 'string' }, concurrency: { type: 'string' } },
});
const given: Partial<Environment> = {
  ...(values.data === undefined ? {} : { dataFolder: values.data }),
  ...(values.concurrency === undefined ? {} : { concurrency: Number.parseInt(values.concurrency, 10) }),
};
process.exitCode = await runWorker(readEnvironment(given));
