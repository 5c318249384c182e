import type { FormVersion } from '../../config/catalogue/form.ts';
import type { SectionRole } from '../../config/catalogue/sections.ts';
import type { CanonicalReport } from '../contracts/report.ts';
import type { Quantity } from '../wording/quantities.ts';

/** One heading or paragraph of the report, in reading order. */
export interface Line {
  readonly text: string;
  /** Number of the top section that it stands in, null outside of sections. */
  readonly section: number | null;
  readonly role: string | null;
  readonly kind: 'preface' | 'heading' | 'subheading' | 'paragraph' | 'closing';
  readonly quantities: () => readonly Quantity[];
  readonly sentences: () => readonly Sentence[];
}

/** One sentence of a line with its end mark; offsets are those of the line. */
export interface Sentence {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What a report says in prose, line by line. */
export interface ReportLines {
  readonly report: CanonicalReport;
  /** Version of the statutory form; null for a report without one. */
  readonly form: FormVersion | null;
  readonly year: number | null;
  readonly lines: () => readonly Line[];
  readonly linesOf: (role: SectionRole) => readonly Line[];
}
