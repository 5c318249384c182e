import { readFile } from 'node:fs/promises';
import { pino } from 'pino';
import { readEnvironment } from '../../config/env.ts';
import { PROCESS_LIMITS, WARM_CHILD_LIMITS } from '../../config/limits/work.ts';
import type { OcrChoice } from '../../config/ocr.ts';
import type { Source } from '../../pipeline/contracts/document.ts';
import { childArguments } from '../../workers/child-arguments.ts';
import { prepareChildProgram } from '../../workers/child-program.ts';
import { openConverter } from '../../workers/converter.ts';
import { findFence } from '../../workers/fence/fence.ts';

const MEGABYTE = 1024 * 1024;
const SAMPLE_MS = 50;

/** Resident memory in bytes of all processes of ours that run the converting program. */
async function residentOfChildren(): Promise<number> {
  const { readdir } = await import('node:fs/promises');
  let most = 0;
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    try {
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8');
      const status = await readFile(`/proc/${pid}/stat`, 'utf8');
      const parent = status.slice(status.lastIndexOf(')') + 2).split(' ')[1];
      if (!command.includes('convert-child') || parent !== String(process.pid)) continue;
      const resident = /VmRSS:\s+(\d+) kB/.exec(await readFile(`/proc/${pid}/status`, 'utf8'));
      most = Math.max(most, Number(resident?.[1] ?? 0) * 1024);
    } catch (error) {
      // The process ended while it was looked at.
      if (!(error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')))
        throw error;
    }
  }
  return most;
}

/**
 * Memory of a converting process over many documents, replaced after as many as `gouji convert` gives it:
 * the peak, and how much the mean of the last quarter lies above that of the second, in MB.
 */
export async function memoryOverMany(
  sources: readonly Source[],
  documents: number,
  ocr: OcrChoice,
): Promise<{ peakMb: number; slopeMb: number }> {
  const log = pino({ level: 'silent' });
  const { searchPath } = readEnvironment();
  const [fence, program] = await Promise.all([findFence(searchPath, log), prepareChildProgram(log)]);
  const converter = await openConverter({
    children: 1,
    atOnce: 1,
    documentsPerChild: WARM_CHILD_LIMITS.documents,
    fence,
    program: [...program, ...childArguments({ ocr, draws: false, guarded: false, suite: false })],
    limits: PROCESS_LIMITS,
  });
  const samples: number[] = [];
  let looking = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking.then(async () => {
      samples.push(await residentOfChildren());
    });
  }, SAMPLE_MS);
  for (let i = 0; i < documents; i++) await converter.convert(sources[i % sources.length]!);
  clearInterval(timer);
  await looking;
  await converter.close();
  const mean = (part: readonly number[]): number => part.reduce((a, b) => a + b, 0) / Math.max(1, part.length);
  const quarter = Math.floor(samples.length / 4);
  return {
    peakMb: Math.max(...samples) / MEGABYTE,
    slopeMb: (mean(samples.slice(3 * quarter)) - mean(samples.slice(quarter, 2 * quarter))) / MEGABYTE,
  };
}
