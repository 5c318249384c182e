import { createHash } from 'node:crypto';
import type { SectionRole } from '../../config/catalogue/sections.ts';
import type { CheckedReport } from '../../pipeline/contracts/report.ts';
import { convert } from '../../pipeline/convert.ts';
import { changeCells, composeDraft, type Draft, type Part } from '../../test/composer/draft.ts';
import { composeFacts, type Kind } from '../../test/composer/facts.ts';
import { line } from '../../test/composer/prose.ts';
import { randomFrom } from '../../test/composer/random.ts';
import { writeText } from '../../test/composer/write-text.ts';
import { type Figures, figuresOf } from './figures.ts';
import type { Narrative } from './narratives.ts';

const HEADINGS: readonly (readonly [RegExp, SectionRole])[] = [
  [/^一、/u, 'overview'],
  [/^二、/u, 'proactiveDisclosure'],
  [/^三、/u, 'applications'],
  [/^四、/u, 'remedies'],
  [/^五、/u, 'problems'],
  [/^六、/u, 'other'],
];

const roleOf = (part: Part): SectionRole | null =>
  part.kind === 'line' && part.role === 'heading'
    ? (HEADINGS.find(([words]) => words.test(part.text))?.[1] ?? null)
    : null;

/** Sections of which a narrative is all that is said; to the others it is added. */
const REPLACED: ReadonlySet<Narrative['section']> = new Set(['problems', 'other']);

/** The draft with more said in one of its sections, or said otherwise. */
export function withNarrative({ parts, ...rest }: Draft, section: Narrative['section'], text: string): Draft {
  const told = text.split('\n').map((paragraph) => line('prose', paragraph));
  const changed: Part[] = [];
  let current: Narrative['section'] = 'preface';
  for (const part of parts) {
    const role = roleOf(part);
    if (role !== null && current === section && !REPLACED.has(section)) changed.push(...told);
    current = role ?? current;
    const isSaid = part.kind === 'line' && part.role === 'prose' && current === section && REPLACED.has(section);
    if (!isSaid) changed.push(part);
    if (role === section && REPLACED.has(section)) changed.push(...told);
  }
  return { ...rest, parts: changed };
}

export interface ComposedReport {
  readonly draft: Draft;
  readonly figures: Figures;
}

/** A faultless report of its form with numbers of its own for each seed. */
export function composeReport(seed: number, kind: Kind): ComposedReport {
  const random = randomFrom(seed);
  const facts = composeFacts(random.fork('facts'), kind);
  const draft = composeDraft(random, 'text', facts);
  return { draft, figures: figuresOf(facts, draft.numbers) };
}

/** The same report of an agency to which nothing came and nothing happened. */
export function quieted({ draft }: ComposedReport): ComposedReport {
  const isQuiet = (path: string): boolean => /^(?:applications|remedies)\//u.test(path);
  const numbers = new Map([...draft.numbers].map(([path, text]) => [path, isQuiet(path) ? '0' : text] as const));
  const tables = changeCells(draft, (cell) =>
    cell.path !== undefined && isQuiet(cell.path) ? { ...cell, text: '0' } : cell,
  );
  const parts = tables.parts.map((part) =>
    part.kind === 'line' && /新收政府信息公开申请/u.test(part.text)
      ? { ...part, text: '本年未收到政府信息公开申请，没有发生行政复议、行政诉讼。' }
      : part,
  );
  return { draft: { ...tables, numbers, parts }, figures: figuresOf(draft.facts, numbers) };
}

/** Writes the draft as a text file and converts it as `gouji convert` does. */
export const readBack = (draft: Draft): Promise<CheckedReport> => readText(writeText(draft));

export function readText(bytes: Uint8Array): Promise<CheckedReport> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return convert({ fileName: 'composed.txt', format: 'text', mediaType: 'text/plain', bytes, sha256 }, null);
}
