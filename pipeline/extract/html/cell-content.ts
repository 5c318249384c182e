import { HTML_LIMITS } from '../../../config/limits/markup.ts';
import { type Doubt, doubt } from '../../contracts/doubt.ts';
import type { GridCell } from '../../contracts/grid.ts';
import { isValueText, readValue } from '../../wording/cell-value.ts';
import { countedIn } from './counted-up.ts';
import { isFormLabel } from './form-words.ts';
import { trimmed } from './lines.ts';
import { holdsOddDigits } from './raised.ts';
import type { VisibleElement, VisibleNode } from './visible-element.ts';

const isElement = (node: VisibleNode): node is VisibleElement => typeof node !== 'string';
const textIn = (node: VisibleNode): string => (isElement(node) ? node.children.map(textIn).join('') : node);
const isBlank = (node: VisibleNode): boolean => trimmed(textIn(node)) === '' && !(isElement(node) && node.drawn > 0);
const isInline = ({ display }: VisibleElement): boolean =>
  display === 'inline' || display === 'contents' || display === 'inline-block';

/** The elements that a cell consists of, wrappers around all of it taken off; empty where text stands beside them. */
function partsOf(cell: VisibleElement): readonly VisibleElement[] {
  const content = cell.children.filter((child) => !isBlank(child));
  if (!content.every(isElement)) return [];
  const [only] = content;
  return content.length === 1 && only !== undefined ? partsOf(only) : content;
}

/** Whether elements are meant for different readers: one is kept from screen readers, or each has a class of its own. */
function areForDifferentReaders(parts: readonly VisibleElement[], hasForeignStyles: boolean): boolean {
  const silent = parts.filter(({ attributes }) => attributes['aria-hidden'] === 'true').length;
  if (silent > 0 && silent < parts.length) return true;
  const classes = new Set(parts.map(({ attributes }) => attributes.class?.trim() ?? ''));
  return hasForeignStyles && classes.size === parts.length && !classes.has('');
}

/** The text of a cell and why it is not sure. */
export interface CellContent {
  readonly text: string;
  readonly doubts: readonly Doubt[];
}

/**
 * A number that a cell says several times, to readers of whom each sees one: styles that are not in the file hide the
 * others. Null where the cell says one thing.
 */
function copiesIn(cell: VisibleElement, hasForeignStyles: boolean): CellContent | null {
  const parts = partsOf(cell);
  const texts = parts.map((part) => trimmed(textIn(part)));
  const [first] = texts;
  if (first === undefined || texts.length < 2 || !texts.every(isValueText)) return null;
  const isOneNumber = texts.every((text) => text === first);
  const areCopies = areForDifferentReaders(parts, hasForeignStyles);
  const areLines = parts.some((part) => !isInline(part));
  const others = [...new Set(texts.slice(1)), ...(areLines ? [] : [texts.join('')])];
  if (isOneNumber && areLines)
    return { text: first, doubts: areCopies ? [] : [doubt('several-numbers', { seen: texts.join(' ') })] };
  if (!areCopies || (!isOneNumber && texts.some((text) => text.length < 2))) return null;
  // Digits one by one in elements of their own look the same as copies of a number of one digit.
  const isSure =
    isOneNumber && (first.length > 1 || parts.some(({ attributes }) => attributes['aria-hidden'] === 'true'));
  return { text: first, doubts: isSure ? [] : [doubt('copies-differ', { seen: texts.join(' '), couldMean: others })] };
}

/** Text of a cell with the nearest element inside the cell whose class a foreign sheet may give any style. */
function leavesOf(
  node: VisibleNode,
  classed: VisibleElement | null,
): { text: string; classed: VisibleElement | null }[] {
  if (!isElement(node)) return node.trim() === '' ? [] : [{ text: node, classed }];
  const inner = (node.attributes.class ?? '') === '' ? classed : node;
  return node.children.flatMap((child) => leavesOf(child, inner));
}

/**
 * A number beside words in elements of a class of their own: a hint, a word for screen readers, which a style sheet
 * outside the file hides, or a remark. Null where the cell holds no such words.
 */
function numberBesideWords(cell: VisibleElement, text: string): CellContent | null {
  if (text.length > HTML_LIMITS.metaCharacters || isValueText(text) || isFormLabel(text)) return null;
  const byClass = new Map<VisibleElement | null, string>();
  for (const leaf of cell.children.flatMap((child) => leavesOf(child, null))) {
    byClass.set(leaf.classed, (byClass.get(leaf.classed) ?? '') + leaf.text);
  }
  const numbers = [...byClass.values()].map(trimmed).filter((said) => readValue(said).kind === 'number');
  const [number] = numbers;
  if (byClass.size < 2 || number === undefined || numbers.length > 1) return null;
  return { text: number, doubts: [doubt('copies-differ', { seen: text })] };
}

/** Whether digits run on from one element into another that a style sheet outside the file may hide or set apart. */
function runsAcrossClasses(cell: VisibleElement): boolean {
  const leaves = cell.children.flatMap((child) => leavesOf(child, null));
  return leaves.some((leaf, i) => {
    const next = leaves[i + 1];
    return (
      next !== undefined &&
      next.classed !== leaf.classed &&
      /[\d０-９]$/.test(leaf.text) &&
      /^[\d０-９]/.test(next.text)
    );
  });
}

/** Characters that mean something only in a font of the page's own, or were lost on the way. */
const UNREADABLE = /[\ue000-\uf8ff\ufffd]/u;

/** What of a cell is not seen, drawn, struck out or kept by scripts, as far as it bears on its number. */
function doubtsOf(cell: VisibleElement, text: string, isWhole: boolean): readonly Doubt[] {
  const doubts: Doubt[] = [];
  const isNumber = isValueText(text);
  if (cell.isRevealed) doubts.push(doubt('hidden-source'));
  if (cell.drawn > 0 && text === '') doubts.push(doubt('ink-without-text'));
  if ((cell.drawn > 0 && isNumber) || UNREADABLE.test(text)) doubts.push(doubt('characters-lost', { seen: text }));
  if (text === '' && cell.struck.length > 0)
    doubts.push(doubt('covered', { seen: cell.struck.join(' '), couldMean: cell.struck }));
  const unseen = cell.unseen.filter((figure) => figure.text !== text);
  const couldMean = unseen.map((figure) => figure.text);
  if (text === '' && cell.drawn === 0 && unseen.length > 0) doubts.push(doubt('hidden-source', { couldMean }));
  if (isNumber && unseen.some(({ by }) => by === 'assumed'))
    doubts.push(doubt('copies-differ', { seen: text, couldMean }));
  if (isNumber && holdsReversed(cell))
    doubts.push(doubt('eye-differs', { seen: text, couldMean: [[...text].reverse().join('')] }));
  doubts.push(...keptOtherwise(cell, text));
  if (isNumber && isWhole && runsAcrossClasses(cell)) doubts.push(doubt('joined', { seen: text }));
  if (isNumber && holdsOddDigits(cell)) doubts.push(doubt('mark-or-digit', { seen: text }));
  return doubts;
}

/**
 * A number that is kept beside the one that is shown. A workbook keeps what it does not show or shows rounded, and a page
 * that LibreOffice made of it names that; a page that counts up shows nought until its script runs.
 * @source LibreOffice 7.4, svtools/source/svhtml/HtmlWriter: sdval
 */
function keptOtherwise(cell: VisibleElement, text: string): readonly Doubt[] {
  if (countedIn(cell).length > 0) return [doubt('copies-differ', { seen: text, couldMean: ['0'] })];
  const shown = readValue(text);
  const kept = cell.attributes.sdval ?? '';
  if (!isValueText(kept) || !Number.isFinite(Number(kept)) || (text !== '' && shown.kind !== 'number')) return [];
  if (shown.kind === 'number' && Number(kept) === shown.value) return [];
  const couldMean = [kept];
  return [text === '' ? doubt('hidden-source', { couldMean }) : doubt('copies-differ', { seen: text, couldMean })];
}

/** Whether characters of a cell are set from right to left: then the eye sees its digits the other way round. */
const holdsReversed = (node: VisibleNode): boolean =>
  isElement(node) ? node.isReversed || node.children.some(holdsReversed) : node.includes('\u202e');

/** What a cell says, given the text of its content line by line. */
export function cellContent(cell: VisibleElement, text: string, hasForeignStyles: boolean): CellContent {
  const copies = copiesIn(cell, hasForeignStyles) ?? (hasForeignStyles ? numberBesideWords(cell, text) : null);
  const read = copies?.text ?? text;
  return {
    text: read,
    doubts: [...(copies?.doubts ?? []), ...doubtsOf(cell, read, copies === null && hasForeignStyles)],
  };
}

/** The fields of a grid cell that its content gives. */
export const readCell = (
  cell: VisibleElement,
  text: string,
  hasForeignStyles: boolean,
): Pick<GridCell, 'text' | 'confidence' | 'doubts'> => {
  const { text: read, doubts } = cellContent(cell, text, hasForeignStyles);
  return { text: read, confidence: 1, ...(doubts.length > 0 ? { doubts } : {}) };
};
