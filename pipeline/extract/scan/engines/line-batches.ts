import { SCAN_PADDLE } from '../../../../config/limits/scan.ts';
import type { LineImage } from '../../../contracts/ocr.ts';
import type { DrawnLine } from './drawn-together.ts';

/** Height of a line as the recogniser wants it, in pixels. */
const HEIGHT = 48;
/** One step of the recogniser's output for every eight columns of its input. */
const STRIDE = 8;

/** Lines that the recogniser looks at together. */
export interface LineBatch {
  /** Which of the lines, and the part of the width that each of them takes. */
  readonly lines: readonly number[];
  readonly parts: readonly number[];
  /** Lines × three colours × height × width; overwritten by the next batch. */
  readonly input: Float32Array;
  readonly shape: readonly [lines: number, colours: 3, height: number, width: number];
}

/** Where each pixel of a scaled line comes from: the one before it, the one behind it, and what the latter counts for. */
function sourcesOf(from: number, to: number): { before: Int32Array; behind: Int32Array; part: Float32Array } {
  const [before, behind, part] = [new Int32Array(to), new Int32Array(to), new Float32Array(to)];
  for (let i = 0; i < to; i++) {
    const at = Math.min(from - 1, Math.max(0, ((i + 0.5) * from) / to - 0.5));
    before[i] = Math.floor(at);
    behind[i] = Math.min(from - 1, before[i]! + 1);
    part[i] = at - before[i]!;
  }
  return { before, behind, part };
}

/** A line scaled to the height of the model, in a batch as wide as its widest line; what lies outside is paper. */
function fill(
  input: Float32Array,
  offset: number,
  { grey, ...line }: LineImage,
  width: number,
  batchWidth: number,
): void {
  const plane = HEIGHT * batchWidth;
  input.fill(1, offset, offset + plane);
  const [columns, rows] = [sourcesOf(line.width, width), sourcesOf(line.height, HEIGHT)];
  const { before, behind, part } = columns;
  for (let y = 0; y < HEIGHT; y++) {
    const above = rows.before[y]! * line.width;
    const below = rows.behind[y]! * line.width;
    const dy = rows.part[y]!;
    for (let x = 0, at = offset + y * batchWidth; x < width; x++, at++) {
      const x0 = before[x]!;
      const x1 = behind[x]!;
      const dx = part[x]!;
      const top = grey[above + x0]! * (1 - dx) + grey[above + x1]! * dx;
      const bottom = grey[below + x0]! * (1 - dx) + grey[below + x1]! * dx;
      input[at] = (top * (1 - dy) + bottom * dy) / 127.5 - 1;
    }
  }
  // red, green and blue of a grey line are the same
  for (const channel of [1, 2]) input.copyWithin(offset + channel * plane, offset, offset + plane);
}

const widthOf = ({ image, part }: DrawnLine): number =>
  Math.min(SCAN_PADDLE.widest, Math.max(STRIDE, Math.ceil((image.width * HEIGHT * part) / image.height)));

/** Lines of like width together: a batch costs as much as its widest line. */
function grouped(lines: readonly DrawnLine[]): readonly (readonly number[])[] {
  const order = lines.map((_, i) => i).toSorted((a, b) => widthOf(lines[a]!) - widthOf(lines[b]!));
  const batches: number[][] = [];
  for (const i of order) {
    const batch = batches.at(-1);
    const width = widthOf(lines[i]!);
    const fits =
      batch &&
      (batch.length + 1) * width <= SCAN_PADDLE.batchWidth &&
      width <= widthOf(lines[batch[0]!]!) * SCAN_PADDLE.spread + STRIDE * 2;
    if (fits) batch.push(i);
    else batches.push([i]);
  }
  return batches;
}

/** Lines as the recogniser takes them, batch by batch. */
export function* batchesOf(lines: readonly DrawnLine[]): Generator<LineBatch> {
  const batches = grouped(lines).map((batch) => {
    const widest = Math.max(...batch.map((i) => widthOf(lines[i]!)), SCAN_PADDLE.narrowest);
    return { batch, width: Math.ceil(widest / STRIDE) * STRIDE };
  });
  const largest = batches.reduce((most, { batch, width }) => Math.max(most, batch.length * width), 0);
  const buffer = new Float32Array(3 * HEIGHT * largest);
  for (const { batch, width } of batches) {
    const size = 3 * HEIGHT * width;
    const input = buffer.subarray(0, batch.length * size);
    for (const [n, i] of batch.entries()) fill(input, n * size, lines[i]!.image, widthOf(lines[i]!), width);
    const parts = batch.map((i) => widthOf(lines[i]!) / width);
    yield { lines: batch, parts, input, shape: [batch.length, 3, HEIGHT, width] };
  }
}
