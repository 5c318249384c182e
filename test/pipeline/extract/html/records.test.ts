import { expect, test } from 'vitest';
import { gridsOf, placesOf, readFlow, textsOf } from './read.ts';

const card = (label: string, ...entries: readonly string[]): string =>
  `<div class="card"><h5>${label}</h5>${entries.map((entry) => `<p>${entry}</p>`).join('')}</div>`;

test('blocks with a label and a line for each column are the rows of a table', async () => {
  const flow = await readFlow(
    `<p>三、收到和处理政府信息公开申请情况</p>${card('一、本年新收政府信息公开申请数量', '自然人：3', '商业企业: 0', '总计：3')}${card('二、上年结转政府信息公开申请数量', '自然人：', '商业企业：/', '总计：0')}<p>按时办结。</p>`,
  );
  expect(gridsOf(flow).map(placesOf)).toEqual([
    [
      ['', '自然人', '商业企业', '总计'],
      ['一、本年新收政府信息公开申请数量', '3', '0', '3'],
      ['二、上年结转政府信息公开申请数量', '', '/', '0'],
    ],
  ]);
  expect(textsOf(flow)).toEqual(['三、收到和处理政府信息公开申请情况', '按时办结。']);
});

test('names and values may stand in lines of their own', async () => {
  const flow = await readFlow(
    `<body>${['行政许可', '行政处罚'].map((label, i) => `<h5>${label}</h5><p>本年处理决定数量</p><p>${i + 4}</p><p>本年制发件数</p><p>2</p>`).join('')}</body>`,
  );
  expect(gridsOf(flow).map(placesOf)).toEqual([
    [
      ['', '本年处理决定数量', '本年制发件数'],
      ['行政许可', '4', '2'],
      ['行政处罚', '5', '2'],
    ],
  ]);
});

test('the remedies stand side by side', async () => {
  const of = (label: string, first: number): string =>
    card(label, `结果维持：${first}`, '结果纠正：0', `总计：${first}`);
  const flow = await readFlow(of('行政复议', 1) + of('未经复议直接起诉', 2) + of('复议后起诉', 3));
  expect(gridsOf(flow).map(placesOf)).toEqual([
    [
      [
        '行政复议',
        '行政复议',
        '行政复议',
        '未经复议直接起诉',
        '未经复议直接起诉',
        '未经复议直接起诉',
        '复议后起诉',
        '复议后起诉',
        '复议后起诉',
      ],
      ['结果维持', '结果纠正', '总计', '结果维持', '结果纠正', '总计', '结果维持', '结果纠正', '总计'],
      ['1', '0', '1', '2', '0', '2', '3', '0', '3'],
    ],
  ]);
});

test('one block alone, and lines that name no column, are text', async () => {
  const flow = await readFlow(`<body>${card('行政许可', '本年处理决定数量：4')}<p>行政处罚</p><p>数量：5</p></body>`);
  expect(gridsOf(flow)).toEqual([]);
});
