import type { PdfStyle } from './pdf-style.ts';
import type { SetText } from './sheet.ts';
import { textWidth, widthOf } from './text-width.ts';

const f = (n: number): string => n.toFixed(2);
const hex = (codes: readonly number[]): string => codes.map((c) => c.toString(16).padStart(4, '0')).join('');

/** Fonts: Latin, Chinese, Chinese downwards, and one whose map gives private characters. */
type Font = 'L' | 'C' | 'V' | 'P';

/** Character codes of the font P: the places of its map. */
export const PRIVATE_CODES = 0x1800;
const HAN = /\p{Script=Han}/u;

interface Run {
  readonly font: Font;
  readonly text: string;
}

function fontFor(c: string, text: SetText, style: PdfStyle, page: number): Font {
  if (style.layer === 'private' || (style.layer === 'privatePage' && page === 1)) return 'P';
  if (style.layer === 'privateDigits' && /\d/u.test(c)) return 'P';
  if (text.direction === 'vertical') return 'V';
  return style.latinNumbers && text.isNumber && /[\d.]/u.test(c) ? 'L' : 'C';
}

function runsOf(text: SetText, style: PdfStyle, page: number): Run[] {
  const runs: Run[] = [];
  for (const c of text.text) {
    const font = fontFor(c, text, style, page);
    const last = runs.at(-1);
    if (last?.font === font) runs[runs.length - 1] = { font, text: last.text + c };
    else runs.push({ font, text: c });
  }
  return runs;
}

const codesOf = (text: string, font: Font, style: PdfStyle): string => {
  const codes = Array.from(text, (c) => {
    const code = c.charCodeAt(0);
    if (font === 'P') return code % PRIVATE_CODES;
    return style.layer === 'shifted' && HAN.test(c) ? 0x4e00 + ((code - 0x4e00 + 4711) % 0x5000) : code;
  });
  return font === 'L' ? codes.map((c) => c.toString(16).padStart(2, '0')).join('') : hex(codes);
};

const MATRICES: Readonly<Record<SetText['direction'], string>> = {
  across: '1 0 0 -1',
  vertical: '1 0 0 -1',
  turned: '0 1 1 0',
};

function showLine(text: SetText, style: PdfStyle, page: number, dx: number): string {
  const shows = runsOf(text, style, page).map(
    ({ font, text: words }) => `/${font} ${text.size} Tf <${codesOf(words, font, style)}> Tj`,
  );
  return `BT ${f(text.spaced * text.size)} Tc ${MATRICES[text.direction]} ${f(text.x + dx)} ${f(text.y)} Tm ${shows.join(' ')} ET`;
}

/** The characters of a text one by one. */
function apart(text: SetText): SetText[] {
  let at = 0;
  return Array.from(text.text, (c) => {
    const own = { ...text, text: c, ...(text.direction === 'across' ? { x: text.x + at } : { y: text.y + at }) };
    at += (widthOf(c) + text.spaced) * text.size;
    return own;
  });
}

/** Texts on one line of one row of a table as one operation, with the gaps as adjustments or as spaces. */
function showRow(texts: readonly SetText[], style: PdfStyle): string {
  const sorted = texts.toSorted((a, b) => a.x - b.x);
  const first = sorted[0]!;
  let x = first.x;
  const items = sorted.map((text) => {
    const gap = (text.x - x) / text.size;
    const spaces = style.shown === 'spacedRows' && gap > 0 ? Math.floor(gap / 0.5) : 0;
    x = text.x + textWidth(text.text) * text.size;
    const fill = spaces > 0 ? `<${'0020'.repeat(spaces)}>` : '';
    return `${fill} ${f(-(gap - spaces * 0.5) * 1000)} <${codesOf(text.text, 'C', style)}>`;
  });
  return `BT 0 Tc /C ${first.size} Tf 1 0 0 -1 ${f(first.x)} ${f(first.y)} Tm [${items.join(' ')}] TJ ET`;
}

/** The operations that show texts, in the order in which they stand in the list. */
export function showTexts(texts: readonly SetText[], style: PdfStyle, page: number): string[] {
  const strikes = Array.from({ length: style.strikes }, (_, i) => i * 0.25);
  const isRows = style.shown === 'rows' || style.shown === 'spacedRows';
  const rows = new Map<string, SetText[]>();
  for (const [i, text] of texts.entries()) {
    const inRow = isRows && text.row !== null && text.direction === 'across' && text.spaced === 0;
    const key = inRow ? `${text.row} ${text.y.toFixed(1)}` : `alone ${i}`;
    rows.set(key, [...(rows.get(key) ?? []), text]);
  }
  return [...rows.values()].flatMap((group) => {
    if (group.length > 1) return strikes.map(() => showRow(group, style));
    const pieces = style.shown === 'characters' ? apart(group[0]!) : group;
    return pieces.flatMap((text) => strikes.map((dx) => showLine(text, style, page, dx)));
  });
}
