import type { Random } from '../random.ts';
import type { PdfStyle } from './pdf-style.ts';
import type { SetTable, Side } from './sheet.ts';

const WIDTH = 0.5;
const BREAK = 1.5;
const DASH = [3, 2] as const;
/** Distance of the two lines of a double one. */
const DOUBLE = 1.8;

const f = (n: number): string => n.toFixed(2);

/** Sides on one line that touch, as one. */
function joined(sides: readonly Side[]): Side[] {
  const result: Side[] = [];
  const sorted = sides.toSorted(
    (a, b) => Number(a.horizontal) - Number(b.horizontal) || a.at - b.at || a.from - b.from,
  );
  for (const side of sorted) {
    const last = result.at(-1);
    if (last && last.horizontal === side.horizontal && last.at === side.at && side.from <= last.to + 0.01)
      result[result.length - 1] = { ...last, to: Math.max(last.to, side.to) };
    else result.push(side);
  }
  return result;
}

const isDrawn = ({ horizontal, role }: Side, ruled: PdfStyle['ruled']): boolean =>
  ({
    all: true,
    horizontal,
    vertical: !horizontal || role === 'outer',
    openSides: horizontal || role !== 'outer',
    threeLines: horizontal && role !== 'inner',
    none: false,
  })[ruled];

const strokeOf = ({ horizontal, at, from, to }: Side): string =>
  horizontal ? `${f(from)} ${f(at)} m ${f(to)} ${f(at)} l S` : `${f(at)} ${f(from)} m ${f(at)} ${f(to)} l S`;
const barOf = ({ horizontal, at, from, to }: Side): string =>
  horizontal
    ? `${f(from)} ${f(at - WIDTH / 2)} ${f(to - from)} ${WIDTH} re f`
    : `${f(at - WIDTH / 2)} ${f(from)} ${WIDTH} ${f(to - from)} re f`;
const dashesOf = (side: Side): Side[] =>
  Array.from({ length: Math.ceil((side.to - side.from) / (DASH[0] + DASH[1])) }, (_, i) => {
    const from = side.from + i * (DASH[0] + DASH[1]);
    return { ...side, from, to: Math.min(side.to, from + DASH[0]) };
  });

/** The operators that draw the lines of a table; those of style `form` are for a form XObject. */
export function drawRules(table: SetTable, style: PdfStyle, random: Random): string[] {
  const shown = table.sides.filter((side) => isDrawn(side, style.ruled));
  const inner = shown.filter((side) => side.role === 'inner');
  const lost = new Set(random.shuffled(inner).slice(0, style.missingRules));
  const sides = shown.filter((side) => !lost.has(side));
  const pen = `${WIDTH} w`;
  switch (style.rules) {
    case 'strokes':
    case 'form':
      return [pen, ...joined(sides).map(strokeOf)];
    case 'cellSides':
      return [pen, ...sides.map(strokeOf)];
    case 'cellFrames':
      return style.ruled === 'all' && style.missingRules === 0
        ? [
            pen,
            ...table.cells.map((c) => `${f(c.left)} ${f(c.top)} ${f(c.right - c.left)} ${f(c.bottom - c.top)} re S`),
          ]
        : [pen, ...sides.map(strokeOf)];
    case 'bars':
      return sides.map(barOf);
    case 'doubled':
      return [
        pen,
        ...joined(sides).flatMap((s) => [
          strokeOf({ ...s, at: s.at - DOUBLE / 2 }),
          strokeOf({ ...s, at: s.at + DOUBLE / 2 }),
        ]),
      ];
    case 'dashed':
      return [`q ${pen} [${DASH.join(' ')}] 0 d`, ...joined(sides).map(strokeOf), 'Q'];
    case 'dashes':
      return [pen, ...joined(sides).flatMap(dashesOf).map(strokeOf)];
    case 'broken':
      return [pen, ...sides.map((s) => strokeOf({ ...s, from: s.from + BREAK, to: s.to - BREAK }))];
    case 'gaps': {
      if (style.ruled !== 'all' || style.missingRules > 0) return [pen, ...joined(sides).map(strokeOf)];
      const outer = (pick: (c: (typeof table.cells)[number]) => number, of: (...n: number[]) => number): number =>
        of(...table.cells.map(pick));
      const [left, right] = [outer((c) => c.left, Math.min), outer((c) => c.right, Math.max)];
      const [top, bottom] = [outer((c) => c.top, Math.min), outer((c) => c.bottom, Math.max)];
      return [
        `q 0.2 g ${f(left)} ${f(top)} ${f(right - left)} ${f(bottom - top)} re f 1 g`,
        ...table.cells.map(
          (c) => `${f(c.left + 0.4)} ${f(c.top + 0.4)} ${f(c.right - c.left - 0.8)} ${f(c.bottom - c.top - 0.8)} re f`,
        ),
        'Q',
      ];
    }
    default:
      return style.rules satisfies never;
  }
}
