import { EYE_PLACES } from '../../../../config/limits/eye.ts';
import type { Box } from '../../../contracts/page.ts';

/** Side in points of the squares in which neighbours are looked for. */
const SQUARE_PT = 24;

const union = (a: Box, b: Box): Box => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.max(a[2], b[2]),
  Math.max(a[3], b[3]),
];

/** Whether two marks stand as close as the parts of a character or the characters of a word. */
function areClose(a: Box, b: Box): boolean {
  const size = Math.min(EYE_PLACES.largestSize, Math.max(a[3] - a[1], b[3] - b[1]));
  const beside = Math.max(a[0], b[0]) - Math.min(a[2], b[2]);
  const below = Math.max(a[1], b[1]) - Math.min(a[3], b[3]);
  return beside <= EYE_PLACES.besideGap * size && below <= EYE_PLACES.belowGap * size;
}

/** Groups the boxes of marks that stand together to words; each word is the box around its marks. */
export function wordsOfMarks(marks: readonly Box[]): readonly Box[] {
  const parents = marks.map((_, i) => i);
  const rootOf = (i: number): number => {
    let root = i;
    while (parents[root] !== root) root = parents[root]!;
    parents[i] = root;
    return root;
  };
  const squares = new Map<string, number[]>();
  for (const [i, box] of marks.entries()) {
    const reach = EYE_PLACES.besideGap * EYE_PLACES.largestSize;
    for (let x = Math.floor((box[0] - reach) / SQUARE_PT); x <= Math.floor((box[2] + reach) / SQUARE_PT); x++) {
      for (let y = Math.floor((box[1] - reach) / SQUARE_PT); y <= Math.floor((box[3] + reach) / SQUARE_PT); y++) {
        const here = squares.get(`${x},${y}`);
        for (const j of here ?? []) if (areClose(box, marks[j]!)) parents[rootOf(i)] = rootOf(j);
        if (here) here.push(i);
        else squares.set(`${x},${y}`, [i]);
      }
    }
  }
  const words = new Map<number, Box>();
  for (const [i, box] of marks.entries()) {
    const root = rootOf(i);
    const word = words.get(root);
    words.set(root, word ? union(word, box) : box);
  }
  return [...words.values()];
}
