import { compact } from '../wording/fold.ts';
import { type MetaName, metaLineOf, metaNameOf } from '../wording/meta-line.ts';
import type { FoldedBlock } from './fold-blocks.ts';

/** A fact that the document states as label and value: 索引号：000014349/2024-00469. */
export interface StatedFact {
  readonly name: MetaName;
  readonly value: string;
}

const inText = (text: string): readonly StatedFact[] =>
  text
    .split(/[\t\n]/u)
    .flatMap((line) => metaLineOf(line)?.facts ?? [])
    .filter(({ value }) => value !== '');

/** Facts stated as label and value: neighbours in a table that is none of the statutory ones, or labels in a line. */
export function statedFacts(blocks: readonly FoldedBlock[], statutory: ReadonlySet<number>): readonly StatedFact[] {
  return blocks.flatMap((block): readonly StatedFact[] => {
    if (block.kind === 'line') return inText(block.line.text);
    if (statutory.has(block.grid.index)) return [];
    return block.grid.rows.flatMap((row) => {
      const texts = row.cells.filter((cell) => cell.row === row.row).map((cell) => cell.folded.trim());
      const neighbours = texts.slice(1).flatMap((value, i) => {
        const name = metaNameOf(texts[i]!);
        return name !== null && value !== '' && metaNameOf(value) === null ? [{ name, value }] : [];
      });
      return [...neighbours, ...texts.flatMap(inText)];
    });
  });
}

/** The first value that the document states under the names, the surest name first; null where it states none. */
export function statedAs(facts: readonly StatedFact[], ...names: readonly MetaName[]): string | null {
  for (const name of names) {
    const fact = facts.find((f) => f.name === name && compact(f.value) !== '');
    if (fact) return fact.value.trim();
  }
  return null;
}
