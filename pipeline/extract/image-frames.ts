import { EXTRACT_LIMITS } from '../../config/limits/extract.ts';
import { ConversionError } from '../contracts/errors.ts';

/** One picture of an image file as its header declares it. */
export interface ImageFrame {
  /** Pixels as stored, before `sideways` is applied. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** Along the rows of the picture as stored. */
  readonly dotsPerInch: number | null;
  /** Height of a pixel as stored for its width: 2 in a fax of 204 by 98 dots to the inch, 1 where nothing else is said. */
  readonly pixelAspect: number;
  /** The picture is meant to be shown turned by a quarter. */
  readonly sideways: boolean;
}

const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const INCHES_PER_METRE = 1 / 0.0254;
const CENTIMETRES_PER_INCH = 2.54;

/**
 * Frames of a PNG, JPEG or TIFF file from its headers alone; no pixel is decoded.
 * @source ISO/IEC 15948 (PNG), ITU-T T.81 and T.871 (JPEG, JFIF), TIFF 6.0, Exif 2.3 (orientation)
 * @throws ConversionError corrupt for a broken or cut file, unsupported-format for another kind of image, too-many-pages
 */
export function readImageFrames(bytes: Uint8Array): readonly ImageFrame[] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (file.subarray(0, 8).equals(PNG_SIGNATURE)) return [readPng(file)];
    if (file[0] === 0xff && file[1] === 0xd8) return [readJpeg(file)];
    const mark = file.toString('latin1', 0, 4);
    if (mark === 'II*\0' || mark === 'MM\0*') return readTiff(file);
  } catch (cause) {
    // Reading past the end of the file: a header that points outside it.
    if (cause instanceof RangeError) throw new ConversionError('corrupt', 'the image breaks off', { cause });
    throw cause;
  }
  throw new ConversionError('unsupported-format', 'an image that is neither PNG, JPEG nor TIFF');
}

/** Pixels of a picture are at most so many times as high as wide or as wide as high; another ratio is a slip. */
const MOST_ASPECT = 4;
/** Resolutions are rounded when they are written down: what differs less is the same. */
const LEAST_DIFFERENCE = 0.02;

/** Height of a pixel for its width by the resolutions along and down. */
function aspectOf(along: number, down: number): number {
  const aspect = along / down;
  const isPlausible = aspect <= MOST_ASPECT && aspect >= 1 / MOST_ASPECT;
  return isPlausible && Math.abs(aspect - 1) > LEAST_DIFFERENCE ? aspect : 1;
}

const corrupt = (message: string) => new ConversionError('corrupt', message);

function readPng(file: Buffer): ImageFrame {
  if (file.toString('latin1', 12, 16) !== 'IHDR') throw corrupt('a PNG without a header');
  let dotsPerInch: number | null = null;
  let pixelAspect = 1;
  for (let at = PNG_SIGNATURE.length; ; ) {
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    if (type === 'pHYs') {
      const along = file.readUInt32BE(at + 8);
      pixelAspect = aspectOf(along, file.readUInt32BE(at + 12));
      if (file.readUInt8(at + 16) === 1) dotsPerInch = along / INCHES_PER_METRE;
    }
    if (type === 'IEND') break;
    at += length + 12;
  }
  return {
    widthPx: file.readUInt32BE(16),
    heightPx: file.readUInt32BE(20),
    dotsPerInch,
    pixelAspect,
    sideways: false,
  };
}

const JPEG = { endOfImage: 0xd9, startOfScan: 0xda, jfif: 0xe0, exif: 0xe1 } as const;
/** Start-of-frame markers are c0…cf but for the tables among them. */
const isFrameHeader = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function readJpeg(file: Buffer): ImageFrame {
  let size: { readonly widthPx: number; readonly heightPx: number } | null = null;
  let dotsPerInch: number | null = null;
  let pixelAspect = 1;
  let sideways = false;
  let at = 2;
  for (;;) {
    if (file.readUInt8(at) !== 0xff) throw corrupt('a JPEG with a broken segment');
    const marker = file.readUInt8(at + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === JPEG.startOfScan || marker === JPEG.endOfImage) break;
    const length = file.readUInt16BE(at + 2);
    const body = at + 4;
    if (isFrameHeader(marker)) size = { heightPx: file.readUInt16BE(body + 1), widthPx: file.readUInt16BE(body + 3) };
    if (marker === JPEG.jfif && file.toString('latin1', body, body + 5) === 'JFIF\0') {
      const density = file.readUInt16BE(body + 8);
      const unit = file.readUInt8(body + 7);
      pixelAspect = aspectOf(density, file.readUInt16BE(body + 10));
      if (unit === 1) dotsPerInch = density;
      if (unit === 2) dotsPerInch = density * CENTIMETRES_PER_INCH;
    }
    if (marker === JPEG.exif && file.toString('latin1', body, body + 6) === 'Exif\0\0') {
      sideways = isSideways(file.subarray(body + 6, at + 2 + length));
    }
    at += length + 2;
  }
  if (size === null) throw corrupt('a JPEG without a frame');
  if (file.lastIndexOf(Buffer.from([0xff, JPEG.endOfImage])) < at) throw corrupt('a JPEG that breaks off');
  return { ...size, dotsPerInch, pixelAspect, sideways };
}

/** Exif is beside the picture: where it is broken the picture is still whole. */
function isSideways(exif: Buffer): boolean {
  try {
    const directory = readDirectory(exif, byteOrder(exif), readOffset(exif, byteOrder(exif), 4));
    return isQuarterTurn(directory.values.get(TIFF.orientation)?.[0]);
  } catch (cause) {
    if (cause instanceof RangeError || cause instanceof ConversionError) return false;
    throw cause;
  }
}

const isQuarterTurn = (orientation: number | undefined) =>
  orientation !== undefined && orientation >= 5 && orientation <= 8;

const TIFF = {
  subfileType: 254,
  width: 256,
  height: 257,
  stripOffsets: 273,
  orientation: 274,
  stripByteCounts: 279,
  horizontalResolution: 282,
  verticalResolution: 283,
  resolutionUnit: 296,
  tileOffsets: 324,
  tileByteCounts: 325,
} as const;
const READ_TAGS: ReadonlySet<number> = new Set(Object.values(TIFF));

type ByteOrder = 'little' | 'big';
const byteOrder = (file: Buffer): ByteOrder => (file[0] === 0x49 ? 'little' : 'big');
const readShort = (file: Buffer, order: ByteOrder, at: number) =>
  order === 'little' ? file.readUInt16LE(at) : file.readUInt16BE(at);
const readOffset = (file: Buffer, order: ByteOrder, at: number) =>
  order === 'little' ? file.readUInt32LE(at) : file.readUInt32BE(at);

interface Directory {
  readonly values: ReadonlyMap<number, readonly number[]>;
  /** Where the next directory stands; 0 behind the last. */
  readonly next: number;
}

function readTiff(file: Buffer): readonly ImageFrame[] {
  const order = byteOrder(file);
  const frames: ImageFrame[] = [];
  const visited = new Set<number>();
  for (let at = readOffset(file, order, 4); at !== 0; ) {
    if (visited.has(at)) throw corrupt('a TIFF whose directories form a circle');
    visited.add(at);
    if (visited.size > EXTRACT_LIMITS.pages) {
      throw new ConversionError('too-many-pages', `a TIFF of more than ${EXTRACT_LIMITS.pages} pages`);
    }
    const directory = readDirectory(file, order, at);
    const isPreview = ((directory.values.get(TIFF.subfileType)?.[0] ?? 0) & 1) === 1;
    if (!isPreview) frames.push(tiffFrame(directory, file.length));
    at = directory.next;
  }
  if (frames.length === 0) throw corrupt('a TIFF without a picture');
  return frames;
}

function tiffFrame({ values }: Directory, fileBytes: number): ImageFrame {
  const first = (tag: number) => values.get(tag)?.[0];
  for (const [offsets, counts] of [
    [TIFF.stripOffsets, TIFF.stripByteCounts],
    [TIFF.tileOffsets, TIFF.tileByteCounts],
  ] as const) {
    const lengths = values.get(counts) ?? [];
    if ((values.get(offsets) ?? []).some((offset, i) => offset + (lengths[i] ?? 0) > fileBytes)) {
      throw corrupt('a TIFF that breaks off');
    }
  }
  const resolution = first(TIFF.horizontalResolution);
  const unit = first(TIFF.resolutionUnit) ?? 2;
  return {
    widthPx: first(TIFF.width) ?? 0,
    heightPx: first(TIFF.height) ?? 0,
    pixelAspect: aspectOf(resolution ?? 1, first(TIFF.verticalResolution) ?? resolution ?? 1),
    dotsPerInch: resolution === undefined || unit === 1 ? null : resolution * (unit === 3 ? CENTIMETRES_PER_INCH : 1),
    sideways: isQuarterTurn(first(TIFF.orientation)),
  };
}

/** Values of one field; the longest list the strips of a picture, at most one for each line of pixels. */
const MOST_VALUES = 1_000_000;

/** Bytes of one value of the field types that the tags read here have: SHORT, LONG, RATIONAL. */
const TYPE_BYTES = new Map([
  [3, 2],
  [4, 4],
  [5, 8],
]);

function readDirectory(file: Buffer, order: ByteOrder, at: number): Directory {
  const count = readShort(file, order, at);
  const values = new Map<number, readonly number[]>();
  for (let entry = at + 2; entry < at + 2 + count * 12; entry += 12) {
    const tag = readShort(file, order, entry);
    const type = readShort(file, order, entry + 2);
    const size = TYPE_BYTES.get(type);
    if (!READ_TAGS.has(tag) || size === undefined) continue;
    const length = readOffset(file, order, entry + 4);
    if (length > MOST_VALUES || length * size > file.length) throw corrupt('a TIFF field longer than its picture');
    const start = length * size <= 4 ? entry + 8 : readOffset(file, order, entry + 8);
    values.set(
      tag,
      Array.from({ length }, (_, i) => readValue(file, order, type, start + i * size)),
    );
  }
  return { values, next: readOffset(file, order, at + 2 + count * 12) };
}

function readValue(file: Buffer, order: ByteOrder, type: number, at: number): number {
  if (type === 3) return readShort(file, order, at);
  const value = readOffset(file, order, at);
  return type === 4 ? value : value / Math.max(1, readOffset(file, order, at + 4));
}
