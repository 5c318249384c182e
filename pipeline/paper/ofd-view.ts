import type { Source } from '../contracts/document.ts';
import { ConversionError } from '../contracts/errors.ts';
import type { Glyph, Page } from '../contracts/page.ts';
import { extractOfd } from '../extract/ofd/ofd.ts';
import type { FramedPaper } from './frame.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character]!);
const n = (points: number): string => points.toFixed(1);

/** Share of the size of a character between its base line and the bottom of its box. */
const DESCENT = 0.12;

const glyphMarkup = ({ text, bbox: [left, , right, bottom], fontSizePt }: Glyph): string =>
  `<text x="${n(left)}" y="${n(bottom - DESCENT * fontSizePt)}" font-size="${n(fontSizePt)}" textLength="${n(right - left)}" lengthAdjust="spacingAndGlyphs">${escaped(text)}</text>`;

function pageMarkup({ number, widthPt, heightPt, glyphs, rulings, images }: Page): string {
  const lines = rulings.map(({ orientation, at, from, to, thicknessPt }) => {
    const [x0, y0, x1, y1] = orientation === 'horizontal' ? [from, at, to, at] : [at, from, at, to];
    return `<line x1="${n(x0)}" y1="${n(y0)}" x2="${n(x1)}" y2="${n(y1)}" stroke-width="${n(Math.max(0.3, thicknessPt))}"/>`;
  });
  const pictures = images.map(
    ([left, top, right, bottom]) =>
      `<rect x="${n(left)}" y="${n(top)}" width="${n(right - left)}" height="${n(bottom - top)}"/>`,
  );
  const shown = glyphs.filter(({ text }) => text.trim() !== '').map(glyphMarkup);
  return `<div data-picture="${number}"><svg viewBox="0 0 ${n(widthPt)} ${n(heightPt)}" role="img" aria-label="第${number}页">${pictures.join('')}${lines.join('')}${shown.join('')}</svg></div>`;
}

/**
 * The pages of an OFD file as we read them, one below another: characters, rules, and frames where pictures are. There is
 * no other reader of such files to hold ours against.
 * @throws ConversionError as `extractOfd` does
 */
export async function viewOfd(source: Source): Promise<FramedPaper> {
  const extracted = await extractOfd(source, null);
  if (extracted.kind !== 'pages') throw new ConversionError('internal', 'an OFD file without pages');
  return { format: 'ofd', body: extracted.pages.map(pageMarkup).join(''), styles: '' };
}
