import type { Logger } from 'pino';
import type { Environment } from '../../config/env.ts';
import { SELF_CHECK_LIMITS } from '../../config/limits/own-door.ts';
import { PROCESS_LIMITS } from '../../config/limits/work.ts';
import type { Blobs } from '../../store/blobs.ts';
import type { Store } from '../../store/store.ts';
import { childArguments } from '../../workers/child-arguments.ts';
import { openConverter } from '../../workers/converter.ts';
import type { ConvertingParts } from '../../workers/converting-parts.ts';
import { openDraftFiles } from './draft-files.ts';
import { openSelfCheckDesk, type SelfCheckDesk } from './self-check-desk.ts';

/** The desk with the processes that convert for it: one for each draft, started when it is there. */
export async function openSelfChecks(
  { dataFolder, ocr }: Pick<Environment, 'dataFolder' | 'ocr'>,
  { fence, suite, program }: ConvertingParts,
  { store, blobs }: { readonly store: Store; readonly blobs: Blobs },
  workFolder: string,
  log: Logger,
): Promise<SelfCheckDesk> {
  const files = await openDraftFiles(dataFolder);
  const converter = await openConverter({
    children: SELF_CHECK_LIMITS.children,
    atOnce: 0,
    documentsPerChild: 1,
    fence,
    suite,
    program: [...program, ...childArguments({ ocr, draws: false, guarded: false, suite: suite !== null })],
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
