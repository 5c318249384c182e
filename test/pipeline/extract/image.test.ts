import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import type { Extracted, Source } from '../../../pipeline/contracts/document.ts';
import { extractImage } from '../../../pipeline/extract/image.ts';

const read = async (bytes: Uint8Array): Promise<Extract<Extracted, { kind: 'pages' }>> => {
  const source: Source = { fileName: 'scan', format: 'image', mediaType: 'image/png', bytes, sha256: '0'.repeat(64) };
  const extracted = await extractImage(source, null);
  if (extracted.kind !== 'pages') throw new Error(`an image gave ${extracted.kind}`);
  return extracted;
};
const sizes = async (bytes: Uint8Array) => (await read(bytes)).pages.map((page) => [page.widthPt, page.heightPt]);
const codeOf = async (bytes: Uint8Array): Promise<unknown> => {
  try {
    await read(bytes);
    return 'none';
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
};

const canvas = createCanvas(300, 200);
const png = canvas.toBuffer('image/png');
const jpeg = canvas.toBuffer('image/jpeg');

/** Puts a chunk behind the PNG header; checksums are not looked at. */
const withChunk = (type: string, data: Buffer) => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([png.subarray(0, 33), head, data, Buffer.alloc(4), png.subarray(33)]);
};

/** Puts a segment behind the JPEG signature. */
const withSegment = (marker: number, data: Buffer) => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, data, jpeg.subarray(2)]);
};

type Field = readonly [tag: number, type: 3 | 4, value: number];
/** A TIFF of directories only; `circle` lets the last point back to the first. */
function tiff(order: 'II' | 'MM', directories: readonly (readonly Field[])[], circle = false): Buffer {
  const short = (n: number) => {
    const bytes = Buffer.alloc(2);
    bytes.writeUInt16BE(n);
    return order === 'II' ? bytes.swap16() : bytes;
  };
  const long = (n: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(n);
    return order === 'II' ? bytes.swap32() : bytes;
  };
  const parts = [Buffer.from(order), short(42), long(8)];
  let at = 8;
  directories.forEach((fields, i) => {
    at += 2 + fields.length * 12 + 4;
    parts.push(short(fields.length));
    for (const [tag, type, value] of fields) {
      parts.push(short(tag), short(type), long(1), type === 3 ? Buffer.concat([short(value), short(0)]) : long(value));
    }
    parts.push(long(i < directories.length - 1 ? at : circle ? 8 : 0));
  });
  return Buffer.concat(parts);
}
const page = (width: number, height: number): readonly Field[] => [
  [256, 3, width],
  [257, 4, height],
];

describe('images', () => {
  it('a PNG and a JPEG are one page that has not been read', async () => {
    for (const bytes of [png, jpeg]) {
      const extracted = await read(bytes);
      expect(extracted.pageCount).toBe(1);
      expect(extracted.pages[0]).toMatchObject({ number: 1, textLayer: 'none', glyphs: [], rulings: [] });
      expect(extracted.notes).toEqual([{ code: 'scanned-page', values: { page: 1 } }]);
    }
  });

  it('a declared resolution gives points, an impossible one a sheet of A4 in width', async () => {
    const perMetre = (n: number) => {
      const data = Buffer.alloc(9);
      data.writeUInt32BE(n, 0);
      data.writeUInt32BE(n, 4);
      data[8] = 1;
      return withChunk('pHYs', data);
    };
    expect((await sizes(perMetre(11811)))[0]?.map(Math.round)).toEqual([72, 48]);
    expect((await sizes(perMetre(1)))[0]?.map(Math.round)).toEqual([595, 397]);
    expect(await sizes(withSegment(0xe0, Buffer.from('JFIF\0\x01\x01\x01\x00\x96\x00\x96\0\0', 'latin1')))).toEqual([
      [144, 96],
    ]);
  });

  it('a fax with half as many dots to the inch down as across is as high as its sheet', async () => {
    const density = (across: number, down: number) => {
      const data = Buffer.from('JFIF\0\x01\x01\x01\0\0\0\0\0\0', 'latin1');
      data.writeUInt16BE(across, 8);
      data.writeUInt16BE(down, 10);
      return withSegment(0xe0, data);
    };
    expect((await sizes(density(204, 98)))[0]?.map(Math.round)).toEqual([106, 147]);
    expect((await sizes(density(204, 196)))[0]?.map(Math.round)).toEqual([106, 73]);
    expect((await sizes(density(200, 200)))[0]?.map(Math.round)).toEqual([108, 72]);
    expect((await sizes(density(200, 2)))[0]?.map(Math.round)).toEqual([108, 72]);
  });

  it('a picture that is meant to be shown sideways is a page on its side', async () => {
    const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff('MM', [[[274, 3, 6]]])]);
    const [size] = await sizes(withSegment(0xe1, exif));
    expect((size?.[0] ?? 0) < (size?.[1] ?? 0)).toBe(true);
  });

  it('broken facts beside the picture do not break the picture', async () => {
    expect(await codeOf(withSegment(0xe1, Buffer.from('Exif\0\0MM', 'latin1')))).toBe('none');
  });

  it('every frame of a TIFF of either byte order is a page, previews are not', async () => {
    for (const order of ['II', 'MM'] as const) {
      const preview: readonly Field[] = [[254, 4, 1], ...page(10, 10)];
      const turned: readonly Field[] = [...page(500, 300), [274, 3, 8]];
      const extracted = await read(tiff(order, [page(300, 400), preview, turned]));
      expect(extracted.pages.map((p) => [p.number, Math.round(p.widthPt), Math.round(p.heightPt)])).toEqual([
        [1, 595, 794],
        [2, 595, 992],
      ]);
    }
  });
});

describe('images that are refused', () => {
  it('a file cut at any place is corrupt', async () => {
    for (const bytes of [png, jpeg, tiff('II', [page(3, 4)])]) {
      for (const share of [0.05, 0.3, 0.6, 0.98]) {
        const cut = bytes.subarray(0, Math.max(8, Math.floor(bytes.length * share)));
        expect(await codeOf(cut)).toBe('corrupt');
      }
    }
  });

  it('a TIFF that goes in a circle, points outside itself or has no picture is corrupt', async () => {
    expect(await codeOf(tiff('II', [page(3, 4)], true))).toBe('corrupt');
    expect(await codeOf(tiff('II', [[...page(3, 4), [273, 4, 8], [279, 4, 99_999]]]))).toBe('corrupt');
    expect(await codeOf(tiff('MM', [[[254, 4, 1], ...page(3, 4)]]))).toBe('corrupt');
  });

  it('an image without an area is corrupt', async () => {
    expect(await codeOf(tiff('II', [page(0, 4)]))).toBe('corrupt');
  });

  it('more pixels than the limit are too many, told from the header', async () => {
    expect(await codeOf(tiff('II', [page(60_000, 60_000)]))).toBe('image-too-large');
  });

  it('more frames than pages are allowed are too many', async () => {
    expect(
      await codeOf(
        tiff(
          'II',
          Array.from({ length: 600 }, () => page(3, 4)),
        ),
      ),
    ).toBe('too-many-pages');
  });

  it('another kind of image is no format of ours', async () => {
    expect(await codeOf(Buffer.from('GIF89a........'))).toBe('unsupported-format');
  });
});
