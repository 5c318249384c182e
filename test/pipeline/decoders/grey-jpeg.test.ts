import sharp, { type Sharp } from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { greyJpeg } from '../../../pipeline/decoders/grey-jpeg.ts';

const [WIDTH, HEIGHT] = [203, 101];
/** Levels that change from pixel to pixel. */
const levels = Buffer.from(Array.from({ length: WIDTH * HEIGHT }, (_, i) => (i * i * 7 + (i >> 5) * 31) % 256));
const packed = (): Sharp => sharp(levels, { raw: { width: WIDTH, height: HEIGHT, channels: 1 } }).toColourspace('b-w');

const levelsOf = async (jpeg: Uint8Array): Promise<Buffer> => Buffer.from((await greyJpeg(jpeg, WIDTH, HEIGHT)) ?? []);

describe('a grey JPEG', () => {
  let jpeg: Buffer;
  let native: Buffer;
  beforeAll(async () => {
    jpeg = await packed().jpeg({ quality: 80 }).toBuffer();
    native = await sharp(jpeg).toColourspace('b-w').raw().toBuffer();
  });

  it('has the very levels that the native decoder gives it', async () => {
    expect(native.equals(await levelsOf(jpeg))).toBe(true);
  });

  it('has them too when it comes in passes', async () => {
    const inPasses = await packed().jpeg({ quality: 80, progressive: true }).toBuffer();
    expect(native.equals(await levelsOf(inPasses))).toBe(true);
  });

  it('of other sides than was said is none, however large it says it is', async () => {
    const boasting = Buffer.from(jpeg);
    const frame = boasting.indexOf(Buffer.from([0xff, 0xc0]));
    boasting.writeUInt16BE(65_500, frame + 5);
    boasting.writeUInt16BE(65_500, frame + 7);
    expect(await greyJpeg(boasting, WIDTH, HEIGHT)).toBeNull();
    expect(await greyJpeg(jpeg, WIDTH + 1, HEIGHT)).toBeNull();
  });

  it('that breaks off, is damaged or is something else is none, and the next is read all the same', async () => {
    const damaged = Buffer.from(jpeg);
    for (let at = 700; at < damaged.length - 2; at += 50) damaged[at] = 0xff;
    const coloured = await sharp({ create: { width: 40, height: 40, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer();
    for (const bytes of [jpeg.subarray(0, jpeg.length / 2), damaged, Buffer.from([0xff, 0xd8]), Buffer.alloc(9_000)])
      expect(await greyJpeg(bytes, WIDTH, HEIGHT)).toBeNull();
    expect(await greyJpeg(coloured, 40, 40)).toBeNull();
    expect(native.equals(await levelsOf(jpeg))).toBe(true);
  });
});
