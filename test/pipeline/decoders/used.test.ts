import { createHash } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';
import { beforeEach, expect, it, vi } from 'vitest';
import { scanned, showing } from '../extract/pdf/scanned-page.ts';

beforeEach(() => vi.resetModules());

const load = async () => ({
  ...(await import('../../../pipeline/decoders/used.ts')),
  ...(await import('../../../pipeline/decoders/sharp.ts')),
  ...(await import('../../../pipeline/extract/extract.ts')),
});

/** Engines that read nothing: the picture is decoded all the same. */
const engine = {
  name: 'blind',
  tellsPlausibility: true,
  read: async (lines: readonly unknown[]) => lines.map(() => ({ characters: [], confidence: 0, plausibility: 0 })),
};
const engines = { text: engine, numbers: [engine] };
const sourceOf = (bytes: Uint8Array, format: 'pdf' | 'image') => ({
  fileName: 'a',
  format,
  mediaType: '',
  sha256: createHash('sha256').update(bytes).digest('hex'),
  bytes,
});
const sheet = (): Sharp =>
  sharp({ create: { width: 2_480, height: 3_508, channels: 3, background: '#eee' } }).withMetadata({ density: 300 });

const [FAX_WIDTH, FAX_HEIGHT] = [1_728, 2_445];
/** A fax of A4, the upper half white and the lower black. @source ITU-T T.6 */
function fax(): Uint8Array {
  const half = Math.floor(FAX_HEIGHT / 2);
  // a row like the one before; no white and 1,728 black pixels; rows like that one
  const bits = `${'1'.repeat(half)}001${'00110101'}${'0000001100101'}${'0000110111'}${'11'.repeat(FAX_HEIGHT - half - 1)}`;
  const bytes = bits.match(/.{1,8}/g)?.map((eight) => Number.parseInt(eight.padEnd(8, '0'), 2)) ?? [];
  const parameters = `/DecodeParms <</K -1 /Columns ${FAX_WIDTH} /Rows ${FAX_HEIGHT} /EndOfBlock false>>`;
  const size = `/Width ${FAX_WIDTH} /Height ${FAX_HEIGHT} /BitsPerComponent 1 /ColorSpace /DeviceGray`;
  return showing(Buffer.from(bytes), `${size} /Filter /CCITTFaxDecode ${parameters}`);
}

it('a page that is one grey JPEG is unpacked and made coarser without leaving anything', async () => {
  const { extract, hasDecoded } = await load();
  const jpeg = await sheet().toColourspace('b-w').jpeg().toBuffer();
  const { pageCount } = await extract(sourceOf(await scanned({ jpeg }), 'pdf'), engines);
  expect([pageCount, hasDecoded()]).toEqual([1, false]);
});

it('a file that is a picture goes through native code', async () => {
  const { extract, hasDecoded } = await load();
  await extract(sourceOf(new Uint8Array(await sheet().png().toBuffer()), 'image'), engines);
  expect(hasDecoded()).toBe(true);
});

it('a fax picture leaves nothing either, and one looks as the other', async () => {
  const { extract, hasDecoded } = await load();
  const { pictureOf } = await import('../../../pipeline/extract/pdf/page-picture.ts');
  const { withDocument } = await import('../../../pipeline/extract/pdf/open-document.ts');
  const bytes = fax();
  const shown = () =>
    withDocument(bytes, async (document, pdfjs) => pictureOf(await document.getPage(1), document, pdfjs));
  const first = await shown();
  await extract(sourceOf(bytes, 'pdf'), engines);
  const again = await shown();
  expect([first.samples.width, first.samples.height]).toEqual([FAX_WIDTH, FAX_HEIGHT]);
  const ofBlack = first.samples.data.filter((byte) => byte === 0).length / first.samples.data.length;
  expect(ofBlack).toBeCloseTo(0.5, 2);
  expect(again).toEqual(first);
  expect(hasDecoded()).toBe(false);
});

it('pixels that are not as many as is said go into no native code', async () => {
  const { sharpOf } = await load();
  await expect(sharpOf({ width: 100, height: 100, channels: 1, data: new Uint8Array(9_999) })).rejects.toThrow(
    TypeError,
  );
});
