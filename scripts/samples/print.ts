import { deflateSync } from 'node:zlib';
import { createCanvas } from '@napi-rs/canvas';
import sharp from 'sharp';
import { openChromium } from '../../test/chromium.ts';

const POINTS_PER_INCH = 72;
const A4 = { width: 595.28, height: 841.89 } as const;

/** Prints a page to PDF with the Chromium of the system. */
export async function printPdf(html: string): Promise<Buffer> {
  const browser = await openChromium();
  try {
    const page = await browser.newPage();
    await page.setContent(html);
    return await page.pdf({ format: 'A4', preferCSSPageSize: true });
  } finally {
    await browser.close();
  }
}

export const SCAN_QUALITIES = {
  /** A flatbed scanner, laid straight. */
  clean: { dpi: 300, skew: 0, noise: 1, seal: false, bilevel: false, jpeg: 45 },
  /** The machine in the corridor: aslant, a seal over the signature. */
  office: { dpi: 200, skew: 0.7, noise: 4, seal: true, bilevel: false, jpeg: 45 },
  /** An old fax machine. */
  poor: { dpi: 150, skew: -0.4, noise: 8, seal: false, bilevel: true, jpeg: 0 },
} as const;
export type ScanQuality = keyof typeof SCAN_QUALITIES;

/** Numbers that are the same in every run. @source mulberry32, public domain */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

async function pagesOf(pdf: Buffer, dpi: number): Promise<Buffer[]> {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const document = await pdfjs.getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const pictures: Buffer[] = [];
  for (let n = 1; n <= document.numPages; n++) {
    const page = await document.getPage(n);
    const viewport = page.getViewport({ scale: dpi / POINTS_PER_INCH });
    const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
    await page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport, background: 'white' }).promise;
    pictures.push(await canvas.encode('png'));
  }
  await document.destroy();
  return pictures;
}

const sealSvg = (width: number, height: number, dpi: number): Buffer => {
  const r = 0.8 * dpi;
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><g fill="none" stroke="#d02020" stroke-opacity="0.75" transform="translate(${width * 0.72} ${height * 0.42})"><circle r="${r}" stroke-width="${dpi * 0.04}"/><path d="M0 ${-r * 0.35} L${r * 0.2} ${r * 0.3} L${-r * 0.33} ${-r * 0.1} L${r * 0.33} ${-r * 0.1} L${-r * 0.2} ${r * 0.3} Z" fill="#d02020" fill-opacity="0.7"/></g></svg>`,
  );
};

interface ScannedPage {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  /** How the samples are stored in the PDF. */
  readonly encoding: string;
}

/** One bit a pixel, rows padded to bytes, deflated. */
function bilevelData(grey: Uint8Array, width: number, height: number): Buffer {
  const stride = (width + 7) >> 3;
  const bits = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) if (grey[y * width + x]! >= 150) bits[y * stride + (x >> 3)]! |= 128 >> (x & 7);
  }
  return deflateSync(bits, { level: 9 });
}

async function scannedPage(
  picture: Buffer,
  quality: ScanQuality,
  last: boolean,
  random: () => number,
): Promise<ScannedPage> {
  const { dpi, skew, noise, seal, bilevel, jpeg } = SCAN_QUALITIES[quality];
  const { width, height } = await sharp(picture).metadata();
  const sealed =
    seal && last
      ? await sharp(picture)
          .composite([{ input: sealSvg(width, height, dpi) }])
          .png()
          .toBuffer()
      : picture;
  const { data, info } = await sharp(sealed)
    .rotate(skew, { background: 'white' })
    .resize(width, height, { fit: 'cover' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  for (let i = 0; i < data.length; i++)
    data[i] = Math.max(0, Math.min(255, data[i]! + (random() - 0.5) * noise * 2 - 4));
  const { width: w, height: h } = info;
  const raw = sharp(data, { raw: { width: w, height: h, channels: 3 } });
  if (bilevel) {
    const grey = await raw.greyscale().raw().toBuffer();
    return {
      data: bilevelData(grey, w, h),
      width: w,
      height: h,
      encoding: '/BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /FlateDecode',
    };
  }
  const encoded = await (seal ? raw : raw.greyscale()).jpeg({ quality: jpeg }).toBuffer();
  const space = seal ? '/DeviceRGB' : '/DeviceGray';
  return {
    data: encoded,
    width: w,
    height: h,
    encoding: `/BitsPerComponent 8 /ColorSpace ${space} /Filter /DCTDecode`,
  };
}

/** A PDF of pictures only: each fills its page. */
function pictureDocument(pages: readonly ScannedPage[]): Buffer {
  const chunks: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  const size = (): number => chunks.reduce((sum, c) => sum + c.length, 0);
  const object = (n: number, head: string, body?: Buffer): void => {
    offsets[n] = size();
    chunks.push(Buffer.from(`${n} 0 obj\n${head}\n`));
    if (body) chunks.push(Buffer.from('stream\n'), body, Buffer.from('\nendstream\n'));
    chunks.push(Buffer.from('endobj\n'));
  };
  object(1, '<< /Type /Catalog /Pages 2 0 R >>');
  object(2, `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${3 + i * 3} 0 R`).join(' ')}] >>`);
  pages.forEach(({ data, width, height, encoding }, i) => {
    const n = 3 + i * 3;
    const content = Buffer.from(`q ${A4.width} 0 0 ${A4.height} 0 0 cm /Im Do Q`);
    object(
      n,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${A4.width} ${A4.height}] /Contents ${n + 1} 0 R /Resources << /XObject << /Im ${n + 2} 0 R >> >> >>`,
    );
    object(n + 1, `<< /Length ${content.length} >>`, content);
    object(
      n + 2,
      `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} ${encoding} /Length ${data.length} >>`,
      data,
    );
  });
  const start = size();
  const count = 3 + pages.length * 3;
  const entries = Array.from({ length: count - 1 }, (_, i) => `${String(offsets[i + 1]).padStart(10, '0')} 00000 n \n`);
  chunks.push(
    Buffer.from(
      `xref\n0 ${count}\n0000000000 65535 f \n${entries.join('')}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(chunks);
}

/** A scan of printed pages, the same in every run. */
export async function scanOf(pdf: Buffer, quality: ScanQuality): Promise<Buffer> {
  const random = seeded(7);
  const pictures = await pagesOf(pdf, SCAN_QUALITIES[quality].dpi);
  const pages: ScannedPage[] = [];
  for (const [i, picture] of pictures.entries()) {
    pages.push(await scannedPage(picture, quality, i === pictures.length - 1, random));
  }
  return pictureDocument(pages);
}
