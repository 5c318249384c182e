import { describe, expect, it } from 'vitest';
import { cellPath } from '../../config/catalogue/form.ts';
import { carryOversOf, type KeptYear, yearOfAgency } from '../../office/agency-years.ts';
import { figurePaths } from '../../office/figures.ts';

/** The figures of a report of which only some sums of table three are said. */
const figures = (said: Readonly<Record<string, string>>): string =>
  figurePaths('2021')
    .map((path) => Object.entries(said).find(([row]) => path === cellPath('applications', row, 'total'))?.[1] ?? '')
    .join(',');
const kept = (year: number, more: Partial<KeptYear> = {}): KeptYear => ({
  year,
  firstReceivedAt: new Date(`${year + 1}-01-20T02:00:00Z`),
  dueOn: `${year + 1}-01-26`,
  versions: 1,
  returns: 0,
  template: '2021',
  figures: figures({ carriedOver: '0', carriedForward: '4' }),
  ...more,
});
const chain = (...years: readonly KeptYear[]) => carryOversOf(years.map(yearOfAgency));

describe('what one year hands on to the next', () => {
  it('agrees where both say the same, whatever the order of the years', () => {
    const next = kept(2023, { figures: figures({ carriedOver: '4' }) });
    expect(chain(next, kept(2022))).toEqual([
      { from: 2022, to: 2023, carriedForward: 4, carriedOver: 4, agrees: true },
    ]);
  });

  it('is broken where the next year begins with another number', () => {
    expect(chain(kept(2022), kept(2023))).toMatchObject([{ carriedForward: 4, carriedOver: 0, agrees: false }]);
  });

  it('is neither where a figure is in doubt, missing, or a year lies between', () => {
    const doubtful = kept(2023, { figures: figures({ carriedOver: '5?' }) });
    expect(chain(kept(2022), doubtful)).toMatchObject([{ carriedOver: 5, agrees: null }]);
    expect(chain(kept(2022), kept(2023, { figures: null }))).toMatchObject([{ carriedOver: null, agrees: null }]);
    expect(chain(kept(2021), kept(2023))).toEqual([]);
  });
});

describe('how a report came in', () => {
  it('counts whole days behind its day where the office is, to the end of that day', () => {
    const at = (moment: string) => yearOfAgency(kept(2022, { firstReceivedAt: new Date(moment) })).daysLate;
    expect(at('2023-01-26T15:59:00Z')).toBe(0);
    expect(at('2023-01-26T16:01:00Z')).toBe(1);
    expect(yearOfAgency(kept(2022, { firstReceivedAt: null })).daysLate).toBeNull();
  });
});
