import { pino } from 'pino';
import { readEnvironment } from '../../config/env.ts';
import { PROCESS_LIMITS } from '../../config/limits/work.ts';
import { childCommand } from '../../workers/fence/child-command.ts';
import { composeFence, findFence } from '../../workers/fence/fence.ts';
import { LIBRARIES, LOADERS } from '../../workers/fence/launcher.ts';
import { openerCommand } from '../../workers/other-archives.ts';

/** Prints the command lines by which whoever runs this would fence a program of node in, each in its folder. */

const [program = '', order = '', folder = '', without = ''] = process.argv.slice(2);
const log = pino({ level: 'silent' });
const { searchPath } = readEnvironment();
const fence = without === '' ? await findFence(searchPath, log) : await composeFence(searchPath, log, null, null);
process.stdout.write(
  JSON.stringify({
    user: fence.user,
    holds: fence.holds,
    child: childCommand(fence, [program, order], PROCESS_LIMITS, folder),
    // it reads its program as what opens archives reads its archive
    opener: openerCommand(fence, [process.execPath, '--input-type=module', '-'], 1_000_000),
    suite: fence.around([process.execPath, program, order], {
      places: { read: [...LIBRARIES, program, order], run: [process.execPath, ...LOADERS], write: [folder, '/tmp'] },
      calls: 'save',
      limits: ['--core=0'],
    }),
  }),
);
