import type { Finding } from '../../../pipeline/contracts/finding.ts';
import type { CheckedReport, Section } from '../../../pipeline/contracts/report.ts';

/** One heading or paragraph of a report as it is drawn. `key` names its place; `section` is the number of the part it stands in. */
export interface ProseLine {
  readonly key: string;
  readonly text: string;
  readonly section: number | null;
}

const linesOfSection = (section: Section, key: string, number: number | null): readonly ProseLine[] => [
  { key: `${key}h`, text: section.heading, section: number },
  ...section.paragraphs.map((text, index) => ({ key: `${key}p${index}`, text, section: number })),
  ...section.children.flatMap((child, index) => linesOfSection(child, `${key}c${index}`, number)),
];

/** All lines of a report in reading order. */
export const linesOf = (report: Pick<CheckedReport, 'preface' | 'sections' | 'closing'>): readonly ProseLine[] => [
  ...report.preface.map((text, index) => ({ key: `preface${index}`, text, section: null })),
  ...report.sections.flatMap((section, index) => linesOfSection(section, `s${index}`, section.number)),
  ...report.closing.map((text, index) => ({ key: `closing${index}`, text, section: null })),
];

export interface Quote {
  readonly text: string;
  /** Place of the finding in the list of findings. */
  readonly finding: number;
}

/** For each line the quotes that stand in it. A quote goes to one line: the first of its section that has it, else the first of all. */
export function placeQuotes(
  lines: readonly ProseLine[],
  findings: readonly Pick<Finding, 'quote' | 'section'>[],
): ReadonlyMap<string, readonly Quote[]> {
  const placed = new Map<string, readonly Quote[]>();
  findings.forEach(({ quote, section }, finding) => {
    if (quote === null || quote.trim() === '') return;
    const having = lines.filter((line) => line.text.includes(quote));
    const line = having.find((candidate) => candidate.section === section) ?? having[0];
    if (line === undefined) return;
    placed.set(line.key, [...(placed.get(line.key) ?? []), { text: quote, finding }]);
  });
  return placed;
}

/** A stretch of a line; `findings` are the places of the findings that quote it, none for the rest. */
export interface Stretch {
  readonly text: string;
  readonly findings: readonly number[];
}

/** Cuts a line at the words that are quoted, so that each stretch is wholly inside or outside of every quote. */
export function stretchesOf(line: string, quotes: readonly Quote[]): readonly Stretch[] {
  const places = quotes.flatMap(({ text, finding }) => {
    const start = line.indexOf(text);
    return start < 0 || text === '' ? [] : [{ start, end: start + text.length, finding }];
  });
  const cuts = [...new Set([0, line.length, ...places.flatMap(({ start, end }) => [start, end])])].toSorted(
    (a, b) => a - b,
  );
  return cuts.slice(0, -1).map((from, index) => ({
    text: line.slice(from, cuts[index + 1]),
    findings: places.filter(({ start, end }) => start <= from && from < end).map(({ finding }) => finding),
  }));
}
