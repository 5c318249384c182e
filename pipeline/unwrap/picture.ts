import type { Sharp } from 'sharp';
import { EXTRACT_LIMITS } from '../../config/limits/extract.ts';
import { ConversionError } from '../contracts/errors.ts';
import { loadSharp } from '../decoders/sharp.ts';

/** Where a BMP file states its sides and its resolution, in pixels to the metre. @source Windows GDI, BITMAPINFOHEADER */
const BMP = { width: 18, height: 22, resolution: 38, headerBytes: 54 } as const;
const INCHES_PER_METRE = 1 / 0.0254;

const refuseAbove = (width: number, height: number): void => {
  if (width * height > EXTRACT_LIMITS.imagePixels) {
    throw new ConversionError('image-too-large', `an image of ${width} by ${height} pixels`);
  }
};

/**
 * A picture of another form as a PNG, upright: of a GIF its first frame. `sharp` reads no BMP, the canvas does.
 * @throws ConversionError corrupt, image-too-large
 */
export async function pngOf(bytes: Uint8Array, mediaType: string): Promise<Uint8Array> {
  try {
    const picture = mediaType === 'image/bmp' ? await bitmap(bytes) : await decoded(bytes);
    return new Uint8Array(await picture.png({ compressionLevel: 1 }).toBuffer());
  } catch (cause) {
    if (cause instanceof ConversionError) throw cause;
    throw new ConversionError('corrupt', 'the image cannot be decoded', { cause });
  }
}

async function decoded(bytes: Uint8Array): Promise<Sharp> {
  const sharp = await loadSharp();
  const { width, height, density } = await sharp(bytes).metadata();
  refuseAbove(width, height);
  const picture = sharp(bytes, { limitInputPixels: EXTRACT_LIMITS.imagePixels }).autoOrient();
  return density === undefined ? picture : picture.withMetadata({ density });
}

async function bitmap(bytes: Uint8Array): Promise<Sharp> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < BMP.headerBytes) throw new ConversionError('corrupt', 'a BMP that breaks off');
  refuseAbove(Math.abs(file.readInt32LE(BMP.width)), Math.abs(file.readInt32LE(BMP.height)));
  const { createCanvas, loadImage } = await import('@napi-rs/canvas');
  const sharp = await loadSharp();
  const image = await loadImage(file);
  refuseAbove(image.width, image.height);
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const raw = { width: image.width, height: image.height, channels: 4 as const };
  const density = file.readInt32LE(BMP.resolution) / INCHES_PER_METRE;
  const picture = sharp(Buffer.from(data.buffer), { raw }).flatten({ background: 'white' });
  return density >= 1 ? picture.withMetadata({ density }) : picture;
}
