import { ordinalOf, printedOrdinal } from '../wording/ordinal.ts';
import { numberInWords } from '../wording/quantities.ts';
import type { Line } from './report-lines.ts';

/** A place where a series of ordinals jumps: （三） is followed by （五）. */
export interface Gap {
  /** Ordinals that do not appear, e.g. [4]. */
  readonly missing: readonly number[];
  /** The ordinal before the gap, 0 where the series begins with the gap. */
  readonly before: number;
  readonly after: Line;
  /** Lines between the two ordinals, the one before the gap not among them. */
  readonly between: readonly Line[];
  /** How the ordinal is printed: （四）, 四是. */
  readonly printed: (n: number) => string;
  readonly quote: string;
}

const CLAUSE = /(?:^|[。；;：:，,、.\s）)])([一二三四五六七八九十]{1,2})是(?!否|指|由|谁|一)/gu;

/** Gaps in the series （一）（二）… that open the lines of one section. A new （一） begins a new series. */
export function headingGaps(lines: readonly Line[]): readonly Gap[] {
  const gaps: Gap[] = [];
  let last = 0;
  let from = 0;
  lines.forEach((line, i) => {
    const ordinal = ordinalOf(line.text);
    const n = ordinal?.form === 'bracketed' ? ordinal.number : null;
    if (n === null) return;
    if (n > last + 1) {
      const missing = Array.from({ length: n - last - 1 }, (_, k) => last + 1 + k);
      const between = lines.slice(from, i);
      gaps.push({
        missing,
        before: last,
        after: line,
        between,
        printed: (k) => printedOrdinal('bracketed', k),
        quote: line.text.trim().slice(0, 40),
      });
    }
    last = n;
    from = i + 1;
  });
  return gaps;
}

/**
 * Gaps in the series 一是…二是… that runs through the lines of one section. 一是 begins a new series; one that begins
 * with 二是 has lost its first item.
 */
export function clauseGaps(lines: readonly Line[]): readonly Gap[] {
  const gaps: Gap[] = [];
  const printed = (k: number): string => printedOrdinal('clause', k);
  let last = 0;
  let passed = '';
  for (const line of lines) {
    let from = 0;
    for (const match of line.text.matchAll(CLAUSE)) {
      const n = numberInWords(match[1]!);
      if (n === null) continue;
      passed += line.text.slice(from, match.index);
      from = match.index + match[0].length;
      const begun = n > last ? last : n === 2 ? 0 : n - 1;
      const missing = Array.from({ length: Math.max(0, n - begun - 1) }, (_, k) => begun + 1 + k);
      // an item without a mark before it is there all the same
      if (missing.length > 0 && !missing.some((k) => passed.includes(printed(k)))) {
        const quote = line.text.slice(match.index, match.index + 40).replace(/^[。；;：:，,、.\s）)]+/u, '');
        gaps.push({ missing, before: begun, after: line, between: [], printed, quote });
      }
      last = n;
      passed = '';
    }
    passed += line.text.slice(from);
  }
  return gaps;
}
