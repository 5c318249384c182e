import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { viewOf } from '../../../pipeline/paper/paper.ts';
import { WRAPPED } from '../../../pipeline/unwrap/media-types.ts';

const page = (body: string, head = ''): string =>
  `<!doctype html><html><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`;

const show = async (html: string, mediaType = 'text/html') =>
  load(await viewOf({ fileName: '', format: 'html', mediaType, sha256: '', bytes: Buffer.from(html) }));

const TABLE =
  '<table><tr><th>信息内容</th><th>本年制发件数</th></tr><tr><td>规章</td><td>3</td></tr><tr><td>行政规范性文件</td><td>12</td></tr></table>';

describe('a web page as it is shown', () => {
  it('names the cells and paragraphs that the extractor names', async () => {
    const $ = await show(page(`<h1>年度报告</h1>${TABLE}<p>本年度公开信息。</p>`));
    expect($('[data-places="t1r3c2"]').text()).toBe('12');
    expect($('#t1r2c1').text()).toBe('规章');
    expect($('[data-places="p2"]').text()).toBe('本年度公开信息。');
  });

  it('takes the names of the page itself away', async () => {
    const $ = await show(page(`<p id="t1r3c2" data-places="t1r3c2">假</p>${TABLE}`));
    expect($('[data-places~="t1r3c2"]').text()).toBe('12');
    expect($('[id="t1r3c2"]').text()).toBe('12');
  });

  it('keeps the styles by which it hides and lays out, without what they fetch', async () => {
    const $ = await show(page(TABLE, '<style>.x{display:none} body{background:url(http://a.example/x)}</style>'));
    const styles = $('style').text();
    expect(styles).toContain('.x{display:none}');
    expect(styles).not.toContain('a.example');
  });

  it('shows what is filled in in fields, and the words of pictures that are not in the file', async () => {
    const $ = await show(
      page(`<table><tr><td>规章</td><td><input value="7"></td></tr></table><img src="x.png" alt="流程图">`),
    );
    expect($('[data-field]').text()).toBe('7');
    expect($('[data-missing]').text()).toBe('流程图');
    expect($('input, img').length).toBe(0);
  });

  it('is taken out of a web archive', async () => {
    const archive = `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"; type="text/html"\r\n\r\n--b\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${page(TABLE)}\r\n--b--\r\n`;
    const $ = await show(archive, WRAPPED.webArchive);
    expect($('[data-places="t1r3c2"]').text()).toBe('12');
  });
});

describe('a text file as it is shown', () => {
  it('keeps its lines and columns, each line a place', async () => {
    const bytes = Buffer.from('甲\n规章    3\n<b>');
    const $ = load(await viewOf({ fileName: '', format: 'text', mediaType: 'text/plain', sha256: '', bytes }));
    expect($('pre').text()).toBe('甲\n规章    3\n<b>');
    expect($('[data-places="l2"]').text()).toBe('规章    3');
  });
});
