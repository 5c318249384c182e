import { describe, expect, test } from 'vitest';
import type { Doubt } from '../../../../pipeline/contracts/doubt.ts';
import { gridsOf, notesOf, paragraphsOf, placesOf, readFlow, textsOf } from './read.ts';

const ROWS = ['规章', '行政规范性文件', '行政许可', '行政处罚', '行政强制'];
const table = (rows: readonly string[], first = 1, attributes = ''): string =>
  `<table ${attributes}>${rows.map((label, i) => `<tr><td>${label}</td><td>${first + i}</td></tr>`).join('')}</table>`;
const TITLE = '<h1>清溪县档案局2023年政府信息公开工作年度报告</h1>';
const PROSE = '<p>一、总体情况</p><p>认真贯彻条例，按时公开各类信息。</p>';
const REPORT = `${PROSE}<p>二、主动公开政府信息情况</p>${table(ROWS)}`;

const codesOf = (doubts: readonly Doubt[] | undefined): string[] => (doubts ?? []).map(({ code }) => code);

/** Whether all cells of the only table are taken in doubt of their source. */
async function expectTaken(html: string): Promise<void> {
  const flow = await readFlow(html);
  const [grid] = gridsOf(flow);
  expect(placesOf(grid!)).toEqual(ROWS.map((label, i) => [label, String(i + 1)]));
  expect(grid!.cells.map(({ doubts }) => codesOf(doubts))).toEqual(grid!.cells.map(() => ['hidden-source']));
  expect(flow.leftOut.filter(({ kind }) => kind === 'hidden')).toEqual([]);
}

describe('a hidden part that holds what the page lacks is taken, in doubt', () => {
  test.each([
    [
      'later pages of an article',
      `<div>${PROSE}</div><div style="display:none"><p>二、主动公开政府信息情况</p>${table(ROWS)}</div>`,
    ],
    ['a tab', `${PROSE}<style>.tab{display:none}</style><div class="tab">${table(ROWS)}</div>`],
    ['a table that keeps its place unseen', `${PROSE}${table(ROWS, 1, 'style="visibility:hidden"')}`],
    ['a dialog', `${PROSE}<dialog>${table(ROWS)}</dialog>`],
    ['a text field', `<textarea style="display:none">${REPORT.replaceAll('<', '&lt;')}</textarea>`],
    ['source text', `<xmp style="display:none">${REPORT}</xmp>`],
    ['a template', `<template>${REPORT}</template>`],
    ['a script that is none', `<script type="text/html">${REPORT}</script>`],
    [
      'state of a single-page app',
      `<script>window.__STATE__={"content":${JSON.stringify(REPORT).replaceAll('/', '\\/')}}</script>`,
    ],
    ['JSON in a string', `<script>init(${JSON.stringify(JSON.stringify({ html: REPORT }))})</script>`],
    ['JSON of a page', `<script type="application/json">{"a":{"b":${JSON.stringify(REPORT)}}}</script>`],
    ['a string that is written', `<script>document.write('${REPORT}')</script>`],
    ['an escaped string', `<script>show(decodeURIComponent("${encodeURIComponent(REPORT)}"))</script>`],
    ['a string in base64', `<script>show("${Buffer.from(REPORT).toString('base64')}")</script>`],
  ])('%s', async (_, markup) => {
    await expectTaken(`${TITLE}<body>${markup}</body>`);
  });

  test('rows behind a button', async () => {
    const rows = ROWS.map(
      (label, i) => `<tr ${i > 1 ? 'style="display:none"' : ''}><td>${label}</td><td>${i + 1}</td></tr>`,
    );
    const [grid] = gridsOf(await readFlow(`${TITLE}${PROSE}<table>${rows.join('')}</table><a>展开全部</a>`));
    expect(placesOf(grid!)).toEqual(ROWS.map((label, i) => [label, String(i + 1)]));
    expect(grid!.cells.map(({ doubts }) => codesOf(doubts).length)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);
  });

  test('prose of later pages', async () => {
    const flow = await readFlow(
      `${TITLE}${PROSE}<div style="display:none"><p>五、存在的主要问题及改进情况</p><p>解读形式单一。</p><p>六、其他需要报告的事项</p></div>`,
    );
    expect(
      paragraphsOf(flow)
        .map(({ text, doubts }) => [text, ...codesOf(doubts)])
        .slice(-2),
    ).toEqual([
      ['解读形式单一。', 'hidden-source'],
      ['六、其他需要报告的事项', 'hidden-source'],
    ]);
  });
});

test('what fades in when the reader scrolls to it is seen', async () => {
  const flow = await readFlow(
    `${TITLE}${PROSE}<div class="wow" style="visibility:hidden;animation-name:none">${table(ROWS)}</div><div data-aos="fade" style="opacity:0"><p>六、其他需要报告的事项</p></div>`,
  );
  expect(gridsOf(flow)[0]?.cells.some(({ doubts }) => doubts !== undefined)).toBe(false);
  expect(textsOf(flow)).toContain('六、其他需要报告的事项');
});

describe('a hidden part that the page does not need is left out and told', () => {
  test('the report of another year', async () => {
    const other = REPORT.replace('<p>', '<h1>清溪县档案局2022年政府信息公开工作年度报告</h1><p>');
    const flow = await readFlow(`${TITLE}${PROSE}<div style="display:none">${other}</div>`);
    expect(gridsOf(flow)).toEqual([]);
    expect(flow.leftOut.map(({ kind }) => kind)).toEqual(['furniture']);
  });

  test('a copy for print', async () => {
    const flow = await readFlow(
      `${TITLE}${REPORT}<style>.p{display:none}@media print{.p{display:block}}</style><div class="p">${table(ROWS)}</div>`,
    );
    expect(gridsOf(flow)).toHaveLength(1);
    expect(flow.leftOut.map(({ kind }) => kind)).toEqual(['furniture']);
  });

  test('a table with other numbers than the one that is seen', async () => {
    const flow = await readFlow(`${TITLE}${REPORT}<div style="display:none">${table(ROWS, 70)}</div>`);
    expect(placesOf(gridsOf(flow)[0]!)[0]).toEqual(['规章', '1']);
    expect(flow.leftOut).toEqual([{ kind: 'hidden', text: expect.stringContaining('70'), origin: null }]);
    expect(notesOf(flow)).toMatchObject({ 'hidden-text': 1 });
  });

  test('a row of old numbers above the one that is seen', async () => {
    const old = '<tr style="display:none"><td>行政许可</td><td>70</td></tr>';
    const flow = await readFlow(`${TITLE}${PROSE}${table(ROWS).replace('<tr>', `${old}<tr>`)}`);
    expect(placesOf(gridsOf(flow)[0]!)).toHaveLength(ROWS.length);
    expect(flow.leftOut.map(({ kind, text }) => `${kind} ${text}`)).toEqual(['hidden 行政许可\n70']);
  });

  test('data from which a script makes the report', async () => {
    const data = JSON.stringify(ROWS.map((name, i) => ({ name, made: i + 1 })));
    const flow = await readFlow(`${TITLE}${PROSE}<script>render(${data})</script>`);
    expect(flow.leftOut).toEqual([{ kind: 'hidden', text: ROWS.join('\n'), origin: null }]);
  });

  test('code of the page says nothing', async () => {
    const flow = await readFlow(
      `${TITLE}${REPORT}<script>alert("请输入关键字");var t="<div class='menu'><p>首页</p></div>"+"${'x'.repeat(80)}"</script>`,
    );
    expect(flow.leftOut).toEqual([]);
  });
});
