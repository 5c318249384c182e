import { TEMPLATE_PHRASES } from '../../config/catalogue/lexicon.ts';
import type { CanonicalReport, Section } from '../contracts/report.ts';
import type { TextSketch } from '../contracts/validation-context.ts';
import { shinglesOf } from '../wording/shingles.ts';

/** Hash functions of a signature; the estimate of the resemblance is off by about 1/√128. */
const HASHES = 128;

function proseOf(section: Section): string {
  return [...section.paragraphs, ...section.children.flatMap((c) => [c.heading, proseOf(c)])].join('\n');
}

/** What the agency itself wrote: no law titles, no prescribed phrases, no names of the agency, figures or marks. */
function ownWords(report: CanonicalReport): string {
  let text = report.sections.map(proseOf).join('\n');
  for (const phrase of TEMPLATE_PHRASES) text = text.replace(phrase, '');
  const names = [report.report.agency, report.report.signer].filter((n) => n !== null && n.length > 2);
  for (const name of names) text = text.replaceAll(name!, '');
  return text;
}

/** Shared shingles over all shingles of both, 0…1; 0 where one has none. */
export function resemblance(first: ReadonlySet<number>, second: ReadonlySet<number>): number {
  if (first.size === 0 || second.size === 0) return 0;
  let shared = 0;
  for (const shingle of first) if (second.has(shingle)) shared++;
  return shared / (first.size + second.size - shared);
}

/** Odd multipliers and offsets of the hash functions, fixed so that signatures can be kept and compared later. */
const FUNCTIONS = (() => {
  const factors = new Uint32Array(HASHES);
  const offsets = new Uint32Array(HASHES);
  let state = 0x9e3779b9;
  const next = (): number => {
    state = (Math.imul(state ^ (state >>> 15), 0x85ebca6b) + 0x6d2b79f5) >>> 0;
    return state;
  };
  for (let i = 0; i < HASHES; i++) {
    factors[i] = next() | 1;
    offsets[i] = next();
  }
  return { factors, offsets };
})();

/** MinHash signature: for each hash function the least value over the shingles. */
function signatureOf(shingles: ReadonlySet<number>): Uint32Array {
  const signature = new Uint32Array(HASHES).fill(0xffffffff);
  const { factors, offsets } = FUNCTIONS;
  for (const shingle of shingles) {
    const mixed = Math.imul(shingle ^ (shingle >>> 16), 0x45d9f3b);
    for (let i = 0; i < HASHES; i++) {
      const value = (Math.imul(mixed ^ (mixed >>> 13), factors[i]!) + offsets[i]!) >>> 0;
      if (value < signature[i]!) signature[i] = value;
    }
  }
  return signature;
}

export const ownShingles = (report: CanonicalReport): ReadonlySet<number> => shinglesOf(ownWords(report));

/** What the similarity rules need of a report; small enough to be kept for every report in the store. */
export function textSketch(report: CanonicalReport): TextSketch {
  const shingles = ownShingles(report);
  return {
    agency: report.report.agency ?? report.source.fileName,
    year: report.report.year,
    signature: signatureOf(shingles),
    shingles: shingles.size,
  };
}
