import { bytesFor } from './picture-memory.ts';

/** An upright grey picture of a page: 0 is black, 255 white; row by row from the top left. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

/** One bit a pixel would be enough; a byte is faster. 1 is ink. */
export interface Mask {
  readonly width: number;
  readonly height: number;
  readonly ink: Uint8Array;
}

/** Samples of a decoded image: 1, 3 or 4 bytes a pixel, or 1 bit a pixel with rows padded to bytes. */
export interface Samples {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4 | 'bit';
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** How much redder than green and blue a pixel of a seal is; print under a seal is darker in all three. */
const SEAL_RED = 40;

/**
 * Grey of a picture by its red channel, and white where it is plainly red: seals vanish, black print stays black,
 * under a seal too.
 */
export function greyOf({ width, height, channels, data }: Samples): Raster {
  if (channels === 1) return { width, height, grey: new Uint8Array(data.buffer, data.byteOffset, width * height) };
  const grey = bytesFor(width * height);
  if (channels === 'bit') {
    const stride = (width + 7) >> 3;
    for (let y = 0, i = 0; y < height; y++) {
      for (let x = 0; x < width; x++, i++) grey[i] = (data[y * stride + (x >> 3)]! >> (7 - (x & 7))) & 1 ? 255 : 0;
    }
  } else {
    for (let i = 0, j = 0; i < grey.length; i++, j += channels) {
      const red = data[j]!;
      grey[i] = red - data[j + 1]! > SEAL_RED && red - data[j + 2]! > SEAL_RED ? 255 : red;
    }
  }
  return { width, height, grey };
}

/** The bytes of a picture four at a time, without the last ones that make no four; null where they do not lie so. */
export const wordsOf = ({ buffer, byteOffset, length }: Uint8Array): Uint32Array | null =>
  byteOffset % 4 === 0 ? new Uint32Array(buffer, byteOffset, length >> 2) : null;

/** Side of the blocks in which pictures are turned. */
const BLOCK = 64;

/** The picture turned clockwise by quarter turns. */
export function turned({ width, height, grey }: Raster, quarters: 0 | 1 | 2 | 3): Raster {
  if (quarters === 0) return { width, height, grey };
  const out = bytesFor(grey.length);
  if (quarters === 2) {
    for (let i = 0, j = grey.length - 1; i < grey.length; i++, j--) out[j] = grey[i]!;
    return { width, height, grey: out };
  }
  // block by block: down a whole page each step would lie in another line of the cache
  const [start, step] = quarters === 1 ? [height - 1, height] : [(width - 1) * height, -height];
  const across = quarters === 1 ? -1 : 1;
  for (let y0 = 0; y0 < height; y0 += BLOCK) {
    const y1 = Math.min(height, y0 + BLOCK);
    for (let x0 = 0; x0 < width; x0 += BLOCK) {
      const x1 = Math.min(width, x0 + BLOCK);
      for (let y = y0; y < y1; y++) {
        let at = start + y * across + x0 * step;
        for (let i = y * width + x0, end = y * width + x1; i < end; i++, at += step) out[at] = grey[i]!;
      }
    }
  }
  return { width: height, height: width, grey: out };
}

/** Weights between two pixels are whole numbers of so many bits: they are twice as fast as fractions. */
const WEIGHT_BITS = 8;
const LAST_WEIGHT = 2 ** WEIGHT_BITS - 1;

/** Bits for parts of a pixel, so that the coordinates of a picture of that size fit into 31. */
const partBits = (side: number): number => Math.max(8, 30 - Math.ceil(Math.log2(side + 1)));

/** Angle in radians from which a turned picture is given room for its corners: print does not stand in smaller ones. */
const ROOMY = 0.02;

/**
 * The picture turned about its centre by a small angle in radians, counter-clockwise positive; what comes in from outside
 * is paper.
 */
export function rotated({ width, height, grey }: Raster, angle: number): Raster {
  if (angle === 0) return { width, height, grey };
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const room = Math.abs(angle) < ROOMY ? 0 : Math.abs(sin);
  const size = { width: Math.ceil(width + height * room), height: Math.ceil(height + width * room) };
  const out = bytesFor(size.width * size.height).fill(255);
  const [cx, cy] = [width / 2, height / 2];
  const [ox, oy] = [size.width / 2, size.height / 2];
  const bits = partBits(Math.max(size.width, size.height));
  const parts = 2 ** bits;
  const fraction = bits - WEIGHT_BITS;
  const [stepX, stepY] = [Math.round(cos * parts), Math.round(sin * parts)];
  const [lastX, lastY] = [(width - 1) * parts, (height - 1) * parts];
  for (let y = 0; y < size.height; y++) {
    const startX = Math.round((cos * -ox - sin * (y - oy) + cx) * parts);
    const startY = Math.round((sin * -ox + cos * (y - oy) + cy) * parts);
    const isInside = (x: number): boolean => {
      const fromX = startX + x * stepX;
      const fromY = startY + x * stepY;
      return fromX >= 0 && fromY >= 0 && fromX < lastX && fromY < lastY;
    };
    let [first, end] = [0, size.width];
    while (first < end && !isInside(first)) first++;
    while (end > first && !isInside(end - 1)) end--;
    let fromX = startX + first * stepX;
    let fromY = startY + first * stepY;
    for (let i = y * size.width + first, to = y * size.width + end; i < to; i++) {
      const at = (fromY >> bits) * width + (fromX >> bits);
      const a = grey[at]!;
      const c = grey[at + width]!;
      const dx = (fromX >> fraction) & LAST_WEIGHT;
      const top = (a << WEIGHT_BITS) + Math.imul(grey[at + 1]! - a, dx);
      const bottom = (c << WEIGHT_BITS) + Math.imul(grey[at + width + 1]! - c, dx);
      out[i] = ((top << WEIGHT_BITS) + Math.imul(bottom - top, (fromY >> fraction) & LAST_WEIGHT)) >> (2 * WEIGHT_BITS);
      fromX = (fromX + stepX) | 0;
      fromY = (fromY + stepY) | 0;
    }
  }
  return { ...size, grey: out };
}

/** Twice the size, by linear interpolation: small print reads better, and differently. */
export function doubled({ width, height, grey }: Raster): Raster {
  const out = bytesFor(width * height * 4);
  for (let y = 0; y < height * 2; y++) {
    const fy = Math.min(height - 1, y / 2);
    const y0 = Math.floor(fy);
    const y1 = Math.min(height - 1, y0 + 1);
    for (let x = 0; x < width * 2; x++) {
      const fx = Math.min(width - 1, x / 2);
      const x0 = Math.floor(fx);
      const x1 = Math.min(width - 1, x0 + 1);
      const top = grey[y0 * width + x0]! * (1 - (fx - x0)) + grey[y0 * width + x1]! * (fx - x0);
      const bottom = grey[y1 * width + x0]! * (1 - (fx - x0)) + grey[y1 * width + x1]! * (fx - x0);
      out[y * width * 2 + x] = top * (1 - (fy - y0)) + bottom * (fy - y0);
    }
  }
  return { width: width * 2, height: height * 2, grey: out };
}
