import { dirname, resolve } from 'node:path';
import type { RuleSettings } from '../config/rules.ts';
import type { CanonicalReport } from '../pipeline/contracts/report.ts';
import type { RosterEntry, TextSketch, ValidationContext } from '../pipeline/contracts/validation-context.ts';
import {
  type Circumstances,
  circumstancesSchema,
  rosterSchema,
  ruleSettingsSchema,
} from '../pipeline/contracts/validation-input.ts';
import { sameBody } from '../pipeline/validate/agency-names.ts';
import { RULES } from '../pipeline/validate/catalogue.ts';
import { textSketch } from '../pipeline/validate/similarity.ts';
import { WrongCommand } from './exit.ts';
import { readInput, reportFiles, requireReport } from './report-file.ts';
import { FILE_WORDS, VALIDATE_WORDS } from './words.ts';

/** Paths that the command line names beside the reports to check. */
export interface InputPaths {
  readonly settings?: string;
  readonly roster?: string;
  readonly lastYear?: readonly string[];
  readonly compare?: readonly string[];
  readonly context?: string;
}

/** What is known beside the reports, and what of it belongs to which. */
export interface ValidationInputs {
  readonly contextFor: (report: CanonicalReport) => ValidationContext;
  /** Files of last year that fit none of the reports that were asked for so far. */
  readonly unusedLastYear: () => readonly string[];
}

async function readSettings(path: string): Promise<RuleSettings> {
  const settings = await readInput(path, ruleSettingsSchema);
  const known = new Set<string>(RULES.map((rule) => rule.id));
  const unknown = [...settings.off, ...Object.keys(settings.severity)].filter((id) => !known.has(id));
  if (unknown.length > 0) throw new WrongCommand(FILE_WORDS.wrongInput(path, VALIDATE_WORDS.unknownRules(unknown)));
  return settings;
}

interface PastReport {
  readonly path: string;
  readonly report: CanonicalReport;
}

async function readPast(inputs: readonly string[]): Promise<readonly PastReport[]> {
  const past: PastReport[] = [];
  for (const path of await reportFiles(inputs)) past.push({ path, report: await requireReport(path) });
  return past;
}

async function readSketches(inputs: readonly string[]): Promise<readonly TextSketch[]> {
  const sketches: TextSketch[] = [];
  for (const path of await reportFiles(inputs)) sketches.push(textSketch(await requireReport(path)));
  return sketches;
}

/** The parts of a context that name other reports by their paths, which start at the folder of the file. */
async function readCircumstances(path: string): Promise<ValidationContext> {
  const { children, own, otherVersions, ...rest }: Circumstances = await readInput(path, circumstancesSchema);
  const reportAt = (name: string): Promise<CanonicalReport> => requireReport(resolve(dirname(path), name));
  const given: ValidationContext = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return {
    ...given,
    ...(own === undefined ? {} : { own: await reportAt(own) }),
    ...(otherVersions === undefined ? {} : { otherVersions: await Promise.all(otherVersions.map(reportAt)) }),
    ...(children === undefined
      ? {}
      : {
          children: await inTurn(children, async (child) => ({
            ...child,
            report: child.report === null ? null : await reportAt(child.report),
          })),
        }),
  };
}

/** One after another, so that thousands do not open as many files at once. */
async function inTurn<T, R>(list: readonly T[], work: (each: T) => Promise<R>): Promise<readonly R[]> {
  const done: R[] = [];
  for (const each of list) done.push(await work(each));
  return done;
}

const namesOf = ({ report }: CanonicalReport): readonly string[] =>
  [report.agency, report.signer, report.publisher].filter((name) => name !== null);

/** The candidate with the very name of the report, else the first that can be the same body; undefined for none. */
function ofSameBody<T>(
  names: readonly string[],
  candidates: readonly T[],
  namesOfEach: (each: T) => readonly string[],
) {
  return (
    candidates.find((each) => namesOfEach(each).some((known) => names.includes(known))) ??
    candidates.find((each) => namesOfEach(each).some((known) => names.some((name) => sameBody(name, known))))
  );
}

function rosterPart(roster: readonly RosterEntry[], report: CanonicalReport): ValidationContext {
  const [only] = roster;
  if (roster.length === 1 && only) return { roster: only };
  const names = namesOf(report);
  if (names.length === 0) return {};
  const namesOfEntry = (each: RosterEntry): readonly string[] => [each.agency, ...each.aliases];
  const ofYear = roster.filter((each) => each.year === report.report.year);
  // One of another year only where there is none of this: then the report is of the wrong year.
  const entry = ofSameBody(names, ofYear, namesOfEntry) ?? ofSameBody(names, roster, namesOfEntry);
  return entry ? { roster: entry } : { notOnRoster: true };
}

/**
 * Reads all that the command line names. A roster of one entry is that of every report; of a longer one, and of the
 * reports of last year, each report is given what is of the same agency and fits its year.
 * @throws WrongCommand
 */
export async function readValidationInputs(paths: InputPaths): Promise<ValidationInputs> {
  const settings = paths.settings === undefined ? {} : { settings: await readSettings(paths.settings) };
  const roster = paths.roster === undefined ? null : await readInput(paths.roster, rosterSchema);
  const past = await readPast(paths.lastYear ?? []);
  const others = paths.compare === undefined ? {} : { otherTexts: await readSketches(paths.compare) };
  const circumstances = paths.context === undefined ? {} : await readCircumstances(paths.context);
  const unused = new Set(past.map((each) => each.path));

  const lastYearPart = (report: CanonicalReport): ValidationContext => {
    const { year } = report.report;
    const fitting = past.filter((each) => year !== null && each.report.report.year === year - 1);
    const found = ofSameBody(namesOf(report), fitting, (each) => namesOf(each.report));
    if (!found) return {};
    unused.delete(found.path);
    return { lastYear: found.report };
  };

  return {
    contextFor: (report) => ({
      ...settings,
      ...others,
      ...circumstances,
      ...(roster === null ? {} : rosterPart(roster, report)),
      ...lastYearPart(report),
    }),
    unusedLastYear: () => [...unused],
  };
}
