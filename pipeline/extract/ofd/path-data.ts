import { OFD_LIMITS } from '../../../config/limits/extract.ts';
import { ConversionError } from '../../contracts/errors.ts';
import { DRAW } from '../pdf/path-ink.ts';

/** Numbers behind each operator. @source GB/T 33190-2016, table 36 */
const OPERANDS: Readonly<Record<string, number>> = { S: 2, M: 2, L: 2, Q: 4, B: 6, A: 7, C: 0 };

/**
 * The abbreviated data of a path as the numbers that `path-ink` follows. An arc is a curve to its end.
 * @throws ConversionError too-complex past the bound on numbers
 */
export function pathBuffer(data: string): readonly number[] {
  const buffer: number[] = [];
  const tokens = data.trim().split(/[\s,]+/);
  if (tokens.length > OFD_LIMITS.pathNumbers) throw new ConversionError('too-complex', 'a path of too many numbers');
  for (let i = 0; i < tokens.length; ) {
    const operator = tokens[i++]!;
    const count = OPERANDS[operator];
    if (count === undefined) return buffer;
    const numbers = tokens.slice(i, i + count).map(Number);
    i += count;
    if (numbers.length < count || !numbers.every(Number.isFinite)) return buffer;
    const [x = 0, y = 0] = numbers.slice(-2);
    if (operator === 'S' || operator === 'M') buffer.push(DRAW.move, x, y);
    else if (operator === 'L') buffer.push(DRAW.line, x, y);
    else if (operator === 'Q') buffer.push(DRAW.quadratic, ...numbers);
    else if (operator === 'B') buffer.push(DRAW.curve, ...numbers);
    else if (operator === 'A') buffer.push(DRAW.quadratic, x, y, x, y);
    else buffer.push(DRAW.close);
  }
  return buffer;
}
