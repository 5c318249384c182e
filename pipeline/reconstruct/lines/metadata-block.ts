import { metaNameOf } from '../../wording/meta-line.ts';
import { foldCell } from './cell-text.ts';
import type { ShapedLine } from './line-shape.ts';
import { inSequence, type RunPart } from './read-table.ts';

const LEAST_LABELS = 2;

const isLabel = (line: ShapedLine): boolean =>
  line.kind === 'text' && line.text.length <= 40 && metaNameOf(foldCell(line.text)) !== null;

interface Fact {
  readonly label: ShapedLine;
  readonly value: ShapedLine | null;
}

/** Facts that follow one another from a line on, label and value on lines of their own; `to` is the line behind them. */
function factsFrom(
  lines: readonly ShapedLine[],
  from: number,
): { readonly facts: readonly Fact[]; readonly to: number } {
  const facts: Fact[] = [];
  let at = from;
  let to = from;
  const skipBlank = (): void => {
    while (lines[at]?.kind === 'blank') at++;
  };
  while (at < lines.length && isLabel(lines[at]!)) {
    const label = lines[at++]!;
    skipBlank();
    const next = lines[at];
    const value = next?.kind === 'text' && !isLabel(next) ? next : null;
    if (value) at++;
    facts.push({ label, value });
    to = at;
    skipBlank();
  }
  return { facts, to };
}

const slotOf = (line: ShapedLine | null, label: ShapedLine, position: number) => ({
  text: line?.kind === 'text' ? line.text : '',
  line: (line ?? label).number,
  position,
});

/** Finds blocks of facts whose labels and values stand on lines of their own among lines of prose. */
export function separateFacts(lines: readonly ShapedLine[]): readonly RunPart[] {
  const parts: RunPart[] = [];
  let prose: ShapedLine[] = [];
  for (let at = 0; at < lines.length; ) {
    const { facts, to } = isLabel(lines[at]!) ? factsFrom(lines, at) : { facts: [], to: at };
    if (facts.length < LEAST_LABELS) {
      const until = Math.max(to, at + 1);
      for (; at < until; at++) prose.push(lines[at]!);
      continue;
    }
    if (prose.length > 0) parts.push({ kind: 'prose', lines: prose });
    prose = [];
    const rows = facts.map(({ label, value }) => inSequence([slotOf(label, label, 1), slotOf(value, label, 2)]));
    parts.push({ kind: 'table', table: { layout: 'sequence', rows } });
    at = to;
  }
  if (prose.length > 0) parts.push({ kind: 'prose', lines: prose });
  return parts;
}
