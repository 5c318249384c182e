import type { Logger } from 'pino';
import type { Environment } from '../../config/env.ts';
import { SELF_CHECK_LIMITS } from '../../config/limits/own-door.ts';
import { PROCESS_LIMITS } from '../../config/limits/work.ts';
import type { Blobs } from '../../store/blobs.ts';
import type { Store } from '../../store/store.ts';
import { childArguments } from '../../workers/child-arguments.ts';
import { findChildFence } from '../../workers/child-command.ts';
import { prepareChildProgram } from '../../workers/child-program.ts';
import { openConverter } from '../../workers/converter.ts';
import { findOfficeSuite } from '../../workers/office-suite.ts';
import { openDraftFiles } from './draft-files.ts';
import { openSelfCheckDesk, type SelfCheckDesk } from './self-check-desk.ts';

/** The desk with the processes that convert for it: one for each draft, started when it is there. */
export async function openSelfChecks(
  { searchPath, dataFolder, ocr }: Pick<Environment, 'searchPath' | 'dataFolder' | 'ocr'>,
  { store, blobs }: { readonly store: Store; readonly blobs: Blobs },
  workFolder: string,
  log: Logger,
): Promise<SelfCheckDesk> {
  const [command, program, suiteCommand, files] = await Promise.all([
    findChildFence(searchPath, log),
    prepareChildProgram(log),
    findOfficeSuite(searchPath, log),
    openDraftFiles(dataFolder),
  ]);
  const converter = await openConverter({
    children: SELF_CHECK_LIMITS.children,
    atOnce: 0,
    documentsPerChild: 1,
    command,
    program: [...program, ...childArguments({ ocr, draws: false, guarded: false, suiteCommand })],
    limits: PROCESS_LIMITS,
    folder: workFolder,
  });
  const desk = openSelfCheckDesk({ store, blobs, files, converter, log });
  return {
    ...desk,
    stop: async () => {
      const ended = desk.stop();
      await converter.close();
      await ended;
    },
  };
}
