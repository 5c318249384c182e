import { describe, expect, it } from 'vitest';
import { failingFormula } from '../../config/formula-words.ts';
import {
  itemOfCell,
  neighbourOf,
  nextOpen,
  reviewItems,
  VERDICT_ITEM,
} from '../../dashboard/src/pages/document/review-items.ts';
import { wantedBySums } from '../../dashboard/src/pages/document/wanted-by-sums.ts';
import { applyCorrections, correctionOf } from '../../office/corrections.ts';
import type { CheckedReport } from '../../pipeline/contracts/report.ts';
import { isAboutReading } from '../../pipeline/contracts/verdict.ts';
import { contextOf, type ReportSketch, reportOf } from '../../pipeline/validate/example.ts';
import { validate } from '../../pipeline/validate/validate.ts';
import { judge } from '../../server/judgement.ts';

const TOTAL = 'applications/newlyReceived/total';
const checked = (sketch: ReportSketch): CheckedReport => {
  const report = reportOf(sketch);
  return { ...report, validation: validate(report, contextOf(sketch)) };
};
const doubted = (value: number) => ({
  ...{ value, raw: String(value), needsReview: true, confidence: 0.6 },
  ...{ doubts: ['low-confidence' as const], reviewReasons: ['low-confidence' as const] },
});
const itemsOf = (report: CheckedReport) => reviewItems(report, judge(report, []));
const kindsOf = (report: CheckedReport) =>
  itemsOf(report).map((item) => (item.kind === 'doubt' ? item.about : item.kind));

describe('the things to look at', () => {
  it('are none but the verdict for a faultless report', () => {
    expect(itemsOf(checked({}))).toEqual([VERDICT_ITEM]);
  });

  it('begin with doubts: cells, facts, then what was not placed or not read', () => {
    const report = checked({
      cells: { [TOTAL]: doubted(12), 'remedies/reconsideration/total': doubted(0) },
      doubts: [{ code: 'low-confidence', message: '', origin: null, cells: ['report/agency', 'report/signedOn'] }],
      unplaced: [
        { text: '其他文件\t12', origin: { table: 1, row: 5, column: 1 }, looksLike: 'row' },
        { text: '', origin: { page: 2, bbox: [0, 0, 595, 842] }, looksLike: 'picture' },
      ],
    });
    expect(kindsOf(report)).toEqual(['cell', 'cell', 'fact', 'fact', 'rest', 'rest', 'verdict']);
  });

  it('leave what rests on cells in doubt alone until these are settled', () => {
    const report = checked({ cells: { [TOTAL]: doubted(14) } });
    expect(report.validation.findings.some(({ rule }) => rule === 'applications.row-sum')).toBe(true);
    expect(kindsOf(report)).toEqual(['cell', 'verdict']);
  });

  it('hold the mistake once the cell is confirmed, its sums as one item', () => {
    const read = checked({ cells: { [TOTAL]: doubted(14) } });
    const cell = read.tables.applications?.rows.newlyReceived?.total;
    if (cell === undefined) throw new Error('the sketch has no such cell');
    const kept = { path: TOTAL, by: '李审核', at: '2026-02-01T00:00:00Z', note: '' };
    const confirmed = applyCorrections(read, [{ ...kept, ...correctionOf(cell, { kind: 'confirm' }) }]);
    const report = { ...confirmed, validation: validate(confirmed) };
    const items = itemsOf(report);
    expect(items.map(({ key }) => key.split(':')[0])).toEqual(['cell', 'mistake', 'verdict']);
    expect(items[0]).toMatchObject({ settled: true });
    const [, mistake] = items;
    const rules = mistake?.kind === 'mistake' ? mistake.findings.map((at) => report.validation.findings[at]?.rule) : [];
    expect(rules.length).toBeGreaterThan(1);
    expect(new Set(rules)).toContain('applications.row-sum');
  });

  it('keep mistakes of different cells apart, errors before warnings', () => {
    const report = checked({
      cells: { 'remedies/reconsideration/total': 9, [TOTAL]: 14 },
    });
    const mistakes = itemsOf(report).filter(({ kind }) => kind === 'mistake');
    expect(mistakes.length).toBeGreaterThan(1);
    const severities = mistakes.map((item) =>
      item.kind === 'mistake' ? report.validation.findings[item.findings[0] ?? 0]?.severity : null,
    );
    expect(severities).toEqual(severities.toSorted((a, b) => (a === b ? 0 : a === 'error' ? -1 : 1)));
  });

  it('never ask of one finding both whether the paper says it and whether the agency is wrong', () => {
    const report = checked({
      cells: { [TOTAL]: doubted(14), 'remedies/reconsideration/total': 9 },
      unplaced: [{ text: '其他文件\t12', origin: null, looksLike: 'row' }],
    });
    const asked = itemsOf(report).flatMap((item) => (item.kind === 'mistake' ? item.findings : []));
    for (const index of asked) expect(isAboutReading(report.validation.findings[index]!)).toBe(false);
  });

  it('lead on to what is open, round the end, and to the verdict when nothing is', () => {
    const report = checked({ cells: { [TOTAL]: doubted(12), 'remedies/reconsideration/total': doubted(0) } });
    const items = itemsOf(report);
    expect(nextOpen(items, null).key).toBe(`cell:${TOTAL}`);
    expect(nextOpen(items, items[1]!.key).key).toBe(`cell:${TOTAL}`);
    expect(nextOpen([items[0]!, VERDICT_ITEM], items[0]!.key).key).toBe('verdict');
    expect(neighbourOf(items, items[0]!.key, -1).key).toBe(items[0]!.key);
    expect(neighbourOf(items, items[0]!.key, 1).key).toBe(items[1]!.key);
    expect(itemOfCell(items, TOTAL, report.validation.findings)?.key).toBe(`cell:${TOTAL}`);
  });
});

describe('what the sums want', () => {
  it('is the number that makes each of them hold', () => {
    const report = checked({ cells: { [TOTAL]: { value: null, raw: '?', status: 'illegible', needsReview: true } } });
    const wanted = wantedBySums(report.tables, TOTAL, '2021');
    expect(wanted.map(({ rule }) => rule)).toEqual(['applications.balance', 'applications.row-sum']);
    expect(new Set(wanted.map(({ value }) => value))).toEqual(new Set([12]));
  });

  it('is nothing where another number of the sum was not read', () => {
    const unread = { value: null, raw: '?', status: 'illegible' as const, needsReview: true };
    const report = checked({ cells: { [TOTAL]: unread, 'applications/newlyReceived/naturalPerson': unread } });
    expect(wantedBySums(report.tables, TOTAL, '2021').map(({ rule }) => rule)).toEqual(['applications.balance']);
    expect(wantedBySums(report.tables, 'proactiveDisclosure/normativeDocuments/inForce', '2021')).toEqual([]);
  });
});

describe('a formula that fails', () => {
  it.each([
    ['13 + 0 = 12 + 0', '13 + 0 ≠ 12 + 0'],
    ['5 ≤ 3', '5 > 3'],
    ['3 ≥ 5', '3 < 5'],
  ])('%s is written as it stands: %s', (formula, words) => {
    expect(failingFormula(formula)).toBe(words);
  });
});
