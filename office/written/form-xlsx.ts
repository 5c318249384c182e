import type { Worksheet } from 'exceljs';
import { visibleLine } from '../../pipeline/wording/visible-line.ts';
import type { FormCell } from '../form-layout.ts';
import { loadExcel, SHEET_FONT } from '../sheet.ts';
import { type FilledCell, type FilledForm, type FilledTable, filledCell } from './filled-form.ts';

/** Characters of a column: labels, and numbers of ten digits. */
const WIDTHS = { label: 16, longLabel: 34, value: 11 } as const;
const MARKED = 'FFFFF2CC';
const GREY = 'FFF2F2F2';

/** Counts without groups; amounts, and what has decimals, with the decimals of the form. @source 国办公开办函〔2021〕30号: 万元, four decimals */
const formatOf = (path: string, value: number): string => {
  const fine = value.toFixed(4) !== String(value) && Number(value.toFixed(4)) !== value;
  if (fine) return '0.0#########';
  return path.endsWith('/amount') ? '0.0000' : Number.isInteger(value) ? '0' : '0.####';
};

/**
 * The form as a workbook, one sheet a table with the merged cells of the form. Numbers are numbers; every text is a text,
 * so that no formula runs.
 */
export async function formXlsx(form: FilledForm): Promise<Buffer> {
  const excel = await loadExcel();
  const book = new excel.Workbook();
  book.creator = 'gouji';
  // The workbook says nothing of when it was made, so that the same numbers give the same file.
  book.created = new Date(0);
  book.modified = new Date(0);
  for (const table of form.tables) addTable(book.addWorksheet(nameOf(table)), form, table);
  if (form.tables.length === 0) {
    const sheet = book.addWorksheet('说明');
    for (const line of [form.title, ...form.about, ...form.notes]) sheet.addRow([visibleLine(line)]);
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** 表二 and so on: sheet names are short. */
const nameOf = ({ heading }: FilledTable): string => `表${heading.slice(0, heading.indexOf('、'))}`;

function addTable(sheet: Worksheet, form: FilledForm, table: FilledTable): void {
  const { columns, rows } = table.layout;
  const lines = [form.title, table.heading, ...form.about];
  lines.forEach((text, index) => {
    const row = index + 1;
    const cell = sheet.getCell(row, 1);
    cell.value = visibleLine(text);
    cell.font = { ...SHEET_FONT, bold: index < 2, size: index === 0 ? 14 : 11 };
    if (columns > 1) sheet.mergeCells(row, 1, row, columns);
    cell.alignment = { horizontal: index < 2 ? 'center' : 'left', vertical: 'middle', wrapText: true };
  });
  const first = lines.length + 1;
  for (const place of rows.flat()) addCell(sheet, first, table, place);
  form.notes.forEach((text, index) => {
    sheet.getCell(first + rows.length + index, 1).value = visibleLine(text);
  });
  for (let column = 1; column <= columns; column++) {
    const isLabel = rows
      .flat()
      .some((cell) => cell.kind === 'label' && cell.role === 'row' && cell.column === column - 1);
    const isLast = table.table === 'applications' ? column === 3 : column === 1;
    sheet.getColumn(column).width = isLabel ? (isLast ? WIDTHS.longLabel : WIDTHS.label) : WIDTHS.value;
  }
  sheet.pageSetup = { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 };
}

function addCell(sheet: Worksheet, first: number, table: FilledTable, place: FormCell): void {
  const [row, column] = [first + place.row, place.column + 1];
  const cell = sheet.getCell(row, column);
  if (place.kind === 'label') {
    cell.value = visibleLine(place.text);
    cell.font = { ...SHEET_FONT, bold: place.role === 'heading' };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: GREY } };
    cell.alignment = {
      horizontal: place.role === 'row' && !place.vertical ? 'left' : 'center',
      vertical: 'middle',
      wrapText: true,
      ...(place.vertical ? { textRotation: 'vertical' as const } : {}),
    };
  } else setValue(cell, place.path, filledCell(table, place.path));
  if (place.rowSpan > 1 || place.columnSpan > 1) {
    sheet.mergeCells(row, column, row + place.rowSpan - 1, column + place.columnSpan - 1);
  }
  const line = { style: 'thin' as const };
  cell.border = { top: line, left: line, bottom: line, right: line };
}

function setValue(cell: ReturnType<Worksheet['getCell']>, path: string, filled: FilledCell): void {
  if (filled.value === null) cell.value = visibleLine(filled.text);
  else {
    cell.value = filled.value;
    cell.numFmt = formatOf(path, filled.value);
  }
  cell.font = SHEET_FONT;
  cell.alignment = { horizontal: 'right', vertical: 'middle' };
  if (filled.uncertain) cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: MARKED } };
  if (filled.note !== '') cell.note = filled.note;
}
