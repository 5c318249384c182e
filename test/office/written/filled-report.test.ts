import { describe, expect, it } from 'vitest';
import { cellPath, cellsOf, TABLE_KEYS } from '../../../config/catalogue/form.ts';
import { documentDocx } from '../../../office/written/docx.ts';
import { filledReport } from '../../../office/written/filled-report.ts';
import { reportHtml } from '../../../office/written/report-html.ts';
import type { CheckedReport } from '../../../pipeline/contracts/report.ts';
import type { DraftAbout, ReportDraft } from '../../../pipeline/contracts/report-draft.ts';
import { convert } from '../../../pipeline/convert.ts';
import { recognise } from '../../../pipeline/intake/intake.ts';
import { ABOUT, cleanDraft } from '../../pipeline/draft/clean-draft.ts';

const OF_2019: DraftAbout = { ...ABOUT, year: 2020, form: '2019' };

async function readBack(fileName: string, content: Buffer): Promise<CheckedReport> {
  const recognised = await recognise(fileName, { bytes: content });
  if (recognised.kind !== 'document') throw new Error(recognised.kind);
  return convert(recognised.source, null);
}

const written = (draft: ReportDraft, about: DraftAbout) => {
  const report = filledReport(draft, about);
  return [
    ['report.docx', () => documentDocx(report)],
    ['report.html', async () => Buffer.from(reportHtml(report))],
  ] as const;
};

function cellsRead({ tables }: CheckedReport, about: DraftAbout): Record<string, string> {
  const read: Record<string, string> = {};
  for (const table of TABLE_KEYS) {
    for (const [row, column] of cellsOf(table, about.form)) {
      const cell = tables[table]?.rows[row]?.[column];
      read[cellPath(table, row, column)] = cell === undefined || cell.needsReview ? 'unsure' : String(cell.value);
    }
  }
  return read;
}

/** Another number in every cell that no sum ties, so that no two places can be mixed up. */
function manyNumbers(): Readonly<Record<string, string>> {
  const cells: Record<string, string> = {};
  for (const table of TABLE_KEYS) {
    for (const [index, [row, column]] of cellsOf(table, '2021').entries())
      cells[cellPath(table, row, column)] = `${index + 3}`;
  }
  return cells;
}

describe('a report that was filled in', () => {
  it.each(written(cleanDraft(), ABOUT))('is read back as it was typed, without any finding: %s', async (name, make) => {
    const report = await readBack(name, await make());
    // On which form it was checked is said of every report.
    expect(report.validation.findings.map(({ rule }) => rule)).toEqual(['template.detect']);
    expect(report.validation.status).toBe('passed');
    expect(cellsRead(report, ABOUT)).toEqual(cleanDraft().cells);
    expect(report.report).toMatchObject({
      ...{ agency: ABOUT.agency, year: 2023, template: '2021', signedOn: '2024-01-18', signer: ABOUT.agency },
      period: { start: '2023-01-01', end: '2023-12-31' },
    });
    expect(report.sections.map(({ role }) => role)).toHaveLength(6);
  });

  it.each(written(cleanDraft(ABOUT, manyNumbers()), ABOUT))(
    'keeps each number in its place: %s',
    async (name, make) => {
      const report = await readBack(name, await make());
      expect(cellsRead(report, ABOUT)).toEqual(manyNumbers());
    },
  );

  it.each(written(cleanDraft(OF_2019), OF_2019))('is on the form of its year: %s', async (name, make) => {
    const report = await readBack(name, await make());
    expect(report.report.template).toBe('2019');
    expect(cellsRead(report, OF_2019)).toEqual(cleanDraft(OF_2019).cells);
  });

  it('holds what was typed as dead text', () => {
    const draft = cleanDraft();
    const sections = { ...draft.sections, other: '<script>alert(1)</script>未收取信息处理费。' };
    expect(reportHtml(filledReport({ ...draft, sections }, ABOUT))).not.toContain('<script');
  });
});
