import { VISIBILITY } from '../../../../config/limits/markup.ts';

/** Red, green and blue 0…255, how much of it shows 0…1. */
export interface Colour {
  readonly channels: readonly [number, number, number];
  readonly alpha: number;
}

export const WHITE: Colour = { channels: [255, 255, 255], alpha: 1 };
const TRANSPARENT: Colour = { channels: [0, 0, 0], alpha: 0 };

/** Names of colours as which text has been hidden, and those of the backgrounds that it stands on. @source CSS Color 4 */
const NAMED: Readonly<Record<string, Colour['channels']>> = {
  white: [255, 255, 255],
  black: [0, 0, 0],
  red: [255, 0, 0],
  blue: [0, 0, 255],
  navy: [0, 0, 128],
  green: [0, 128, 0],
  yellow: [255, 255, 0],
  gray: [128, 128, 128],
  grey: [128, 128, 128],
  silver: [192, 192, 192],
  snow: [255, 250, 250],
  ivory: [255, 255, 240],
  whitesmoke: [245, 245, 245],
  ghostwhite: [248, 248, 255],
  floralwhite: [255, 250, 240],
  lightgray: [211, 211, 211],
  lightgrey: [211, 211, 211],
};

const HEX = /^#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/;
const FUNCTION = /^(rgb|hsl)a?\(([^()]*)\)$/;

/** Red, green and blue of a hue in degrees, saturation and lightness 0…1. @source CSS Color 4, 7.1 */
function channelsOf(hue: number, saturation: number, lightness: number): Colour['channels'] {
  const at = (n: number): number => {
    const k = (n + hue / 30) % 12;
    const a = saturation * Math.min(lightness, 1 - lightness);
    return 255 * (lightness - a * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  };
  return [at(0), at(8), at(4)];
}

/** A colour as styles write it; null for what is none or is named and not known, which is then taken for visible. */
export function parseColour(text: string): Colour | null {
  const value = text.trim().toLowerCase();
  if (value === 'transparent') return TRANSPARENT;
  const named = NAMED[value];
  if (named !== undefined) return { channels: named, alpha: 1 };
  const hex = HEX.exec(value)?.[1];
  if (hex !== undefined && (value.startsWith('#') || hex.length === 6)) {
    const long = hex.length < 6 ? [...hex].map((digit) => digit + digit).join('') : hex;
    const at = (i: number): number => Number.parseInt(long.slice(i, i + 2), 16);
    return { channels: [at(0), at(2), at(4)], alpha: long.length === 8 ? at(6) / 255 : 1 };
  }
  const [, space, list] = FUNCTION.exec(value) ?? [];
  const parts = list?.split(/[\s,/]+/).filter((part) => part !== '') ?? [];
  if (parts.length < 3) return null;
  const numbers = parts.map((part, i) => {
    const number = Number.parseFloat(part);
    if (!part.endsWith('%')) return number;
    return (number / 100) * (space === 'rgb' && i < 3 ? 255 : 1);
  });
  const [first, second, third, alpha = 1] = numbers;
  if (first === undefined || second === undefined || third === undefined || numbers.some(Number.isNaN)) return null;
  return { channels: space === 'hsl' ? channelsOf(first, second, third) : [first, second, third], alpha };
}

/** Whether text of one colour cannot be told from what is behind it. */
export const isSameColour = (a: Colour, b: Colour): boolean =>
  a.channels.every((channel, i) => Math.abs(channel - b.channels[i]!) <= VISIBILITY.colourDifference);

export const isTransparent = ({ alpha }: Colour): boolean => alpha < VISIBILITY.leastOpacity;
