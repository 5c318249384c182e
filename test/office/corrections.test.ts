import { describe, expect, it } from 'vitest';
import {
  applyCorrections,
  type CellWord,
  cellAt,
  correctionOf,
  type KeptCorrection,
} from '../../office/corrections.ts';
import type { Cell, CheckedReport } from '../../pipeline/contracts/report.ts';
import { contextOf, reportOf } from '../../pipeline/validate/example.ts';
import { validate } from '../../pipeline/validate/validate.ts';

const PATH = 'applications/newlyReceived/total';
const doubted = { value: 18, raw: '1B', needsReview: true, confidence: 0.6, doubts: ['low-confidence' as const] };
const checked = (cell: Partial<Cell>): CheckedReport => {
  const sketch = { cells: { [PATH]: cell } };
  const report = reportOf(sketch);
  return { ...report, validation: validate(report, contextOf(sketch)) };
};
const said = (report: CheckedReport, word: CellWord, by = '李审核'): KeptCorrection => {
  const cell = cellAt(report.tables, PATH);
  if (cell === null) throw new Error('no such cell');
  return { path: PATH, by, at: '2024-01-20T00:00:00.000Z', note: '', ...correctionOf(cell, word) };
};
const misread = (value: number | null, status: Cell['status'] = 'reported'): CellWord => ({
  kind: 'correct',
  reason: 'misread',
  value,
  status,
});

describe('a correction', () => {
  it('gives the cell what was said and keeps what was read beside it, without touching the report as read', () => {
    const read = checked(doubted);
    const before = structuredClone(read);
    const report = applyCorrections(read, [said(read, misread(12))]);
    expect(cellAt(report.tables, PATH)).toMatchObject({
      ...{ value: 12, raw: '12', status: 'reported', confidence: 1, needsReview: false, doubts: [], reviewReasons: [] },
    });
    expect(report.corrections).toEqual([
      expect.objectContaining({ path: PATH, readValue: 18, readRaw: '1B', value: 12, reason: 'misread', by: '李审核' }),
    ]);
    expect(read).toEqual(before);
  });

  it('of a cell that was misread ends what the sums said of it', () => {
    const read = checked(doubted);
    expect(read.validation.status).toBe('needsReview');
    expect(validate(applyCorrections(read, [said(read, misread(12))])).status).toBe('passed');
  });

  it('that confirms a wrong number makes it the mistake of the agency', () => {
    const read = checked({ ...doubted, value: 14, raw: '14' });
    const report = applyCorrections(read, [said(read, { kind: 'confirm' })]);
    expect(cellAt(report.tables, PATH)).toMatchObject({ value: 14, raw: '14', needsReview: false });
    expect(validate(report).findings.filter(({ severity }) => severity === 'error')).toSatisfy(
      (found: readonly { cause: string }[]) => found.length > 0 && found.every(({ cause }) => cause === 'agency'),
    );
  });

  it('that confirms words where a number is due leaves them to be put to the agency', () => {
    const words = { value: null, raw: '若干', status: 'illegible', needsReview: true } as const;
    const read = checked({ ...words, doubts: ['not-a-number'], reviewReasons: ['not-a-number'] });
    const { status, findings } = validate(applyCorrections(read, [said(read, { kind: 'confirm' })]));
    expect(findings.find(({ rule }) => rule === 'cell.not-number')).toMatchObject({ cause: 'agency' });
    expect(status).toBe('failed');
  });

  it('can say that a cell is blank, has a sign, or cannot be read', () => {
    const read = checked(doubted);
    const as = (status: Cell['status']) =>
      cellAt(applyCorrections(read, [said(read, misread(null, status))]).tables, PATH);
    expect(as('blank')).toMatchObject({ value: null, raw: '' });
    expect(as('notApplicable')).toMatchObject({ value: null, raw: '/' });
    expect(as('illegible')).toMatchObject({ value: null, raw: '1B' });
  });

  it('counts if it is the last one of its cell, and not for what now reads otherwise', () => {
    const read = checked(doubted);
    const twice = applyCorrections(read, [said(read, misread(12)), said(read, misread(13), '王复核')]);
    expect(cellAt(twice.tables, PATH)?.value).toBe(13);
    expect(twice.corrections).toHaveLength(1);
    const again = checked({ ...doubted, value: 19 });
    expect(applyCorrections(again, [said(read, misread(12))])).toEqual(again);
  });

  it('of a cell that the report does not have says nothing', () => {
    const read = checked(doubted);
    for (const path of ['applications/none/total', 'none/a/b', 'applications/constructor/total', 'applications']) {
      expect(cellAt(read.tables, path)).toBeNull();
      expect(applyCorrections(read, [{ ...said(read, misread(12)), path }])).toEqual(read);
    }
  });
});
