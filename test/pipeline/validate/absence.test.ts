import { describe, expect, test } from 'vitest';
import type { Unplaced } from '../../../pipeline/contracts/ink.ts';
import { contextOf, type ReportSketch, reportOf } from '../../../pipeline/validate/example.ts';
import { validate } from '../../../pipeline/validate/validate.ts';

const find = (rule: string, sketch: ReportSketch) =>
  validate(reportOf(sketch), contextOf(sketch)).findings.find((f) => f.rule === rule);

const at = (looksLike: Unplaced['looksLike'], text = ''): Unplaced => ({ text, origin: { paragraph: 7 }, looksLike });
const WITHOUT_TABLE_FOUR: ReportSketch = { withoutTables: ['remedies'] };

describe('who is to blame for what is missing', () => {
  test('the agency, where everything was read', () => {
    expect(find('structure.table-missing', WITHOUT_TABLE_FOUR)).toMatchObject({ severity: 'error', cause: 'agency' });
  });

  test('our reading, where a picture or a page was not read', () => {
    const unread = { ...WITHOUT_TABLE_FOUR, unplaced: [at('picture')] };
    expect(find('structure.table-missing', unread)).toMatchObject({ cause: 'extraction' });
    expect(validate(reportOf(unread)).status).toBe('needsReview');
  });

  test('our reading, where a line is bytes of another code', () => {
    const garbled = { ...WITHOUT_TABLE_FOUR, unplaced: [at('row', 'ÿˆNåNlQ开\t86\t90')] };
    expect(find('structure.table-missing', garbled)).toMatchObject({ cause: 'extraction' });
  });

  test('our reading, where an attachment was not read of which only the name is known', () => {
    const attached = { ...WITHOUT_TABLE_FOUR, unplaced: [at('embedded', '附件：年度报告.docx')] };
    expect(find('structure.table-missing', attached)).toMatchObject({ cause: 'extraction' });
  });

  test('our reading, where a row of numbers found no place that has lost its label', () => {
    const nameless = { ...WITHOUT_TABLE_FOUR, unplaced: [at('row', '1\t0\t0\t2\t3')] };
    expect(find('structure.table-missing', nameless)).toMatchObject({ cause: 'extraction' });
    expect(find('structure.table-missing', { ...WITHOUT_TABLE_FOUR, unplaced: [at('number', '7')] })).toMatchObject({
      cause: 'agency',
    });
  });

  test('our reading, where its words found no place', () => {
    const lost = { sections: { problems: null }, unplaced: [at('paragraph', '五、存在的主要问题及改进情况')] };
    expect(find('structure.section-missing', lost)).toMatchObject({ cause: 'extraction' });
  });

  test('nobody we know, where a hidden part holds its words', () => {
    const hidden = { sections: { problems: null }, unplaced: [at('hidden', '存在的主要问题及改进情况')] };
    expect(find('structure.section-missing', hidden)).toMatchObject({ cause: 'unknown' });
  });

  test('the agency, where what found no place has nothing to do with it', () => {
    const other = { sections: { problems: null }, unplaced: [at('row', '政务微博\t318')] };
    expect(find('structure.section-missing', other)).toMatchObject({ cause: 'agency' });
  });

  test('a report with something unread, unplaced or hidden never passes', () => {
    for (const looksLike of ['number', 'label', 'row', 'paragraph', 'picture', 'hidden', 'embedded'] as const) {
      expect(validate(reportOf({ unplaced: [at(looksLike, '一、本年新收')] })).status).toBe('needsReview');
    }
  });

  test('where engines read the words, an error about words waits for somebody to decide', () => {
    const wrong: ReportSketch = { facts: { period: { start: '2022-01-01', end: '2022-12-30' } } };
    const scanned = { ...wrong, source: { format: 'pdf' as const, scannedPages: [1], ocrEngines: ['paddle'] } };
    expect(find('narrative.period', wrong)).toMatchObject({ severity: 'error', waits: null });
    expect(find('narrative.period', scanned)).toMatchObject({ severity: 'warning', waits: 'mistake' });
    expect(validate(reportOf(scanned)).status).toBe('needsReview');
  });
});
