import { describe, expect, test } from 'vitest';
import { gridsOf, notesOf, readFlow, readTexts, textsOf } from './read.ts';

const SHOWN = '本年新收政府信息公开申请8件。';
const DECOY = '本年新收政府信息公开申请99件。';
const LONG = '认真贯彻落实各项要求，持续推进决策、执行、管理、服务、结果公开。'.repeat(12);

describe('what a reader does not see is left out and noted', () => {
  test.each([
    ['no box', `<div style="display:none">${DECOY}</div>`],
    ['no box, important', `<div style="DISPLAY: none !important; color: red">${DECOY}</div>`],
    ['the hidden attribute', `<div hidden>${DECOY}</div>`],
    ['invisible', `<div style="visibility:hidden">${DECOY}</div>`],
    ['transparent', `<div style="opacity:0">${DECOY}</div>`],
    ['letters of no size', `<span style="font-size:0px">${DECOY}</span>`],
    ['letters of no colour', `<span style="color:rgba(0, 0, 0, 0)">${DECOY}</span>`],
    ['white on white', `<p style="color:#fff">${DECOY}</p>`],
    ['the colour of its background', `<p style="background:#EEE;color:rgb(238,238,238)">${DECOY}</p>`],
    ['outside the window', `<div style="position:absolute;left:-9999px">${DECOY}</div>`],
    ['shifted out', `<p style="text-indent:-9999px">${DECOY}</p>`],
    ['cut to nothing', `<div style="height:0;overflow:hidden">${DECOY}</div>`],
    ['a watermark', `<div style="pointer-events:none;opacity:.15;transform:rotate(-20deg)">${DECOY}</div>`],
    ['hidden in Word', `<span style="mso-hide:all">${DECOY}</span>`],
    ['hidden by a class', `<style>.old, .x .y { color: red; display: none }</style><div class="old">${DECOY}</div>`],
    [
      'hidden by an ancestor',
      `<style>#draft p { visibility: hidden }</style><div id="draft"><b><p>${DECOY}</p></b></div>`,
    ],
  ])('%s', async (_, markup) => {
    const flow = await readFlow(`<body><p>一、总体情况</p><p>${SHOWN}</p>${markup}<p>完。</p></body>`);
    expect(textsOf(flow)).toEqual(['一、总体情况', SHOWN, '完。']);
    expect(notesOf(flow)).toMatchObject({ 'hidden-text': 1 });
  });

  test('hidden parts of a cell are no part of its number', async () => {
    const flow = await readFlow(
      '<table><tr><td>规章</td><td>1<span style="display:none">9</span>2<i style="font-size:0">7</i></td></tr><tr><td>行政许可</td><td>3</td></tr></table>',
    );
    expect(gridsOf(flow)[0]?.cells.map((cell) => cell.text)).toEqual(['规章', '12', '行政许可', '3']);
  });
});

describe('what only looks hidden is kept', () => {
  test.each([
    ['white on a dark background', `<table bgcolor="#003366"><tr><td style="color:white">${SHOWN}</td></tr></table>`],
    [
      'white on a background from a class',
      `<style>.head{background:#036}</style><div class="head"><font color="#FFFFFF">${SHOWN}</font></div>`,
    ],
    [
      'white where a foreign style sheet may colour the background',
      `<link rel="stylesheet" href="a.css"><p style="color:#fff">${SHOWN}</p>`,
    ],
    ['letters that get their size back', `<div style="font-size:0"><span style="font-size:14px">${SHOWN}</span></div>`],
    ['visible in an invisible box', `<div style="visibility:hidden"><p style="visibility:visible">${SHOWN}</p></div>`],
    ['hidden for print only', `<style>@media print{p{display:none}}</style><p>${SHOWN}</p>`],
    ['hidden on small screens only', `<style>@media (max-width:600px){p{display:none}}</style><p>${SHOWN}</p>`],
    ['a hidden attribute taken back', `<p hidden style="display:block">${SHOWN}</p>`],
    ['rotated for show', `<p style="opacity:.9;transform:rotate(-2deg)">${SHOWN}</p>`],
    ['half transparent', `<p style="opacity:0.85">${SHOWN}</p>`],
  ])('%s', async (_, markup) => {
    expect(await readTexts(`<body>${markup}<p>完。</p></body>`)).toEqual([SHOWN, '完。']);
  });

  test('a whole page that a script shows', async () => {
    expect(await readTexts(`<style>body{display:none !important}</style><p>${SHOWN}</p>`)).toEqual([SHOWN]);
  });

  test('the article of a page that is invisible until its script has run', async () => {
    const flow = await readFlow(
      `<h1>某局2023年政府信息公开工作年度报告</h1><div id="js_content" style="visibility: hidden; opacity: 0;"><p>${LONG}</p></div>`,
    );
    expect(textsOf(flow)).toContain(LONG);
  });

  test('tables that wait for the reader to scroll, where no other tables are', async () => {
    const flow = await readFlow(
      `<p>一、总体情况</p><p>${LONG}</p><table style="visibility:hidden"><tr><td>规章</td><td>1</td></tr><tr><td>行政许可</td><td>2</td></tr></table>`,
    );
    expect(gridsOf(flow)).toHaveLength(1);
  });
});

test('scripts, styles, templates, comments and fields are no text', async () => {
  const html = `<script>var data="<table><tr><td>规章</td><td>88</td></tr></table>";</script><style>.a{color:red}</style><template><p>${DECOY}</p></template>
    <noscript>${DECOY}</noscript><!-- <p>${DECOY}</p> --><!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]--><xml><w:View>Normal</w:View></xml>
    <select><option>2019年</option></select><textarea>${DECOY}</textarea><input type="hidden" value="2019"><input type="text" value="请输入关键字"><button>搜索</button><p>${SHOWN}</p>`;
  expect(await readTexts(html)).toEqual([SHOWN]);
});

test('a cell that is an input field shows its number', async () => {
  const flow = await readFlow(
    '<table><tr><td>规章</td><td><input type="text" value="12"></td></tr><tr><td>行政许可</td><td><input type="hidden" value="9"></td></tr></table>',
  );
  expect(gridsOf(flow)[0]?.cells.map((cell) => cell.text)).toEqual(['规章', '12', '行政许可', '']);
});

test('struck-out text was deleted, inserted text stays', async () => {
  const flow = await readFlow(
    '<p>收到申请1<del>2</del><s>3</s><span style="text-decoration:line-through">4</span><ins>5</ins>件。</p>',
  );
  expect(textsOf(flow)).toEqual(['收到申请15件。']);
  expect(notesOf(flow)).toMatchObject({ 'tracked-changes': 3 });
});

test('readings above characters are no text', async () => {
  const flow = await readFlow('<p><ruby>公<rp>(</rp><rt>gōng</rt><rp>)</rp></ruby><ruby>开<rt>kāi</rt></ruby>情况</p>');
  expect(textsOf(flow)).toEqual(['公开情况']);
  expect(notesOf(flow)).toMatchObject({ 'pinyin-annotations': 2 });
});
