import { EXTRACT_LIMITS } from '../../../config/limits/extract.ts';
import type { Extracted, Source } from '../../contracts/document.ts';
import { doubt } from '../../contracts/doubt.ts';
import { ConversionError } from '../../contracts/errors.ts';
import type { LeftOut } from '../../contracts/ink.ts';
import type { Note } from '../../contracts/note.ts';
import { engineNames, type OcrEngines } from '../../contracts/ocr.ts';
import { LONE_DESK, type PageDesk } from '../../contracts/page-desk.ts';
import { drawnPage, unlookedPage } from '../pdf/page-reading.ts';
import { judgeTextLayer } from '../pdf/text-layer.ts';
import { turnUpright } from '../pdf/upright.ts';
import { readPageByPage } from '../scan/page-by-page.ts';
import { readOfdDrawing } from './drawing.ts';
import { openOfd } from './package.ts';
import { opaqueAmong, readOfdPictures } from './pictures.ts';

/**
 * Reads the pages of an OFD file as those of a PDF: characters as drawn, rules, images, and how far the text of each page
 * can be relied on. Seals are no ink; who signed is a note that nobody has checked.
 * @source GB/T 33190-2016; docs/decisions/0034-ofd.md
 * @throws ConversionError encrypted, ofd, corrupt, too-many-pages, too-complex, xml-forbidden
 */
export async function extractOfd(
  source: Source,
  engines: OcrEngines | null,
  desk: PageDesk = LONE_DESK,
): Promise<Extracted> {
  const file = await openOfd(source.bytes);
  if (file.pageCount > EXTRACT_LIMITS.pages) throw new ConversionError('too-many-pages', `${file.pageCount} pages`);
  const notes = new Map<number, readonly Note[]>();
  const holes = new Map<number, readonly LeftOut[]>();
  const torn = new Set<number>();
  let hidden = 0;
  let watermark = 0;
  const pages = await readPageByPage(file.pageCount, desk, async (number, picture) => {
    const content = await file.page(number - 1);
    const shown = new Set(content.resources.media.values());
    const opaque = shown.size > 0 ? await opaqueAmong(shown, file.bytes) : shown;
    const { seen, box, images, lost, over } = readOfdDrawing(content, (member) => opaque.has(member));
    const { textLayer, note } = judgeTextLayer(seen, box);
    const drawn = drawnPage(number, textLayer, turnUpright(seen, box[2], box[3]));
    if (!notes.has(number)) {
      hidden += seen.hiddenGlyphs;
      watermark += seen.watermarkGlyphs;
    }
    const origin = { page: number, bbox: box };
    holes.set(number, [
      ...(lost > 0 ? [{ kind: 'picture' as const, text: '', origin }] : []),
      ...content.missing.map((text): LeftOut => ({ kind: 'page', text, origin })),
      ...over.map((text): LeftOut => ({ kind: 'furniture', text, origin })),
    ]);
    if (content.missing.length > 0) torn.add(number);
    notes.set(number, [
      ...(note ? [{ code: note, values: { page: number } }] : []),
      ...(drawn.tables.length > 0 ? [{ code: 'table-as-image' as const, values: { page: number } }] : []),
    ]);
    const isToBeRead = engines !== null && (textLayer !== 'trusted' || drawn.tables.length > 0);
    return isToBeRead ? picture(() => readOfdPictures(drawn, images, box, file.bytes, engines)) : unlookedPage(drawn);
  });
  const wasRead = pages.some(
    ({ textLayer, glyphs }) => textLayer === 'recognised' || glyphs.some(({ confidence }) => confidence !== undefined),
  );
  return {
    kind: 'pages',
    // what stood on the lost part of a page may have stood anywhere
    pages: pages.map((page) =>
      torn.has(page.number) ? { ...page, doubts: [...(page.doubts ?? []), doubt('not-read')] } : page,
    ),
    meta: file.title === null ? [] : [{ name: 'title', content: file.title }],
    notes: [
      ...pages.flatMap(({ number }) => notes.get(number) ?? []),
      ...(watermark > 0 ? [{ code: 'watermark' as const, values: { count: watermark } }] : []),
      ...(hidden > 0 ? [{ code: 'hidden-text' as const, values: { count: hidden } }] : []),
      ...(file.attachments.length > 0
        ? [{ code: 'embedded-content' as const, values: { count: file.attachments.length } }]
        : []),
      ...file.signatures.map(({ by, at }): Note => ({ code: 'signed', values: { by, at } })),
    ],
    leftOut: [
      ...pages.flatMap(({ number }) => holes.get(number) ?? []),
      ...file.missing.map((text): LeftOut => ({ kind: 'page', text, origin: null })),
      ...file.attachments.map((name): LeftOut => ({ kind: 'embedded', text: name, origin: null })),
    ],
    pageCount: file.pageCount,
    ocrEngines: engines !== null && wasRead ? engineNames(engines) : [],
  };
}
