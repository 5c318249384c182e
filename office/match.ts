import { MATCH_LIMITS } from '../config/limits/office.ts';
import type { Evidence, EvidencePlace } from '../contracts/match.ts';
import type { CanonicalReport } from '../pipeline/contracts/report.ts';
import type { AgencyNames } from './agency-names.ts';

/** Whose report of which year a document is: what speaks for whom, and how sure that is. */

/** What a document brings along besides what it says. */
export interface Surroundings {
  /** Name with folders and archive, as it came. */
  readonly fileName: string;
  /** Agency of the account that sent it; null for an account of the office. */
  readonly accountAgencyId: string | null;
  readonly accountAgency: string | null;
}

export interface Guess {
  readonly agencyId: string;
  readonly year: number;
  /** 0…1 */
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
}

/**
 * How much a place proves when the very name of one agency stands there, 0…1. A title is what the report says of itself;
 * a file name is what somebody typed; a folder may be that of the agency above.
 */
const WEIGHT: Readonly<Record<EvidencePlace, number>> = {
  title: 0.96,
  agency: 0.96,
  signer: 0.85,
  publisher: 0.6,
  fileName: 0.7,
  folder: 0.4,
  account: 0.85,
  period: 0.9,
  signedOn: 0.4,
};

/** What is left of the weight where it is not the very name. */
const FIT: Readonly<Record<Evidence['fit'], number>> = {
  same: 1,
  former: 0.95,
  contained: 1,
  ending: 0.8,
  short: 0.6,
  other: 0,
};

/** Share of its confidence that a guess loses for each place that names another agency, times that place's weight. */
const CONTRADICTION = 0.5;

/** Folders are named for others, and the one who publishes is often the government's website. */
const CONTRADICTS: readonly EvidencePlace[] = ['title', 'agency', 'signer', 'fileName', 'account'];

interface Spoken {
  readonly place: EvidencePlace;
  readonly text: string;
  readonly hits: readonly { readonly agencyId: string; readonly fit: Evidence['fit'] }[];
}

const together = (proofs: readonly number[]): number => 1 - proofs.reduce((left, proof) => left * (1 - proof), 1);

function spokenOf(report: CanonicalReport, names: AgencyNames, around: Surroundings): readonly Spoken[] {
  const { agency, signer, publisher, title } = report.report;
  const named = (place: EvidencePlace, text: string | null): Spoken[] =>
    text === null || text.trim() === '' ? [] : [{ place, text, hits: nameOrPart(text) }];
  // An office within an agency signs with both names.
  const nameOrPart = (text: string): Spoken['hits'] => {
    const called = names.called(text);
    return called.length > 0 ? called : names.within(text);
  };
  const found = (place: EvidencePlace, text: string): Spoken[] => {
    const hits = names.within(text);
    return hits.length === 0 ? [] : [{ place, text, hits }];
  };
  const parts = around.fileName.split(/[/\\›]/u).map((part) => part.trim());
  const file = parts.at(-1) ?? '';
  return [
    ...named('agency', agency),
    ...(agency === null && title !== null ? found('title', title) : []),
    ...named('signer', signer),
    ...named('publisher', publisher),
    ...found('fileName', file),
    ...parts.slice(0, -1).flatMap((folder) => found('folder', folder)),
    ...(around.accountAgencyId === null
      ? []
      : [
          {
            place: 'account' as const,
            text: around.accountAgency ?? '',
            hits: [{ agencyId: around.accountAgencyId, fit: 'same' as const }],
          },
        ]),
  ];
}

/** The agencies that anything speaks for, with what speaks for and against each. */
function weighAgencies(spoken: readonly Spoken[]): readonly Omit<Guess, 'year'>[] {
  const ids = new Set(spoken.flatMap(({ hits }) => hits.map((hit) => hit.agencyId)));
  return [...ids].map((agencyId) => {
    const proofs: number[] = [];
    const evidence: Evidence[] = [];
    let doubt = 1;
    for (const { place, text, hits } of spoken) {
      const mine = hits.find((hit) => hit.agencyId === agencyId);
      if (mine !== undefined) {
        // A text that may mean several agencies proves each of them so much less.
        proofs.push((WEIGHT[place] * FIT[mine.fit]) / hits.length);
        evidence.push({ of: 'agency', place, text, fit: mine.fit });
      } else if (CONTRADICTS.includes(place) && (hits.length > 0 || place === 'agency' || place === 'signer')) {
        const strength = hits.length > 0 ? Math.max(...hits.map((hit) => FIT[hit.fit])) : 0.5;
        doubt *= 1 - CONTRADICTION * WEIGHT[place] * strength;
        evidence.push({ of: 'agency', place, text, fit: 'other' });
      }
    }
    return { agencyId, confidence: together(proofs) * doubt, evidence };
  });
}

const YEAR = /(?<!\d)(20[0-3]\d)(?!\d)/gu;

function yearsIn(text: string): readonly number[] {
  return [...new Set([...text.normalize('NFKC').matchAll(YEAR)].map((match) => Number.parseInt(match[1] ?? '', 10)))];
}

/** The years that anything speaks for, with how sure each is. */
function weighYears(report: CanonicalReport, around: Surroundings) {
  const { year, title, period, signedOn } = report.report;
  const stated: { place: EvidencePlace; text: string; years: readonly number[] }[] = [];
  if (year !== null) stated.push({ place: 'title', text: title ?? String(year), years: [year] });
  if (period !== null) {
    const [from, to] = [period.start.slice(0, 4), period.end.slice(0, 4)];
    if (from === to) stated.push({ place: 'period', text: `${period.start}—${period.end}`, years: yearsIn(to) });
  }
  const parts = around.fileName.split(/[/\\›]/u);
  parts.forEach((part, index) => {
    const years = yearsIn(part);
    if (years.length > 0) stated.push({ place: index === parts.length - 1 ? 'fileName' : 'folder', text: part, years });
  });
  if (signedOn !== null) {
    stated.push({ place: 'signedOn', text: signedOn, years: [Number.parseInt(signedOn.slice(0, 4), 10) - 1] });
  }
  const all = new Set(stated.flatMap(({ years }) => years));
  return [...all].map((candidate) => {
    const proofs: number[] = [];
    const evidence: Evidence[] = [];
    let doubt = 1;
    for (const { place, text, years } of stated) {
      if (years.includes(candidate)) {
        proofs.push(WEIGHT[place] / years.length);
        evidence.push({ of: 'year', place, text, fit: 'same' });
      } else if (place === 'title' || place === 'period') {
        doubt *= 1 - CONTRADICTION * WEIGHT[place];
        evidence.push({ of: 'year', place, text, fit: 'other' });
      }
    }
    return { year: candidate, confidence: together(proofs) * doubt, evidence };
  });
}

/** What a document may be, the likeliest first. Years that no campaign collects are left out by whoever asks. */
export function guessesFor(report: CanonicalReport, names: AgencyNames, around: Surroundings): readonly Guess[] {
  const years = weighYears(report, around);
  return weighAgencies(spokenOf(report, names, around))
    .flatMap((agency) =>
      years.map((year) => ({
        agencyId: agency.agencyId,
        year: year.year,
        confidence: Math.floor(Math.min(agency.confidence, year.confidence) * 1000) / 1000,
        evidence: [...agency.evidence, ...year.evidence],
      })),
    )
    .filter(({ confidence }) => confidence >= MATCH_LIMITS.least)
    .toSorted((a, b) => b.confidence - a.confidence)
    .slice(0, MATCH_LIMITS.candidates);
}
