import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { ROSTER_LIMITS } from '../config/limits/office.ts';

/** Tables of texts as XLSX and CSV files, and back (docs/decisions/0014-people-and-office.md says by which libraries). */

/** The file is no table that we can read. */
export class SheetError extends Error {
  override readonly name = 'SheetError';
}

/** Programs that calculate run what begins like this; a quote in front makes it a text. @source OWASP, CSV Injection */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;
const guarded = (text: string): string => (FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text);
const unguarded = (text: string): string =>
  text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;

/** With a byte order mark, by which Excel knows UTF-8. */
export const toCsv = (table: readonly (readonly string[])[]): Buffer =>
  Buffer.from(
    `\uFEFF${stringify(
      table.map((row) => row.map(guarded)),
      { record_delimiter: '\r\n' },
    )}`,
  );

/** @throws SheetError */
export async function fromFile(bytes: Uint8Array): Promise<string[][]> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  return isZip ? fromXlsx(bytes) : fromCsv(bytes);
}

/** UTF-8, or the Chinese encoding that Excel writes by itself. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    // Not UTF-8 is the answer looked for, nothing else.
    if (error instanceof TypeError) return new TextDecoder('gb18030').decode(bytes);
    throw error;
  }
}

function fromCsv(bytes: Uint8Array): string[][] {
  try {
    const rows: string[][] = parse(decode(bytes), {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: ROSTER_LIMITS.columns * ROSTER_LIMITS.cellCharacters * 4,
      to: ROSTER_LIMITS.rows + 2,
    });
    return rows.map((row) => row.map(unguarded));
  } catch (cause) {
    throw new SheetError('the text is no CSV', { cause });
  }
}

export const SHEET_FONT = { name: '宋体', size: 11 } as const;

/** Loaded when it is needed: it takes 145 ms. */
export const loadExcel = async () => (await import('exceljs')).default;

/** The first sheet. Days become YYYY-MM-DD, formulas what they came to. @throws SheetError */
async function fromXlsx(bytes: Uint8Array): Promise<string[][]> {
  const excel = await loadExcel();
  const book = new excel.Workbook();
  try {
    const copy = new ArrayBuffer(bytes.byteLength);
    new Uint8Array(copy).set(bytes);
    await book.xlsx.load(copy);
  } catch (cause) {
    throw new SheetError('the file is no workbook', { cause });
  }
  const [sheet] = book.worksheets;
  if (sheet === undefined) throw new SheetError('the workbook has no sheet');
  const rows: string[][] = [];
  const last = Math.min(sheet.rowCount, ROSTER_LIMITS.rows + 2);
  for (let number = 1; number <= last; number++) {
    const row = sheet.getRow(number);
    const width = Math.min(Math.max(row.cellCount, 0), ROSTER_LIMITS.columns + 1);
    rows.push(Array.from({ length: width }, (_, index) => textOf(row.getCell(index + 1).value)));
  }
  return rows;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value !== 'object') return String(value);
  if ('result' in value) return textOf(value.result);
  if ('richText' in value && Array.isArray(value.richText)) {
    return value.richText.map((run: { readonly text?: unknown }) => textOf(run.text)).join('');
  }
  return 'text' in value ? textOf(value.text) : '';
}

/** One sheet, headers bold and held in place, everything as text: a phone number keeps its zeros, no formula runs. */
export async function toXlsx(name: string, table: readonly (readonly string[])[]): Promise<Buffer> {
  const excel = await loadExcel();
  const book = new excel.Workbook();
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  for (const row of table) sheet.addRow(row);
  sheet.getRow(1).font = { bold: true };
  sheet.columns.forEach((column) => {
    column.width = 20;
    column.numFmt = '@';
  });
  return Buffer.from(await book.xlsx.writeBuffer());
}
