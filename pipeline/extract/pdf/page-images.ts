import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Samples } from '../scan/raster.ts';

/** pdf.js's own kinds of decoded images. @source ImageKind in pdf.js */
const CHANNELS: Readonly<Record<number, Samples['channels']>> = { 1: 'bit', 2: 3, 3: 4 };

function samplesFrom(image: unknown): Samples | null {
  if (typeof image !== 'object' || image === null) return null;
  const { width, height, kind, data } = image as Record<string, unknown>;
  const channels = CHANNELS[Number(kind)];
  const isData = data instanceof Uint8Array || data instanceof Uint8ClampedArray;
  if (typeof width !== 'number' || typeof height !== 'number' || !channels || !isData) return null;
  return { width, height, channels, data };
}

/** An image of a page, or of the document where several pages share it; null where pdf.js could not decode it. */
export async function imageNamed(page: PDFPageProxy, name: string): Promise<Samples | null> {
  const objects = name.startsWith('g_') ? page.commonObjs : page.objs;
  return samplesFrom(await new Promise((resolve) => objects.get(name, resolve)));
}
