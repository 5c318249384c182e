import { cellPath, type FormVersion } from '../config/catalogue/form.ts';
import type { AgencyYear, CarryOver } from '../contracts/filings.ts';
import { dayOf, daysBetween } from './deadlines.ts';
import { figureAt, figurePaths, readFigures } from './figures.ts';

/** The years of an agency side by side: what each report says of its applications, and whether one goes on where the last ended. */

/** What is kept of one year's filing. */
export interface KeptYear {
  readonly year: number;
  /** Null: nothing came in yet. */
  readonly firstReceivedAt: Date | null;
  readonly dueOn: string;
  readonly versions: number;
  readonly returns: number;
  /** Form of the report that counts, and its figures (office/figures.ts); null: none. */
  readonly template: string | null;
  readonly figures: string | null;
}

/** Rows of table three in their sums: what came in and over, what was done, what goes on. */
const SHOWN = ['newlyReceived', 'carriedOver', 'handledTotal', 'carriedForward'] as const;
type Shown = (typeof SHOWN)[number];

const isForm = (template: string | null): template is FormVersion => template === '2021' || template === '2019';

function figureOf({ template, figures }: KeptYear, row: Shown): AgencyYear['figures'][Shown] {
  if (!isForm(template) || figures === null) return null;
  const index = figurePaths(template).indexOf(cellPath('applications', row, 'total'));
  const { value, doubtful } = figureAt(readFigures(figures), index);
  return value === null ? null : { value, doubtful };
}

export function yearOfAgency(kept: KeptYear): AgencyYear {
  const { year, firstReceivedAt, dueOn, versions, returns } = kept;
  const received = firstReceivedAt === null ? null : dayOf(firstReceivedAt);
  return {
    year,
    receivedOn: received,
    dueOn,
    daysLate: received === null ? null : Math.max(0, daysBetween(dueOn, received)),
    versions,
    returns,
    figures: {
      newlyReceived: figureOf(kept, 'newlyReceived'),
      carriedOver: figureOf(kept, 'carriedOver'),
      handledTotal: figureOf(kept, 'handledTotal'),
      carriedForward: figureOf(kept, 'carriedForward'),
    },
  };
}

/**
 * 结转下年度 of each year beside 上年结转 of the next. A figure that is missing or in doubt says neither yes nor no.
 * @param years in any order. @returns the oldest first, for each two years that follow one another
 */
export function carryOversOf(years: readonly AgencyYear[]): CarryOver[] {
  const byYear = new Map(years.map((each) => [each.year, each]));
  return years
    .toSorted((a, b) => a.year - b.year)
    .flatMap(({ year, figures }) => {
      const next = byYear.get(year + 1);
      if (next === undefined) return [];
      const [left, right] = [figures.carriedForward, next.figures.carriedOver];
      const isSure = left !== null && right !== null && !left.doubtful && !right.doubtful;
      return [
        {
          from: year,
          to: year + 1,
          carriedForward: left?.value ?? null,
          carriedOver: right?.value ?? null,
          agrees: isSure ? left.value === right.value : null,
        },
      ];
    });
}
