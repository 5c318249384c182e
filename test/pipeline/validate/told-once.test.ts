import { describe, expect, test } from 'vitest';
import { applyDecisions, operandsOf } from '../../../pipeline/contracts/decision.ts';
import type { CheckedReport } from '../../../pipeline/contracts/report.ts';
import { returnNotice } from '../../../pipeline/notice/notice.ts';
import { type ReportSketch, reportOf } from '../../../pipeline/validate/example.ts';
import { validate } from '../../../pipeline/validate/validate.ts';

const checkedOf = (sketch: ReportSketch): CheckedReport => {
  const report = reportOf(sketch);
  return { ...report, validation: validate(report) };
};
const errorsIn = (sketch: ReportSketch) =>
  checkedOf(sketch).validation.findings.filter(({ severity }) => severity === 'error');
const led = (sketch: ReportSketch) => {
  const { findings } = checkedOf(sketch).validation;
  const [lead] = findings.filter(({ severity }) => severity === 'error');
  return { lead: lead?.rule, follow: findings.filter((f) => f.explainedBy === lead?.fingerprint).map((f) => f.rule) };
};

const PART = 'applications/disclosed/naturalPerson';
const RECEIVED = 'applications/newlyReceived/total';
const ONE_NUMBER: ReportSketch = { cells: { [PART]: 8 } };

describe('one cause is told once', () => {
  test('a number that breaks its row and its column', () => {
    expect(led(ONE_NUMBER)).toEqual({ lead: 'applications.row-sum', follow: ['applications.result-total'] });
  });

  test('a total that the text contradicts too', () => {
    expect(led({ cells: { [RECEIVED]: 18 } })).toEqual({
      lead: 'applications.row-sum',
      follow: ['applications.balance', 'narrative.newly-received'],
    });
  });

  test('a row that is off by as much in its total', () => {
    const off = { 'applications/carriedForward/naturalPerson': 5, 'applications/carriedForward/total': 5 };
    expect(led({ cells: off }).follow).toContain('applications.balance');
    expect(errorsIn({ cells: off })).toHaveLength(1);
  });

  test('a number in the wrong column', () => {
    const moved = {
      'applications/partiallyDisclosed/naturalPerson': 0,
      'applications/partiallyDisclosed/socialOrganization': 2,
    };
    expect(errorsIn({ cells: moved })).toHaveLength(1);
  });

  test('a number that none can be, and the sums that it breaks', () => {
    const cells = { [PART]: -3 };
    expect(led({ cells })).toEqual({
      lead: 'cell.negative',
      follow: ['applications.result-total', 'applications.row-sum'],
    });
  });

  test('a column of totals that was filled in only in part', () => {
    const total = (row: string) => `applications/${row}/total`;
    const cells = {
      [total('disclosed')]: '',
      [total('partiallyDisclosed')]: '',
      [total('unavailable.notHeld')]: '',
    } as const;
    const [only, ...others] = errorsIn({ cells });
    expect(others).toEqual([]);
    expect(only?.suggestion).toMatch(/“总计”列有3行空白.*“（一）予以公开”行应为7.*“（二）部分公开”行应为2/u);
    expect(led({ cells }).follow.toSorted()).toEqual([
      'applications.result-total',
      'applications.row-sum',
      'applications.row-sum',
    ]);
  });

  test('of what was not filled in, and the sums that want it are notes', () => {
    const { findings } = validate(
      reportOf({ cells: { 'applications/disclosed/total': '', 'applications/partiallyDisclosed/total': '' } }),
    );
    const severities = findings
      .filter(({ rule, explainedBy }) => rule === 'cell.blank' || explainedBy !== null)
      .map(({ rule, severity }) => `${rule} ${severity}`);
    expect(severities.toSorted()).toEqual([
      'applications.result-total info',
      'applications.row-sum info',
      'cell.blank warning',
    ]);
  });

  test('a row that was left blank although the totals count it', () => {
    const cells = {
      'applications/disclosed/naturalPerson': '',
      'applications/disclosed/commercialEnterprise': '',
      'applications/disclosed/total': '',
    } as const;
    expect(errorsIn({ cells }).map(({ suggestion }) => suggestion)).toEqual([
      expect.stringMatching(/“（一）予以公开”行有3列空白/u),
    ]);
  });

  test('a column of totals left blank beside a number that is wrong', () => {
    const total = (row: string) => `applications/${row}/total`;
    const cells = {
      [total('disclosed')]: '',
      [total('partiallyDisclosed')]: '',
      'applications/carriedOver/naturalPerson': 5,
    } as const;
    expect(errorsIn({ cells })).toHaveLength(2);
  });

  test('two causes twice, each with its own', () => {
    const cells = { [PART]: 8, 'applications/unavailable.notHeld/commercialEnterprise': 4 };
    expect(errorsIn({ cells })).toHaveLength(2);
  });

  test('a sentence that says another number still is a mistake of its own', () => {
    const sections = { overview: { paragraphs: ['全年新收政府信息公开申请15件。'] } };
    const rules = errorsIn({ cells: { [PART]: 8 }, sections }).map(({ rule }) => rule);
    expect(rules.toSorted()).toEqual(['applications.row-sum', 'narrative.newly-received']);
  });
});

describe('what another finding explains', () => {
  const report = checkedOf(ONE_NUMBER);
  const lead = report.validation.findings.find(({ rule }) => rule === 'applications.row-sum')!;
  const LETTER = { office: null, date: '2023-02-06', due: null };

  test('stands as that one does after a decision', () => {
    const decided = applyDecisions(report, [
      {
        kind: 'confirmed',
        fingerprint: lead.fingerprint,
        operands: operandsOf(lead, report),
        reviewer: '审核员',
        decidedAt: '2023-02-05T08:00:00Z',
      },
    ]);
    const follows = decided.filter(({ finding }) => finding.explainedBy === lead.fingerprint);
    expect(follows.map(({ state }) => state.kind)).toEqual(['confirmed']);
  });

  test('is no point of its own in the letter and is named in that of its cause', () => {
    const notice = returnNotice(report, applyDecisions(report, []), LETTER)!;
    const items = notice.parts.flatMap(({ points }) => points.flatMap((point) => point.items));
    const told = items.filter(({ found }) => /不等于/u.test(found));
    expect(told).toHaveLength(1);
    expect(told[0]!.found).toMatch(/各类申请人之和不等于总计.*由同一原因引起：.*办理结果各项之和/u);
  });
});
