import { describe, expect, it } from 'vitest';
import { extractDocx } from '../../../../pipeline/extract/docx/docx.ts';
import { documentXml, read, readFile, sourceOf, text, textsOf, wordFile, zipOf } from './office-file.ts';

const whole = () => wordFile({ 'word/document.xml': documentXml(text('共12件')) });
const textsIn = async (bytes: Uint8Array) => textsOf(await readFile(bytes));
const textsOfDocument = async (document: string | Buffer) => textsIn(await wordFile({ 'word/document.xml': document }));

describe('files that other readers open', () => {
  it('bytes behind the package are passed over', async () => {
    for (const tail of [Buffer.alloc(512), Buffer.from('\r\n--boundary--\r\n')])
      expect(await textsIn(Buffer.concat([await whole(), tail]))).toEqual(['共12件']);
  });

  it('bytes in front of the package are passed over', async () => {
    const head = Buffer.from('------Form\r\nContent-Type: application/octet-stream\r\n\r\n');
    expect(await textsIn(Buffer.concat([head, await whole(), Buffer.from('\r\n')]))).toEqual(['共12件']);
  });

  it('a member that stands there twice does no harm where it is not read', async () => {
    const twice = await zipOf({
      'word/document.xml': documentXml(text('共12件')),
      'docProps/core.xml': '<a/>',
      'docprops/core.xml': '<b/>',
    });
    expect(await textsIn(twice)).toEqual(['共12件']);
  });

  it('a part in the encoding of the machine that wrote it is read, whatever its declaration says', async () => {
    // 共12件 in GBK
    const gbk = Buffer.from([0xb9, 0xb2, 0x31, 0x32, 0xbc, 0xfe]);
    for (const encoding of ['GB2312', 'UTF-8']) {
      const [before, after] = `<?xml version="1.0" encoding="${encoding}"?>${documentXml(text('§'))}`.split('§');
      expect(await textsOfDocument(Buffer.concat([Buffer.from(before!), gbk, Buffer.from(after!)]))).toEqual([
        '共12件',
      ]);
    }
  });

  it('a line break or a byte order mark in front of the declaration is passed over', async () => {
    for (const front of ['\n', '\ufeff', '\ufeff\r\n'])
      expect(await textsOfDocument(`${front}<?xml version="1.0"?>${documentXml(text('共12件'))}`)).toEqual(['共12件']);
  });

  it('characters that XML does not allow are taken out, and those that break a line part words', async () => {
    expect(await textsOfDocument(documentXml(text('围绕\u0001中心\u000b工作&#x1F;。')))).toEqual(['围绕中心 工作 。']);
  });

  it('an element of an extension whose prefix is not bound is passed over', async () => {
    expect(await textsOfDocument(documentXml(`${text('共12件')}<ext:mark ext:id="1"/>`))).toEqual(['共12件']);
    const bare = '<w:document><w:body><w:p><w:r><w:t>共12件</w:t></w:r></w:p></w:body></w:document>';
    expect(await textsOfDocument(bare)).toEqual(['共12件']);
  });
});

describe('parts in other formats', () => {
  const relationships = (target: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="c1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" Target="${target}"/></Relationships>`;
  const withChunk = (name: string, chunk: string | Buffer) =>
    read(`${text('前')}<w:altChunk r:id="c1"/>${text('后')}`, {
      'word/_rels/document.xml.rels': relationships(name),
      [`word/${name}`]: chunk,
    });
  const html = '<html><body><p>总体情况</p><table><tr><td>规章</td><td>1</td></tr></table></body></html>';
  const blocksOf = async (name: string, chunk: string | Buffer) =>
    (await withChunk(name, chunk)).blocks.map((block) =>
      block.kind === 'paragraph' ? [block.text, block.origin] : block.cells.map((cell) => [cell.text, cell.origin]),
    );

  it('a web page is a part of the flow, numbered on', async () => {
    expect(await blocksOf('page.htm', html)).toEqual([
      ['前', { paragraph: 1 }],
      ['总体情况', { paragraph: 2 }],
      [
        ['规章', { table: 1, row: 1, column: 1 }],
        ['1', { table: 1, row: 1, column: 2 }],
      ],
      ['后', { paragraph: 3 }],
    ]);
  });

  it('a web page in a MIME wrapper, another document and plain text are too', async () => {
    const mime = [
      'MIME-Version: 1.0',
      'Content-Type: multipart/related; type="text/html"; boundary="b"',
      '',
      '--b',
      'Content-Type: text/html; charset="gb2312"',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.concat([
        Buffer.from('<html><body><p>'),
        Buffer.from([0xd7, 0xdc, 0xcc, 0xe5, 0xc7, 0xe9, 0xbf, 0xf6]),
        Buffer.from('</p></body></html>'),
      ]).toString('base64'),
      '--b--',
      '',
    ].join('\r\n');
    const inner = await wordFile({ 'word/document.xml': documentXml(text('总体情况')) });
    for (const [name, chunk] of [
      ['page.mht', mime],
      ['part.docx', inner],
      ['part.txt', '总体情况\n'],
    ] as const)
      expect(textsOf(await withChunk(name, chunk))).toEqual(['前', '总体情况', '后']);
  });

  it('one that cannot be read is told, and so are documents that hold one another without end', async () => {
    const unread = await withChunk('part.rtf', '{\\rtf1 x}');
    expect(unread.notes).toEqual([{ code: 'embedded-content', values: { count: 1 } }]);
    expect(unread.leftOut).toEqual([{ kind: 'embedded', text: '', origin: null }]);
    let nested = await wordFile({ 'word/document.xml': documentXml(text('底')) });
    for (let depth = 0; depth < 6; depth++) {
      nested = await wordFile({
        'word/document.xml': documentXml('<w:altChunk r:id="c1"/>'),
        'word/_rels/document.xml.rels': relationships('part.docx'),
        'word/part.docx': nested,
      });
    }
    const flow = await extractDocx(sourceOf(nested));
    expect(flow.leftOut).toEqual([{ kind: 'embedded', text: '', origin: null }]);
  });
});

describe('headers of pages', () => {
  it('give the tables that are more than a frame to the flow', async () => {
    const row = (a: string) => `<w:tr>${['甲', '乙', '丙', a].map((t) => `<w:tc>${text(t)}</w:tc>`).join('')}</w:tr>`;
    const header = documentXml(`${text('年度报告')}<w:tbl>${row('1')}${row('2')}</w:tbl>`);
    const flow = await read(text('正文'), {
      'word/_rels/document.xml.rels':
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="h" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/></Relationships>',
      'word/header1.xml': header,
    });
    expect(flow.blocks.map((block) => block.kind)).toEqual(['paragraph', 'table']);
  });
});
