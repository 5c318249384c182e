import { pino } from 'pino';
import { readEnvironment } from '../config/env.ts';
import { PROCESS_LIMITS, WARM_CHILD_LIMITS } from '../config/limits/work.ts';
import type { Language } from '../config/rule-words/words-of.ts';
import { childArguments } from '../workers/child-arguments.ts';
import { type Converter, openConverter } from '../workers/converter.ts';
import { findConvertingParts } from '../workers/converting-parts.ts';
import { openOtherArchives } from '../workers/other-archives.ts';
import { convertFound, type FileOutcome } from './convert.ts';
import { WrongCommand } from './exit.ts';
import { type Found, findFiles } from './find.ts';
import { type OutputFolder, openOutputFolder } from './output-folder.ts';
import { barProgress, lineProgress } from './progress.ts';
import { CLI_WORDS } from './words.ts';

export interface ConvertOptions {
  readonly out: string;
  /** Files converted at the same time. */
  readonly jobs: number;
  readonly lang: Language;
}

/** What `--json` prints on stdout. `seconds` is the time of the whole command. */
export interface ConversionSummary {
  readonly out: string;
  readonly converted: number;
  readonly failed: number;
  readonly skipped: number;
  readonly seconds: number;
  readonly interrupted: boolean;
  readonly files: readonly FileOutcome[];
}

const countOf = (files: readonly FileOutcome[], status: FileOutcome['status']): number =>
  files.filter((file) => file.status === status).length;

async function openOut(folder: string): Promise<OutputFolder> {
  try {
    return await openOutputFolder(folder);
  } catch (error) {
    throw new WrongCommand(CLI_WORDS.outUnusable(folder), { cause: error });
  }
}

/** Archives hold files that are not yet seen, so they get every child from the start. */
const childrenAtOnce = (found: readonly Found[], jobs: number): number => {
  const files = found.filter((item) => item.kind === 'file');
  return files.some((file) => /\.(?:zip|rar|7z)$/i.test(file.name)) ? jobs : Math.min(jobs, files.length);
};

async function openChildren(found: readonly Found[], jobs: number): Promise<Converter> {
  const log = pino({ level: 'silent' });
  const { searchPath, ocr } = readEnvironment();
  const { fence, suite, program: child } = await findConvertingParts(searchPath, log);
  const program = [...child, ...childArguments({ ocr, draws: false, guarded: false, suite: suite !== null })];
  const atOnce = childrenAtOnce(found, jobs);
  const documentsPerChild = WARM_CHILD_LIMITS.documents;
  return openConverter({ children: jobs, atOnce, documentsPerChild, fence, suite, program, limits: PROCESS_LIMITS });
}

/**
 * `gouji convert`: finds the files, converts them in processes of their own, writes what came of each.
 * @throws WrongCommand when none of the inputs exists, nothing in them could be converted, or `out` cannot be written.
 */
export async function runConvert(inputs: readonly string[], options: ConvertOptions): Promise<ConversionSummary> {
  const began = performance.now();
  const found = await findFiles(inputs, options.out);
  if (found.every((item) => item.kind === 'skipped')) throw new WrongCommand(CLI_WORDS.nothingFound);
  if (found.every((item) => item.kind === 'missing')) throw new WrongCommand(CLI_WORDS.nothingExists);
  const folder = await openOut(options.out);
  const converter = await openChildren(found, options.jobs);
  const interruption = new AbortController();
  const stop = (): void => {
    interruption.abort();
    void converter.close();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const progress = process.stderr.isTTY ? barProgress(process.stderr) : lineProgress(process.stderr);
  try {
    const { jobs, lang } = options;
    const files = await convertFound({
      found,
      folder,
      jobs,
      lang,
      convertSource: converter.convert,
      otherArchives: openOtherArchives(readEnvironment().searchPath, pino({ level: 'silent' })),
      progress,
      signal: interruption.signal,
    });
    if (files.every((file) => file.status === 'skipped') && !interruption.signal.aborted) {
      throw new WrongCommand(CLI_WORDS.nothingFound);
    }
    return {
      out: options.out,
      converted: countOf(files, 'converted'),
      failed: countOf(files, 'failed'),
      skipped: countOf(files, 'skipped'),
      seconds: Math.round(performance.now() - began) / 1000,
      interrupted: interruption.signal.aborted,
      files,
    };
  } finally {
    progress.close();
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    await converter.close();
  }
}
