import { describe, expect, test } from 'vitest';
import { gridsOf, paragraphsOf, readFlow, readTexts } from './read.ts';

describe('white space', () => {
  test.each([
    ['runs of blanks and line ends are one blank', 'annual   report\n  2023', 'annual report 2023'],
    ['a line end between Chinese characters is none', '政府信息\n    公开条例', '政府信息公开条例'],
    ['a line end between a character and a number is none', '截至2023\n年12月\r\n31日', '截至2023年12月31日'],
    ['a blank that was typed stays', '2023 年 1 月', '2023 年 1 月'],
    ['indents are no text', '&#12288;&#12288;&nbsp;一、总体情况&nbsp;&nbsp;', '一、总体情况'],
    ['wide blanks within a line stay', '来源：某局&nbsp;&nbsp;时间：2023年', '来源：某局\u00a0\u00a0时间：2023年'],
    ['characters without width are no text', '1&#8203;2&#xfeff;3&shy;4&zwj;5件', '12345件'],
    ['a blank escaped twice is a blank', '8&amp;nbsp;件', '8\u00a0件'],
    ['entities are characters', '&#x32;&#48;&#x32;3&#24180;&ldquo;三公&rdquo; &lt;1%', '2023年“三公” <1%'],
  ])('%s', async (_, inner, text) => {
    expect(await readTexts(`<p>${inner}</p>`)).toEqual([text]);
  });

  test('blanks alone are no paragraph', async () => {
    expect(await readTexts('<p>&nbsp;</p><p>　</p><div> <br> </div><p><o:p>&nbsp;</o:p></p><p>一</p>')).toEqual(['一']);
  });

  test('preformatted text keeps its lines and blanks', async () => {
    expect(await readTexts('<pre>规章\t0\t 1\n\n行政许可  2</pre><p style="white-space:pre-line">甲\n乙</p>')).toEqual([
      '规章\t0\t 1',
      '行政许可  2',
      '甲',
      '乙',
    ]);
  });
});

describe('runs of text', () => {
  test('a number in many pieces is one number', async () => {
    const html =
      '<p class="MsoNormal"><span lang="EN-US">1</span><o:p></o:p><font>3</font><st1:chsdate>项重</st1:chsdate><b>点</b><span>任务</span></p>';
    expect(await readTexts(html)).toEqual(['13项重点任务']);
  });

  test('words of prose that are names of facts elsewhere are left as they are', async () => {
    const html =
      '<p><span>时间</span><span>安排</span>与<b>来源</b><span>渠道</span>、<i>日期</i><span>格式</span>一致。</p>';
    expect(await readTexts(html)).toEqual(['时间安排与来源渠道、日期格式一致。']);
  });

  test('pieces that the source sets on lines of their own are set apart as a browser does', async () => {
    expect(await readTexts('<p><span>规章</span>\n<span>0</span>\n<span>12</span></p>')).toEqual(['规章 0 12']);
    expect(await readTexts('<p>\n<font>某某局</font>\n<font>年度报告</font>\n</p>')).toEqual(['某某局年度报告']);
  });

  test.each([
    ['a footnote mark behind a number is not part of it', '5<sup>1</sup>件', '5件'],
    ['nor is one in brackets', '5<sup>[2]</sup>件', '5件'],
    ['nor one raised by style', '5<span style="vertical-align:super">①</span>', '5'],
    ['an exponent stays raised', '12m<sup>2</sup>', '12m²'],
    ['a mark behind a word stays', '总计<sup>注</sup>', '总计注'],
  ])('%s', async (_, inner, text) => {
    const flow = await readFlow(
      `<table><tr><td>规章</td><td>${inner}</td></tr><tr><td>行政许可</td><td>0</td></tr></table>`,
    );
    expect(gridsOf(flow)[0]?.cells[1]?.text).toBe(text);
  });
});

describe('paragraphs', () => {
  test('blocks and line breaks end a line, inline elements do not', async () => {
    const html =
      '<div>一<p>二</p>三<span>四</span><br>五<section>六<div>七</div></section>八<ul><li>九</li></ul></div>';
    expect(await readTexts(html)).toEqual(['一', '二', '三四', '五', '六', '七', '八', '九']);
  });

  test('lines of a cell are lines of its text', async () => {
    const flow = await readFlow(
      '<table><tr><td>社会<br>公益<p>组织</p></td><td>1</td></tr><tr><td>规章</td><td>2</td></tr></table>',
    );
    expect(gridsOf(flow)[0]?.cells[0]?.text).toBe('社会\n公益\n组织');
  });

  test('alignment comes from attributes, styles and elements around', async () => {
    const flow = await readFlow(
      '<style>.d{text-align:right}</style><p align="center">一</p><p style="text-align:right">二</p><center><p>三</p></center><div class="d"><p>四</p></div><p style="text-align:justify">五</p><p>六</p>',
    );
    expect(paragraphsOf(flow).map((paragraph) => paragraph.alignment)).toEqual([
      'center',
      'right',
      'center',
      'right',
      null,
      null,
    ]);
  });

  test('only heading elements declare a level', async () => {
    const flow = await readFlow(
      '<h1>一</h1><h3><span>二</span></h3><p><strong>三、收到和处理政府信息公开申请情况</strong></p>',
    );
    expect(paragraphsOf(flow).map((paragraph) => paragraph.headingLevel)).toEqual([1, 3, null]);
  });

  test('paragraphs are counted in reading order', async () => {
    const flow = await readFlow(
      '<p>一</p><table><tr><td>规章</td><td>1</td></tr><tr><td>行政许可</td><td>1</td></tr></table><p>二</p>',
    );
    expect(paragraphsOf(flow).map((paragraph) => paragraph.origin)).toEqual([{ paragraph: 1 }, { paragraph: 2 }]);
  });

  test('numbers that the browser prints before items are text', async () => {
    expect(await readTexts('<ol><li>甲</li><li><p>乙</p><p>丙</p></li></ol>')).toEqual(['1.甲', '2.乙', '丙']);
    expect(
      await readTexts('<ol style="list-style-type:cjk-ideographic" start="9"><li>甲</li><li>乙</li></ol>'),
    ).toEqual(['九、甲', '十、乙']);
    expect(
      await readTexts('<ol><li>1.甲</li></ol><ol style="list-style:none"><li>乙</li></ol><ul><li>丙</li></ul>'),
    ).toEqual(['1.甲', '乙', '丙']);
  });
});
