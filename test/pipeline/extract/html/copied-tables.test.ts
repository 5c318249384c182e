import { describe, expect, test } from 'vitest';
import { gridsOf, placesOf, readFlow } from './read.ts';

const row = (...cells: readonly string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
const HEAD = row('', '自然人', '总计');
const BODY = row('一、本年新收政府信息公开申请数量', '3', '3') + row('二、上年结转政府信息公开申请数量', '0', '0');
const table = (...rows: readonly string[]): string => `<table>${rows.join('')}</table>`;

describe('a table that says nothing but what another one says is a copy of it', () => {
  test.each([
    [
      'the same table for small windows',
      `<div class="pc">${table(HEAD, BODY)}</div><div class="wap">${table(HEAD, BODY)}</div>`,
    ],
    [
      'a column that stays in place',
      `${table(HEAD, BODY)}<div class="fixed">${table(row('一、本年新收政府信息公开申请数量'), row('二、上年结转政府信息公开申请数量'))}</div>`,
    ],
    [
      'records for small windows, in front of the table',
      `${['一、本年新收政府信息公开申请数量', '二、上年结转政府信息公开申请数量'].map((label, i) => `<h5>${label}</h5><p>自然人：${i === 0 ? 3 : 0}</p><p>总计：${i === 0 ? 3 : 0}</p>`).join('')}${table(HEAD, BODY)}`,
    ],
  ])('%s', async (_, markup) => {
    const flow = await readFlow(`<body><p>三、收到和处理政府信息公开申请情况</p>${markup}</body>`);
    expect(gridsOf(flow).map(placesOf)).toEqual([
      [
        ['', '自然人', '总计'],
        ['一、本年新收政府信息公开申请数量', '3', '3'],
        ['二、上年结转政府信息公开申请数量', '0', '0'],
      ],
    ]);
    expect(flow.leftOut.map(({ kind }) => kind)).toEqual(['furniture']);
  });
});

describe('tables that say something of their own stay', () => {
  test.each([
    ['a copy with another number', table(HEAD, BODY), table(HEAD, BODY.replace('3', '4'))],
    [
      'parts of one table',
      table(row('信息内容', '本年处理决定数量'), row('行政许可', '3')),
      table(row('信息内容', '本年处理决定数量'), row('行政处罚', '3')),
    ],
    ['the head of a table and its rows', table(HEAD), table(BODY)],
  ])('%s', async (_, first, second) => {
    const flow = await readFlow(`<body><p>三、收到和处理政府信息公开申请情况</p>${first}<p>说明。</p>${second}</body>`);
    expect(gridsOf(flow)).toHaveLength(2);
  });
});
