import { describe, expect, test } from 'vitest';
import { EXTRACT_LIMITS } from '../../../../config/limits/extract.ts';
import { HTML_LIMITS } from '../../../../config/limits/markup.ts';
import { ConversionError } from '../../../../pipeline/contracts/errors.ts';
import { extractHtml } from '../../../../pipeline/extract/html/html.ts';
import { sourceOf } from '../source.ts';
import { gridsOf, notesOf, readFlow, readTexts, textsOf } from './read.ts';

const TITLE = '东屏区交通运输局2023年政府信息公开工作年度报告';
const ARTICLE = `<p align="center">${TITLE}</p><p>本报告依据《中华人民共和国政府信息公开条例》编制，统计期限自2023年1月1日至12月31日止。</p>
  <p>一、总体情况</p><p>全年主动公开政府信息241条。</p><p>二、主动公开政府信息情况</p>
  <table><tr><td>信息内容</td><td>本年制发件数</td><td>现行有效件数</td></tr><tr><td>规章</td><td>0</td><td>1</td></tr><tr><td>行政规范性文件</td><td>2</td><td>3</td></tr></table>
  <p>六、其他需要报告的事项</p><p>本年度未收取信息处理费。相关信息已在网站公布。</p><p align="right">东屏区交通运输局</p><p align="right">2024年1月20日</p>`;
const links = (...texts: readonly string[]): string =>
  texts.map((text, i) => `<li><a href="/${i}.html">${text}</a></li>`).join('');
const report = [
  TITLE,
  '本报告依据《中华人民共和国政府信息公开条例》编制，统计期限自2023年1月1日至12月31日止。',
  '一、总体情况',
  '全年主动公开政府信息241条。',
  '二、主动公开政府信息情况',
  '六、其他需要报告的事项',
  '本年度未收取信息处理费。相关信息已在网站公布。',
  '东屏区交通运输局',
  '2024年1月20日',
];

describe('the page around a report', () => {
  test('navigation, breadcrumbs, side lists, other years, buttons and the foot of the site go', async () => {
    const flow =
      await readFlow(`<div class="header"><ul>${links('首页', '政务公开', '行政许可', '行政处罚', '行政强制')}</ul></div>
      <div class="bread"><span>您当前的位置：</span><a href="/">首页</a> &gt; <a href="/a">政府信息公开</a></div>
      <div class="left"><dl><dd><a href="/1">政府信息公开指南</a></dd><dd><a href="/2">依申请公开</a></dd></dl></div>
      <h1>${TITLE}</h1><div id="zoom">${ARTICLE}</div>
      <p>【<a href="javascript:window.print()">打印</a>】【<a href="javascript:window.close()">关闭</a>】</p><p>上一篇：<a href="/3">某某局2022年报告</a></p>
      <div><h3>相关链接</h3><ul>${links(TITLE.replace('2023', '2022'), TITLE.replace('2023', '2021'), TITLE.replace('2023', '2020'))}</ul></div>
      <footer><p>主办单位：东屏区人民政府　网站标识码：1383499027</p><p>备案号：ICP备1号</p></footer>`);
    expect(textsOf(flow)).toEqual([TITLE, ...report]);
    expect(Number(notesOf(flow)['wrapper-noise'])).toBeGreaterThan(10);
  });

  test('navigation in tables goes, the article in the layout table stays', async () => {
    const cells = ['首页', '行政许可', '行政处罚']
      .map((text) => `<td><a href="/x"><font color="#fff">${text}</font></a></td>`)
      .join('');
    const flow = await readFlow(
      `<table bgcolor="#005"><tr>${cells}</tr></table><table><tr><td width="200"><table><tr><td><a href="/1">公开指南</a></td></tr><tr><td><a href="/2">公开年报</a></td></tr></table></td><td>${ARTICLE}</td></tr></table>`,
    );
    expect(textsOf(flow)).toEqual(report);
    expect(gridsOf(flow)).toHaveLength(1);
  });

  test('signature and date stay where they stand outside the article', async () => {
    const [body, signature] = ARTICLE.split('<p align="right">东屏区');
    expect(
      await readTexts(
        `<nav>${links('首页')}</nav><article><div>${body}</div></article><p align="right">东屏区${signature}<aside>最新要闻</aside>`,
      ),
    ).toEqual(report);
  });

  test('links of the report itself stay, even where one was never closed', async () => {
    const html = ARTICLE.replace('信息处理费。', '信息处理费，见<a href="/x">办法</a>。');
    expect(await readTexts(html)).toContain('本年度未收取信息处理费，见办法。相关信息已在网站公布。');
    expect(await readTexts(`<a href="/x"><div>${ARTICLE}</div>`)).toEqual(report);
  });

  test('a title on two lines and a table of figures stay outside the article', async () => {
    const figures =
      '<table><tr><td>统计指标</td><td>数量</td></tr><tr><td>主动公开</td><td>1</td></tr><tr><td>回应</td><td>2</td></tr><tr><td>受理</td><td>3</td></tr><tr><td>办结</td><td>4</td></tr></table>';
    const flow = await readFlow(
      `<h2>东屏区交通运输局<br>2023年政府信息公开工作年度报告</h2><div>${ARTICLE}</div><div>${figures}</div>`,
    );
    expect(textsOf(flow).slice(0, 2)).toEqual(['东屏区交通运输局', '2023年政府信息公开工作年度报告']);
    expect(gridsOf(flow)).toHaveLength(2);
  });

  test('a page named like navigation that holds the text is no navigation', async () => {
    expect(
      await readTexts(
        '<div class="share menu"><p>一、概 述</p><p>2017年，我局高度重视政务公开工作，取得了一定成绩。</p></div>',
      ),
    ).toHaveLength(2);
  });

  test('page numbers that a word processor wrote into the page go', async () => {
    expect(await readTexts(`${ARTICLE}<div title="footer"><p>- <span>3</span> -</p></div>`)).toEqual(report);
  });
});

describe('what a page states of its report', () => {
  test('meta elements and the title are facts with names in lower case', async () => {
    const { meta } = await readFlow(`<head><title> ${TITLE}_东屏区
      人民政府 </title><meta name="ArticleTitle" content="${TITLE}"><meta property="og:title" content="x"><meta name="empty" content=""><meta charset="utf-8"></head>${ARTICLE}`);
    expect(meta).toEqual([
      { name: 'title', content: `${TITLE}_东屏区 人民政府` },
      { name: 'articletitle', content: TITLE },
      { name: 'og:title', content: 'x' },
    ]);
  });

  test('an element that names itself the day of publication is a fact', async () => {
    const { meta } = await readFlow(`<h1>${TITLE}</h1><em id="publish_time">2024-01-21 09:00</em>${ARTICLE}`);
    expect(meta).toContainEqual({ name: 'pubdate', content: '2024-01-21 09:00' });
  });

  test('a table of facts stays a table', async () => {
    const flow = await readFlow(
      `<table><tr><th>索引号：</th><td>0557/2024-00635</td><th>发布机构：</th><td><a href="/x">东屏区交通运输局</a></td></tr><tr><th>发文日期：</th><td>2024-01-21</td><th>文　号：</th><td></td></tr></table><div>${ARTICLE}</div>`,
    );
    expect(
      gridsOf(flow)[0]
        ?.cells.map((cell) => cell.text)
        .slice(0, 4),
    ).toEqual(['索引号：', '0557/2024-00635', '发布机构：', '东屏区交通运输局']);
  });

  test.each([
    ['a list', '<ul><li><b>索引号：</b>0557/2024-00635</li><li><b>发布日期：</b>2024-01-21</li></ul>'],
    [
      'a list whose names only styles set apart',
      '<ul><li><b>索引号</b><span>0557/2024-00635</span></li><li><b>发布日期</b><span>2024-01-21</span></li></ul>',
    ],
    [
      'boxes for names and values',
      '<div><div><div>索引号</div><div>0557/2024-00635</div></div><div><div>发布日期</div><div>2024-01-21</div></div></div>',
    ],
  ])('facts in %s stay with their names', async (_, markup) => {
    const texts = await readTexts(`<h1>${TITLE}</h1>${markup}<div class="content">${ARTICLE}</div>`);
    expect(texts.slice(1, 3)).toEqual(['索引号：0557/2024-00635', '发布日期：2024-01-21']);
  });

  test('a line of facts keeps them apart and loses its counters', async () => {
    const line =
      '<div class="source"><span>来源：东屏区交通运输局</span><span>发布时间：2024-01-21</span><span>浏览次数：<em id="hits">238</em></span><span>【字体：<a href="#">大</a> <a href="#">小</a>】</span></div>';
    expect((await readTexts(`<h1>${TITLE}</h1>${line}<div>${ARTICLE}</div>`))[1]).toBe(
      '来源：东屏区交通运输局\u00a0\u00a0发布时间：2024-01-21',
    );
  });
});

describe('encodings', () => {
  const page = (declaration: string): string =>
    `<html><head>${declaration}</head><body><p>全年收到申请8件。</p></body></html>`;

  test('the second of two declarations, comments and mere mentions are not what counts', async () => {
    const commented =
      '<!-- <meta charset="big5"> --><meta charset="utf-8"><meta http-equiv="Content-Type" content="text/html; charset=gb2312">';
    const flow = await readFlow(page(commented));
    expect(textsOf(flow)).toEqual(['全年收到申请8件。']);
    expect(flow.notes).toEqual([]);
  });

  test('a false declaration is noted', async () => {
    const flow = await readFlow(page('<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'));
    expect(textsOf(flow)).toEqual(['全年收到申请8件。']);
    expect(flow.notes).toEqual([{ code: 'encoding-differs', values: { declared: 'gb2312', used: 'utf-8' } }]);
  });

  test('UTF-16 is read with any declaration', async () => {
    const html = `\ufeff${page('<meta charset="utf-8">')}`;
    expect(textsOf(await readFlow(Uint8Array.from(Buffer.from(html, 'utf16le'))))).toEqual(['全年收到申请8件。']);
  });
});

describe('tables that are not there as tables', () => {
  const labels = [
    '一、本年新收政府信息公开申请数量',
    '二、上年结转政府信息公开申请数量',
    '（一）予以公开',
    '（二）部分公开（区分处理的，只计这一情形，不计其他情形）',
    '1.属于国家秘密',
    '2.其他法律行政法规禁止公开',
    '3.危及“三安全一稳定”',
    '4.保护第三方合法权益',
    '（七）总计',
  ];

  test('a page with a cell on each line comes out as its lines, blank ones where cells are empty', async () => {
    const cells = labels.flatMap((label) => [label, '1', '', '2']);
    const extracted = await extractHtml(
      sourceOf(`<div>${cells.map((text) => `<div>${text}</div>`).join('')}</div>`, 'html'),
    );
    expect(extracted.kind === 'lines' ? extracted.lines.map((line) => line.text) : []).toEqual(cells);
  });

  test('a page with a row on each line comes out as its lines', async () => {
    const extracted = await extractHtml(
      sourceOf(`<pre>${labels.map((label) => `${label}\t1\t2`).join('\n')}</pre>`, 'html'),
    );
    expect(extracted.kind).toBe('lines');
  });

  test('wide blanks between the cells of such a row are tabs', async () => {
    const html = labels
      .map((label) => `<p>（三）不予公开&nbsp;&nbsp;&nbsp;${label}&nbsp;&nbsp;1&#12288;&#12288;2</p>`)
      .join('');
    const extracted = await extractHtml(
      sourceOf(`${labels.map((label) => `<p>${label}</p>`).join('')}${html}`, 'html'),
    );
    expect(extracted.kind === 'lines' ? extracted.lines.at(-1)?.text : '').toBe('（三）不予公开\t（七）总计\t1\t2');
  });

  test('a picture in the place of a table is noted', async () => {
    const html =
      '<p>二、主动公开政府信息情况</p><p><img src="a.png"></p><p>三、收到和处理政府信息公开申请情况</p><img src="b.png" width="20"><p>四、政府信息公开行政复议、行政诉讼情况</p><p>五、存在的主要问题及改进情况</p>';
    expect((await readFlow(html)).notes).toContainEqual({ code: 'table-as-image', values: { count: 1 } });
  });
});

describe('pages made to break a reader', () => {
  const refused = async (html: string): Promise<void> => {
    const code = await extractHtml(sourceOf(html, 'html')).then(
      () => 'read',
      (error: unknown) => (error instanceof ConversionError ? error.code : String(error)),
    );
    expect(code).toBe('too-complex');
  };

  test('nesting beyond all pages is refused', async () => {
    await refused('<div>'.repeat(100_000));
    await refused('<b>'.repeat(HTML_LIMITS.depth + 10));
  });

  test('deep nesting within bounds is read', async () => {
    expect(await readTexts(`${'<div>'.repeat(HTML_LIMITS.depth - 10)}一`)).toEqual(['一']);
    expect(await readTexts(`${'<div style="display:flex"><div>'.repeat(400)}一`)).toEqual(['一']);
  });

  test('too many nodes are refused', async () => {
    await refused('<p>x'.repeat(EXTRACT_LIMITS.htmlNodes / 2 + 1));
  });

  test('formatting that the parser would repeat in every paragraph is refused', async () => {
    const fonts = Array.from({ length: 900 }, (_, i) => `<font size="${i}">`).join('');
    await refused(`<p>${fonts}</p>${'<p>x</p>'.repeat(2_000)}`);
  });

  test('nodes that would be moved again and again are refused', async () => {
    await refused(`${'<i></i>'.repeat(60_000)}<table>${'x<b></b>'.repeat(60_000)}`);
  });

  test('tables of absurd size are refused', async () => {
    await refused(`<table>${'<tr><td rowspan="65534">1'.repeat(5_000)}</table>`);
    await refused(`<table>${'<tr><td colspan="90">规章<td>2'.repeat(5_000)}</table>`);
    await refused(
      `<div style="display:grid;grid-template-columns:repeat(10,1fr)">${'<div style="grid-column:1">规章</div>'.repeat(30_000)}</div>`,
    );
  });

  test('long runs of blanks cost no more than their length', async () => {
    expect(await readTexts(`<p>规章${'&nbsp; '.repeat(100_000)}0</p>`)).toHaveLength(1);
  });

  test('an empty page has no blocks', async () => {
    expect((await readFlow('')).blocks).toEqual([]);
    expect((await readFlow('<frameset><frame src="a.html"></frameset>')).blocks).toEqual([]);
  });
});
