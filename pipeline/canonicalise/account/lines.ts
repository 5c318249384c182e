import { ACCOUNT_LIMITS } from '../../../config/limits/account.ts';
import type { Unplaced } from '../../contracts/ink.ts';
import { labelsWithin, matchLabel } from '../../form/label.ts';
import { isValueText } from '../../wording/cell-value.ts';
import { isDateLine } from '../../wording/dates.ts';
import { compact } from '../../wording/fold.ts';
import { isGarbledLine } from '../../wording/strange-letters.ts';
import type { Line } from '../line.ts';
import type { Prose } from '../prose.ts';

/** Whether the cells of a table were run together: labels and numbers one after another, and no sentence. */
const isCollapsedTable = (line: string): boolean =>
  /\d/u.test(line) && !/[。；;]/u.test(line) && labelsWithin(line) >= ACCOUNT_LIMITS.collapsedLabels;

/** What is left of a table in the prose: numbers alone in their line, a label of a row, or a row as a whole. */
function remainderLooks(text: string): 'number' | 'label' | 'row' | null {
  const line = text.trim();
  const fields = line.split(/[\t|｜]/u).map((field) => field.trim());
  const values = fields.filter((field) => field !== '' && isValueText(field) && /\d/u.test(field));
  if (values.length >= ACCOUNT_LIMITS.rowValues && values.length < fields.length) return 'row';
  if (isCollapsedTable(line)) return 'row';
  const isOfValues = line.split(/[\s|]+/u).every((part) => part === '' || isValueText(part));
  if (/\d/u.test(line) && isOfValues && !isDateLine(line)) return 'number';
  const [best] = matchLabel(line);
  return best !== undefined && best.score >= ACCOUNT_LIMITS.lineScore && best.place.kind === 'row' ? 'label' : null;
}

/** Remainders that follow one another as one entry: a table that nobody found is one loss, not a hundred. */
function remaindersOf(lines: readonly Line[]): readonly Unplaced[] {
  const runs: Line[][] = [];
  let open: Line[] | null = null;
  for (const line of lines) {
    if (remainderLooks(line.text) === null) open = null;
    else if (open !== null) open.push(line);
    else {
      open = [line];
      runs.push(open);
    }
  }
  return runs.flatMap((run): readonly Unplaced[] => {
    const looks = new Set(run.map((line) => remainderLooks(line.text)));
    if (looks.has('label') && run.length === 1) return [];
    const looksLike = looks.size > 1 || looks.has('row') ? 'row' : looks.has('number') ? 'number' : 'label';
    return [{ text: run.map((line) => line.text.trim()).join('\n'), origin: run[0]!.origin, looksLike }];
  });
}

/**
 * Lines that the tree of sections did not take as prose: remainders of tables, lines that nobody can read, and all
 * that stands under no section where none was found. `isFact`: the line is the title or states a fact of the report.
 */
export function unplacedLines(
  lines: readonly Line[],
  prose: Prose,
  isFact: (text: string) => boolean,
): readonly Unplaced[] {
  const orphaned = prose.sections.length === 0 ? lines : lines.slice(lines.length - prose.closing.length);
  const remainders = remaindersOf(lines.filter((line) => !line.inTable && !line.ofOwnTable));
  const paragraphs = orphaned.filter(
    ({ text }) =>
      compact(text).length >= ACCOUNT_LIMITS.paragraphCharacters && !isFact(text) && remainderLooks(text) === null,
  );
  const garbled = lines.filter(
    (line) => isGarbledLine(line.text) && remainderLooks(line.text) === null && !paragraphs.includes(line),
  );
  return [
    ...remainders,
    ...garbled.map(({ text, origin }): Unplaced => ({ text: text.trim(), origin, looksLike: 'paragraph' })),
    ...paragraphs.map(({ text, origin }): Unplaced => ({ text: text.trim(), origin, looksLike: 'paragraph' })),
  ];
}
