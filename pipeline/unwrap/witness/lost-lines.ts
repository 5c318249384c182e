import { WITNESS } from '../../../config/limits/unwrap.ts';
import { letters } from '../letters.ts';

/** How often each line stands there. */
function counted(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const text = letters(line);
    if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
}

/**
 * Lines that a file holds and its other form does not. A long one may have become a part of another, a short one, as a
 * number, must stand by itself as often as in the file.
 */
export function lostLines(written: readonly string[], saved: readonly string[]): readonly string[] {
  const kept = counted(saved);
  const all = [...kept.keys()].join('\n');
  const lost: string[] = [];
  for (const line of written) {
    const text = letters(line);
    if (text === '') continue;
    const left = kept.get(text) ?? 0;
    if (left > 0) kept.set(text, left - 1);
    else if (text.length < WITNESS.partCharacters || !all.includes(text)) lost.push(line.trim());
  }
  return lost;
}
