import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { PROCESS_LIMITS } from '../config/limits.ts';
import type { Source } from '../pipeline/contracts/document.ts';
import { ConversionError } from '../pipeline/contracts/errors.ts';
import type { CheckedReport } from '../pipeline/contracts/report.ts';
import { findChildFence } from './child-command.ts';
import { prepareChildProgram } from './child-program.ts';
import { convertInChild } from './convert-in-child.ts';

/** @throws ConversionError; AbortError when `signal` ended it. */
export type ConvertApart = (source: Source, signal: AbortSignal) => Promise<CheckedReport>;

/** The conversion of `pipeline/convert.ts`, each in a process of its own and within its limits, without queue or store. */
export async function prepareConvertApart(searchPath: string, log: Logger): Promise<ConvertApart> {
  const [command, program] = await Promise.all([findChildFence(searchPath, log), prepareChildProgram(log)]);
  return async ({ bytes, ...task }, signal) => {
    const folder = await mkdtemp(join(tmpdir(), 'gouji-convert-'));
    try {
      const work = { task, original: { bytes }, folder, command, program, limits: PROCESS_LIMITS, signal };
      const outcome = await convertInChild(work);
      switch (outcome.kind) {
        case 'converted':
          return outcome.report;
        case 'failed':
          throw new ConversionError(outcome.code, outcome.trace);
        case 'stopped':
          throw signal.reason;
        default:
          return outcome satisfies never;
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}
