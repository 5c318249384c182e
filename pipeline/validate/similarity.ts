import { TEMPLATE_PHRASES } from '../../config/catalogue/lexicon.ts';
import type { CanonicalReport, Section } from '../contracts/report.ts';
import type { TextSketch } from '../contracts/validation-context.ts';

/** Characters of a shingle: long enough that prescribed phrases are rare among them. */
const SHINGLE = 8;
/** Hash functions of a signature; the estimate of the resemblance is off by about 1/√128. */
const HASHES = 128;

const notText = /[^\p{Script=Han}]+/gu;

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

/** 32-bit FNV-1a of the UTF-16 code units from `start` to `end`. */
function hashOf(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Hashes of the shingles of a text: runs of eight Chinese characters, whatever stands between them left out. */
export function shinglesOf(text: string): ReadonlySet<number> {
  const words = text.replace(notText, '');
  const shingles = new Set<number>();
  for (let i = 0; i + SHINGLE <= words.length; i++) shingles.add(hashOf(words, i, i + SHINGLE));
  return shingles;
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

/**
 * Estimated resemblance of the texts behind two signatures, 0…1. What cannot reach `atLeast` any more is given as 0:
 * among ten thousand others nearly all are told after a few numbers.
 */
export function likeness(first: Uint32Array, second: Uint32Array, atLeast = 0): number {
  const length = Math.min(first.length, second.length);
  const mayDiffer = length * (1 - atLeast);
  let different = 0;
  for (let i = 0; i < length; i++) if (first[i] !== second[i] && ++different > mayDiffer) return 0;
  return length === 0 ? 0 : (length - different) / length;
}
