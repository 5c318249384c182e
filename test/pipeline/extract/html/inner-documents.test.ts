import { describe, expect, test } from 'vitest';
import { extractHtml } from '../../../../pipeline/extract/html/html.ts';
import { sourceOf } from '../source.ts';
import { type Flow, gridsOf, notesOf, placesOf, readFlow, textsOf } from './read.ts';

const TITLE = '<h1>清溪县档案局2023年政府信息公开工作年度报告</h1>';
const TABLE = '<table><tr><td>规章</td><td>12</td></tr><tr><td>行政许可</td><td>3</td></tr></table>';
const PAGE = `<html><body><p>二、主动公开政府信息情况</p>${TABLE}</body></html>`;
const escaped = PAGE.replaceAll('"', '&quot;').replaceAll('<', '&lt;');
/** The pictures of a flow: behind which paragraph each stands, its size, whether engines read it. */
const placesOfPictures = (flow: Flow) =>
  flow.blocks.flatMap((block) => {
    if (block.kind !== 'picture' || !('paragraph' in block.origin)) return [];
    const { widthPt, heightPt } = block.page;
    return [{ paragraph: block.origin.paragraph, widthPt, heightPt, isRead: block.readBy.length > 0 }];
  });

const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString('base64');

describe('a document in a frame is a part of the page', () => {
  test.each([
    ['as source', `<iframe srcdoc="${escaped}"></iframe>`],
    ['as data', `<iframe src="data:text/html;base64,${base64(PAGE)}"></iframe>`],
    ['as escaped data', `<iframe src="data:text/html;charset=utf-8,${encodeURIComponent(PAGE)}"></iframe>`],
    ['as an object', `<object data="data:text/html;base64,${base64(PAGE)}"></object>`],
    [
      'in a frame of a frame',
      `<iframe src="data:text/html;base64,${base64(`<iframe srcdoc="${escaped}"></iframe>`)}"></iframe>`,
    ],
  ])('%s', async (_, frame) => {
    const flow = await readFlow(`${TITLE}${frame}`);
    expect(placesOf(gridsOf(flow)[0]!)).toEqual([
      ['规章', '12'],
      ['行政许可', '3'],
    ]);
    expect(gridsOf(flow)[0]?.cells[0]?.doubts).toBeUndefined();
    expect(flow.leftOut).toEqual([]);
  });

  test('in a set of frames', async () => {
    const frameset = `<html><head><title>年报</title></head><frameset><frame src="data:text/html;base64,${base64(PAGE)}"><noframes><body>不支持框架</body></noframes></frameset></html>`;
    const flow = await readFlow(frameset);
    expect(gridsOf(flow)).toHaveLength(1);
    expect(textsOf(flow)).toEqual(['二、主动公开政府信息情况']);
  });

  test('in its own encoding', async () => {
    const gbk = Buffer.from('<meta charset="gbk"><p>\xd2\xbb\xa1\xa2\xd7\xdc\xcc\xe5\xc7\xe9\xbf\xf6</p>', 'latin1');
    expect(textsOf(await readFlow(`${TITLE}<iframe src="data:text/html;base64,${base64(gbk)}"></iframe>`))).toContain(
      '一、总体情况',
    );
  });

  test('with styles of its own', async () => {
    const inner = '<style>.old{display:none}</style><p>收到申请<b class="old">9</b>8件。</p>';
    expect(textsOf(await readFlow(`${TITLE}<iframe srcdoc='${inner}'></iframe>`))).toContain('收到申请8件。');
  });

  test('frames inside one another without end are refused or cut', async () => {
    let frame = PAGE;
    for (let i = 0; i < 12; i++) frame = `<iframe src="data:text/html;base64,${base64(frame)}"></iframe>`;
    const extracted = await extractHtml(sourceOf(frame, 'html'));
    expect(extracted.kind).toBe('flow');
  });
});

describe('what a page leads to and does not hold is told where the page has no tables', () => {
  test.each([
    ['a frame of another file', '<iframe src="nr.html"></iframe>', 'nr.html'],
    ['an attachment', '<p><a href="/file/nb.docx">附件：年度报告</a></p>', '附件：年度报告'],
    ['an attachment without extension', '<p><a href="/down?id=3">清溪县档案局年报.pdf</a></p>', '清溪县档案局年报.pdf'],
    [
      'the report by its title',
      '<p><a href="t_123.html">清溪县档案局2023年政府信息公开年度报告</a></p>',
      '清溪县档案局2023年政府信息公开年度报告',
    ],
    ['an embedded file', '<embed src="nb.pdf" type="application/pdf">', 'nb.pdf'],
  ])('%s', async (_, markup, text) => {
    const flow = await readFlow(`${TITLE}${markup}`);
    expect(flow.leftOut).toEqual([{ kind: 'embedded', text, origin: null }]);
    expect(notesOf(flow)).toMatchObject({ 'embedded-content': 1 });
    expect((await readFlow(`${TITLE}${PAGE}${markup}`)).leftOut).toEqual([]);
  });
});

describe('pictures that may hold a part of the report', () => {
  test('stand where its sections are', async () => {
    const flow = await readFlow(
      `<img src="logo.png" width="300" height="200">${TITLE}<p>一、总体情况</p><p>二、主动公开政府信息情况</p><p><img src="t.png" alt="表" width="620" height="300"></p><p>三、收到和处理政府信息公开申请情况</p><p><img src="dot.gif" width="9" height="9">按时办结。</p><p>四、其他需要报告的事项</p><p>无</p>`,
    );
    expect(placesOfPictures(flow)).toEqual([{ paragraph: 3, widthPt: 465, heightPt: 225, isRead: false }]);
    expect(flow.blocks.map(({ kind }) => kind).indexOf('picture')).toBe(3);
  });

  test('are all large ones of a page without any section', async () => {
    const pages = '<p><img src="1.jpg" width="800" height="1130"></p>'.repeat(3);
    const flow = await readFlow(`<a href="/"><img src="logo.png" width="800" height="200"></a>${TITLE}${pages}`);
    expect(placesOfPictures(flow)).toHaveLength(3);
  });
});
