import exceljs from 'exceljs';
import { describe, expect, it } from 'vitest';
import { hiddenInWorkbook } from '../../../pipeline/unwrap/hidden-cells.ts';

const { Workbook } = exceljs;

describe('what a workbook hides', () => {
  it('is told of sheets, rows and columns', async () => {
    const workbook = new Workbook();
    const shown = workbook.addWorksheet('附表');
    shown.addRows([
      ['甲', 1, '旁注'],
      ['去年', 99],
      ['乙', 2, '旁注二'],
    ]);
    shown.getRow(2).hidden = true;
    shown.getColumn(3).hidden = true;
    workbook.addWorksheet('旧表', { state: 'hidden' }).addRow(['丙', { formula: '1+1', result: 777 }]);
    workbook.addWorksheet('深藏', { state: 'veryHidden' }).addRow(['丁']);
    const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
    expect(await hiddenInWorkbook(bytes)).toEqual(['旁注\n去年\t99\n旁注二', '旧表\n丙\t777', '深藏\n丁']);
  });

  it('is nothing where all of it is shown', async () => {
    const workbook = new Workbook();
    workbook.addWorksheet('附表').addRow(['甲', 1]);
    expect(await hiddenInWorkbook(new Uint8Array(await workbook.xlsx.writeBuffer()))).toEqual([]);
  });
});
