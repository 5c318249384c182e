import { describe, expect, it } from 'vitest';
import type { Extracted } from '../../../pipeline/contracts/document.ts';
import { extract } from '../../../pipeline/extract/extract.ts';
import { recognise } from '../../../pipeline/intake/intake.ts';

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

async function read(fileName: string, text: string): Promise<Extracted & { readonly kind: 'flow' }> {
  const recognised = await recognise(fileName, { bytes: new Uint8Array(Buffer.from(text)) });
  if (recognised.kind !== 'document') throw new Error('no document');
  const extracted = await extract(recognised.source, null);
  if (extracted.kind !== 'flow') throw new Error('no flow');
  return extracted;
}
const textsOf = ({ blocks }: Extracted & { readonly kind: 'flow' }): readonly string[] =>
  blocks.flatMap((block) =>
    block.kind === 'paragraph'
      ? [block.text]
      : block.kind === 'table'
        ? [block.cells.map(({ text, rowSpan }) => (rowSpan > 1 ? `${text}×${rowSpan}` : text)).join('|')]
        : ['(picture)'],
  );
const codeOf = (fileName: string, text: string): Promise<string> =>
  read(fileName, text).then(
    () => 'none',
    (error) => error.code,
  );

const OLD_WORD = 'http://schemas.microsoft.com/office/word/2003/wordml';
const oldWord = (body: string): string =>
  `<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="${OLD_WORD}" xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" xmlns:aml="http://schemas.microsoft.com/aml/2001/core" xmlns:v="urn:schemas-microsoft-com:vml"><w:fonts><w:defaultFonts/></w:fonts><w:body><wx:sect>${body}</wx:sect></w:body></w:wordDocument>`;
const p = (content: string, properties = ''): string => `<w:p>${properties}${content}</w:p>`;
const r = (text: string): string => `<w:r><w:t>${text}</w:t></w:r>`;
const tc = (text: string, properties = ''): string => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(r(text))}</w:tc>`;

describe('a document of Word 2003 in one XML file', () => {
  it('is read with its merged cells', async () => {
    const table = `<w:tbl><w:tblGrid><w:gridCol w:w="900"/><w:gridCol w:w="900"/></w:tblGrid><w:tr>${tc('甲', '<w:vmerge w:val="restart"/>')}${tc('1')}</w:tr><w:tr>${tc('', '<w:vmerge/>')}${tc('2')}</w:tr></w:tbl>`;
    expect(textsOf(await read('a.doc', oldWord(`${p(r('年度报告'))}${table}`)))).toEqual(['年度报告', '甲×2|1|2']);
  });

  it('shows the numbers of its lists as they are printed', async () => {
    const listed = '<w:pPr><w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/><wx:t wx:val="一、"/></w:listPr></w:pPr>';
    expect(textsOf(await read('a.xml', oldWord(p(r('总体情况'), listed))))).toEqual(['一、总体情况']);
  });

  it('loses what was deleted and keeps what was inserted', async () => {
    const changed = (type: string, text: string): string =>
      `<aml:annotation aml:id="1" w:type="Word.${type}"><aml:content>${text}</aml:content></aml:annotation>`;
    const body = p(
      `${r('收到')}${changed('Deletion', '<w:r><w:delText>12</w:delText></w:r>')}${changed('Insertion', r('15'))}${r('件')}`,
    );
    expect(textsOf(await read('a.xml', oldWord(body)))).toEqual(['收到15件']);
  });

  it('tells of a picture in it', async () => {
    const picture = `<w:r><w:pict><w:binData w:name="wordml://1.png">${PIXEL}</w:binData><v:shape style="width:400pt;height:300pt"><v:imagedata src="wordml://1.png"/></v:shape></w:pict></w:r>`;
    const { leftOut, blocks } = await read('a.xml', oldWord(`${p(r('表：'))}${p(picture)}`));
    expect(leftOut.length + blocks.filter(({ kind }) => kind === 'picture').length).toBeGreaterThan(0);
  });

  it('is refused with a DOCTYPE, and where it breaks off', async () => {
    const whole = oldWord(p(r('甲')));
    expect(await codeOf('a.xml', whole.replace('?><w:', '?><!DOCTYPE w:wordDocument [<!ENTITY a "b">]><w:'))).toBe(
      'xml-forbidden',
    );
    expect(await codeOf('a.xml', whole.slice(0, -40))).toBe('corrupt');
  });
});

describe('a Word document in one flat XML file', () => {
  const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const part = (name: string, xml: string): string =>
    `<pkg:part pkg:name="${name}" pkg:contentType="application/xml"><pkg:xmlData>${xml}</pkg:xmlData></pkg:part>`;
  const flat = (document: string, bound = ''): string =>
    `<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"${bound}>${part('/_rels/.rels', `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`)}${part('/word/document.xml', document)}</pkg:package>`;

  it('is read like the zipped one', async () => {
    const document = `<w:document xmlns:w="${WORD}"><w:body>${p(r('甲 &amp; 乙'))}</w:body></w:document>`;
    expect(textsOf(await read('a.docx', flat(document)))).toEqual(['甲 & 乙']);
  });

  it('is read where its names are bound around its parts', async () => {
    const document = `<w:document><w:body>${p(r('甲'))}</w:body></w:document>`;
    expect(textsOf(await read('a.doc', flat(document, ` xmlns:w="${WORD}"`)))).toEqual(['甲']);
  });
});

describe('a web archive', () => {
  const archive = (html: string, ...parts: readonly string[]): string =>
    [
      'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----b"\r\n',
      `------b\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://a.gov.cn/art/1.html\r\n\r\n${Buffer.from(html).toString('base64')}\r\n`,
      ...parts.map((each) => `------b\r\n${each}\r\n`),
      '------b--\r\n',
    ].join('\r\n');

  it('is read as its page, with the styles that the archive holds', async () => {
    const html =
      '<html><head><link rel="stylesheet" href="/s/a.css"></head><body><p>收到5件</p><p class="old">收到9件</p></body></html>';
    const sheet = 'Content-Type: text/css\r\nContent-Location: https://a.gov.cn/s/a.css\r\n\r\n.old{display:none}';
    expect(textsOf(await read('a.mhtml', archive(html, sheet)))).toEqual(['收到5件']);
  });

  it('is read in the encoding that the page names where its part names none', async () => {
    // <meta charset=gbk> and 总计 in GBK
    const html = Buffer.from('PG1ldGEgY2hhcnNldD1nYms+PHA+19y8xjwvcD4=', 'base64');
    const whole = archive('')
      .replace(/; charset="utf-8"/, '')
      .replace(/(1\.html\r\n\r\n)/, `$1${html.toString('base64')}`);
    expect(textsOf(await read('a.mht', whole))).toEqual(['总计']);
  });

  it('brings the pictures that it holds', async () => {
    const html = '<html><body><p>统计表</p><img src="img/1.png" width="700" height="500"></body></html>';
    const picture = `Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://a.gov.cn/art/img/1.png\r\n\r\n${PIXEL}`;
    const without = await read('a.mhtml', archive(html));
    const within = await read('a.mhtml', archive(html, picture));
    expect([without, within].map(({ leftOut, blocks }) => leftOut.length + blocks.length)).toEqual([2, 2]);
  });

  it('is read with the frame that holds the report, whose pictures it brings, and without pages that nothing shows', async () => {
    const html = '<html><body><p>导航</p><iframe src="cid:frame-1@mhtml.blink"></iframe></body></html>';
    const framed =
      '<html><head><meta charset="gb2312"></head><body><table><tr><td>\xbc\xd7</td><td>12</td></tr></table><img src="img/1.png" width="700" height="500"></body></html>';
    const frame = `Content-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://a.gov.cn/art/in.html\r\n\r\n${Buffer.from(framed, 'latin1').toString('base64')}`;
    const picture = `Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://a.gov.cn/art/img/1.png\r\n\r\n${PIXEL}`;
    const header =
      'Content-Type: text/html\r\nContent-Location: https://a.gov.cn/a.files/header.htm\r\n\r\n<p>页眉</p>';
    const archived = await read('a.mhtml', archive(html, frame, picture, header));
    expect(textsOf(archived)).toEqual(['导航', '甲|12', '(picture)']);
    expect(archived.leftOut).toEqual([]);
  });

  it('whose frames show one another ends', async () => {
    const loop = '<iframe src="cid:1"></iframe><p>甲</p>';
    const frame = `Content-Type: text/html; charset=utf-8\r\nContent-ID: <1>\r\n\r\n${loop}`;
    expect(textsOf(await read('a.mhtml', archive(`<html><body>${loop}</body></html>`, frame)))).toContain('甲');
  });

  it('is refused where it holds no page', async () => {
    const empty =
      'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n';
    expect(await codeOf('a.mht', empty)).toBe('corrupt');
  });
});
