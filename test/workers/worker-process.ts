import { pino } from 'pino';
import { readEnvironment } from '../../config/env.ts';
import { PROCESS_LIMITS } from '../../config/limits/work.ts';
import { openBlobs } from '../../store/blobs.ts';
import { LEDGER_SOCKET } from '../../store/ledger-calls.ts';
import { pageReadings } from '../../store/page-readings.ts';
import { startConvertWorker } from '../../workers/convert.worker.ts';
import { openConverter } from '../../workers/converter.ts';
import { findFence } from '../../workers/fence/fence.ts';
import { privateRedisPlace } from '../../workers/private-redis.ts';
import { connectLedger } from '../../workers/remote-ledger.ts';
import { openSocketFolder } from '../../workers/socket-path.ts';
import { untilStopped } from '../../workers/stop-signal.ts';

/** A worker process as workers/run-worker.ts makes it, but with the scripted child and with short locks. */

const [dataFolder = '', program = '', stopDeadlineMs = '5000'] = process.argv.slice(2);
const log = pino({ level: 'silent' });
const blobs = openBlobs(dataFolder);
const converter = await openConverter({
  children: 3,
  atOnce: 0,
  documentsPerChild: 1,
  fence: await findFence(readEnvironment().searchPath, log),
  program: [program],
  limits: PROCESS_LIMITS,
  folder: await blobs.makeWorkFolder(),
});
const worker = startConvertWorker({
  redis: (await privateRedisPlace(dataFolder)).place,
  ledger: connectLedger((await openSocketFolder(dataFolder, LEDGER_SOCKET)).path(LEDGER_SOCKET)),
  blobs,
  concurrency: 2,
  converter,
  readingsOf: (sha256) => pageReadings(dataFolder, sha256, 'scripted'),
  log,
  times: { lockMs: 4_000, stalledCheckMs: 500 },
});
process.stdout.write('ready\n');
process.exitCode = await untilStopped(log, 20_000, () => worker.stop(Number.parseInt(stopDeadlineMs, 10)));
process.exit();
