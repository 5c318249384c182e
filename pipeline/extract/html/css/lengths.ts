/** CSS pixels of one unit that depends on no font. @source CSS Values and Units 3; a window of 1,280 by 800 pixels */
export const PIXELS: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  rem: 16,
  vw: 12.8,
  vh: 8,
};

/** What lengths that are no pixels are parts of, in pixels. */
export interface Measure {
  readonly fontPx: number;
  /** What a percentage is of; null where that is not known. */
  readonly wholePx: number | null;
}

/** A length in pixels, below zero too; null for keywords, functions, and percentages of something unknown. */
export function pixelsOf(text: string | undefined, { fontPx, wholePx }: Measure): number | null {
  const [, amount, unit] = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?)(%|[a-z]*)$/.exec(text?.trim() ?? '') ?? [];
  if (amount === undefined || unit === undefined) return null;
  const value = Number(amount);
  if (unit === '%') return wholePx === null ? null : (value / 100) * wholePx;
  if (unit === 'em' || unit === 'ex' || unit === 'ch') return value * fontPx * (unit === 'em' ? 1 : 0.5);
  const pixels = PIXELS[unit];
  return pixels === undefined ? null : value * pixels;
}

/** Pixels of the font sizes that have names. @source CSS Fonts 4, absolute-size; HTML Standard, font size 1…7 */
const FONT_KEYWORDS: Readonly<Record<string, number>> = {
  'xx-small': 9,
  'x-small': 10,
  small: 13,
  medium: 16,
  large: 18,
  'x-large': 24,
  'xx-large': 32,
  'xxx-large': 48,
};
const FONT_TAG_SIZES = [10, 13, 16, 18, 24, 32, 48];

/** Font size in pixels of an element that states one, by that of its parent; null where the statement means nothing. */
export function fontSizeOf(text: string, parentPx: number): number | null {
  if (text === 'smaller') return parentPx / 1.2;
  if (text === 'larger') return parentPx * 1.2;
  const keyword = FONT_KEYWORDS[text];
  if (keyword !== undefined) return keyword;
  const size = pixelsOf(text, { fontPx: parentPx, wholePx: parentPx });
  return size !== null && size >= 0 ? size : null;
}

/** Font size in pixels that the size attribute of a font element means: 1…7, or steps from 3. */
export function fontTagSize(size: string): number | null {
  const step = Number.parseInt(size, 10);
  if (Number.isNaN(step)) return null;
  const at = /^\s*[+-]/.test(size) ? 3 + step : step;
  return FONT_TAG_SIZES[Math.min(7, Math.max(1, at)) - 1] ?? null;
}
