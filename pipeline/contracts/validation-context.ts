import type { StatisticsKey } from '../../config/catalogue/statistics-2008.ts';
import type { RuleSettings } from '../../config/rules.ts';
import type { CanonicalReport } from './report.ts';

/** What the office knows about the agency that has to report. Days are ISO dates. */
export interface RosterEntry {
  readonly agency: string;
  /** Other names of the same body: short names, names before a reform. */
  readonly aliases: readonly string[];
  readonly kind: 'government' | 'governmentOffice' | 'department' | 'other';
  /** State Council departments, provinces and cities with districts, and the offices that report for them. */
  readonly mayIssueRegulations: boolean;
  /** `self`: its own figures only; `rollup`: its own and those of its children. */
  readonly scope: 'self' | 'rollup';
  /** Year that the campaign collects. */
  readonly year: number;
  readonly submitBy: string | null;
  readonly publishBy: string | null;
}

/** What became of the file outside itself. */
export interface Delivery {
  readonly receivedOn: string | null;
  readonly publishedOn: string | null;
  /** SHA-256 of the text as accepted and as found published later; null where not known. */
  readonly acceptedTextSha256: string | null;
  readonly publishedTextSha256: string | null;
  /** Names of files already held with the same bytes. */
  readonly sameBytesAs: readonly string[];
  /** Agency of the account that uploaded it. */
  readonly uploadedBy: string | null;
}

/** A body whose figures go into a rolled-up report. */
export interface Child {
  readonly agency: string;
  readonly parents: readonly string[];
  readonly state: 'accepted' | 'returned' | 'missing';
  readonly report: CanonicalReport | null;
}

/** Another report as the similarity rules see it: made once by `textSketch`, kept in the store. */
export interface TextSketch {
  readonly agency: string;
  readonly year: number | null;
  /** MinHash signature of the text without template phrases; unsigned 32-bit numbers. */
  readonly signature: Uint32Array;
  /** Shingles that went into it; few shingles say little. */
  readonly shingles: number;
}

/** Upper end of what comparable agencies reported, by cell path. */
export type PeerFigures = Readonly<Record<string, { readonly high: number; readonly reports: number }>>;

/** An entry of the list of cases that courts and reconsideration bodies keep. */
export interface CaseCount {
  /** Row of table four. */
  readonly row: string;
  readonly cases: number;
}

/** Figures of the table that reports up to 2018 have attached (政府信息公开情况统计表). An indicator that is not known is left out. */
export type Statistics2008 = { readonly [K in StatisticsKey]?: number };

/** Everything beside the report itself. Each part may be missing; rules that need it then say `na`. */
export interface ValidationContext {
  readonly settings?: RuleSettings;
  /** Accepted report of the same agency for the year before. */
  readonly lastYear?: CanonicalReport;
  readonly roster?: RosterEntry;
  /** A roster was looked through and has no entry for this report. */
  readonly notOnRoster?: boolean;
  readonly delivery?: Delivery;
  /** For a rolled-up report: the bodies below, and the parent's own figures. */
  readonly children?: readonly Child[];
  readonly own?: CanonicalReport;
  /** Agencies of the roster from which nothing was received by the day it was due. */
  readonly outstanding?: readonly string[];
  readonly peers?: PeerFigures;
  readonly otherTexts?: readonly TextSketch[];
  /** The same filing in other formats. */
  readonly otherVersions?: readonly CanonicalReport[];
  readonly caseRegister?: readonly CaseCount[];
  /** Statistical table of a report up to 2018 that came apart from it, and that of the year before a report of 2019. */
  readonly statistics?: Statistics2008;
  readonly lastYearStatistics?: Statistics2008;
}
