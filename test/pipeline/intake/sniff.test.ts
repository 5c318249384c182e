import { createHash, randomFillSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConversionError, type ErrorCode } from '../../../pipeline/contracts/errors.ts';
import { recognise } from '../../../pipeline/intake/intake.ts';
import { docxFile, oleFile, zipOf } from './zip-file.ts';

const CHINESE = '一、总体情况\r\n本年新收政府信息公开申请 13 件，办结 12 件，结转下年度 1 件。\r\n';
/** "政府信息公开" in GBK, then a line of figures. */
const GBK = Buffer.from('d5feb8aed0c5cfa2b9abbfaa0d0a3133203132203120300d0a', 'hex');

const OPEN = 'application/vnd.oasis.opendocument.';
const OPEN_TEXT = `${OPEN}text`;
/** The beginning of the stream of a Word file, and of a workbook, that say that a password stands before the rest. */
const LOCKED_WORD = Buffer.alloc(512);
LOCKED_WORD.writeUInt16LE(0x0100, 0x0a);
const LOCKED_WORKBOOK = Buffer.concat([Buffer.from('0908040000060500', 'hex'), Buffer.from('2f000200', 'hex')], 512);

async function formOf(fileName: string, bytes: Uint8Array): Promise<string> {
  const recognised = await recognise(fileName, { bytes });
  return recognised.kind === 'document' ? recognised.source.format : 'archive';
}

async function refusal(fileName: string, bytes: Uint8Array): Promise<ErrorCode> {
  try {
    await recognise(fileName, { bytes });
  } catch (error) {
    if (error instanceof ConversionError) return error.code;
    throw error;
  }
  throw new Error(`${fileName} was taken`);
}

describe('a document is recognised by its content', () => {
  const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n', 'latin1');
  const cases: readonly (readonly [string, string, Uint8Array, string])[] = [
    ['a PDF', 'a.pdf', pdf, 'pdf'],
    [
      'a PDF behind the header of a download',
      'a.pdf',
      Buffer.concat([Buffer.from('HTTP/1.1 200\r\n\r\n'), pdf]),
      'pdf',
    ],
    ['a PDF that is called a Word file', 'a.docx', pdf, 'pdf'],
    ['a Word file', 'a.docx', docxFile(), 'docx'],
    ['a Word file that is called text', 'a.txt', docxFile(), 'docx'],
    ['a Word file with bytes behind it', 'a.docx', Buffer.concat([docxFile(), Buffer.alloc(512)]), 'docx'],
    [
      'a Word file behind the headers of an upload',
      'a.docx',
      Buffer.concat([Buffer.from('--form\r\nContent-Type: x/y\r\n\r\n'), docxFile(), Buffer.from('\r\n--form--')]),
      'docx',
    ],
    ['a PNG called PDF', 'a.pdf', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'image'],
    ['a JPEG', 'a.jpg', Buffer.from('ffd8ffe000104a464946', 'hex'), 'image'],
    ['a GIF', 'a.gif', Buffer.from('GIF89a\x01\x00\x01\x00\x80\x00\x00', 'latin1'), 'image'],
    ['a WebP', 'a.png', Buffer.from('RIFF\x10\0\0\0WEBPVP8 ', 'latin1'), 'image'],
    ['a BMP', 'a.bmp', Buffer.from('424d3a000000000000003600000028000000', 'hex'), 'image'],
    ['text that begins with two letters', 'a.txt', Buffer.from(`BM ${CHINESE}`), 'text'],
    ['a TIFF of either byte order', 'a.tif', Buffer.from('4d4d002a00000008', 'hex'), 'image'],
    ['a web page', 'a.html', Buffer.from('<!DOCTYPE html>\n<html><body><p>年度报告</p></body></html>'), 'html'],
    ['a web page called .doc', 'a.doc', Buffer.from('<html xmlns:o="x"><body><p>年度报告</p></body></html>'), 'html'],
    ['a web page in GBK', 'a.htm', Buffer.concat([Buffer.from('<html><body>'), GBK, Buffer.from('</body>')]), 'html'],
    [
      'a web page in UTF-16',
      'a.htm',
      Buffer.from('\ufeff<html><body><p>年度报告</p></body></html>', 'utf16le'),
      'html',
    ],
    [
      'an XHTML page with a prolog',
      'a.xml',
      Buffer.from('<?xml version="1.0"?><html><body>报告</body></html>'),
      'html',
    ],
    ['a page that begins with a comment', 'a', Buffer.from('<!-- 2023 -->\n<div><p>报告</p></div>'), 'html'],
    ['a pasted piece of a page', 'a.txt', Buffer.from(`${CHINESE}<table>${'<tr><td>1</td></tr>'.repeat(9)}`), 'html'],
    ['text', 'a.txt', Buffer.from(CHINESE), 'text'],
    ['text that is called a PDF', 'a.pdf', Buffer.from(CHINESE), 'text'],
    ['text in GBK', 'a.txt', GBK, 'text'],
    ['text in UTF-16 with a mark', 'a.txt', Buffer.from(`\ufeff${CHINESE}`, 'utf16le'), 'text'],
    ['text in UTF-16 without a mark', 'a.txt', Buffer.from(CHINESE.repeat(9), 'utf16le'), 'text'],
    ['text with a stray tag', 'a.txt', Buffer.from(`${CHINESE}<br/>${CHINESE}`), 'text'],
    ['text whose lost characters stand as U+FFFD', 'a.txt', Buffer.from(`共\ufffd\ufffd\ufffd件 ${CHINESE}`), 'text'],
    ['text with the cell marks of Word', 'a.txt', Buffer.from('13\x0712\x071\x070\x07\x07'.repeat(50)), 'text'],
    ['text that speaks of PDF', 'a.txt', Buffer.from(`%PDF-1.4 是版本号。${CHINESE}`.slice(1)), 'text'],
    ['text cut within a character', 'a.txt', Buffer.from(CHINESE).subarray(0, -3), 'text'],
    ['text padded with zero bytes', 'a.txt', Buffer.concat([Buffer.from(CHINESE), Buffer.alloc(4000)]), 'text'],
    [
      'a saved web archive',
      'a.mht',
      Buffer.from('MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x'),
      'mhtml',
    ],
    [
      'a flat Word document',
      'a.doc',
      Buffer.from(
        '<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>',
      ),
      'docx',
    ],
    [
      'a document of Word 2003',
      'a.xml',
      Buffer.from(
        '<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>',
      ),
      'docx',
    ],
    ['an OFD file', 'a.ofd', zipOf([{ name: 'OFD.xml', data: '<ofd/>' }]), 'ofd'],
    ['an old Word file', 'a.doc', oleFile('WordDocument'), 'docx'],
    ['an old Word file that is called .docx', 'a.docx', oleFile('WordDocument'), 'docx'],
    ['an old Word file without a password', 'a.wps', oleFile('WordDocument', Buffer.alloc(512)), 'docx'],
    ['an RTF file called .doc', 'a.doc', Buffer.from('{\\rtf1\\ansi 报告}'), 'docx'],
    ['an OpenDocument text', 'a.odt', zipOf([{ name: 'mimetype', data: OPEN_TEXT }]), 'docx'],
    ['an old workbook', 'a.xls', oleFile('Workbook'), 'workbook'],
    ['a workbook', 'a.xlsx', zipOf([{ name: 'xl/workbook.xml', data: '<workbook/>' }]), 'workbook'],
    ['an OpenDocument spreadsheet', 'a.ods', zipOf([{ name: 'mimetype', data: `${OPEN}spreadsheet` }]), 'workbook'],
    [
      'a mail with attachments',
      'a.eml',
      Buffer.from('From: a@b.cn\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x'),
      'archive',
    ],
    [
      'a mail whose parts belong together',
      'a.eml',
      Buffer.from(
        'Received: from x\r\nFrom: a@b.cn\r\nDate: x\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x',
      ),
      'archive',
    ],
    ['text that begins as a letter does', 'a.txt', Buffer.from(`To: 某局\r\n${CHINESE}`), 'text'],
    ['an archive', 'a.zip', zipOf([{ name: 'a.txt', data: CHINESE }]), 'archive'],
    ['an archive that is called a PDF', 'a.pdf', zipOf([{ name: 'a.txt', data: CHINESE }]), 'archive'],
  ];
  test.each(cases)('%s', async (_what, fileName, bytes, form) => {
    expect(await formOf(fileName, bytes)).toBe(form);
  });

  test.each([
    ['a document with macros', 'vnd.ms-word.document.macroEnabled.main+xml'],
    ['a template', 'vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml'],
    ['a template with macros', 'vnd.ms-word.template.macroEnabledTemplate.main+xml'],
  ])('%s is a Word file', async (_what, type) => {
    const types = `<Override PartName="/word/a.xml" ContentType="application/${type}"/>`;
    expect(await formOf('a.dotx', zipOf([{ name: '[Content_Types].xml', data: types }]))).toBe('docx');
  });

  test('a Word file whose main part has another name is told by its content types', async () => {
    const types = `<Override PartName="/word/document2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>`;
    const bytes = zipOf([
      { name: '[Content_Types].xml', data: types },
      { name: 'word/document2.xml', data: '<w/>' },
    ]);
    expect(await formOf('a.docx', bytes)).toBe('docx');
  });
});

describe('the ending of a name', () => {
  const page =
    '<!DOCTYPE html><html><head><title>a</title></head><body><table><tr><td>1</td></tr></table></body></html>';
  const wrapped = (uri: string, root: string): string => `<?xml version="1.0"?><p:${root} xmlns:p="${uri}"/>`;
  const kinds: Readonly<Record<string, Uint8Array | string>> = {
    docx: docxFile(),
    doc: oleFile('WordDocument', Buffer.alloc(512)),
    xls: oleFile('Workbook', Buffer.alloc(512)),
    rtf: '{\\rtf1 a}',
    odt: zipOf([{ name: 'mimetype', data: OPEN_TEXT }]),
    ods: zipOf([{ name: 'mimetype', data: `${OPEN}spreadsheet` }]),
    xlsx: zipOf([{ name: 'xl/workbook.xml', data: '<w/>' }]),
    ofd: zipOf([{ name: 'OFD.xml', data: '<o/>' }]),
    zip: zipOf([{ name: 'a.txt', data: CHINESE }]),
    rar: Buffer.from('526172211a070100', 'hex'),
    '7z': Buffer.from('377abcaf271c0004', 'hex'),
    pdf: Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n', 'latin1'),
    png: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    html: page,
    mht: `MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n${page}\n--b--\n`,
    eml: `From: a@a.example\nTo: b@b.example\nDate: Fri, 12 Jan 2024 09:30:00 +0800\n\n${CHINESE}`,
    xml: wrapped('http://schemas.microsoft.com/office/2006/xmlPackage', 'package'),
    'word 2003': wrapped('http://schemas.microsoft.com/office/word/2003/wordml', 'wordDocument'),
    txt: CHINESE,
  };
  const told = async (ending: string, content: Uint8Array | string): Promise<string> => {
    const recognised = await recognise(`a.${ending}`, { bytes: new Uint8Array(Buffer.from(content)) });
    return recognised.kind === 'archive'
      ? recognised.archive.form
      : `${recognised.source.format} ${recognised.source.mediaType}`;
  };

  test.each(Object.entries(kinds))('says nothing of what a file is: .%s under all others', async (own, content) => {
    const under = await Promise.all(Object.keys(kinds).map((ending) => told(ending, content)));
    expect([...new Set(under)]).toEqual([await told(own, content)]);
  });
});

describe('what cannot be read is refused by its code', () => {
  const garbage = randomFillSync(Buffer.alloc(20_000));
  garbage[0] = 7;
  const cases: readonly (readonly [string, string, Uint8Array, ErrorCode])[] = [
    ['an empty file', 'a.pdf', Buffer.alloc(0), 'empty-file'],
    ['a file of blank lines', 'a.txt', Buffer.from('\ufeff\r\n \t\r\n'), 'empty-file'],
    ['a file of zeros', 'a.pdf', Buffer.alloc(70_000), 'empty-file'],
    ['a Word file with a password', 'a.docx', oleFile('EncryptedPackage'), 'encrypted'],
    ['an old Word file with a password', 'a.doc', oleFile('WordDocument', LOCKED_WORD), 'encrypted'],
    ['an old workbook with a password', 'a.xls', oleFile('Workbook', LOCKED_WORKBOOK), 'encrypted'],
    ['a Word file cut in half', 'a.bin', docxFile().subarray(0, 400), 'corrupt'],
    ['an archive cut in half', 'a.zip', zipOf([{ name: 'a.txt', data: CHINESE }]).subarray(0, 60), 'archive-corrupt'],
    [
      'an OpenDocument text with a password',
      'a.odt',
      zipOf([
        { name: 'mimetype', data: OPEN_TEXT },
        { name: 'META-INF/manifest.xml', data: '<manifest:encryption-data manifest:checksum="x"/>' },
      ]),
      'encrypted',
    ],
    ['OpenDocument slides', 'a.odp', zipOf([{ name: 'mimetype', data: `${OPEN}presentation` }]), 'presentation'],
    ['a Pages document', 'a.pages', zipOf([{ name: 'Index/Document.iwa', data: 'x' }]), 'pages'],
    ['an XPS document', 'a.xps', zipOf([{ name: 'FixedDocSeq.fdseq', data: 'x' }]), 'xps'],
    ['a CEB document', 'a.ceb', Buffer.from('Founder CEB 1.2\0\x01\x02'), 'ceb'],
    [
      'a file that E-SafeNet encrypted',
      'a.docx',
      Buffer.from('b\x14#e\x01\0\0\x06E-SafeNet\0\0\0LOCK', 'latin1'),
      'office-encryption',
    ],
    ['a Word file of a server of rights', 'a.doc', oleFile('\tDRMContent'), 'office-encryption'],
    ['a mail of Outlook', 'a.msg', oleFile('__nameid_version1.0'), 'mail'],
    ['an XML file of no kind', 'a.doc', Buffer.from('<?xml version="1.0"?><w:wordDocument/>'), 'unsupported-format'],
    [
      'a program',
      'a.txt',
      Buffer.from(`MZ\x90\x00\x03\x00\x00\x00${'\x00\x01\x02'.repeat(99)}`, 'latin1'),
      'unsupported-format',
    ],
    ['a text with a block of zeros in it', 'a.txt', Buffer.from(`${CHINESE}${'\0'.repeat(900)}${CHINESE}`), 'corrupt'],
    ['noise called text', 'a.txt', garbage, 'unsupported-format'],
    ['a name with a zero byte', 'a\0.pdf', Buffer.from('%PDF-1.4'), 'unsafe-name'],
    ['a name that turns the writing round', 'a\u202efdp.exe', Buffer.from('%PDF-1.4'), 'unsafe-name'],
  ];
  test.each(cases)('%s', async (_what, fileName, bytes, code) => {
    expect(await refusal(fileName, bytes)).toBe(code);
  });
});

describe('a file on disk', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gouji-sniff-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('is recognised with its hash, under the last part of its name in composed form', async () => {
    const path = join(folder, 'x');
    await writeFile(path, CHINESE);
    const recognised = await recognise('some/folder/re\u0301sume\u0301.txt', { path });
    expect(recognised).toMatchObject({ kind: 'document', source: { fileName: 'résumé.txt', mediaType: 'text/plain' } });
    const sha256 = createHash('sha256').update(CHINESE).digest('hex');
    expect(recognised).toMatchObject({ source: { sha256 } });
  });

  test('comes on as plain bytes, from disk and from a buffer', async () => {
    const path = join(folder, 'y');
    await writeFile(path, CHINESE);
    for (const content of [{ path }, { bytes: Buffer.from(CHINESE) }]) {
      const recognised = await recognise('a.txt', content);
      if (recognised.kind !== 'document') throw new Error('text taken for an archive');
      expect(Object.getPrototypeOf(recognised.source.bytes)).toBe(Uint8Array.prototype);
    }
  });

  test('that is not there is unreadable, which a later try may mend', async () => {
    const failed = recognise('a.txt', { path: join(folder, 'none') });
    await expect(failed).rejects.toMatchObject({ code: 'unreadable', retry: 'later' });
  });
});
