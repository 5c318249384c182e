import { sharpOf } from '../../decoders/sharp.ts';
import { greyOf, type Samples } from './raster.ts';

/** How libvips makes a picture coarser: sharper weights lose a decimal point, and the decoder of JPEG averages too roughly. */
export const COARSER = { kernel: 'linear', fastShrinkOnLoad: false } as const;

/**
 * A picture `factor` times as coarse, without an alpha channel: what follows costs by the square of the factor less, and
 * the noise of the scanner goes. libvips takes a tenth of what the same takes in JavaScript.
 */
export async function coarser(samples: Samples, factor: number): Promise<Samples> {
  if (factor <= 1) return samples;
  const { width, height } = samples;
  const { channels, data } =
    samples.channels === 'bit'
      ? { channels: 1 as const, data: greyOf(samples).grey }
      : { channels: samples.channels, data: samples.data };
  const resized = await (await sharpOf({ width, height, channels, data }))
    .resize({
      width: Math.max(1, Math.round(width / factor)),
      height: Math.max(1, Math.round(height / factor)),
      fit: 'fill',
      ...COARSER,
    })
    .removeAlpha()
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { info } = resized;
  return { width: info.width, height: info.height, channels: info.channels === 1 ? 1 : 3, data: resized.data };
}
