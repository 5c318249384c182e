import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asTables, behind, crossFoot, gather, headOf, type Summand, sumUp } from '../../office/consolidate.ts';
import { figureAt, figurePaths, figuresOf, readFigures } from '../../office/figures.ts';
import type { CanonicalReport } from '../../pipeline/contracts/report.ts';
import { officeReport } from './report.ts';

const TOTAL = 'applications/newlyReceived/total';
const AMOUNT = 'proactiveDisclosure/administrativeFees/amount';

/** A report with some cells changed in another way than by a number. */
function changed(report: CanonicalReport, path: string, change: object): CanonicalReport {
  const copy = structuredClone(report);
  const [table = '', row = '', column = ''] = path.split('/');
  const cells = copy.tables[table as 'applications']?.rows[row];
  if (cells?.[column] === undefined) throw new Error(`no cell ${path}`);
  cells[column] = { ...cells[column], ...change };
  return copy;
}

const FORM = { template: '2021' } as const;
const saying = (cells: Record<string, number>): CanonicalReport => officeReport(FORM, { cells });

const summand = (name: string, report: CanonicalReport | null, change: Partial<Summand> = {}): Summand => ({
  filingId: `filing of ${name}`,
  agencyId: name,
  agency: name,
  path: `/city/${name}/`,
  scope: 'self',
  state: report === null ? 'expected' : 'accepted',
  documentId: report === null ? null : `document of ${name}`,
  reportSha256: null,
  form: report?.report.template ?? null,
  figures: report === null ? null : readFigures(figuresOf(report)),
  ...change,
});
const city = (report: CanonicalReport | null, change: Partial<Summand> = {}): Summand =>
  summand('city', report, { path: '/city/', scope: 'rollup', ...change });

const totals = (filings: readonly Summand[], state: 'accepted' | 'read' = 'accepted') => {
  const gathered = gather(filings, 2023, state);
  return { gathered, sums: sumUp(gathered.included, '2021') };
};

describe('the figures that are kept of a report', () => {
  it('say of each cell what the report says', () => {
    const report = changed(
      changed(saying({ [TOTAL]: 12, [AMOUNT]: 0.1234 }), 'remedies/reconsideration/upheld', {
        value: null,
        status: 'blank',
      }),
      'remedies/reconsideration/corrected',
      { needsReview: true, value: 3 },
    );
    const kept = readFigures(figuresOf(report));
    const at = (path: string) => figureAt(kept, figurePaths('2021').indexOf(path));
    expect(kept.values).toHaveLength(figurePaths('2021').length);
    expect(at(TOTAL)).toEqual({ status: 'reported', value: 12, doubtful: false });
    expect(at(AMOUNT).value).toBe(0.1234);
    expect(at('remedies/reconsideration/upheld')).toEqual({ status: 'blank', value: null, doubtful: false });
    expect(at('remedies/reconsideration/corrected')).toEqual({ status: 'reported', value: 3, doubtful: true });
    expect(at('applications/otherHandling/total').status).toBe('none');
  });

  it('are read as they were written, whatever number it is', () => {
    const number = fc.oneof(fc.nat(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.maxSafeInteger());
    fc.assert(
      fc.property(fc.array(fc.record({ value: number, needsReview: fc.boolean() }), { maxLength: 9 }), (cells) => {
        const paths = figurePaths('2021')
          .filter((path) => path.startsWith('remedies/'))
          .slice(0, cells.length);
        const report = cells.reduce((before, cell, n) => changed(before, paths[n] ?? '', cell), saying({}));
        const kept = readFigures(figuresOf(report));
        const read = paths.map((path) => figureAt(kept, figurePaths('2021').indexOf(path)));
        expect(read).toEqual(
          cells.map(({ value, needsReview }) => ({ status: 'reported', value: value + 0, doubtful: needsReview })),
        );
      }),
    );
  });

  it('are none of a report without tables', () => {
    expect(readFigures(figuresOf(officeReport({ template: 'narrative' }))).values).toHaveLength(0);
  });
});

describe('sums over reports', () => {
  it('add amounts to their own decimals', () => {
    const { sums } = totals([0.1, 0.2, 0.7004].map((amount, n) => summand(`${n}`, saying({ [AMOUNT]: amount }))));
    expect(sums.get(AMOUNT)).toMatchObject({ value: 1.0004, certain: true, reported: 3 });
  });

  it('with an addend that was not read are not certain, and say so', () => {
    const unread = changed(saying({}), TOTAL, { value: null, status: 'illegible', needsReview: true });
    const doubtful = changed(saying({}), TOTAL, { value: 5, needsReview: true });
    const { sums } = totals([summand('a', saying({ [TOTAL]: 7 })), summand('b', unread), summand('c', doubtful)]);
    expect(sums.get(TOTAL)).toEqual({
      ...{ value: 12, certain: false, reported: 1, doubtful: 1, blank: 0, notApplicable: 0, unread: 1 },
    });
    expect(sums.get('applications/carriedOver/total')?.certain).toBe(true);
  });

  it('count blanks and signs for none apart from zeros', () => {
    const blank = changed(saying({}), TOTAL, { value: null, status: 'blank' });
    const none = changed(saying({}), TOTAL, { value: null, status: 'notApplicable' });
    const { sums } = totals([summand('a', blank), summand('b', none), summand('c', saying({ [TOTAL]: 0 }))]);
    expect(sums.get(TOTAL)).toMatchObject({ value: 0, certain: true, reported: 1, blank: 1, notApplicable: 1 });
  });

  it('of reports that leave 其他处理 unsplit show that row and leave its parts open', () => {
    const report = saying({});
    const rows = report.tables.applications?.rows ?? {};
    const whole = rows['otherHandling.other'] ?? {};
    for (const key of Object.keys(rows)) if (key.startsWith('otherHandling.')) delete rows[key];
    rows.otherHandling = { ...whole, total: { ...whole.total!, value: 4 } };
    const { sums } = totals([summand('a', report), summand('b', saying({}))]);
    expect(sums.get('applications/otherHandling/total')).toMatchObject({ value: 4, certain: true, reported: 1 });
    expect(sums.get('applications/otherHandling.other/total')).toMatchObject({ value: 0, certain: false, unread: 1 });
    expect(totals([summand('b', saying({}))]).sums.has('applications/otherHandling/total')).toBe(false);
  });

  it('do not add a report on the form of other years', () => {
    const old = officeReport({ template: '2019' }, { cells: { [TOTAL]: 5 } });
    const { gathered, sums } = totals([summand('a', saying({ [TOTAL]: 1 })), summand('b', old)]);
    expect(sums.get(TOTAL)?.value).toBe(1);
    expect(gathered.missing).toMatchObject([{ agency: { name: 'b' }, reason: 'other-form' }]);
  });

  it('do not add a rolled-up report to those that it rolls up, but do where nobody below it files', () => {
    const alone = summand('district', saying({ [TOTAL]: 30 }), { scope: 'rollup' });
    const { gathered, sums } = totals([city(saying({ [TOTAL]: 99 })), summand('a', saying({ [TOTAL]: 1 })), alone]);
    expect(sums.get(TOTAL)?.value).toBe(31);
    expect(gathered.rolledUp.map(({ agency }) => agency)).toEqual(['city']);
  });

  it('name who is missing and why', () => {
    const filings = [
      summand('a', null),
      summand('b', saying({}), { state: 'needsReview' }),
      summand('c', null, { documentId: 'failed', state: 'received' }),
      summand('d', null, { state: 'exempt' }),
      summand('e', saying({})),
    ];
    const reasons = (state: 'accepted' | 'read') => gather(filings, 2023, state).missing.map(({ reason }) => reason);
    expect(reasons('accepted')).toEqual(['not-handed-in', 'not-accepted', 'not-read']);
    expect(reasons('read')).toEqual(['not-handed-in', 'not-read']);
    expect(gather(filings, 2023, 'accepted').due).toHaveLength(4);
  });

  it('stand in every cell of the form', () => {
    const { applications, proactiveDisclosure, remedies } = asTables(totals([summand('a', saying({}))]).sums);
    const cells = [applications, proactiveDisclosure, remedies].flatMap(({ rows }) =>
      Object.values(rows).map(Object.keys),
    );
    expect(cells.flat()).toHaveLength(200);
  });
});

describe('behind a sum', () => {
  it('stand the agencies with their shares, the greatest first', () => {
    const { gathered } = totals([summand('a', saying({ [TOTAL]: 1 })), summand('b', saying({ [TOTAL]: 3 }))]);
    expect(behind(gathered.included, '2021', TOTAL)).toMatchObject([
      { agency: { name: 'b' }, value: 3, share: 0.75 },
      { agency: { name: 'a' }, value: 1, share: 0.25 },
    ]);
    expect(behind(gathered.included, '2021', 'applications/nothing/total')).toBeNull();
  });
});

describe('the report of a government against the sum', () => {
  const against = (own: number, others: readonly Summand[]) => {
    const { gathered } = totals([city(saying({ [TOTAL]: own })), ...others]);
    const head = headOf(gathered, null);
    return head === null ? null : crossFoot(gathered, head, sumUp(gathered.included, '2021'));
  };
  const three = [1, 5, 9].map((n) => summand(`of ${n}`, saying({ [TOTAL]: n })));

  it('differs nowhere where it says the sum', () => {
    expect(against(15, three)).toMatchObject({ compared: 200, differs: [] });
  });

  it.each([
    [10, 'left-out', 'of 5'],
    [24, 'counted-twice', 'of 9'],
  ] as const)('that says %i names who explains it', (own, reason, name) => {
    const [differing] = against(own, three)?.differs ?? [];
    expect(differing).toMatchObject({ cell: TOTAL, own, sum: 15, difference: own - 15 });
    expect(differing?.explanations[0]).toMatchObject({ reason, agency: { name } });
  });

  it('names the district whose own report was taken instead of its sum', () => {
    const district = summand('district', saying({ [TOTAL]: 50 }), { scope: 'rollup' });
    const below = summand('below', saying({ [TOTAL]: 20 }), { path: '/city/district/below/' });
    const [differing] = against(65, [...three, district, below])?.differs ?? [];
    expect(differing).toMatchObject({ difference: 30 });
    expect(differing?.explanations[0]).toMatchObject({ reason: 'own-report', agency: { name: 'district' }, value: 50 });
  });

  it('puts first who explains the most cells', () => {
    const CARRIED = 'applications/carriedOver/total';
    const both = summand('z', saying({ [TOTAL]: 5, [CARRIED]: 2 }));
    const { gathered } = totals([city(saying({ [TOTAL]: 10, [CARRIED]: 0 })), ...three, both]);
    const head = headOf(gathered, null);
    const differs = head === null ? [] : (crossFoot(gathered, head, sumUp(gathered.included, '2021'))?.differs ?? []);
    const [first, second] = differs.map(({ explanations }) => explanations.map(({ agency }) => agency.name));
    expect([first, second]).toEqual([[], ['z']]);
    const whole = totals([city(saying({ [TOTAL]: 15, [CARRIED]: 0 })), ...three, both]).gathered;
    const named = crossFoot(
      whole,
      headOf(whole, null) ?? both,
      sumUp(whole.included, '2021'),
    )?.differs[0]?.explanations.map(({ agency }) => agency.name);
    expect(named).toEqual(['z', 'of 5']);
  });

  it('names who is missing where nothing else explains it', () => {
    const [differing] = against(18, [...three, summand('late', null)])?.differs ?? [];
    expect(differing?.explanations).toEqual([{ agency: { id: 'late', name: 'late' }, reason: 'missing', value: null }]);
  });
});
