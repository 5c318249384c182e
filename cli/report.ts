import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { applyDecisions, decisionSchema } from '../pipeline/contracts/decision.ts';
import type { CheckedReport } from '../pipeline/contracts/report.ts';
import { noticeDocx } from '../pipeline/notice/docx.ts';
import { noticeHtml } from '../pipeline/notice/html.ts';
import { doubtsSheet, type Notice, returnNotice } from '../pipeline/notice/notice.ts';
import { validate } from '../pipeline/validate/validate.ts';
import { EXIT, type ExitCode, WrongCommand } from './exit.ts';
import { readInput, requireReport } from './report-file.ts';
import { type InputPaths, readValidationInputs } from './validation-inputs.ts';
import { REPORT_WORDS } from './words.ts';

export interface ReportOptions extends InputPaths {
  /** File that the notice is written to; its ending says whether as Word file or page. */
  readonly out: string;
  /** File for the office's own list of what it has to settle first. */
  readonly doubts?: string;
  /** File with what reviewers decided, in the order in which they did. */
  readonly decisions?: string;
  readonly office?: string;
  /** ISO dates. */
  readonly due?: string;
  readonly date?: string;
}

const decisionsSchema = z.array(decisionSchema);

type Format = 'docx' | 'html';

/** @throws WrongCommand */
function formatOf(path: string): Format {
  const ending = /\.(docx|html)$/i.exec(path)?.[1]?.toLowerCase();
  if (ending === 'docx' || ending === 'html') return ending;
  throw new WrongCommand(REPORT_WORDS.unknownEnding(path));
}

async function write(path: string, notice: Notice, format: Format): Promise<void> {
  const content = format === 'docx' ? await noticeDocx(notice) : noticeHtml(notice);
  try {
    await writeFile(path, content);
  } catch (error) {
    throw new WrongCommand(REPORT_WORDS.unwritable(path), { cause: error });
  }
}

function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, '0')).join('-');
}

/**
 * `gouji report`: checks a file of canonical JSON and writes the notice that returns it to its agency, and on request
 * the office's own list of what is not yet known to be the agency's fault.
 * @throws WrongCommand
 */
export async function report(file: string, options: ReportOptions): Promise<ExitCode> {
  const format = formatOf(options.out);
  const doubtsFormat = options.doubts === undefined ? null : formatOf(options.doubts);
  if (options.doubts !== undefined && resolve(options.doubts) === resolve(options.out))
    throw new WrongCommand(REPORT_WORDS.samePlace);
  const canonical = await requireReport(file);
  const { contextFor } = await readValidationInputs(options);
  const context = contextFor(canonical);
  const checked: CheckedReport = { ...canonical, validation: validate(canonical, context) };
  const decisions = options.decisions === undefined ? [] : await readInput(options.decisions, decisionsSchema);
  const judged = applyDecisions(checked, decisions);
  const letter = {
    office: options.office ?? null,
    date: options.date ?? today(),
    due: options.due ?? null,
    thresholds: context.settings?.thresholds,
  };
  const say = (line: string): boolean => process.stderr.write(`${line}\n`);

  const doubts = doubtsSheet(checked, judged, letter);
  if (doubts && options.doubts !== undefined && doubtsFormat) {
    await write(options.doubts, doubts, doubtsFormat);
    say(REPORT_WORDS.doubtsWritten(doubts.count, options.doubts));
  } else if (doubts) say(REPORT_WORDS.doubtsLeft(doubts.count));
  const notice = returnNotice(checked, judged, letter);
  if (!notice) {
    say(doubts ? REPORT_WORDS.nothingYet : REPORT_WORDS.nothing);
    return EXIT.someFailed;
  }
  await write(options.out, notice, format);
  say(REPORT_WORDS.written(notice.count, options.out));
  return EXIT.done;
}
