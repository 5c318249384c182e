import type { Language } from '../config/rule-words/words-of.ts';
import type { Finding } from '../pipeline/contracts/finding.ts';
import type { ValidationStatus } from '../pipeline/contracts/report.ts';
import { shownName } from '../pipeline/intake/intake.ts';
import { validate as check } from '../pipeline/validate/validate.ts';
import { EXIT, type ExitCode, WrongCommand } from './exit.ts';
import { reportLines } from './finding-lines.ts';
import { readReport, reportFiles, UnusableFile } from './report-file.ts';
import { TOLD } from './told/told.ts';
import { type InputPaths, readValidationInputs } from './validation-inputs.ts';
import { VALIDATE_WORDS } from './words.ts';

export interface ValidateOptions extends InputPaths {
  readonly json: boolean;
  readonly lang: Language;
}

/** What became of one file, as `--json` prints it. */
type FileResult =
  | {
      readonly file: string;
      readonly agency: string | null;
      readonly year: number | null;
      readonly status: ValidationStatus;
      readonly findings: readonly Finding[];
    }
  | { readonly file: string; readonly error: string };

const isFaulty = (result: FileResult): boolean =>
  'findings' in result && result.findings.some((finding) => finding.severity === 'error');

/**
 * `gouji validate`: puts every rule to files of canonical JSON and prints the findings, as lines or as JSON.
 * @throws WrongCommand when there is nothing to check or an input beside the reports cannot be used.
 */
export async function validate(inputs: readonly string[], options: ValidateOptions): Promise<ExitCode> {
  const files = await reportFiles(inputs);
  if (files.length === 0) throw new WrongCommand(VALIDATE_WORDS.nothingFound);
  if (options.context !== undefined && files.length > 1) throw new WrongCommand(VALIDATE_WORDS.contextOfOne);
  const beside = await readValidationInputs(options);
  const words = TOLD[options.lang];
  const results: FileResult[] = [];
  for (const file of files) {
    try {
      const report = await readReport(file);
      const context = beside.contextFor(report);
      const checked = check(report, context);
      const { agency, year } = report.report;
      results.push({ file, agency, year, ...checked });
      if (!options.json) process.stdout.write(reportLines(file, checked, options.lang, context.settings?.thresholds));
    } catch (error) {
      if (!(error instanceof UnusableFile)) throw error;
      results.push({ file, error: error.message });
      process.stderr.write(`${words.unusable(shownName(file), shownName(error.message))}\n`);
    }
  }
  for (const path of beside.unusedLastYear()) process.stderr.write(`${words.unusedLastYear(shownName(path))}\n`);
  if (options.json) process.stdout.write(`${JSON.stringify({ reports: results }, null, 2)}\n`);
  if (results.some((result) => 'error' in result)) return EXIT.wrongCommand;
  return results.some(isFaulty) ? EXIT.someFailed : EXIT.done;
}
