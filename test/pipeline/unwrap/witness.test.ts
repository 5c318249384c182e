import { describe, expect, it } from 'vitest';
import type { OfficeSuite } from '../../../pipeline/contracts/office-suite.ts';
import { lostOnTheWay } from '../../../pipeline/unwrap/lost.ts';
import { lostLines } from '../../../pipeline/unwrap/witness/lost-lines.ts';
import { writtenInOldWord } from '../../../pipeline/unwrap/witness/old-word.ts';
import { writtenInOpenDocument } from '../../../pipeline/unwrap/witness/open-document.ts';
import { writtenInRichText } from '../../../pipeline/unwrap/witness/rich-text.ts';
import { writtenInSavedWord } from '../../../pipeline/unwrap/witness/saved-word.ts';
import { OBJECT, UNSAID } from '../../../pipeline/unwrap/witness/written.ts';
import { documentXml, p, run, wordFile } from '../extract/docx/office-file.ts';
import { oleFile, zipOf } from '../intake/zip-file.ts';
import { word95, word97 } from './old-word-file.ts';

const lines = (all: readonly string[]): readonly string[] =>
  all.map((line) => line.trim()).filter((line) => line !== '');

describe('lines that a file holds and its other form does not', () => {
  it('are told as often as they are missing, whatever signs and blanks are between', () => {
    expect(lostLines(['12', '12', '（一）规章', '7'], ['（一） 规章', '12'])).toEqual(['12', '7']);
  });

  it('are not missed where a long one became a part of another', () => {
    const sentence = '本报告所列数据的统计期限自2023年1月1日起至12月31日止。';
    expect(lostLines([sentence, '31'], [`前言。${sentence}`])).toEqual(['31']);
  });
});

describe('what a file says by itself', () => {
  const richText = (rtf: string): ReturnType<typeof writtenInRichText> => writtenInRichText(Buffer.from(rtf, 'latin1'));

  it('is of RTF its text in both encodings, its cells, boxes and notes, without fields, pictures and lists', () => {
    const { body, running } = richText(
      `{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0 SimSun;}}{\\header 页眉\\par}{\\*\\generator x;}{\\info{\\title 无}}
\\uc1\\u24180?\\u25253?{\\footnote 脚注}尾\\par {\\listtext 1.}\\'d0\\'d0\\cell 12\\cell\\row
{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv b}}{\\shptxt 框\\par 7\\par}}}{\\field{\\*\\fldinst PAGE}{\\fldrslt 3}}{\\pict 00ff}{\\*\\unknown x}\\{a\\}}`
        .replace('页眉', "\\'d2\\'b3")
        .replace('脚注', "\\'bd\\'c5")
        .replace('尾', "\\'ce\\'b2")
        .replace('框', "\\'bf\\'f2"),
    );
    expect(lines(body)).toEqual(['脚', '年报尾', '行', '12', '框', '7', `3${OBJECT}{a}`]);
    expect(lines(running)).toEqual(['页']);
  });

  it('is nothing to rely on where an RTF file breaks off', () => {
    expect(() => richText('{\\rtf1 a{\\b b')).toThrow(expect.objectContaining({ code: 'corrupt' }));
  });

  it('is of OpenDocument the text of its paragraphs, with boxes and notes', async () => {
    const content =
      '<o:d xmlns:o="o" xmlns:text="t" xmlns:draw="d"><text:p>总<text:s/>计<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>注</text:p></text:note-body></text:note><draw:text-box><text:p>框</text:p></draw:text-box></text:p><text:h>二</text:h></o:d>';
    const { body } = await writtenInOpenDocument(zipOf([{ name: 'content.xml', data: content }]));
    expect(body).toEqual(['注', '框', '总 计', '二']);
  });

  it('is of an old Word file not to be had where its streams lead nowhere', () => {
    expect(() => writtenInOldWord(oleFile('WordDocument'))).toThrow(expect.objectContaining({ code: 'corrupt' }));
  });

  it('is of an old Word file its text, with what stands for an object and for a field that is worked out', () => {
    const eq = '\x13 EQ \\o(4,5)\x15';
    const file = word97(`总计\x0712${eq}\x07\x13 PAGE \x143\x15\x01\x07\x13 EMBED Equation.3 \x14\x01\x15\r`);
    expect(lines(writtenInOldWord(file)!.body)).toEqual(['总计', `12${UNSAID}`, `3${OBJECT}`, OBJECT]);
  });

  it('is of Word 95 its text in the encoding of its language', () => {
    // 总计 in GBK
    const file = word95(Buffer.from([0xd7, 0xdc, 0xbc, 0xc6, 0x07, 0x31, 0x32, 0x0d]));
    expect(lines(writtenInOldWord(file)!.body)).toEqual(['总计', '12']);
  });

  it('is of RTF an equation that is a field, and not one whose result is there', () => {
    const { body } = richText(
      '{\\rtf1 1{\\field{\\*\\fldinst EQ \\\\o(2,3)}{\\fldrslt }}\\par {\\field{\\*\\fldinst {EQ }}{\\fldrslt 7}}\\par}',
    );
    expect(lines(body)).toEqual([`1${UNSAID}`, '7']);
  });

  it('is of OpenDocument a picture in its line once, whatever forms it has', async () => {
    const frame = (place: string): string =>
      `<draw:frame text:anchor-type="${place}"><draw:object/><draw:image/></draw:frame>`;
    const content = `<o:d xmlns:o="o" xmlns:text="t" xmlns:draw="d"><text:p>1${frame('as-char')}</text:p><text:p>2${frame('paragraph')}</text:p></o:d>`;
    const { body } = await writtenInOpenDocument(zipOf([{ name: 'content.xml', data: content }]));
    expect(body).toEqual([`1${OBJECT}`, '2']);
  });

  it('is of a saved Word file what it shows, what was deleted, and the choices of its forms', async () => {
    const file = await wordFile({
      'word/document.xml': documentXml(
        `${p(run('一'))}${p('<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>')}${p('<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:instrText>PAGE</w:instrText></w:r>')}<w:sdt><w:sdtPr><w:ddList><w:listEntry w:val="是"/></w:ddList></w:sdtPr></w:sdt>`,
      ),
      'word/header1.xml': documentXml(p(run('眉'))),
    });
    const saved = await writtenInSavedWord(file);
    expect(lines(saved.lines)).toEqual(expect.arrayContaining(['一', '旧', '甲', '乙', '眉']));
    expect(saved.choices).toEqual(['是']);
  });
});

describe('what is lost on the way through a program', () => {
  const noSuite = (): Promise<Uint8Array> => Promise.reject(new Error('it is not asked'));
  const suite: OfficeSuite = { name: 'a', savedAnew: noSuite, wholeWorkbook: noSuite };
  const lost = async (rtf: string) =>
    lostOnTheWay(
      { mediaType: 'application/rtf', bytes: Buffer.from(rtf) },
      await wordFile({ 'word/document.xml': documentXml(p(run('a'))) }),
      suite,
    );

  it('is told as lines of the body, and as hidden ones of running heads', async () => {
    expect((await lost('{\\rtf1{\\header h\\par}a\\par 12\\par 13}')).leftOut).toEqual([
      { kind: 'embedded', text: '12\n13\n', origin: null },
      { kind: 'hidden', text: 'h\n', origin: null },
    ]);
  });

  it('may be anything where an object is not there any more, or the file is broken', async () => {
    for (const rtf of [
      '{\\rtf1 a{\\object{\\*\\objdata 00}}}',
      '{\\rtf1 a{\\mmath{\\*\\moMath{\\mr 7}}}}',
      '{\\rtf1 a{',
    ])
      expect((await lost(rtf)).leftOut).toEqual([{ kind: 'embedded', text: '', origin: null }]);
  });

  it('leaves the line unsure in which it stood, and one that the file does not say', async () => {
    expect((await lost('{\\rtf1 1{\\object{\\*\\objdata 00}}\\par}')).unsure).toEqual(['a', `1${OBJECT}`]);
    expect((await lost('{\\rtf1 a{\\field{\\*\\fldinst EQ \\\\o(2,3)}}\\par}')).unsure).toEqual([`a${UNSAID}`]);
  });

  it('is nothing of a file that no program opens', async () => {
    const page = { mediaType: 'text/html', bytes: new Uint8Array() };
    expect(await lostOnTheWay(page, new Uint8Array(), suite)).toEqual({ leftOut: [], unsure: [] });
  });
});
