import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { beforeEach, expect, it, vi } from 'vitest';
import { scanned } from '../extract/pdf/scanned-page.ts';

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
const sheet = (): sharp.Sharp =>
  sharp({ create: { width: 2_480, height: 3_508, channels: 3, background: '#eee' } }).withMetadata({ density: 300 });

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

it('a fax picture goes through a decoder that pdf.js keeps for the next one', async () => {
  const { extract, hasDecoded } = await load();
  const jpeg = await sheet().jpeg().toBuffer();
  const bytes = Buffer.from(await scanned({ jpeg, entries: '/ColorSpace /DeviceGray /DecodeParms <</K -1>>' }));
  // the same name in as many bytes, as the file may write it
  const at = bytes.indexOf('/DCTDecode');
  bytes.write('/CCF      ', at, 'latin1');
  bytes.write('/BitsPerComponent 1', bytes.indexOf('/BitsPerComponent 8'), 'latin1');
  await extract(sourceOf(new Uint8Array(bytes), 'pdf'), engines);
  expect(hasDecoded()).toBe(true);
});

it('pixels that are not as many as is said go into no native code', async () => {
  const { sharpOf } = await load();
  await expect(sharpOf({ width: 100, height: 100, channels: 1, data: new Uint8Array(9_999) })).rejects.toThrow(
    TypeError,
  );
});
