import { diffArrays } from 'diff';
import { cellPath, TABLE_KEYS } from '../config/catalogue/form.ts';
import { DIFF_LIMITS } from '../config/limits/office.ts';
import type { VersionDiff } from '../contracts/filings.ts';
import type { Finding } from '../pipeline/contracts/finding.ts';
import type { CanonicalReport, CheckedReport, Section } from '../pipeline/contracts/report.ts';

/** What one version of a report says otherwise than the one before. */

type Diff = Omit<VersionDiff, 'from' | 'to'>;
type Cells = Diff['cells'];
type CellSide = Cells[number]['from'];

export const diffOfVersions = (from: CheckedReport, to: CheckedReport): Diff => ({
  cells: diffOfCells(from, to),
  metadata: diffOfFacts(from, to),
  paragraphs: diffOfParagraphs(from, to),
  findings: diffOfFindings(from.validation.findings, to.validation.findings),
});

function cellsOf({ tables }: CanonicalReport): ReadonlyMap<string, NonNullable<CellSide>> {
  const cells = new Map<string, NonNullable<CellSide>>();
  for (const key of TABLE_KEYS) {
    for (const [row, columns] of Object.entries(tables[key]?.rows ?? {})) {
      for (const [column, { value, status }] of Object.entries(columns)) {
        cells.set(cellPath(key, row, column), { value, status });
      }
    }
  }
  return cells;
}

/** Keys of both, those of the later one first. */
const keysOf = (from: ReadonlyMap<string, unknown>, to: ReadonlyMap<string, unknown>): string[] => [
  ...new Set([...to.keys(), ...from.keys()]),
];

export function diffOfCells(from: CanonicalReport, to: CanonicalReport): Cells {
  const [before, after] = [cellsOf(from), cellsOf(to)];
  return keysOf(before, after).flatMap((path) => {
    const sides = { from: before.get(path) ?? null, to: after.get(path) ?? null };
    const same = sides.from?.value === sides.to?.value && sides.from?.status === sides.to?.status;
    return same ? [] : [{ path, ...sides }];
  });
}

/** The facts by their names in the report, those within another with a dot: `contact.phone`, `period.start`. */
function factsOf(facts: object, within = ''): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [name, value] of Object.entries(facts)) {
    if (value === null || value === undefined) continue;
    if (typeof value !== 'object') texts.set(`${within}${name}`, String(value));
    else for (const [inner, text] of factsOf(value, `${within}${name}.`)) texts.set(inner, text);
  }
  return texts;
}

function diffOfFacts(from: CanonicalReport, to: CanonicalReport): Diff['metadata'] {
  const [before, after] = [factsOf(from.report), factsOf(to.report)];
  return keysOf(before, after).flatMap((name) => {
    const sides = { from: before.get(name) ?? null, to: after.get(name) ?? null };
    return sides.from === sides.to ? [] : [{ name, ...sides }];
  });
}

interface Paragraph {
  /** Number of the section; null before the first and after the last. */
  readonly section: number | null;
  readonly text: string;
}
const inSection = ({ number, heading, paragraphs, children }: Section, above: number | null): Paragraph[] => {
  const section = number ?? above;
  const own = [heading, ...paragraphs].filter((text) => text !== '').map((text) => ({ section, text }));
  return [...own, ...children.flatMap((child) => inSection(child, section))];
};
const paragraphsOf = ({ preface, sections, closing }: CanonicalReport): Paragraph[] => {
  const outside = (texts: readonly string[]): Paragraph[] => texts.map((text) => ({ section: null, text }));
  return [...outside(preface), ...sections.flatMap((section) => inSection(section, null)), ...outside(closing)];
};

/** Paragraphs that went and paragraphs that came in their place stand beside each other, as far as there are both. */
export function diffOfParagraphs(from: CanonicalReport, to: CanonicalReport): Diff['paragraphs'] {
  const [before, after] = [paragraphsOf(from), paragraphsOf(to)];
  const parts = diffArrays(before, after, {
    comparator: (a, b) => a.text === b.text,
    maxEditLength: DIFF_LIMITS.edits,
  }) ?? [
    // So much changed that nothing is in its place any more.
    { removed: true, added: false, value: before },
    { removed: false, added: true, value: after },
  ];
  const changes: Diff['paragraphs'][number][] = [];
  let gone: Paragraph[] = [];
  const settle = (came: readonly Paragraph[]): void => {
    for (let index = 0; index < Math.max(gone.length, came.length); index++) {
      const [old, now] = [gone[index], came[index]];
      changes.push({
        section: now?.section ?? old?.section ?? null,
        from: old?.text ?? null,
        to: now?.text ?? null,
      });
    }
    gone = [];
  };
  for (const { removed, added, value } of parts) {
    if (removed) gone.push(...value);
    else settle(added ? value : []);
  }
  settle([]);
  return changes;
}

/** What an agency or a reviewer has to do with; notes of ours are not told of. */
const counts = ({ severity }: Finding): boolean => severity !== 'info';

/** By the fingerprints, which name a finding over all versions of a report. */
function diffOfFindings(before: readonly Finding[], after: readonly Finding[]): Diff['findings'] {
  const [old, now] = [before.filter(counts), after.filter(counts)];
  const known = new Set(old.map(({ fingerprint }) => fingerprint));
  const left = new Set(now.map(({ fingerprint }) => fingerprint));
  return {
    closed: old.filter(({ fingerprint }) => !left.has(fingerprint)),
    new: now.filter(({ fingerprint }) => !known.has(fingerprint)),
    still: now.filter(({ fingerprint }) => known.has(fingerprint)),
  };
}
