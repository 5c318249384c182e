import type { Random } from '../random.ts';
import { showTexts } from './draw-text.ts';
import type { PdfStyle } from './pdf-style.ts';
import type { SetText } from './sheet.ts';
import { textWidth } from './text-width.ts';

const f = (n: number): string => n.toFixed(2);
const BESIDE_THE_SHEET = 1500;

/** Other numbers at the places of the numbers of a table, drawn so that nobody sees them. */
export function drawUnseen(texts: readonly SetText[], style: PdfStyle, page: number, random: Random): string[] {
  if (style.unseen === 'none') return [];
  const numbers = texts
    .filter((t) => t.row !== null && t.isNumber)
    .map((t) => ({ ...t, text: String(random.integer(1, 9999)) }));
  const show = (list: readonly SetText[]): string[] => showTexts(list, { ...style, strikes: 1, shown: 'lines' }, page);
  switch (style.unseen) {
    case 'invisible':
      return ['q 3 Tr', ...show(numbers), 'Q'];
    case 'white':
      return ['q 1 g', ...show(numbers.map((t) => ({ ...t, y: t.y + 1 }))), 'Q'];
    case 'outside':
      return show(numbers.map((t) => ({ ...t, x: t.x + BESIDE_THE_SHEET })));
    case 'tiny':
      return show(numbers.map((t) => ({ ...t, size: 0.5 })));
    case 'clipped':
      return numbers.flatMap((t) => ['q 0 0 5 5 re W n', ...show([t]), 'Q']);
    case 'covered':
      return [
        ...show(numbers),
        'q 1 g',
        ...numbers.map(
          (t) => `${f(t.x - 1)} ${f(t.y - t.size)} ${f(textWidth(t.text) * t.size + 2)} ${f(1.25 * t.size)} re f`,
        ),
        'Q',
      ];
    default:
      return style.unseen satisfies never;
  }
}
