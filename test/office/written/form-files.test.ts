import type { Workbook } from 'exceljs';
import mammoth from 'mammoth';
import { describe, expect, it } from 'vitest';
import { cellsOf, TABLE_KEYS } from '../../../config/catalogue/form.ts';
import { layOutForm } from '../../../office/form-layout.ts';
import { formDocument } from '../../../office/written/document.ts';
import { documentDocx } from '../../../office/written/docx.ts';
import { type FilledForm, reportForm } from '../../../office/written/filled-form.ts';
import { formHtml } from '../../../office/written/form-html.ts';
import { formXlsx } from '../../../office/written/form-xlsx.ts';
import { openedBySuite } from '../../opened-by-suite.ts';
import { officeReport } from '../report.ts';

const AMOUNT = 'proactiveDisclosure/administrativeFees/amount';
/** A name that a program which calculates would run. */
const NAME = '=HYPERLINK("http://x")水务局';

/** Every cell has a number of its own, so that none can stand in the place of another. */
function numbered(): FilledForm {
  const paths = TABLE_KEYS.flatMap((table) =>
    cellsOf(table, '2021').map(([row, column]) => `${table}/${row}/${column}`),
  );
  const cells = Object.fromEntries(paths.map((path, index) => [path, index + 1_000]));
  const report = officeReport({ template: '2021' }, { cells: { ...cells, [AMOUNT]: 12.5 } });
  const doubtful = report.tables.remedies?.rows.reconsideration?.upheld;
  if (doubtful !== undefined) Object.assign(doubtful, { needsReview: true });
  return reportForm(report, NAME, 2023);
}

async function bookOf(bytes: Buffer): Promise<Workbook> {
  const excel = (await import('exceljs')).default;
  const book = new excel.Workbook();
  const copy = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(copy).set(bytes);
  await book.xlsx.load(copy);
  return book;
}

const SHEETS = { 表二: 'proactiveDisclosure', 表三: 'applications', 表四: 'remedies' } as const;

describe('the form as a workbook that LibreOffice opened', () => {
  it('holds every number in its place, with merged cells and formats', async () => {
    const form = numbered();
    const made = await formXlsx(form);
    const opened = await bookOf(await openedBySuite(made, 'xlsx', 'xlsx:Calc MS Excel 2007 XML'));
    for (const [name, table] of Object.entries(SHEETS)) {
      const sheet = opened.getWorksheet(name);
      const filled = form.tables.find((each) => each.table === table);
      const before = 2 + form.about.length;
      for (const place of layOutForm(table, {}, '2021').rows.flat()) {
        const cell = sheet?.getCell(before + place.row + 1, place.column + 1);
        if (place.kind === 'value') expect(cell?.value).toBe(filled?.cells.get(place.path)?.value);
        else expect(cell?.text).toBe(place.text);
        if (place.rowSpan > 1 || place.columnSpan > 1) expect(cell?.isMerged).toBe(true);
      }
    }
    const fees = opened.getWorksheet('表二');
    const formats: string[] = [];
    fees?.eachRow((row) => row.eachCell((cell) => cell.value === 12.5 && formats.push(cell.numFmt)));
    expect(new Set(formats)).toEqual(new Set(['0.0000']));
  });

  it('runs no formula in a name', async () => {
    const opened = await bookOf(await openedBySuite(await formXlsx(numbered()), 'xlsx', 'xlsx:Calc MS Excel 2007 XML'));
    const title = opened.getWorksheet('表三')?.getCell(1, 1);
    expect(title?.text).toBe(`${NAME}2023年政府信息公开工作年度报告统计表`);
    expect(title?.formula).toBeUndefined();
  });
});

describe('the form as a Word file that LibreOffice opened', () => {
  it('holds every number and the words of the form', async () => {
    const form = numbered();
    const made = await documentDocx(formDocument(form));
    const opened = await openedBySuite(made, 'docx', 'docx:MS Word 2007 XML');
    const { value: page } = await mammoth.convertToHtml({ buffer: opened });
    for (const { cells } of form.tables) {
      for (const { text } of cells.values()) expect(page).toContain(`>${text}<`);
    }
    for (const words of ['（七）总计', '三、本年度办理结果', '未经复议直接起诉', NAME.slice(0, 10)])
      expect(page).toContain(words);
    expect(page).toMatch(/rowspan="22"/);
    expect(page).toMatch(/colspan="7"/);
  });

  it('marks a number that may be another', async () => {
    const { value: text } = await mammoth.extractRawText({ buffer: await documentDocx(formDocument(numbered())) });
    expect(text).toMatch(/\d{4}\*/);
    expect(text).toContain('带 * 的数');
  });
});

describe('the form as a page', () => {
  it('holds dead text alone', () => {
    const page = formHtml({ ...numbered(), title: '<img src=x onerror=alert(1)>' });
    expect(page).not.toContain('<img');
    expect(page).toContain('&lt;img');
    expect(page.match(/<td/g)?.length).toBeGreaterThan(200);
  });
});
