import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { CheckedReport } from '../pipeline/contracts/report.ts';
import { checkedReportSchema } from '../pipeline/contracts/report.ts';
import { openEngines } from '../pipeline/extract/scan/engines/engines.ts';
import { convertSample, digitalSamples, EXPECTED, scannedSamples } from '../scripts/samples/golden.ts';

const expectedOf = (name: string): CheckedReport => JSON.parse(readFileSync(join(EXPECTED, `${name}.json`), 'utf8'));

/** Cells as [path, value, status]. */
const cellsOf = (report: CheckedReport): readonly (readonly [string, number | null, string])[] =>
  Object.entries(report.tables)
    .flatMap(([table, found]) =>
      Object.entries(found?.rows ?? {}).flatMap(([row, columns]) =>
        Object.entries(columns).map(
          ([column, cell]) => [`${table}/${row}/${column}`, cell.value, cell.status] as const,
        ),
      ),
    )
    .toSorted(([a], [b]) => a.localeCompare(b));

const digital = await digitalSamples();
const seedOf = (name: string): string =>
  digital.find((s) => s.path.includes('seeds') && s.name.startsWith(name.slice(0, 3)))!.name;

describe('digital samples', () => {
  it.each(digital)('$name gives its expected canonical JSON', async (sample) => {
    const report = await convertSample(sample);
    expect(checkedReportSchema.parse(report)).toEqual(report);
    expect(JSON.parse(JSON.stringify(report))).toEqual(expectedOf(sample.name));
  });

  it.each(digital.filter((s) => s.path.includes('made')))('$name has the cells of its text', (sample) => {
    expect(cellsOf(expectedOf(sample.name))).toEqual(cellsOf(expectedOf(seedOf(sample.name))));
  });
});

describe('scanned samples', async () => {
  const { engines, close } = openEngines('both');
  afterAll(close);
  const scans = (await scannedSamples()).filter(({ name }) => /^001-(?:office|poor)/.test(name));

  it.each(scans)('$name has no wrong value that looks certain', async (sample) => {
    const report = await convertSample(sample, engines);
    const truth = new Map(cellsOf(expectedOf(seedOf(sample.name))).map(([path, value]) => [path, value]));
    const silent = Object.entries(report.tables).flatMap(([table, found]) =>
      Object.entries(found?.rows ?? {}).flatMap(([row, columns]) =>
        Object.entries(columns)
          .filter(([column, cell]) => !cell.needsReview && cell.value !== truth.get(`${table}/${row}/${column}`))
          .map(([column]) => `${table}/${row}/${column}`),
      ),
    );
    expect(silent).toEqual([]);
    const right = cellsOf(report).filter(([path, value]) => value === truth.get(path)).length;
    expect(right / truth.size).toBeGreaterThanOrEqual(0.97);
    expect(report.source.ocrEngines).toEqual(['pp-ocrv4', 'tesseract']);
  });
});
