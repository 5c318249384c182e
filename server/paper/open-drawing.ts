import type { Logger } from 'pino';
import type { Environment } from '../../config/env.ts';
import { PAPER_LIMITS, PAPER_PROCESS } from '../../config/limits/paper.ts';
import type { FenceState } from '../../contracts/api.ts';
import { openPapers, type Papers } from '../../store/papers.ts';
import { childArguments } from '../../workers/child-arguments.ts';
import { prepareChildProgram, versionOf } from '../../workers/child-program.ts';
import { type Converter, openConverter } from '../../workers/converter.ts';
import { findFence } from '../../workers/fence/fence.ts';
import { findOfficeSuite } from '../../workers/office-suite.ts';

/**
 * The processes that draw papers, within the fence of those that convert: each document in one of its own, a fresh one
 * always ready, because somebody waits for the page.
 */
export async function openDrawing(
  { searchPath, dataFolder }: Pick<Environment, 'searchPath' | 'dataFolder'>,
  workFolder: string,
  log: Logger,
): Promise<{
  readonly converter: Converter;
  readonly papers: Papers;
  readonly fence: FenceState;
  readonly version: string;
}> {
  const [fence, program] = await Promise.all([findFence(searchPath, log), prepareChildProgram(log)]);
  const suite = findOfficeSuite(searchPath, fence, log);
  const converter = await openConverter({
    children: PAPER_LIMITS.children,
    atOnce: 1,
    documentsPerChild: 1,
    spare: true,
    fence,
    suite,
    program: [...program, ...childArguments({ ocr: 'none', draws: true, guarded: false, suite: suite !== null })],
    limits: PAPER_PROCESS,
    folder: workFolder,
  });
  const version = await versionOf(program);
  return { converter, papers: openPapers(dataFolder, version), fence: fence.holds, version };
}
