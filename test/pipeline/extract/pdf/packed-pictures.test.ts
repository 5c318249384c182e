import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { LineImage, OcrEngines } from '../../../../pipeline/contracts/ocr.ts';
import { withDocument } from '../../../../pipeline/extract/pdf/open-document.ts';
import { withPackedPictures } from '../../../../pipeline/extract/pdf/packed-pictures.ts';
import { embeddedPicture, pictureOf } from '../../../../pipeline/extract/pdf/page-picture.ts';
import { extractPdf } from '../../../../pipeline/extract/pdf/pdf.ts';
import { coarser } from '../../../../pipeline/extract/scan/coarser.ts';
import { printOf } from '../../../../pipeline/extract/scan/colours.ts';
import { scanned } from './scanned-page.ts';

/** A sheet at 150 or 300 dpi with bars of print on grey paper. */
async function sheet(dpi: number): Promise<Buffer> {
  const [width, height] = [Math.round(8.27 * dpi), Math.round(11.69 * dpi)];
  const grey = Buffer.alloc(width * height, 236);
  for (let y = dpi; y < height - dpi; y += Math.round(dpi / 4)) {
    for (let row = y; row < y + dpi / 12; row++) grey.fill(24, row * width + dpi, (row + 1) * width - dpi - (y % 97));
  }
  return sharp(grey, { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .jpeg()
    .toBuffer();
}

const pictureIn = (bytes: Uint8Array) =>
  withDocument(bytes, async (document, pdfjs) => pictureOf(await document.getPage(1), document, pdfjs));

/** Engines that read nothing and keep what they were shown. */
function watching(): { readonly engines: OcrEngines; readonly shown: LineImage[] } {
  const shown: LineImage[] = [];
  const nothing = { characters: [], confidence: 0, plausibility: 0 };
  const engine = {
    name: 'watching',
    tellsPlausibility: true,
    read: async (lines: readonly LineImage[]) => {
      shown.push(...lines);
      return lines.map(() => nothing);
    },
  };
  return { engines: { text: engine, numbers: [engine] }, shown };
}

const sourceOf = (bytes: Uint8Array) => ({
  fileName: 'a.pdf',
  format: 'pdf' as const,
  mediaType: 'application/pdf',
  sha256: createHash('sha256').update(bytes).digest('hex'),
  bytes,
});

describe('a page that is one grey JPEG', () => {
  it('is as many bytes as before, and its JPEG comes out as it lies in the file', async () => {
    const jpeg = await sheet(150);
    const bytes = await scanned({ jpeg });
    const packed = withPackedPictures(bytes)!;
    expect(packed.length).toBe(bytes.length);
    expect(Buffer.from(packed).includes(jpeg)).toBe(true);
    expect(Buffer.from(bytes).includes('/DCTDecode')).toBe(true);
    expect(Buffer.from(packed).includes('/DCTDecode')).toBe(false);
  });

  it.each([150, 300])('looks at %i dpi as pdf.js decodes it, but for what rounding makes of a level', async (dpi) => {
    const bytes = await scanned({ jpeg: await sheet(dpi) });
    const whole = await pictureIn(bytes);
    const cheaper = await pictureIn(withPackedPictures(bytes)!);
    expect(cheaper.frame).toEqual(whole.frame);
    expect(cheaper.dpi).toBeCloseTo(Math.min(200, whole.dpi), 6);
    const ours = printOf(cheaper.samples, cheaper.dpi);
    const theirs = printOf(await coarser(whole.samples, whole.dpi / cheaper.dpi), cheaper.dpi);
    expect([ours.width, ours.height]).toEqual([theirs.width, theirs.height]);
    const apart = ours.grey.reduce((most, level, i) => Math.max(most, Math.abs(level - theirs.grey[i]!)), 0);
    expect(apart).toBeLessThanOrEqual(3);
  });

  it('is read by pdf.js after all where the JPEG is damaged', async () => {
    const jpeg = await sheet(150);
    const broken = Buffer.concat([jpeg.subarray(0, jpeg.length * 0.7), Buffer.from([0xff, 0xd9])]);
    const bytes = await scanned({ jpeg: broken });
    const embedded = await withDocument(withPackedPictures(bytes)!, async (document, pdfjs) =>
      embeddedPicture(await document.getPage(1), pdfjs),
    );
    expect(embedded).toBeNull();
    const { engines, shown } = watching();
    const { pages } = (await extractPdf(sourceOf(bytes), engines)) as { pages: readonly { textLayer: string }[] };
    expect(pages.map((page) => page.textLayer)).toEqual(['recognised']);
    expect(shown.length).toBeGreaterThan(0);
  });

  it('with text on it is drawn with its picture', async () => {
    const bytes = await scanned({ jpeg: await sheet(150), content: 'BT /F 12 Tf 200 20 Td (12) Tj ET' });
    const { engines, shown } = watching();
    await extractPdf(sourceOf(bytes), engines);
    expect(shown.some(({ grey }) => grey.some((level) => level < 100))).toBe(true);
  });
});

describe('what stays with pdf.js', () => {
  it.each([
    ['a picture in colours', '/ColorSpace /DeviceRGB'],
    ['one whose levels are turned round', '/ColorSpace /DeviceGray /Decode [1 0]'],
    ['one with a mask', '/ColorSpace /DeviceGray /SMask 6 0 R'],
    ['one with a profile of colours', '/ColorSpace [/ICCBased 6 0 R]'],
  ])('%s', async (_, entries) => {
    expect(withPackedPictures(await scanned({ jpeg: await sheet(150), entries }))).toBeNull();
  });

  it('a small picture', async () => {
    expect(withPackedPictures(await scanned({ jpeg: await sheet(60) }))).toBeNull();
  });
});
