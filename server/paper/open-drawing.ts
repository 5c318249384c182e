import { PAPER_LIMITS, PAPER_PROCESS } from '../../config/limits/paper.ts';
import { openPapers, type Papers } from '../../store/papers.ts';
import { childArguments } from '../../workers/child-arguments.ts';
import { versionOf } from '../../workers/child-program.ts';
import { type Converter, openConverter } from '../../workers/converter.ts';
import type { ConvertingParts } from '../../workers/converting-parts.ts';

/**
 * The processes that draw papers, within the fence of those that convert: each document in one of its own, a fresh one
 * always ready, because somebody waits for the page.
 */
export async function openDrawing(
  dataFolder: string,
  { fence, suite, program }: ConvertingParts,
  workFolder: string,
): Promise<{
  readonly converter: Converter;
  readonly papers: Papers;
  readonly version: string;
}> {
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
  return { converter, papers: openPapers(dataFolder, version), version };
}
