import { noteDecoder } from './used.ts';

/** It is native and slow to load; most documents have no picture. What libvips keeps for a second time would be memory alone. */
const load = async () => {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  return sharp;
};

/** The decoder of pictures, for bytes as somebody packed them. */
export const loadSharp = async () => {
  noteDecoder();
  return load();
};

/** Pixels of so many bytes each, which are here already. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** The same on pixels: nothing of it depends on what they show, and nothing is taken apart. */
export async function sharpOf({ width, height, channels, data }: Pixels) {
  if (data.length !== width * height * channels) throw new TypeError('pixels that are not as many as is said');
  return (await load())(data, { raw: { width, height, channels } });
}
