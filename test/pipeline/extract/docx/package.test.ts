import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { EXTRACT_LIMITS } from '../../../../config/limits/extract.ts';
import { extractDocx } from '../../../../pipeline/extract/docx/docx.ts';
import { documentXml, plainTable, read, sourceOf, text, textsOf, wordFile, zipOf } from './office-file.ts';

const codeOf = (bytes: Uint8Array) =>
  extractDocx(sourceOf(bytes)).then(
    () => 'none',
    (error) => error.code,
  );
const codeOfDocument = async (document: string | Buffer) => codeOf(await wordFile({ 'word/document.xml': document }));

/** Changes one stored byte behind the first occurrence of `mark`. */
function damaged(zip: Buffer, mark: Buffer, offset: number, value: number): Buffer {
  const copy = Buffer.from(zip);
  copy[copy.indexOf(mark) + offset] = value;
  return copy;
}

describe('packages that are refused', () => {
  it('an empty file, a text and a cut zip are corrupt', async () => {
    const whole = await wordFile({ 'word/document.xml': documentXml(text('甲')) });
    expect(await codeOf(Buffer.alloc(0))).toBe('corrupt');
    expect(await codeOf(Buffer.from('不是压缩包'))).toBe('corrupt');
    expect(await codeOf(whole.subarray(0, whole.length / 2))).toBe('corrupt');
  });

  it('a zip without a document is corrupt', async () => {
    expect(await codeOf(await zipOf({ 'readme.txt': 'x' }))).toBe('corrupt');
  });

  it('XML that breaks off, is not UTF-8 or has no body is corrupt', async () => {
    expect(await codeOfDocument('<w:document xmlns:w="x"><w:body>')).toBe('corrupt');
    expect(await codeOfDocument(Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0xfe]))).toBe('corrupt');
    expect(await codeOfDocument('<a/>')).toBe('corrupt');
    expect(await codeOfDocument('')).toBe('corrupt');
  });

  it('a part whose checksum fails is corrupt, for a flipped bit can be another digit', async () => {
    const whole = await wordFile({ 'word/document.xml': documentXml(text('共12件')) });
    const directory = Buffer.from('504b0102', 'hex');
    const entry = whole.indexOf(directory, whole.indexOf(directory) + 1);
    const copy = Buffer.from(whole);
    copy[entry + 16] = (copy[entry + 16] ?? 0) ^ 1;
    expect(await codeOf(copy)).toBe('corrupt');
  });

  it('two members of one name are corrupt', async () => {
    const members = await zipOf({ 'word/document.xml': documentXml(text('甲')), 'word/Document.xml': documentXml('') });
    expect(await codeOf(members)).toBe('corrupt');
  });

  it('an encrypted package and an encrypted member are encrypted', async () => {
    const ole = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(512),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ]);
    expect(await codeOf(ole)).toBe('encrypted');
    const whole = await zipOf({ 'word/document.xml': documentXml(text('甲')) });
    expect(await codeOf(damaged(whole, Buffer.from('504b0102', 'hex'), 8, 1))).toBe('encrypted');
  });

  it('an old binary document is no format of ours', async () => {
    expect(await codeOf(Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512)]))).toBe(
      'unsupported-format',
    );
  });

  it('a document type, with or without entities, is forbidden', async () => {
    expect(await codeOfDocument(`<!DOCTYPE w:document>${documentXml('')}`)).toBe('xml-forbidden');
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>';
    expect(await codeOfDocument(bomb)).toBe('xml-forbidden');
    const styles = await wordFile({ 'word/document.xml': documentXml(''), 'word/styles.xml': bomb });
    expect(await codeOf(styles)).toBe('xml-forbidden');
  });

  it('an entity nobody declared is corrupt', async () => {
    expect(await codeOfDocument(documentXml(text('&secret;')))).toBe('corrupt');
  });

  it('a part that inflates past the limit is too complex, whatever its header says', async () => {
    const bomb = Buffer.alloc(EXTRACT_LIMITS.xmlPartBytes + 1, 0x20);
    expect(deflateRawSync(bomb).length).toBeLessThan(1024 * 1024);
    expect(await codeOf(await zipOf({ 'word/document.xml': bomb }))).toBe('too-complex');
  });

  it('elements nested past the limit are too complex', async () => {
    const depth = EXTRACT_LIMITS.xmlDepth + 1;
    expect(await codeOfDocument(documentXml('<w:sdt>'.repeat(depth) + '</w:sdt>'.repeat(depth)))).toBe('too-complex');
  });

  it('too many members are too complex', async () => {
    const members = Object.fromEntries(
      Array.from({ length: EXTRACT_LIMITS.zipMemberCount + 1 }, (_, i) => [`m${i}`, '']),
    );
    expect(await codeOf(await zipOf(members))).toBe('too-complex');
  });

  it('a table of more positions than the limit is too complex', async () => {
    const wide = '<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr></w:tc>';
    expect(await codeOfDocument(documentXml(`<w:tbl><w:tr>${wide}</w:tr></w:tbl>`))).toBe('too-complex');
  });
});

describe('packages that are read', () => {
  it('the main document is where the package says, whatever its prefix and whether strict or not', async () => {
    const main = (target: string) =>
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="${target}"/></Relationships>`;
    const strict =
      '<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>严格</x:t></x:r></x:p></x:body></x:document>';
    for (const target of ['/doc/main2.xml', 'doc/main2.xml', './doc/../doc/main2.xml']) {
      const bytes = await zipOf({ '_rels/.rels': main(target), 'doc/main2.xml': strict });
      const flow = await extractDocx(sourceOf(bytes));
      expect(flow.kind === 'flow' ? flow.blocks.length : 0).toBe(1);
    }
  });

  it('a document in UTF-16 is read', async () => {
    const xml = `\u{FEFF}<?xml version="1.0" encoding="UTF-16"?>${documentXml(text('双字节'))}`;
    const flow = await extractDocx(sourceOf(await wordFile({ 'word/document.xml': Buffer.from(xml, 'utf16le') })));
    expect(flow.kind === 'flow' ? flow.blocks.map((b) => b.kind === 'paragraph' && b.text) : []).toEqual(['双字节']);
  });

  it('backslashes in member names are slashes', async () => {
    const bytes = await zipOf({ 'word/document.xml': documentXml(text('甲')) });
    const mark = Buffer.from('word/document.xml');
    for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) bytes[at + 4] = 0x5c;
    const flow = await extractDocx(sourceOf(bytes));
    expect(flow.kind === 'flow' ? flow.blocks.length : 0).toBe(1);
  });

  it('parts outside the package are not followed', async () => {
    const relationships =
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" TargetMode="External" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="file:///etc/hostname"/></Relationships>';
    const flow = await read(text('甲'), { 'word/_rels/document.xml.rels': relationships });
    expect(textsOf(flow)).toEqual(['甲']);
  });

  it('headers, footers and the texts of notes are not in the flow', async () => {
    const part = documentXml(text('页眉'));
    const flow = await read(`${text('正文')}<w:sectPr><w:headerReference r:id="x"/></w:sectPr>`, {
      'word/header1.xml': part,
      'word/footnotes.xml': part,
    });
    expect(textsOf(flow)).toEqual(['正文']);
  });

  it('a table of a hundred thousand rows is read', async () => {
    const flow = await read(plainTable(Array.from({ length: 100_000 }, () => ['1'])));
    expect(flow.blocks[0]?.kind === 'table' ? flow.blocks[0].rows : 0).toBe(100_000);
  });
});
