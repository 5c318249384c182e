import sharp, { type Sharp } from 'sharp';
import { expect, it } from 'vitest';
import { extract } from '../../../pipeline/extract/extract.ts';
import { recognise } from '../../../pipeline/intake/intake.ts';
import { drawSheets } from '../../../pipeline/paper/paper.ts';

/** Three by two pixels, the first one red, at 100 pixels to the inch. */
function bitmap(): Buffer {
  const header = Buffer.alloc(54);
  header.write('BM');
  header.writeUInt32LE(78, 2);
  header.writeUInt32LE(54, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(3, 18);
  header.writeInt32LE(2, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(24, 28);
  header.writeInt32LE(3937, 38);
  const rows = Buffer.alloc(24, 0xff);
  // rows stand from the bottom up, in blue, green, red
  rows.set([0, 0, 0xff], 12);
  return Buffer.concat([header, rows]);
}
const page = (): Sharp => sharp({ create: { width: 827, height: 1169, channels: 3, background: 'white' } });

async function sourceOf(name: string, bytes: Uint8Array) {
  const recognised = await recognise(name, { bytes: new Uint8Array(bytes) });
  if (recognised.kind !== 'document') throw new Error('an archive');
  return recognised.source;
}

it.each(['webp', 'gif', 'avif'] as const)('a picture as %s is a page, and is drawn', async (format) => {
  const source = await sourceOf('a.jpg', await page().toFormat(format).toBuffer());
  expect(source).toMatchObject({ format: 'image', mediaType: `image/${format}` });
  expect(await extract(source, null)).toMatchObject({ kind: 'pages', pages: [{ widthPt: expect.closeTo(595, 0) }] });
  const drawn: number[] = [];
  await drawSheets(
    source,
    { pages: [1], dpi: 36, turned: [] },
    () => {},
    ({ page: number }) => drawn.push(number),
  );
  expect(drawn).toEqual([1]);
});

it('a BMP is a page at its resolution, with its colours', async () => {
  const source = await sourceOf('a.bmp', bitmap());
  const extracted = await extract(source, null);
  expect(extracted).toMatchObject({ kind: 'pages', pages: [{ widthPt: expect.closeTo(2.16, 1) }] });
});

it('a picture that breaks off is corrupt', async () => {
  const whole = await page().webp().toBuffer();
  for (const bytes of [whole.subarray(0, 40), bitmap().subarray(0, 30)])
    await expect(extract(await sourceOf('a', bytes), null)).rejects.toMatchObject({ code: 'corrupt' });
});
