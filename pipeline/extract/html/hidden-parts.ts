import type { AnyNode, Element } from 'domhandler';
import { HTML_LIMITS, HTML_TOLERANCES } from '../../../config/limits/markup.ts';
import type { LeftOut } from '../../contracts/ink.ts';
import { BLOCK_TAGS } from './css/display.ts';
import { formWordsIn, isFormLabel, isReportTitle, isSectionHeading } from './form-words.ts';
import { trimmed } from './lines.ts';
import type { Piece } from './pieces.ts';
import { inkOf } from './source-node.ts';
import type { HiddenPart, Revealed } from './visible-tree.ts';

/** Lines of text of an element, one for each block, as its source has them. */
export function linesIn(element: Element): readonly string[] {
  const lines: string[] = [];
  let line = '';
  const end = (): void => {
    const text = trimmed(line.replace(/\s+/g, ' '));
    if (text !== '') lines.push(text);
    line = '';
  };
  const walk = (node: AnyNode): void => {
    if (node.type === 'text') line += node.data;
    if (!('children' in node) || node.type === 'style') return;
    const isBlock = node.type === 'tag' && (BLOCK_TAGS.has(node.name) || node.name === 'br');
    if (isBlock) end();
    for (const child of node.children) walk(child);
    if (isBlock) end();
  };
  walk(element);
  end();
  return lines;
}

/** What a reader sees of a page, line by line. */
export const linesSeen = (pieces: readonly Piece[]): readonly string[] =>
  pieces.flatMap((piece) => (piece.kind === 'paragraph' ? [piece.text] : piece.cells.map((cell) => cell.text)));

interface Group {
  readonly parts: readonly HiddenPart[];
  readonly lines: readonly string[];
}

const isBlank = (node: AnyNode): boolean => node.type === 'comment' || (node.type === 'text' && inkOf(node.data) === 0);

/** Whether nothing that is seen stands between two elements of one parent. */
function areNeighbours(a: Element, b: Element): boolean {
  if (a.parent === null || a.parent !== b.parent) return false;
  let at = a.next;
  while (at !== null && at !== b && isBlank(at)) at = at.next;
  return at === b;
}

/** Parts that stand side by side hide one thing: the rows of a table, the pages of an article. */
function groupsOf(parts: readonly HiddenPart[]): readonly Group[] {
  const groups: { parts: HiddenPart[]; lines: string[] }[] = [];
  for (const part of parts) {
    const open = groups.at(-1);
    const last = open?.parts.at(-1);
    if (open && last && last.by === part.by && areNeighbours(last.element, part.element)) {
      open.parts.push(part);
      open.lines.push(...linesIn(part.element));
    } else groups.push({ parts: [part], lines: [...linesIn(part.element)] });
  }
  return groups;
}

const yearsIn = (lines: readonly string[]): ReadonlySet<string> =>
  new Set(lines.filter(isReportTitle).flatMap((line) => line.match(/20\d{2}/g) ?? []));

/** Whether some lines are the report of another year than the one that is seen. */
const isOtherYear = (lines: readonly string[], seen: ReadonlySet<string>): boolean =>
  seen.size > 0 && [...yearsIn(lines)].some((year) => !seen.has(year));

const countInk = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + inkOf(line), 0);

/**
 * The hidden parts that hold what the page as seen lacks of the report: more labels and headings of the form that are
 * nowhere to be seen than such that are. A part that is nearly the whole page, where nothing of the report is seen, is
 * the page itself, which its script shows; any other is taken in doubt. A report of another year than the one seen is not.
 */
export function partsToReveal(hidden: readonly HiddenPart[], seen: readonly string[]): Revealed {
  const known = new Set(formWordsIn(seen));
  const years = yearsIn(seen);
  const groups = groupsOf(hidden);
  const isNothingSeen = known.size === 0;
  const ink = countInk(seen) + groups.reduce((sum, group) => sum + countInk(group.lines), 0);
  const revealed = new Map<Element, { readonly surely: boolean }>();
  for (const { parts, lines } of groups) {
    const own = countInk(lines);
    const isMain =
      isNothingSeen &&
      own >= HTML_TOLERANCES.leastMainCharacters &&
      own >= ink * HTML_TOLERANCES.mainShare &&
      parts.every(({ by }) => by !== 'kept');
    const words = formWordsIn(lines);
    const added = [...words].filter((word) => !known.has(word));
    const completes =
      added.length >= HTML_TOLERANCES.tableLabels && added.length * 2 > words.size && !isOtherYear(lines, years);
    if (!isMain && !completes) continue;
    for (const { element } of parts) revealed.set(element, { surely: isMain });
    for (const word of added) known.add(word);
  }
  return revealed;
}

/** Whether text that its page keeps for a script speaks of the report. */
const isOfReport = (lines: readonly string[]): boolean =>
  lines.some((line) => isFormLabel(line) || isSectionHeading(line) || isReportTitle(line));

/**
 * Hidden parts that are left out, told with their text. What says nothing that the page does not show as well is
 * furniture: copies for screen readers, for print, for small screens; so is the report of another year. Words of the form in the strings of a program are
 * the data from which its script makes a report.
 */
export function hiddenLeftOut(
  hidden: readonly HiddenPart[],
  seen: readonly string[],
  strings: readonly string[],
): readonly LeftOut[] {
  const wordsOf = (text: string): string[] => text.split(/[\s:：]+/).filter((word) => word !== '');
  const shown = new Set(
    seen.flatMap((text) => [...text.split('\n').map((line) => line.replace(/\s+/g, '')), ...wordsOf(text)]),
  );
  const known = formWordsIn(seen);
  const years = yearsIn(seen);
  const unknown = [...formWordsIn(strings)].filter((word) => !known.has(word)).length;
  const data: readonly LeftOut[] =
    unknown < HTML_TOLERANCES.tableLabels
      ? []
      : [{ kind: 'hidden', text: strings.join('\n').slice(0, HTML_LIMITS.hiddenCharacters), origin: null }];
  const parts = groupsOf(hidden).flatMap(({ parts, lines }): LeftOut[] => {
    if (parts.some(({ by }) => by === 'kept') && !isOfReport(lines)) return [];
    const isCopy = lines.every(
      (line) => shown.has(line.replace(/\s+/g, '')) || wordsOf(line).every((word) => shown.has(word)),
    );
    const isOfOtherYear = isOtherYear(lines, years);
    const text = lines.join('\n').slice(0, HTML_LIMITS.hiddenCharacters);
    return [{ kind: isCopy || isOfOtherYear ? 'furniture' : 'hidden', text, origin: null }];
  });
  return [...parts, ...data];
}
