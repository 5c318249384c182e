import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import exceljs from 'exceljs';
import { pino } from 'pino';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/env.ts';
import { canonicalise } from '../../pipeline/canonicalise/canonicalise.ts';
import type { Source } from '../../pipeline/contracts/document.ts';
import type { OfficeSuite } from '../../pipeline/contracts/office-suite.ts';
import { LONE_DESK } from '../../pipeline/contracts/page-desk.ts';
import { extract } from '../../pipeline/extract/extract.ts';
import { recognise } from '../../pipeline/intake/intake.ts';
import { viewOf } from '../../pipeline/paper/paper.ts';
import { reconstruct } from '../../pipeline/reconstruct/reconstruct.ts';
import { unwrapped } from '../../pipeline/unwrap/unwrap.ts';
import { findFence } from '../../workers/fence/fence.ts';
import { findOfficeSuite, ownOfficeSuite } from '../../workers/office-suite.ts';
import { composeDraft } from '../composer/draft.ts';
import { composeFacts } from '../composer/facts.ts';
import { judge } from '../composer/judge.ts';
import { randomFrom } from '../composer/random.ts';
import { writeHtml } from '../composer/write-html.ts';
import { documentXml, p, run, wordFile } from '../pipeline/extract/docx/office-file.ts';
import { oleFile, zipOf } from '../pipeline/intake/zip-file.ts';
import { madeBySuite } from './made-by-suite.ts';

const { Workbook } = exceljs;

let folder = '';
let suite: OfficeSuite | null = null;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gouji-suite-'));
  const { searchPath } = readEnvironment();
  const log = pino({ level: 'silent' });
  const program = findOfficeSuite(searchPath, { ...(await findFence(searchPath, log)), user: null }, log);
  suite = program === null ? null : ownOfficeSuite(program, folder);
});
afterAll(() => rm(folder, { recursive: true }));

async function sourceOf(fileName: string, bytes: Uint8Array): Promise<Source> {
  const recognised = await recognise(fileName, { bytes: new Uint8Array(bytes) });
  if (recognised.kind !== 'document') throw new Error('an archive');
  return recognised.source;
}

async function textsOf(fileName: string, bytes: Uint8Array): Promise<readonly string[]> {
  const extracted = await extract(await sourceOf(fileName, bytes), null, LONE_DESK, suite);
  if (extracted.kind !== 'flow') throw new Error('no flow');
  return extracted.blocks.flatMap((block) => {
    if (block.kind === 'paragraph') return block.text === '' ? [] : [block.text];
    return block.kind === 'table' ? [block.cells.map(({ text }) => text).join('|')] : ['(picture)'];
  });
}

const OPEN_TEXT = 'application/vnd.oasis.opendocument.text';
const NAMESPACES = ['office', 'text', 'drawing', 'script', 'table']
  .map((name) => `xmlns:${name === 'drawing' ? 'draw' : name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ');
const openText = (body: string, scripts = '', more: readonly (readonly [string, string])[] = []): Buffer =>
  zipOf(
    [
      ['mimetype', OPEN_TEXT],
      [
        'content.xml',
        `<office:document-content ${NAMESPACES} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3">${scripts}<office:body><office:text>${body}</office:text></office:body></office:document-content>`,
      ],
      [
        'META-INF/manifest.xml',
        `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">${['/', 'content.xml', ...more.map(([name]) => name)].map((name) => `<manifest:file-entry manifest:full-path="${name}" manifest:media-type="${name === '/' ? OPEN_TEXT : 'text/xml'}"/>`).join('')}</manifest:manifest>`,
      ],
      ...more,
    ].map(([name, data]) => ({ name: name!, data: data! })),
  );

describe('a report that another office program wrote', () => {
  it.each(['doc', 'odt', 'rtf', 'xls', 'xlsx'])(
    'says as .%s what was written, and through what it was read',
    async (ending) => {
      const random = randomFrom(11);
      const facts = composeFacts(random.fork('facts'), '2021');
      const draft = composeDraft(random, 'html', facts);
      // the name says nothing
      const source = await sourceOf('a.docx', await madeBySuite(writeHtml(draft), ending));
      const report = canonicalise(reconstruct(await extract(source, null, LONE_DESK, suite)), source);
      const { right, cells, silent, missing, wrongFacts } = judge(draft.truth, facts, report);
      expect({ right, silent, missing, wrongFacts }).toEqual({ right: cells, silent: [], missing: [], wrongFacts: [] });
      const format = ending.startsWith('xls') ? 'workbook' : 'docx';
      expect(report.source).toMatchObject({ format, through: 'LibreOffice' });
      expect(report.notes).toContainEqual({ code: 'through-program', values: { program: 'LibreOffice' } });
    },
  );

  it('of several sheets is read without what is hidden, in the form in which numbers are shown', async () => {
    const workbook = new Workbook();
    const first = workbook.addWorksheet('附表');
    first.addRows([
      ['甲', 12.5],
      ['乙', 9999],
    ]);
    first.getRow(2).hidden = true;
    first.getCell('B1').numFmt = '0.0000';
    workbook.addWorksheet('去年', { state: 'hidden' }).addRow(['丙', 777]);
    workbook.addWorksheet('附表二').addRow(['丁', 5]);
    const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
    expect(await textsOf('a.xlsx', bytes)).toEqual(['附表', '甲|12.5000', '附表二', '丁|5']);
  });

  it('tells what a workbook hides, whatever program wrote it', async () => {
    const row = (text: string, attributes = ''): string =>
      `<table:table-row${attributes}><table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell></table:table-row>`;
    const rows = `${row('甲')}${row('（一）予以公开', ' table:visibility="collapse"')}`;
    const mimetype = 'application/vnd.oasis.opendocument.spreadsheet';
    const ods = zipOf([
      { name: 'mimetype', data: mimetype, method: 0, packed: Buffer.from(mimetype) },
      {
        name: 'content.xml',
        data: `<office:document-content ${NAMESPACES} office:version="1.3"><office:body><office:spreadsheet><table:table table:name="附表">${rows}</table:table></office:spreadsheet></office:body></office:document-content>`,
      },
      {
        name: 'META-INF/manifest.xml',
        data: `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="${mimetype}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`,
      },
    ]);
    const { leftOut, notes } = await extract(await sourceOf('a.ods', ods), null, LONE_DESK, suite);
    expect(leftOut).toContainEqual({ kind: 'hidden', text: '（一）予以公开', origin: null });
    expect(notes).toContainEqual({ code: 'hidden-text', values: { count: 1 } });
  });

  it('tells the lines that the suite loses, and no empty cell is taken for a blank', async () => {
    const cell = (text: string, attributes = ''): string =>
      `<table:table-cell${attributes}><text:p>${text}</text:p></table:table-cell>`;
    const table = `<table:table table:name="t"><table:table-column table:number-columns-repeated="3"/><table:table-row>${cell('甲', ' table:number-columns-spanned="3"')}${cell('91')}${cell('')}</table:table-row><table:table-row>${cell('乙')}${cell('')}${cell('5')}</table:table-row></table:table>`;
    const bytes = openText(table);
    const { leftOut, ...extracted } = await extract(await sourceOf('a.odt', bytes), null, LONE_DESK, suite);
    expect(leftOut).toEqual([{ kind: 'embedded', text: '91\n', origin: null }]);
    const cells = extracted.kind === 'flow' ? extracted.blocks.flatMap((b) => (b.kind === 'table' ? b.cells : [])) : [];
    const blanks = cells.filter(({ text }) => text === '');
    expect(blanks.length).toBeGreaterThan(0);
    for (const { doubts } of blanks) expect(doubts?.map(({ code }) => code)).toEqual(['unplaced-nearby']);
  });

  it('is drawn as the suite saved it', async () => {
    const html = await viewOf(await sourceOf('a.rtf', Buffer.from('{\\rtf1 \\u24180?\\u25253? 12}')), suite);
    expect(html).toMatch(/data-places="p1"[^>]*>年报 12</);
  });

  it('is read where a Word file takes it in as a part', async () => {
    const bytes = await wordFile({
      'word/document.xml': documentXml(`${p(run('前'))}<w:altChunk r:id="rId7"/>`),
      'word/_rels/document.xml.rels':
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId7" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" Target="a.rtf"/></Relationships>',
      'word/a.rtf': '{\\rtf1 a\\par\\trowd\\cellx1000\\cellx2000 1\\cell 2\\cell\\row}',
    });
    expect(await textsOf('a.docx', bytes)).toEqual(['前', 'a', '1|2']);
    const { notes } = await extract(await sourceOf('a.docx', bytes), null, LONE_DESK, suite);
    expect(notes).toEqual([{ code: 'through-program', values: { program: 'LibreOffice' } }]);
  });

  it('is told by its kind where no suite is installed', async () => {
    for (const [bytes, code] of [
      [Buffer.from('{\\rtf1 a}'), 'rich-text'],
      [oleFile('WordDocument'), 'old-word'],
      [oleFile('Workbook'), 'spreadsheet'],
      [openText('<text:p>a</text:p>'), 'open-document'],
    ] as const) {
      await expect(extract(await sourceOf('a', bytes), null)).rejects.toMatchObject({ code, retry: 'later' });
    }
  });

  it('is corrupt where the suite cannot open it, and leaves nothing behind', async () => {
    for (const bytes of [oleFile('WordDocument'), openText('<text:p>a</text:q>'), oleFile('Workbook')]) {
      await expect(extract(await sourceOf('a', bytes), null, LONE_DESK, suite)).rejects.toMatchObject({
        code: 'corrupt',
      });
    }
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('a document that wants more than to be read', () => {
  let secrets = '';
  beforeAll(async () => {
    secrets = await mkdtemp(join(tmpdir(), 'gouji-secret-'));
    await writeFile(join(secrets, 'text.txt'), 'SECRET 42');
    const picture = sharp({ create: { width: 400, height: 300, channels: 3, background: 'red' } });
    await writeFile(join(secrets, 'picture.png'), await picture.png().toBuffer());
  });
  afterAll(() => rm(secrets, { recursive: true }));

  it('gets no text and no picture of the machine', async () => {
    const linked = `<text:section text:name="s"><text:section-source xlink:href="file://${secrets}/text.txt"/><text:p>old</text:p></text:section><text:p><draw:frame text:anchor-type="as-char"><draw:image xlink:href="file://${secrets}/picture.png"/></draw:frame></text:p>`;
    expect((await textsOf('a.odt', openText(linked))).filter((text) => text !== '(picture)')).toEqual(['old']);
    const fields = `{\\rtf1 {\\field{\\*\\fldinst INCLUDETEXT "${secrets}/text.txt"}{\\fldrslt old}}{\\field{\\*\\fldinst INCLUDEPICTURE "${secrets}/picture.png" \\\\d}{\\fldrslt }}}`;
    const saved = await suite!.savedAnew(Buffer.from(fields), 'rich-text');
    expect(Buffer.from(saved).includes('word/media')).toBe(false);
    expect((await textsOf('a.rtf', Buffer.from(fields))).join('')).not.toContain('SECRET');
  });

  it('runs no macro', async () => {
    const script = `<script:module xmlns:script="http://openoffice.org/2000/script" script:name="M" script:language="StarBasic">Sub Main
Open "${secrets}/written.txt" For Output As #1
Close #1
End Sub</script:module>`;
    const library =
      '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"><library:element library:name="M"/></library:library>';
    const libraries =
      '<library:libraries xmlns:library="http://openoffice.org/2000/library"><library:library library:name="Standard" library:link="false"/></library:libraries>';
    const opening =
      '<office:scripts><office:event-listeners><script:event-listener script:language="ooo:script" script:event-name="dom:load" xlink:href="vnd.sun.star.script:Standard.M.Main?language=Basic&amp;location=document" xmlns:dom="http://www.w3.org/2001/xml-events"/></office:event-listeners></office:scripts>';
    const bytes = openText('<text:p>a</text:p>', opening, [
      ['Basic/Standard/M.xml', script],
      ['Basic/Standard/script-lb.xml', library],
      ['Basic/script-lc.xml', libraries],
    ]);
    expect(await textsOf('a.odt', bytes)).toEqual(['a']);
    expect(existsSync(join(secrets, 'written.txt'))).toBe(false);
  });
});

describe('a HEIC picture', () => {
  it('is a JPEG of its size, as upright as it is kept', async () => {
    const page = sharp({ create: { width: 320, height: 200, channels: 3, background: 'white' } });
    const [jpeg, heic] = [join(folder, 'a.jpg'), join(folder, 'a.heic')];
    await writeFile(jpeg, await page.withMetadata({ orientation: 6 }).jpeg().toBuffer());
    await promisify(execFile)('heif-enc', [jpeg, '-o', heic]);
    const source = await sourceOf('a.HEIC', await readFile(heic));
    expect([source.format, source.mediaType]).toEqual(['image', 'image/heic']);
    const { bytes, through } = await unwrapped(source, suite);
    const { format, width, height, orientation } = await sharp(bytes).metadata();
    expect([format, width, height, orientation, through]).toEqual(['jpeg', 320, 200, undefined, null]);
  });

  it('is corrupt where it breaks off, and told by its kind where nothing opens it', async () => {
    const source = await sourceOf('a.jpg', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1', 'latin1'));
    await expect(unwrapped(source, suite)).rejects.toMatchObject({ code: 'corrupt' });
    await expect(unwrapped(source, null)).rejects.toMatchObject({ code: 'heic' });
  });
});
