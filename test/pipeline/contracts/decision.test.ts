import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyDecisions,
  DECISION_KINDS,
  type Decision,
  decisionSchema,
  operandsDigest,
  operandsOf,
  verdictAfter,
} from '../../../pipeline/contracts/decision.ts';
import type { Finding } from '../../../pipeline/contracts/finding.ts';
import type { CheckedReport } from '../../../pipeline/contracts/report.ts';
import { contextOf, type ReportSketch, reportOf } from '../../../pipeline/validate/example.ts';
import { validate } from '../../../pipeline/validate/validate.ts';

const TOTAL = 'applications/newlyReceived/total';
const PERSONS = 'applications/newlyReceived/naturalPerson';

const checked = (sketch: ReportSketch): CheckedReport => {
  const report = reportOf(sketch);
  return { ...report, validation: validate(report, contextOf(sketch)) };
};
const wrong = (total: number): CheckedReport => checked({ cells: { [TOTAL]: total } });
const sumOf = (report: CheckedReport): Finding => {
  const finding = report.validation.findings.find((f) => f.rule === 'applications.row-sum');
  if (finding === undefined) throw new Error('the sum holds');
  return finding;
};

const decide = (kind: Decision['kind'], report: CheckedReport, finding: Finding, reason = '已核对原件'): Decision => {
  const common = {
    fingerprint: finding.fingerprint,
    operands: operandsOf(finding, report),
    reviewer: '李审核',
    decidedAt: '2026-01-28T08:05:00.000Z',
  };
  return kind === 'waived' || kind === 'proposed' ? { kind, reason, ...common } : { kind, ...common };
};
const stateOf = (report: CheckedReport, decisions: readonly Decision[], finding = sumOf(report)) =>
  applyDecisions(report, decisions).find((judged) => judged.finding.fingerprint === finding.fingerprint)?.state;

describe('the operands of a finding', () => {
  it('are the values of its cells, both sides and the numbers of its formula', () => {
    const report = wrong(14);
    expect(operandsOf(sumOf(report), report)).toEqual(
      expect.arrayContaining([
        { name: PERSONS, value: '10' },
        { name: TOTAL, value: '14' },
        { name: 'expected', value: '12' },
        { name: 'actual', value: '14' },
      ]),
    );
  });

  it('tell a blank, a stroke, an unread cell and a cell that is not there from one another and from 0', () => {
    const illegible = (raw: string) => ({ value: null, raw, status: 'illegible' as const });
    const writtenAs = (cell: NonNullable<ReportSketch['cells']>[string]): string | undefined => {
      const report = checked({ cells: { [PERSONS]: cell } });
      return operandsOf({ ...sumOf(wrong(14)), cells: [PERSONS] }, report)[0]?.value;
    };
    const values = ([0, '', '/', illegible('若干'), illegible('几十')] as const).map(writtenAs);
    const nowhere = operandsOf({ ...sumOf(wrong(14)), cells: ['applications/none/total'] }, wrong(14))[0]?.value;
    expect(new Set([...values, nowhere]).size).toBe(6);
  });

  it('are the quote or the message of a finding that has no values, whatever its spaces', () => {
    const report = wrong(14);
    const bare = { ...sumOf(report), cells: [], expected: null, actual: null, formula: null };
    expect(operandsOf({ ...bare, quote: '约 10\n件' }, report)).toEqual([{ name: 'quote', value: '约 10 件' }]);
    expect(operandsOf({ ...bare, quote: null, message: '缺少一节。' }, report)).toEqual([
      { name: 'message', value: '缺少一节。' },
    ]);
  });

  it('never run into one another in their digest', () => {
    const operand = fc.record({ name: fc.string(), value: fc.string() });
    fc.assert(
      fc.property(fc.array(operand, { maxLength: 3 }), fc.array(operand, { maxLength: 3 }), (a, b) => {
        expect(operandsDigest(a) === operandsDigest(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });
});

describe('a decision', () => {
  it('stands when the same report is read again from another file', () => {
    const again = checked({ cells: { [TOTAL]: 14 }, source: { sha256: '1'.repeat(64), format: 'pdf' } });
    const first = wrong(14);
    expect(stateOf(again, [decide('waived', first, sumOf(first))])?.kind).toBe('waived');
    expect(stateOf(again, [decide('confirmed', first, sumOf(first))])?.kind).toBe('confirmed');
  });

  it('is void when a number changes, and says which', () => {
    const [first, second] = [wrong(14), wrong(15)];
    const waiver = decide('waived', first, sumOf(first));
    expect(stateOf(second, [waiver])).toEqual({
      kind: 'void',
      decision: waiver,
      changed: [
        { name: TOTAL, before: '14', now: '15' },
        { name: 'actual', before: '14', now: '15' },
        { name: 'formula', before: '10 2 14', now: '10 2 15' },
      ],
    });
  });

  it('comes back when the numbers do, also after another one on other numbers', () => {
    const [first, second] = [wrong(14), wrong(15)];
    const decisions = [decide('waived', first, sumOf(first)), decide('confirmed', second, sumOf(second))];
    expect(stateOf(first, decisions)?.kind).toBe('waived');
    expect(stateOf(second, decisions)?.kind).toBe('confirmed');
  });

  it('taken back leaves the finding open, on other numbers too', () => {
    const first = wrong(14);
    const decisions = [decide('waived', first, sumOf(first)), decide('withdrawn', first, sumOf(first))];
    expect(stateOf(first, decisions)).toEqual({ kind: 'open' });
    expect(stateOf(wrong(15), decisions)).toEqual({ kind: 'open' });
  });

  it('about one finding says nothing about others than those that it explains', () => {
    const report = wrong(14);
    const finding = sumOf(report);
    const states = applyDecisions(report, [decide('waived', report, finding)]);
    expect(states.length).toBeGreaterThan(1);
    for (const { finding: other, state } of states) {
      const isSame = other === finding || other.explainedBy === finding.fingerprint;
      expect(state.kind).toBe(isSame ? 'waived' : 'open');
    }
  });

  it('to waive needs a reason, and nobody decides without a name', () => {
    const report = wrong(14);
    const waiver = decide('waived', report, sumOf(report));
    expect(decisionSchema.safeParse(waiver).success).toBe(true);
    expect(decisionSchema.safeParse({ ...waiver, reason: '' }).success).toBe(false);
    expect(decisionSchema.safeParse({ ...waiver, reason: undefined }).success).toBe(false);
    expect(decisionSchema.safeParse({ ...waiver, reviewer: '' }).success).toBe(false);
  });
});

describe('any history of decisions', () => {
  const kinds = fc.constantFrom(...DECISION_KINDS);
  const history = fc.array(fc.record({ kind: kinds, total: fc.integer({ min: 14, max: 17 }) }), { maxLength: 12 });
  const made = (steps: readonly { kind: Decision['kind']; total: number }[]): Decision[] =>
    steps.map(({ kind, total }) => decide(kind, wrong(total), sumOf(wrong(total))));

  it('leaves a finding as the last decision on its own values says, void or open where there is none', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const last = steps.findLast(({ total }) => total === 14);
        const other = steps.at(-1);
        const elsewhere = other === undefined || other.kind === 'withdrawn' ? 'open' : 'void';
        const expected = last === undefined ? elsewhere : last.kind === 'withdrawn' ? 'open' : last.kind;
        expect(stateOf(wrong(14), made(steps))?.kind).toBe(expected);
      }),
      { numRuns: 50 },
    );
  });

  it('never waives on values that nobody waived it on', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 14, max: 30 }), (steps, total) => {
        const waived = stateOf(wrong(total), made(steps))?.kind === 'waived';
        if (waived) expect(steps.some((step) => step.kind === 'waived' && step.total === total)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe('the verdict after the decisions', () => {
  const after = (report: CheckedReport, decisions: readonly Decision[]) =>
    verdictAfter(report, applyDecisions(report, decisions));
  const waiveErrors = (report: CheckedReport): Decision[] =>
    report.validation.findings.filter((f) => f.severity === 'error').map((f) => decide('waived', report, f));

  it('without decisions is the verdict of the rules', () => {
    for (const report of [wrong(14), checked({})]) expect(after(report, [])).toBe(report.validation.status);
  });

  it('is passed when every error is waived, and failed again when one is taken back', () => {
    const report = wrong(14);
    const waivers = waiveErrors(report);
    expect(after(report, waivers)).toBe('passed');
    expect(after(report, [...waivers, decide('withdrawn', report, sumOf(report))])).toBe('failed');
  });

  it('still needs a review while a cell is in doubt', () => {
    const doubt = { value: 14, raw: '14', needsReview: true, doubts: ['low-confidence' as const] };
    const report = checked({ cells: { [TOTAL]: doubt } });
    expect(after(report, waiveErrors(report))).toBe('needsReview');
  });

  it('is failed when a reviewer confirms an error that may have been our reading', () => {
    const report = wrong(14);
    const doubted = {
      ...report,
      validation: {
        status: 'needsReview' as const,
        findings: report.validation.findings.map((f) => ({ ...f, cause: 'unknown' as const })),
      },
    };
    expect(after(doubted, [])).toBe('needsReview');
    expect(after(doubted, [decide('confirmed', doubted, sumOf(doubted))])).toBe('failed');
  });
});
