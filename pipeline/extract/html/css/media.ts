import { pixelsOf } from './lengths.ts';

/** The reader for whom styles are resolved: a person at a desk with a window of usual size. */
const READER = { widthPx: 1280, heightPx: 800, type: /^(?:all|screen)$/ } as const;

/** What the reader's screen answers to features that are words. */
const WORDS: Readonly<Record<string, RegExp>> = {
  orientation: /^landscape$/,
  hover: /^hover$/,
  'any-hover': /^hover$/,
  pointer: /^fine$/,
  'any-pointer': /^fine$/,
  'prefers-color-scheme': /^light$/,
  'prefers-reduced-motion': /^no-preference$/,
  'display-mode': /^browser$/,
  scripting: /^enabled$/,
  update: /^fast$/,
  grid: /^0$/,
};
const SIZES: Readonly<Record<string, number>> = {
  width: READER.widthPx,
  'device-width': READER.widthPx,
  height: READER.heightPx,
  'device-height': READER.heightPx,
};

const lengthOf = (text: string): number | null => pixelsOf(text, { fontPx: 16, wholePx: null });

const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '=': (a, b) => a === b,
};

/** A range written with signs: width >= 768px, 600px < width <= 900px. Null where it is none. */
function holdsRange(feature: string): boolean | null {
  const parts = feature.split(/(<=|>=|<|>|=)/).map((part) => part.trim());
  if (parts.length !== 3 && parts.length !== 5) return null;
  const values = parts.map((part, i) => (i % 2 === 1 ? null : (SIZES[part] ?? lengthOf(part))));
  for (let i = 1; i < parts.length; i += 2) {
    const [left, right] = [values[i - 1], values[i + 1]];
    if (left === null || right === null || left === undefined || right === undefined) return false;
    if (!(COMPARE[parts[i] ?? '']?.(left, right) ?? false)) return false;
  }
  return true;
}

/** Whether one feature in brackets holds for the reader; what is not known does not. */
function holdsFeature(feature: string): boolean {
  const colon = feature.indexOf(':');
  if (colon < 0) return holdsRange(feature) ?? (feature in SIZES || feature === 'color' || feature === 'hover');
  const name = feature.slice(0, colon).trim();
  const value = feature.slice(colon + 1).trim();
  const [, bound, size] = /^(?:-webkit-)?(min-|max-)?(.+)$/.exec(name) ?? [];
  const words = WORDS[size ?? ''];
  if (words !== undefined) return words.test(value);
  const isDensity = size === 'resolution' || size === 'device-pixel-ratio';
  const have = isDensity ? 1 : SIZES[size ?? ''];
  const asked = isDensity ? Number.parseFloat(value) / (value.endsWith('dpi') ? 96 : 1) : lengthOf(value);
  if (have === undefined || asked === null || Number.isNaN(asked)) return false;
  return bound === 'min-' ? have >= asked : bound === 'max-' ? have <= asked : have === asked;
}

/** One query: a type and features joined by `and`, or features joined by `or`, each of them perhaps negated. */
function holdsQuery(query: string): boolean {
  const negated = /^not\s+(?!\()/.test(query);
  const body = query.replace(/^(?:not|only)\s+(?!\()/, '');
  const parts = body.split(/\s+and\s+|\s+or\s+/).map((part) => part.trim());
  const holds = parts.map((part) => {
    const [, not, feature] = /^(not\s*)?\(+\s*([^()]*?)\s*\)+$/.exec(part) ?? [];
    return feature === undefined ? READER.type.test(part) : holdsFeature(feature) === (not === undefined);
  });
  const all = /\s+or\s+/.test(body) ? holds.some(Boolean) : holds.every(Boolean);
  return all !== negated;
}

/**
 * Whether a list of media queries holds for a reader at a desk: a screen of 1,280 by 800 pixels, a mouse, light colours.
 * An empty list holds.
 * @source Media Queries 4
 */
export function holdsMedia(list: string): boolean {
  const queries = list.toLowerCase().replace(/\s+/g, ' ').trim();
  return queries === '' || queries.split(',').some((query) => holdsQuery(query.trim()));
}
