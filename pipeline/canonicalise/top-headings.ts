import type { SectionTitle } from '../../config/catalogue/sections.ts';
import { PROSE_LIMITS } from '../../config/limits/form.ts';
import { matchLabel } from '../form/label.ts';
import {
  familyOf,
  familyOfSections,
  type Heading,
  isMarked,
  opensSection,
  readHeading,
  type SectionFamily,
} from '../wording/heading.ts';
import type { Line } from './line.ts';

export interface TopHeading {
  readonly index: number;
  /** The ordinal as printed, or that of the official title where none is. */
  readonly number: number;
  readonly heading: Heading;
  /** The official section it opens. */
  readonly title: SectionTitle | null;
}

interface Candidate extends TopHeading {
  readonly weight: number;
  /** Nothing but a heading: short, without the end of a sentence. */
  readonly bare: boolean;
}

/**
 * How much speaks for a line heading a section. An official title outweighs any number of lines that only count on;
 * behind an unusual ordinal, or none, it yields to the same title behind the ordinal that the document uses.
 */
const WEIGHT = {
  official: 40,
  unusual: 16,
  bare: 3,
  withText: 2,
  spaced: 1,
  text: 0.5,
  restarted: -1,
  gap: -1.5,
} as const;

const SENTENCE_END = /[。；;！!？?]$/u;

/** Whether a line is rather the label of a row of table three: 一、本年新收政府信息公开申请数量. */
function isRowLabel(heading: Heading): boolean {
  const [best] = matchLabel(heading.text);
  return best !== undefined && best.place.table === 'applications' && best.score > Math.max(heading.likeness, 0.8);
}

/** Whether the line before in the same form has the number before: the line goes on with a list below the sections. */
function goesOn(headings: readonly Heading[], at: number, family: SectionFamily): boolean {
  const { ordinal } = headings[at]!;
  if (ordinal === null || ordinal.number === null) return false;
  if (ordinal.number === 1) return true;
  for (let i = at - 1; i >= 0; i--) {
    const before = headings[i]!.ordinal;
    if (before === null) continue;
    if (before.form === ordinal.form) return before.number === ordinal.number - 1;
    if (family !== null && familyOf(before) === family && isMarked(before)) return false;
  }
  return false;
}

function candidateOf(
  lines: readonly Line[],
  headings: readonly Heading[],
  index: number,
  family: SectionFamily,
): Candidate | null {
  const heading = headings[index]!;
  const { ordinal, title } = heading;
  const own = familyOf(ordinal);
  const { inTable } = lines[index]!;
  const bare = heading.rest === '' && !SENTENCE_END.test(lines[index]!.text.trim());
  const text = index + 1 < lines.length && familyOf(headings[index + 1]!.ordinal) !== family ? WEIGHT.text : 0;
  const made = (number: number, weight: number, of: SectionTitle | null): Candidate => ({
    index,
    number,
    heading,
    title: of,
    weight: weight + text,
    bare,
  });
  if (title !== null && !isRowLabel(heading)) {
    if (opensSection(heading, family)) {
      const usual = family === null || (own === family && isMarked(ordinal));
      return made(
        ordinal?.number ?? title.number,
        (usual ? WEIGHT.official : WEIGHT.unusual) * heading.likeness,
        title,
      );
    }
    // another ordinal than the sections have: the third one where no list of its own kind counts up to it
    const isSure = heading.likeness >= PROSE_LIMITS.sureTitle && bare;
    const fits = ordinal?.number === null || ordinal?.number === title.number;
    if (isSure && fits && !goesOn(headings, index, family)) return made(title.number, WEIGHT.unusual / 2, title);
  }
  if (ordinal === null || ordinal.number === null || own !== family || family === null || inTable) return null;
  if (isRowLabel(heading)) return null;
  if (isMarked(ordinal)) return made(ordinal.number, bare ? WEIGHT.bare : WEIGHT.withText, null);
  return ordinal.form === 'spaced' && bare && !/\d/u.test(heading.words)
    ? made(ordinal.number, WEIGHT.spaced, null)
    : null;
}

/** Lines that belong to a list which began anew inside a section: 一、 after 三、, and what counts on from it. */
function restarted(candidates: readonly Candidate[]): ReadonlySet<Candidate> {
  const inner = new Set<Candidate>();
  const series: number[] = [];
  for (const candidate of candidates) {
    if (candidate.title !== null) {
      series.splice(0, series.length, candidate.number);
      continue;
    }
    if (candidate.number === 1) series.push(1);
    else {
      while (series.length > 1 && series.at(-1) !== candidate.number - 1) series.pop();
      series[Math.max(0, series.length - 1)] = candidate.number;
    }
    if (series.length > 1) inner.add(candidate);
  }
  return inner;
}

/** Candidates beyond which a document is no report: the work grows with their square. */
const MOST = 800;

/** The chain of candidates with rising ordinals for which most speaks. */
function heaviestChain(candidates: readonly Candidate[]): readonly Candidate[] {
  const inner = restarted(candidates);
  const best: { weight: number; before: number }[] = [];
  candidates.forEach((candidate, i) => {
    const own = candidate.weight + (inner.has(candidate) ? WEIGHT.restarted : 0);
    const penalty = (from: number): number => {
      const gap = candidate.number - from - 1;
      if (gap <= 0) return 0;
      return candidate.bare || candidate.title ? WEIGHT.gap - 0.1 * gap : Number.NEGATIVE_INFINITY;
    };
    let chosen = { weight: own + penalty(0), before: -1 };
    for (let j = 0; j < i; j++) {
      const other = candidates[j]!;
      if (other.number >= candidate.number || (other.title !== null && other.title === candidate.title)) continue;
      const weight = best[j]!.weight + own + penalty(other.number);
      // of equal chains the one whose heading stands later: what began anew inside a section came before it
      if (weight >= chosen.weight) chosen = { weight, before: j };
    }
    best.push(chosen);
  });
  let end = -1;
  best.forEach(({ weight }, i) => {
    if (weight > 0 && (end < 0 || weight > best[end]!.weight)) end = i;
  });
  const chain: Candidate[] = [];
  for (let at = end; at >= 0; at = best[at]!.before) chain.unshift(candidates[at]!);
  return chain;
}

/**
 * The headings of the sections among all lines. Every line that could be one is weighed by its official title, its
 * ordinal and its shape, and the chain with rising ordinals for which most speaks is taken; a number may be left out.
 * Official titles behind an ordinal of the document that the chain had no room for stand in another order: they are kept.
 */
export function topHeadings(lines: readonly Line[]): {
  readonly family: SectionFamily;
  readonly headings: readonly TopHeading[];
} {
  const headings = lines.map((line) => readHeading(line.text));
  const family = familyOfSections(headings);
  const all = headings.flatMap((_, index) => candidateOf(lines, headings, index, family) ?? []);
  const candidates = all.length > MOST ? all.filter((c) => c.title !== null).slice(0, MOST) : all;
  const chain = heaviestChain(candidates);
  const roles = new Set(chain.flatMap(({ title }) => title?.role ?? []));
  const turned: Candidate[] = [];
  for (const candidate of candidates) {
    const { title, heading } = candidate;
    if (title === null || roles.has(title.role) || familyOf(heading.ordinal) !== family) continue;
    if (!isMarked(heading.ordinal) && heading.likeness < 1) continue;
    roles.add(title.role);
    turned.push(candidate);
  }
  return { family, headings: [...chain, ...turned].sort((a, b) => a.index - b.index) };
}
