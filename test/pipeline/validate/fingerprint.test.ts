import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellPath, cellsOf, TABLE_KEYS } from '../../../config/catalogue/form.ts';
import { operandsOf } from '../../../pipeline/contracts/decision.ts';
import { contextOf, type ReportSketch, reportOf } from '../../../pipeline/validate/example.ts';
import { validate } from '../../../pipeline/validate/validate.ts';

const PATHS = TABLE_KEYS.flatMap((table) =>
  cellsOf(table, '2021').map(([row, column]) => cellPath(table, row, column)),
);

/** Sentences that rules speak of, some of them with a fault of their own; drawn several times they stand there several times. */
const SENTENCES = [
  '依据川办发〔202116号。',
  '全年收到申请12件，其中自然人9件、企业2件。',
  '公开信息100条，其中，动态信息60条，公告20条，其他10条。',
  '本年度没有收到政府信息公开申请。',
  '主动公开信息占比45%，依申请公开占比65%。',
  '因政府信息公开工作被申请行政复议3件。',
  '联系人身份证号11010519491231002X，手机13800138000。',
  '二是加强队伍建设。四是做好解读。',
];

const sketches: fc.Arbitrary<ReportSketch> = fc
  .record({
    cells: fc.dictionary(
      fc.constantFrom(...PATHS),
      fc.oneof(fc.integer({ min: -2, max: 60 }), fc.constantFrom('' as const, '/' as const)),
      { maxKeys: 12 },
    ),
    overview: fc.array(fc.constantFrom(...SENTENCES), { maxLength: 6 }),
    preface: fc.array(fc.constantFrom(...SENTENCES), { maxLength: 3 }),
  })
  .map(({ cells, overview, preface }) => ({
    cells,
    preface,
    // Both one long paragraph and several: a sentence may come again in its own line or in another.
    sections: { overview: { paragraphs: [overview.join(''), ...overview] } },
  }));

const findingsOf = (sketch: ReportSketch) => validate(reportOf(sketch), contextOf(sketch)).findings;

describe('the fingerprints of any report', () => {
  test('are never shared by two of its findings', () => {
    fc.assert(
      fc.property(sketches, (sketch) => {
        const prints = findingsOf(sketch).map((f) => f.fingerprint);
        expect(new Set(prints).size).toBe(prints.length);
      }),
    );
  });

  test('and the operands are the same when it is read again from another file', () => {
    const kept = (sketch: ReportSketch) =>
      findingsOf(sketch).map((f) => [f.rule, f.fingerprint, operandsOf(f, reportOf(sketch))]);
    fc.assert(
      fc.property(sketches, (sketch) => {
        const again = {
          ...sketch,
          source: { sha256: '1'.repeat(64), fileName: '更正稿.docx', format: 'docx' as const },
        };
        expect(kept(again)).toEqual(kept(sketch));
      }),
    );
  });

  test('stand beside operands, at least one each', () => {
    fc.assert(
      fc.property(sketches, (sketch) => {
        const report = reportOf(sketch);
        for (const finding of findingsOf(sketch)) expect(operandsOf(finding, report), finding.rule).not.toEqual([]);
      }),
    );
  });

  test('outlive a change of another cell and of a number', () => {
    const path = fc.constantFrom(...PATHS);
    const number = fc.integer({ min: 1_000, max: 9_000 });
    fc.assert(
      fc.property(path, number, number, (changed, first, second) => {
        const prints = (value: number) =>
          new Set(
            findingsOf({ cells: { [changed]: value } })
              .filter((f) => f.cells.length > 0 && f.section === null && f.severity === 'error')
              .map((f) => f.fingerprint),
          );
        expect(prints(second)).toEqual(prints(first));
      }),
    );
  });
});
