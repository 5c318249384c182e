import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckedReport } from '../../../../pipeline/contracts/report.ts';
import { convert } from '../../../../pipeline/convert.ts';
import { openEngines } from '../../../../pipeline/extract/scan/engines/engines.ts';
import type { Composed } from '../../../composer/compose.ts';
import { judge } from '../../../composer/judge.ts';
import { printWithPictures } from '../../../composer/pdf/print-pictures.ts';

describe('a PDF of text, a scanned page and a picture of a table among text', () => {
  const { engines, close } = openEngines('both');
  let composed: Composed;
  let report: CheckedReport;
  beforeAll(async () => {
    composed = await printWithPictures({ seed: 7, format: 'html', kind: '2021', breakages: [] });
    report = await convert(composed.source, engines);
  });
  afterAll(close);

  const cellsOf = (table: 'proactiveDisclosure' | 'applications' | 'remedies') =>
    Object.values(report.tables[table]?.rows ?? {}).flatMap((row) => Object.values(row));

  it('is told page by page what was read from a picture', () => {
    expect(report.notes.filter((n) => n.code === 'scanned-page')).toEqual([
      { code: 'scanned-page', values: { page: 2 } },
    ]);
    expect(report.notes.filter((n) => n.code === 'table-as-image')).toEqual([
      { code: 'table-as-image', values: { page: 3 } },
    ]);
    expect(report.source.ocrEngines).toEqual(['pp-ocrv4', 'tesseract']);
  });

  it('has no wrong value that looks certain, and nearly all values right', () => {
    const verdict = judge(composed.truth, composed.facts, report);
    expect(verdict.silent).toEqual([]);
    expect(verdict.right).toBeGreaterThanOrEqual(0.97 * verdict.cells);
  });

  it('keeps what is text exact and certain', () => {
    const text = [...composed.truth].filter(([path]) => path.startsWith('proactiveDisclosure/'));
    expect(cellsOf('proactiveDisclosure').map((cell) => cell.value)).toEqual(text.map(([, { value }]) => value));
    expect(cellsOf('proactiveDisclosure').every((cell) => !cell.needsReview && cell.confidence === 1)).toBe(true);
    expect(report.report.title).toBe(composed.facts.title);
  });

  it('says on which page each table stands', () => {
    const pagesOf = (table: Parameters<typeof cellsOf>[0]) => [
      ...new Set(cellsOf(table).map(({ origin }) => (origin && 'page' in origin ? origin.page : null))),
    ];
    expect(pagesOf('proactiveDisclosure')).toEqual([1]);
    expect(pagesOf('applications')).toEqual([2]);
    expect(pagesOf('remedies')).toEqual([3]);
  });

  it('without engines leaves the pictures unread and says so', async () => {
    const unread = await convert(composed.source, null);
    expect(judge(composed.truth, composed.facts, unread).silent).toEqual([]);
    expect(unread.notes.map((n) => n.code)).toEqual(expect.arrayContaining(['scanned-page', 'table-as-image']));
  });
});
