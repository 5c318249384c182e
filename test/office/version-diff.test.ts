import { describe, expect, it } from 'vitest';
import { diffOfVersions } from '../../office/version-diff.ts';
import type { CheckedReport } from '../../pipeline/contracts/report.ts';
import { contextOf, type ReportSketch, reportOf } from '../../pipeline/validate/example.ts';
import { validate } from '../../pipeline/validate/validate.ts';

const checked = (sketch: ReportSketch): CheckedReport => {
  const report = reportOf(sketch);
  return { ...report, validation: validate(report, contextOf(sketch)) };
};
const TOTAL = 'applications/newlyReceived/total';
const texts = (...paragraphs: string[]): ReportSketch => ({ sections: { overview: { paragraphs } } });

describe('the difference of two versions', () => {
  it('of the same report is empty', () => {
    const report = checked({});
    expect(diffOfVersions(report, report)).toMatchObject({ cells: [], metadata: [], paragraphs: [] });
  });

  it('names the cells that say something else, with both values, read or not', () => {
    const wrong = checked({ cells: { [TOTAL]: 99 } });
    const right = checked({});
    const [cell] = diffOfVersions(wrong, right).cells;
    expect(cell).toMatchObject({ path: TOTAL, from: { value: 99, status: 'reported' }, to: { status: 'reported' } });
    const blank = checked({ cells: { [TOTAL]: '' } });
    expect(diffOfVersions(blank, right).cells).toMatchObject([{ path: TOTAL, from: { value: null, status: 'blank' } }]);
    const without = checked({ withoutRows: ['applications/newlyReceived'] });
    expect(diffOfVersions(without, right).cells.map(({ from }) => from)).toContain(null);
  });

  it('names facts by their place in the report', () => {
    const contact = { address: null, postcode: null, phone: '0731-1', fax: null, email: null };
    const [from, to] = [checked({}), checked({ facts: { signedOn: '2023-01-20', contact } })];
    const names = diffOfVersions(from, to).metadata.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['signedOn', 'contact.phone']));
  });

  it('pairs a paragraph that changed, and tells alone one that came or went, each with its section', () => {
    const from = checked(texts('甲段。', '乙段。', '丙段。'));
    expect(diffOfVersions(from, checked(texts('甲段。', '乙段改了。', '丙段。'))).paragraphs).toEqual([
      { section: 1, from: '乙段。', to: '乙段改了。' },
    ]);
    expect(diffOfVersions(from, checked(texts('甲段。', '乙段。', '丙段。', '丁段。'))).paragraphs).toEqual([
      { section: 1, from: null, to: '丁段。' },
    ]);
    expect(diffOfVersions(from, checked(texts('甲段。', '丙段。'))).paragraphs).toEqual([
      { section: 1, from: '乙段。', to: null },
    ]);
  });

  it('says which errors and warnings are gone, new and there as before', () => {
    const from = checked({ cells: { [TOTAL]: 99 } });
    const to = checked({ cells: { 'remedies/reconsideration/total': 99 } });
    const { closed, new: fresh, still } = diffOfVersions(from, to).findings;
    expect([closed.length > 0, fresh.length > 0, still.length]).toEqual([true, true, 0]);
    expect(diffOfVersions(from, from).findings).toMatchObject({ closed: [], new: [] });
    expect(diffOfVersions(from, from).findings.still.map(({ fingerprint }) => fingerprint)).toEqual(
      from.validation.findings.filter(({ severity }) => severity !== 'info').map(({ fingerprint }) => fingerprint),
    );
  });

  it('of texts that share nothing is told without looking for an order', () => {
    const many = (what: string) => texts(...Array.from({ length: 3_000 }, (_, n) => `${what}${n}`));
    const { paragraphs } = diffOfVersions(checked(many('旧')), checked(many('新')));
    expect(paragraphs.filter(({ from, to }) => from?.startsWith('旧') && to?.startsWith('新')).length).toBe(3_000);
  });
});
