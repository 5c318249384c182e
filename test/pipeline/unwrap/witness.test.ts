import { describe, expect, it } from 'vitest';
import type { OfficeSuite } from '../../../pipeline/contracts/office-suite.ts';
import { lostOnTheWay } from '../../../pipeline/unwrap/lost.ts';
import { lostLines } from '../../../pipeline/unwrap/witness/lost-lines.ts';
import { writtenInOldWord } from '../../../pipeline/unwrap/witness/old-word.ts';
import { writtenInOpenDocument } from '../../../pipeline/unwrap/witness/open-document.ts';
import { writtenInRichText } from '../../../pipeline/unwrap/witness/rich-text.ts';
import { writtenInSavedWord } from '../../../pipeline/unwrap/witness/saved-word.ts';
import { documentXml, p, run, wordFile } from '../extract/docx/office-file.ts';
import { oleFile, zipOf } from '../intake/zip-file.ts';

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
    expect(lines(body)).toEqual(['脚', '年报尾', '行', '12', '框', '7', '3{a}']);
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

  it('is of a saved Word file what it shows, what was deleted, and the choices of its forms', async () => {
    const file = await wordFile({
      'word/document.xml': documentXml(
        `${p(run('一'))}${p('<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>')}${p('<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:instrText>PAGE</w:instrText></w:r>')}<w:sdt><w:sdtPr><w:ddList><w:listEntry w:val="是"/></w:ddList></w:sdtPr></w:sdt>`,
      ),
      'word/header1.xml': documentXml(p(run('眉'))),
    });
    expect(lines((await writtenInSavedWord(file)).body)).toEqual(
      expect.arrayContaining(['一', '旧', '甲', '乙', '是', '眉']),
    );
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
    expect(await lost('{\\rtf1{\\header h\\par}a\\par 12\\par 13}')).toEqual([
      { kind: 'embedded', text: '12\n13\n', origin: null },
      { kind: 'hidden', text: 'h\n', origin: null },
    ]);
  });

  it('may be anything where an object is not there any more, or the file is broken', async () => {
    for (const rtf of ['{\\rtf1 a{\\object{\\*\\objdata 00}}}', '{\\rtf1 a{'])
      expect(await lost(rtf)).toEqual([{ kind: 'embedded', text: '', origin: null }]);
  });

  it('is nothing of a file that no program opens', async () => {
    const page = { mediaType: 'text/html', bytes: new Uint8Array() };
    expect(await lostOnTheWay(page, new Uint8Array(), suite)).toEqual([]);
  });
});
