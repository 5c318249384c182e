import type { Section } from '../contracts/report.ts';
import type { Line } from './line.ts';
import { closingStart } from './signature.ts';
import { nest, section } from './sub-headings.ts';
import { topHeadings } from './top-headings.ts';

export interface Prose {
  readonly preface: readonly Line[];
  readonly sections: readonly Section[];
  readonly closing: readonly string[];
}

/** Turns the lines of the document into what stands before the sections, the tree of sections, and the signature. */
export function readProse(lines: readonly Line[]): Prose {
  const { family, headings: heads } = topHeadings(lines);
  const end = closingStart(lines, heads.at(-1)?.index ?? -1);
  const body = lines.slice(0, end);
  const sections = heads.map(({ index, number, heading, title }, i) => {
    const inside = body.slice(index + 1, heads[i + 1]?.index ?? body.length).filter((line) => !line.inTable);
    const { paragraphs, children } = nest(
      inside.map((line) => line.text),
      family,
      title?.role === 'overview',
    );
    return {
      ...section(number, heading.text, title?.role ?? null, [...(heading.rest ? [heading.rest] : []), ...paragraphs]),
      children,
    };
  });
  return {
    preface: body.slice(0, heads[0]?.index ?? body.length).filter((line) => !line.inTable),
    sections,
    closing: lines.slice(end).map((line) => line.text.trim()),
  };
}

/** All paragraphs and headings of a section and its children, in reading order. */
export const flatten = (s: Section): readonly string[] => [
  ...s.paragraphs,
  ...s.children.flatMap((child) => [child.heading, ...flatten(child)]),
];
