import type { Language } from '../config/rule-words/words-of.ts';
import type { Arrival, SkipReason } from '../pipeline/contracts/arrival.ts';
import type { Source } from '../pipeline/contracts/document.ts';
import { ConversionError, type ErrorCode } from '../pipeline/contracts/errors.ts';
import type { Severity } from '../pipeline/contracts/finding.ts';
import type { OtherArchives } from '../pipeline/contracts/other-archives.ts';
import type { CheckedReport, ValidationStatus } from '../pipeline/contracts/report.ts';
import { receive, shownName } from '../pipeline/intake/intake.ts';
import { countReviewCells } from '../workers/review-cells.ts';
import { type Found, fileNameOf } from './find.ts';
import type { OutputFolder } from './output-folder.ts';
import type { Progress } from './progress.ts';
import { TOLD } from './told/told.ts';

/** What became of one file, as `--json` prints it. `output` is a file name in the result folder. */
export type FileOutcome =
  | {
      readonly status: 'converted';
      readonly name: string;
      readonly output: string;
      readonly verdict: ValidationStatus;
      readonly errorFindings: number;
      readonly warningFindings: number;
      readonly reviewCells: number;
    }
  | {
      readonly status: 'failed';
      readonly name: string;
      /** Null when not even the error could be written. */
      readonly output: string | null;
      readonly code: ErrorCode;
      readonly message: string;
      /** English, for those who look into it. */
      readonly detail: string;
    }
  | { readonly status: 'skipped'; readonly name: string; readonly reason: SkipReason };

type Ended = Exclude<FileOutcome, { readonly status: 'skipped' }>;

/** Converts one source apart from this process. @throws ConversionError */
export type ConvertSource = (source: Source) => Promise<CheckedReport>;

export interface ConvertRequest {
  readonly found: readonly Found[];
  readonly folder: OutputFolder;
  /** Files that are converted at the same time. */
  readonly jobs: number;
  readonly lang: Language;
  readonly convertSource: ConvertSource;
  readonly otherArchives: OtherArchives;
  readonly progress: Progress;
  /** Once aborted, no further file is begun. */
  readonly signal: AbortSignal;
}

const asConversionError = (error: unknown): ConversionError =>
  error instanceof ConversionError ? error : new ConversionError('internal', 'an unforeseen error', { cause: error });

type Refusal = Extract<Arrival, { kind: 'refused' }>;

const refusal = (name: string, error: ConversionError): Refusal => ({
  kind: 'refused',
  name: shownName(name),
  fileName: shownName(fileNameOf(name)),
  bytes: 0,
  error,
});

/** Everything that was found, archives opened, in a fixed order; never more than one file in memory beside those in work. */
async function* arrivalsOf({ found, progress, otherArchives }: ConvertRequest): AsyncGenerator<Arrival> {
  for (const item of found) {
    switch (item.kind) {
      case 'skipped':
        yield { kind: 'skipped', name: shownName(item.name), reason: item.reason };
        break;
      case 'missing':
        yield refusal(item.name, new ConversionError('unreadable', 'no such file or folder'));
        break;
      case 'failed':
        yield refusal(item.name, item.error);
        break;
      case 'file': {
        let files = 0;
        for await (const arrival of receive(item.name, { path: item.path }, { chosen: item.chosen, otherArchives })) {
          if (arrival.kind !== 'skipped') files++;
          if (files > 1) progress.expect(1);
          yield arrival;
        }
        if (files === 0) progress.expect(-1);
        break;
      }
      default:
        item satisfies never;
    }
  }
}

async function refuse(request: ConvertRequest, arrival: Refusal, claimed: string, missing: boolean): Promise<Ended> {
  const code = arrival.error.code;
  const words = TOLD[request.lang];
  const message = missing ? words.missing : words.errors[code];
  const json = `${JSON.stringify({ error: { code, message, fileName: arrival.fileName } }, null, 2)}\n`;
  const outcome = { status: 'failed', name: arrival.name, code, message, detail: arrival.error.message } as const;
  try {
    return { ...outcome, output: await request.folder.writeError(claimed, json) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { ...outcome, output: null, message: `${message}${words.outputFailed}` };
  }
}

/** Null for a file whose conversion was interrupted: it leaves nothing behind. */
async function convertOne(
  request: ConvertRequest,
  arrival: Extract<Arrival, { kind: 'document' }>,
  claimed: string,
): Promise<Ended | null> {
  const { name, source } = arrival;
  try {
    const report = await request.convertSource(source);
    const output = await request.folder.writeReport(claimed, `${JSON.stringify(report, null, 2)}\n`);
    return { status: 'converted', name, output, ...verdictOf(report) };
  } catch (error) {
    if (request.signal.aborted) return null;
    const refused = { kind: 'refused', name, fileName: source.fileName, bytes: source.bytes.length } as const;
    return refuse(request, { ...refused, error: asConversionError(error) }, claimed, false);
  }
}

const countOf = (report: CheckedReport, severity: Severity): number =>
  report.validation.findings.filter((finding) => finding.severity === severity).length;

const verdictOf = (report: CheckedReport) => ({
  verdict: report.validation.status,
  errorFindings: countOf(report, 'error'),
  warningFindings: countOf(report, 'warning'),
  reviewCells: countReviewCells(report),
});

function tell({ progress, lang }: ConvertRequest, outcome: Ended, renamed: boolean): void {
  const words = TOLD[lang];
  const line =
    outcome.status === 'converted'
      ? words.converted(outcome.name, words.verdicts[outcome.verdict], outcome.output)
      : words.failed(outcome.name, outcome.code, outcome.message);
  const more = renamed && outcome.output !== null ? `\n${words.renamed(outcome.name, outcome.output)}` : '';
  progress.ended(line + more, { failed: outcome.status === 'failed', notable: outcome.status === 'failed' || renamed });
}

/**
 * Converts all that was found, so many at a time, and writes a report or an error for each into the result folder.
 * A file's failure is its outcome and never thrown. Outcomes stand in the order in which the files were found.
 */
export async function convertFound(request: ConvertRequest): Promise<readonly FileOutcome[]> {
  const outcomes: FileOutcome[] = [];
  const running = new Set<Promise<void>>();
  const missing = new Set(request.found.filter((item) => item.kind === 'missing').map((item) => shownName(item.name)));
  request.progress.expect(request.found.filter((item) => item.kind !== 'skipped').length);
  let place = 0;
  for await (const arrival of arrivalsOf(request)) {
    if (request.signal.aborted) break;
    const at = place++;
    if (arrival.kind === 'skipped') {
      outcomes[at] = { status: 'skipped', name: arrival.name, reason: arrival.reason };
      continue;
    }
    const wanted = arrival.kind === 'document' ? arrival.source.fileName : arrival.fileName;
    const claimed = request.folder.claim(wanted);
    const work = async (): Promise<void> => {
      const outcome =
        arrival.kind === 'document'
          ? await convertOne(request, arrival, claimed)
          : await refuse(request, arrival, claimed, missing.has(arrival.name));
      if (outcome === null) return;
      outcomes[at] = outcome;
      tell(request, outcome, claimed !== wanted);
    };
    const task = work().finally(() => running.delete(task));
    running.add(task);
    if (running.size >= request.jobs) await Promise.race(running);
  }
  await Promise.all(running);
  return outcomes.filter((outcome) => outcome !== undefined);
}
