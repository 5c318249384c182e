import type { ChildNode, Element } from 'domhandler';
import { HTML_LIMITS } from '../../../config/limits/markup.ts';
import { ConversionError } from '../../contracts/errors.ts';
import type { Paragraph } from '../../contracts/grid.ts';
import { type Declarations, parseDeclarations } from './declarations.ts';
import { type Display, displayOf } from './display.ts';
import { INITIAL, type Inherited, inherit, isHiddenBox, isHiddenText, isMainContent, isStruckOut } from './hidden.ts';
import type { ParsedPage } from './parse.ts';
import { declarationsFor, parseStyleSheets, type SelectorSubject, type StyleSheet } from './style-sheet.ts';

/** An element that a reader sees, with what its styles say of its layout. */
export interface VisibleElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly display: Display;
  readonly declarations: Declarations;
  /** Alignment of its text, inherited. */
  readonly alignment: Paragraph['alignment'];
  /** White space and line ends of its text are kept. */
  readonly isPreformatted: boolean;
  readonly parent: VisibleElement | null;
  /** Place among the element children of the parent, from 1. */
  readonly index: number;
  readonly children: readonly VisibleNode[];
  /** Place in a walk of the tree and that of its last descendant: `a` holds `b` when a.first ≤ b.first ≤ a.last. */
  readonly first: number;
  readonly last: number;
  /** Characters of its text but white space. */
  readonly characters: number;
  readonly hasTable: boolean;
}
export type VisibleNode = VisibleElement | string;

export interface VisiblePage {
  readonly root: VisibleElement | null;
  /** Pieces of text that a reader does not see. */
  readonly hidden: number;
  /** Struck-out pieces that were left out. */
  readonly deletions: number;
  /** Readings of ruby that were left out. */
  readonly readings: number;
}

/** Elements whose content is no text of the page: code, media, form controls. */
const LEFT_OUT = new Set(
  (
    'script style template noscript head title meta link base iframe frame frameset noframes object embed applet svg canvas ' +
    'video audio map select datalist button textarea progress meter rp xml'
  ).split(' '),
);
const READINGS = new Set(['rt', 'rtc']);
const DELETIONS = new Set(['del', 's', 'strike']);
/** What a cell that is an input field can show as its value. */
const FIELD_VALUE = /^[\d,.%+\-/—无]{1,20}$/;

/** Characters but white space and invisible ones. */
export const inkOf = (text: string): number => text.replace(/[\s\u200b-\u200f\u2060\ufeff\u00ad]+/gu, '').length;

const isElement = (node: ChildNode): node is Element =>
  node.type === 'tag' || node.type === 'script' || node.type === 'style';
const isLeftOut = (element: Element): boolean =>
  LEFT_OUT.has(element.name) || (element.name === 'dialog' && element.attribs.open === undefined);

/** For each element the characters of all text in it, hidden text included. */
function countCharacters(element: Element, counts: Map<Element, number>, depth: number): number {
  if (depth > HTML_LIMITS.depth) throw new ConversionError('too-complex', 'an HTML page nested too deeply');
  let characters = 0;
  for (const child of element.children) {
    if (child.type === 'text') characters += inkOf(child.data);
    else if (isElement(child) && !isLeftOut(child)) characters += countCharacters(child, counts, depth + 1);
  }
  counts.set(element, characters);
  return characters;
}

/** What a walk over the page knows and counts. */
interface Walk {
  readonly sheet: StyleSheet;
  readonly hasForeignStyles: boolean;
  readonly showsHidden: boolean;
  readonly characters: ReadonlyMap<Element, number>;
  readonly pageCharacters: number;
  readonly parsed: Map<string, Declarations>;
  counter: number;
  hidden: number;
  deletions: number;
  readings: number;
}

interface Draft extends VisibleElement {
  readonly children: VisibleNode[];
  last: number;
  characters: number;
  hasTable: boolean;
}

const NONE: Declarations = new Map();

function inlineDeclarations(walk: Walk, style: string | undefined): Declarations {
  if (style === undefined) return NONE;
  const known = walk.parsed.get(style);
  if (known) return known;
  const declarations = parseDeclarations(style);
  if (walk.parsed.size < HTML_LIMITS.styleRules) walk.parsed.set(style, declarations);
  return declarations;
}

/** Declarations of style elements and of the style attribute, which wins but over !important. */
function declarationsOf(walk: Walk, element: Element, path: readonly SelectorSubject[]): Declarations {
  const own = inlineDeclarations(walk, element.attribs.style);
  const sheet = declarationsFor(walk.sheet, path);
  if (sheet === null) return own;
  const merged = new Map(sheet);
  for (const [property, declared] of own) {
    if (declared.important || !merged.get(property)?.important) merged.set(property, declared);
  }
  return merged;
}

/** An element that hides most of the page is shown by a script: its hiding is taken back. */
function withoutMainHidden(walk: Walk, element: Element, styles: Inherited, inherited: Inherited): Inherited {
  const hides = (styles.isInvisible && !inherited.isInvisible) || (styles.hasTinyFont && !inherited.hasTinyFont);
  if (!hides || !isMainContent(walk.characters.get(element) ?? 0, walk.pageCharacters)) return styles;
  return { ...styles, isInvisible: inherited.isInvisible, hasTinyFont: inherited.hasTinyFont };
}

function visit(
  walk: Walk,
  element: Element,
  parent: Draft | null,
  inherited: Inherited,
  path: SelectorSubject[],
): Draft | null {
  const declarations = declarationsOf(walk, element, path);
  const characters = walk.characters.get(element) ?? 0;
  const isShown = parent === null || walk.showsHidden || isMainContent(characters, walk.pageCharacters);
  if (!isShown && isHiddenBox(element.attribs, declarations)) {
    if (characters > 0) walk.hidden++;
    return null;
  }
  if (DELETIONS.has(element.name) || isStruckOut(declarations)) {
    if (characters > 0) walk.deletions++;
    return null;
  }
  const styles = withoutMainHidden(
    walk,
    element,
    inherit(element.name, element.attribs, declarations, inherited),
    inherited,
  );
  const draft: Draft = {
    tag: element.name,
    attributes: element.attribs,
    display: displayOf(element.name, declarations),
    declarations,
    alignment: styles.alignment,
    isPreformatted: styles.isPreformatted,
    parent,
    index: path.at(-1)?.index ?? 1,
    children: [],
    first: walk.counter++,
    last: 0,
    characters: 0,
    hasTable: element.name === 'table',
  };
  visitChildren(walk, element, draft, styles, path);
  draft.last = walk.counter - 1;
  return draft;
}

const subjectOf = (element: Element, index: number, isLast: boolean): SelectorSubject => ({
  tag: element.name,
  id: element.attribs.id ?? '',
  classes: new Set((element.attribs.class ?? '').split(/\s+/).filter((name) => name !== '')),
  index,
  isLast,
});

const ROOT_SUBJECT: SelectorSubject = { tag: 'html', id: '', classes: new Set(), index: 1, isLast: true };

function visitChildren(walk: Walk, element: Element, draft: Draft, styles: Inherited, path: SelectorSubject[]): void {
  const isHidden = !walk.showsHidden && isHiddenText(styles, walk.hasForeignStyles);
  const elements = element.children.filter(isElement);
  let index = 0;
  for (const child of element.children) {
    if (child.type === 'text') {
      const ink = inkOf(child.data);
      if (isHidden && ink > 0) walk.hidden++;
      if (isHidden) continue;
      draft.children.push(child.data);
      draft.characters += ink;
    } else if (isElement(child)) {
      index++;
      if (READINGS.has(child.name)) walk.readings++;
      else if (child.name === 'input') addField(child, draft);
      else if (!isLeftOut(child)) {
        path.push(subjectOf(child, index, index === elements.length));
        const visible = visit(walk, child, draft, styles, path);
        path.pop();
        if (visible === null) continue;
        draft.children.push(visible);
        draft.characters += visible.characters;
        draft.hasTable ||= visible.hasTable;
      }
    }
  }
}

/** Forms that are filled in on the page keep their numbers in fields. */
function addField(element: Element, draft: Draft): void {
  const { type = 'text', value = '' } = element.attribs;
  const isShown = /^(?:text|number|tel)$/i.test(type) && FIELD_VALUE.test(value.trim());
  const isInCell = draft.tag === 'td' || draft.parent?.tag === 'td';
  if (!isShown || !isInCell) return;
  draft.children.push(value.trim());
  draft.characters += inkOf(value);
}

/**
 * The page as a reader sees it: what is hidden by styles, attributes or colour is left out and counted,
 * unless it is most of the page. `showsHidden` takes it for content that a script shows.
 * @throws ConversionError too-complex when elements stand deeper than HTML_LIMITS.depth
 */
export function visibleTree(page: ParsedPage, showsHidden = false): VisiblePage {
  if (page.body === null) return { root: null, hidden: 0, deletions: 0, readings: 0 };
  const characters = new Map<Element, number>();
  const walk: Walk = {
    sheet: parseStyleSheets(page.styles),
    hasForeignStyles: page.hasForeignStyles,
    showsHidden,
    pageCharacters: countCharacters(page.body, characters, 0),
    characters,
    parsed: new Map(),
    counter: 0,
    hidden: 0,
    deletions: 0,
    readings: 0,
  };
  const root = visit(walk, page.body, null, INITIAL, [ROOT_SUBJECT, subjectOf(page.body, 2, true)]);
  return { root, hidden: walk.hidden, deletions: walk.deletions, readings: walk.readings };
}
