import type { AgencyKind } from '../../contracts/states.ts';
import { publishedTexts } from '../../office/publication.ts';
import type { CanonicalReport } from '../../pipeline/contracts/report.ts';
import type { RosterEntry, TextSketch, ValidationContext } from '../../pipeline/contracts/validation-context.ts';
import { ruleSettingsSchema } from '../../pipeline/contracts/validation-input.ts';
import type { Knowledge } from '../../store/checking.ts';

/** What the rules are told of the office's year (pipeline/contracts/validation-context.ts), from what the store knows. */

/** Bodies as the rules tell them apart: townships and dispatched offices govern a territory. */
export const KINDS: Readonly<Record<AgencyKind, RosterEntry['kind']>> = {
  government: 'government',
  governmentOffice: 'governmentOffice',
  department: 'department',
  dispatchedOffice: 'government',
  township: 'government',
  institution: 'other',
  other: 'other',
};

export type ReadReport = (sha256: string) => Promise<CanonicalReport>;

/** @param others sketches of the texts of other agencies, and of this one in other years */
export async function contextOf(
  known: Knowledge,
  report: CanonicalReport,
  read: ReadReport,
  others: readonly TextSketch[],
): Promise<ValidationContext> {
  const settings = known.rules === undefined ? null : ruleSettingsSchema.parse(known.rules);
  const children = known.scope === 'rollup' && known.below.length > 0 ? await childrenOf(known, read) : null;
  const published = known.publishedSha256 === null ? null : await read(known.publishedSha256);
  const outstanding = known.below.filter(({ overdue }) => overdue).map(({ agency }) => agency);
  return {
    ...(settings === null ? {} : { settings }),
    roster: {
      agency: known.agency,
      aliases: known.otherNames,
      kind: KINDS[known.kind],
      mayIssueRegulations: known.mayIssueRegulations,
      scope: known.scope,
      year: known.year,
      submitBy: known.submitBy,
      publishBy: known.publishBy,
    },
    delivery: {
      receivedOn: known.receivedOn,
      publishedOn: published?.report.publishedOn ?? null,
      ...publishedTexts(report, published),
      sameBytesAs: known.sameBytesAs,
      uploadedBy: known.uploadedBy,
    },
    ...(known.lastYearSha256 === null ? {} : { lastYear: await read(known.lastYearSha256) }),
    ...(known.otherFormSha256s.length === 0
      ? {}
      : { otherVersions: await Promise.all(known.otherFormSha256s.map(read)) }),
    ...(children === null ? {} : { children }),
    ...(outstanding.length === 0 ? {} : { outstanding }),
    ...(others.length === 0 ? {} : { otherTexts: others }),
  };
}

async function childrenOf(known: Knowledge, read: ReadReport): Promise<NonNullable<ValidationContext['children']>> {
  const children = [];
  for (const { agency, parent, state, reportSha256 } of known.below) {
    const accepted = state === 'accepted' || state === 'published';
    children.push({
      agency,
      parents: parent === null ? [] : [parent],
      state: accepted ? ('accepted' as const) : reportSha256 === null ? ('missing' as const) : ('returned' as const),
      report: accepted && reportSha256 !== null ? await read(reportSha256) : null,
    });
  }
  return children;
}
