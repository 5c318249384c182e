import type { Element } from 'domhandler';
import { FRAMEWORK_STYLES } from '../../../config/framework-styles.ts';
import { HTML_LIMITS } from '../../../config/limits/markup.ts';
import { isValueText } from '../../wording/cell-value.ts';
import { type Declarations, parseDeclarations } from './css/declarations.ts';
import { displayOf } from './css/display.ts';
import { generatedBy } from './css/generated.ts';
import { type Hiding, hidingOfBox, isAwaitingScroll, isHiddenText, isStruckOut } from './css/hidden.ts';
import { type ComputedStyle, INITIAL_STYLE, inherit } from './css/inherit.ts';
import { inVisualOrder } from './css/item-order.ts';
import { declarationsFor, type Part, parseStyleSheets, type StyleSheet } from './css/style-sheet.ts';
import { isDrawn, isDrawnFormula, isSpeck, svgText } from './drawn.ts';
import { fieldText, isField, isLongField, promptOf } from './fields.ts';
import type { ParsedPage } from './parse.ts';
import { childrenOf, inkOf, isElement, sourceText, tooDeep } from './source-node.ts';
import type { UnseenFigure, VisibleElement, VisibleNode } from './visible-element.ts';

/** Part of a page that a reader does not see: the topmost element that takes it out of sight. */
export interface HiddenPart {
  readonly element: Element;
  /** `kept`: markup that the page keeps as text for its script. */
  readonly by: Hiding | 'kept';
}

export interface VisiblePage {
  readonly root: VisibleElement | null;
  /** In the order in which they stand in the page. */
  readonly hidden: readonly HiddenPart[];
  /** Frames that show another file. */
  readonly foreignFrames: readonly Element[];
  /** Struck-out pieces that were left out. */
  readonly deletions: number;
  /** Readings of ruby that were left out. */
  readonly readings: number;
}

/** Hidden parts that are read all the same; `surely` those that nobody need look at. */
export type Revealed = ReadonlyMap<Element, { readonly surely: boolean }>;

/** Elements whose content is no text of the page: code, facts of the head, controls. */
const LEFT_OUT = new Set(
  'script style template noscript head title meta link base noframes map datalist progress meter rp xml annotation annotation-xml'.split(
    ' ',
  ),
);
const FRAMES = new Set(['iframe', 'frame']);
const READINGS = new Set(['rt', 'rtc']);
const DELETIONS = new Set(['del', 's', 'strike']);

/** What a walk over the page knows and counts. */
interface Walk {
  readonly page: ParsedPage;
  readonly sheet: StyleSheet;
  readonly revealed: Revealed;
  readonly parsed: Map<string, Declarations>;
  readonly hidden: Map<Element, HiddenPart>;
  readonly foreignFrames: Element[];
  counter: number;
  deletions: number;
  readings: number;
}

interface Draft extends VisibleElement {
  readonly children: VisibleNode[];
  last: number;
  characters: number;
  hasTable: boolean;
  drawn: number;
  readonly struck: string[];
  readonly unseen: UnseenFigure[];
}

/** Where the walk stands. */
interface Place {
  readonly parent: Draft | null;
  readonly style: ComputedStyle;
  /** The topmost element around it whose styles take its text out of sight, if any does. */
  readonly hider: Element | null;
  readonly isInCell: boolean;
  readonly isRevealed: boolean;
  readonly depth: number;
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

/** Declarations of style sheets and of the style attribute, which wins but over !important. */
function declarationsOf(walk: Walk, element: Element): Declarations {
  const own = inlineDeclarations(walk, element.attribs.style);
  const sheet = declarationsFor(walk.sheet, element, 'element');
  if (sheet === null) return own;
  const merged = new Map(sheet);
  for (const [property, declared] of own) {
    if (declared.important || !merged.get(property)?.important) merged.set(property, declared);
  }
  return merged;
}

/** Styles of an element whose own hiding is taken back. */
const shownAgain = (
  style: ComputedStyle,
  { isInvisible, opacity, fontPx, colour, background }: ComputedStyle,
): ComputedStyle => ({
  ...style,
  isInvisible,
  opacity,
  ...(isHiddenText(style, true) ? { fontPx, colour, background } : {}),
});

/** A figure that is out of sight inside a visible element is told to it: it may be a copy of what is seen. */
function noteUnseen(parent: Draft | null, text: string, by: Hiding): void {
  const figure = text.trim();
  if (parent !== null && parent.unseen.length < HTML_LIMITS.unseenFigures && isValueText(figure))
    parent.unseen.push({ text: figure, by });
}

/** The element as a part out of sight, told to what is around it; always null. */
function hide(walk: Walk, element: Element, by: HiddenPart['by'], parent: Draft | null): null {
  const text = sourceText(element);
  if (inkOf(text) === 0) return null;
  walk.hidden.set(element, { element, by });
  // where scripts run, one of them fills in what noscript shows without
  const isKept = by === 'kept' && element.name !== 'noscript';
  if (!isKept && text.length <= HTML_LIMITS.cellCharacters) noteUnseen(parent, text, by === 'kept' ? 'stated' : by);
  return null;
}

function strikeOut(walk: Walk, element: Element, parent: Draft | null): null {
  const text = sourceText(element).trim();
  if (inkOf(text) === 0) return null;
  walk.deletions++;
  if (parent !== null && text.length <= HTML_LIMITS.cellCharacters && parent.struck.length < HTML_LIMITS.unseenFigures)
    parent.struck.push(text);
  return null;
}

const isOpenAlways = ({ name }: Element): boolean => name === 'body' || name === 'frameset';

/** An element and all that is seen of it; null where nothing of it can be seen. */
function visit(walk: Walk, element: Element, index: number, place: Place): Draft | null {
  if (place.depth > HTML_LIMITS.depth * HTML_LIMITS.innerDepth) throw tooDeep();
  const { parent } = place;
  const declarations = declarationsOf(walk, element);
  const own = inherit(element.name, element.attribs, declarations, place.style);
  const reveal = walk.revealed.get(element);
  const isTakenBack = reveal !== undefined || isOpenAlways(element);
  if (!isTakenBack) {
    if (walk.page.keepers.has(element)) return hide(walk, element, 'kept', parent);
    if (element.name === 'dialog' && element.attribs.open === undefined) return hide(walk, element, 'stated', parent);
    const hiding = hidingOfBox(element.attribs, declarations, own);
    if (hiding !== null) return hide(walk, element, hiding, parent);
  }
  if (DELETIONS.has(element.name) || isStruckOut(declarations)) return strikeOut(walk, element, parent);
  const isShownAgain = isTakenBack || isAwaitingScroll(element.attribs, declarations);
  const style = isShownAgain ? shownAgain(own, isOpenAlways(element) ? INITIAL_STYLE : place.style) : own;
  const isTextHidden = isHiddenText(style, walk.page.hasForeignStyles);
  const draft: Draft = {
    source: element,
    tag: element.name,
    attributes: element.attribs,
    display: displayOf(element.name, reveal === undefined ? declarations : withoutDisplayNone(declarations)),
    declarations,
    alignment: style.alignment,
    fontPx: style.fontPx,
    isPreformatted: style.isPreformatted,
    isReversed: style.isReversed,
    isRevealed: place.isRevealed || reveal?.surely === false,
    parent,
    index,
    children: [],
    first: walk.counter++,
    last: 0,
    characters: 0,
    hasTable: element.name === 'table',
    drawn: isDrawnFormula(element.name) ? 1 : 0,
    struck: [],
    unseen: [],
  };
  const inner: Place = {
    parent: draft,
    style,
    hider: isTextHidden ? (place.hider ?? element) : null,
    isInCell: place.isInCell || element.name === 'td' || element.name === 'th',
    isRevealed: draft.isRevealed,
    depth: place.depth + 1,
  };
  addGenerated(walk, element, 'before', inner, draft);
  if (isDrawn(element.name) && !walk.page.framed.has(element)) return isTextHidden ? null : draft;
  visitChildren(walk, element, inner, draft);
  addGenerated(walk, element, 'after', inner, draft);
  const seen = inVisualOrder(declarations, draft.children, (child) =>
    typeof child === 'string' ? null : child.declarations,
  );
  draft.children.splice(0, draft.children.length, ...seen);
  draft.last = walk.counter - 1;
  if (inner.isInCell && isSprite(draft, own, place.style, walk.page.hasForeignStyles)) draft.drawn = 1;
  return draft;
}

/** An empty element that shows a picture by its styles, or may do so by those of a foreign sheet, as icons do. */
const isSprite = (
  { tag, characters, drawn, attributes, display }: Draft,
  own: ComputedStyle,
  around: ComputedStyle,
  hasForeignStyles: boolean,
): boolean =>
  characters === 0 &&
  drawn === 0 &&
  (display === 'inline' || display === 'inline-block') &&
  ((own.background === 'picture' && around.background !== 'picture') ||
    (hasForeignStyles && /^(?:i|em)$/.test(tag) && attributes.class !== undefined));

const withoutDisplayNone = (declarations: Declarations): Declarations =>
  declarations.get('display')?.value === 'none'
    ? new Map([...declarations].filter(([property]) => property !== 'display'))
    : declarations;

function addText(walk: Walk, text: string, { hider }: Place, draft: Draft): void {
  if (text === '') return;
  if (hider === null) {
    draft.children.push(text);
    draft.characters += inkOf(text);
  } else if (inkOf(text) > 0) {
    walk.hidden.set(hider, { element: hider, by: 'stated' });
    noteUnseen(draft, text, 'stated');
  }
}

/** What styles print before or behind the content of an element. */
function addGenerated(walk: Walk, element: Element, part: Exclude<Part, 'element'>, place: Place, draft: Draft): void {
  const declarations = declarationsFor(walk.sheet, element, part);
  const generated = declarations && generatedBy(declarations, element.attribs);
  if (!declarations || !generated) return;
  const style = inherit('', {}, declarations, place.style);
  if (hidingOfBox({}, declarations, style) !== null || isHiddenText(style, walk.page.hasForeignStyles)) return;
  if (generated === 'drawn') draft.drawn++;
  else addText(walk, generated.text, place, draft);
}

/** Takes over what a child counts. */
function addChild(child: Draft, draft: Draft): void {
  draft.children.push(child);
  draft.characters += child.characters;
  draft.hasTable ||= child.hasTable;
  draft.drawn += child.drawn;
  const room = (list: readonly unknown[]): number => HTML_LIMITS.unseenFigures - list.length;
  draft.struck.push(...child.struck.slice(0, room(draft.struck)));
  draft.unseen.push(...child.unseen.slice(0, room(draft.unseen)));
}

function visitChildren(walk: Walk, element: Element, place: Place, draft: Draft): void {
  let index = 0;
  for (const child of childrenOf(element)) {
    if (child.type === 'text') addText(walk, child.data, place, draft);
    else if (isElement(child)) visitChild(walk, child, ++index, place, draft);
  }
}

function visitChild(walk: Walk, child: Element, index: number, place: Place, draft: Draft): void {
  const isShown = walk.revealed.has(child);
  if (READINGS.has(child.name)) walk.readings++;
  else if (FRAMES.has(child.name) && !walk.page.framed.has(child)) walk.foreignFrames.push(child);
  else if (isField(child.name) && !walk.page.keepers.has(child) && !isLongField(child))
    addField(walk, child, place, draft);
  else if (isDrawn(child.name) && !walk.page.framed.has(child)) addDrawn(walk, child, index, place, draft);
  // Buttons of the page are none of its text; in a cell one shows its value.
  else if (child.name === 'button' && !place.isInCell) return;
  else if (!LEFT_OUT.has(child.name) || walk.page.keepers.has(child) || isShown) {
    const visible = visit(walk, child, index, place);
    if (visible !== null) addChild(visible, draft);
  }
}

/** A field of a form, with what is filled in, if it is seen. */
function addField(walk: Walk, element: Element, place: Place, draft: Draft): void {
  const text = fieldText(element, place.isInCell);
  if (text === null) {
    noteUnseen(draft, promptOf(element), 'stated');
    return;
  }
  const declarations = declarationsOf(walk, element);
  const style = inherit(element.name, element.attribs, declarations, place.style);
  const hiding = hidingOfBox(element.attribs, declarations, style);
  if (hiding !== null) noteUnseen(draft, text, hiding);
  else addText(walk, text, place, draft);
}

/** A picture or drawing: its text where it is of text, else a sign that has none. */
function addDrawn(walk: Walk, element: Element, index: number, place: Place, draft: Draft): void {
  if (place.hider !== null) return;
  const visible = visit(walk, element, index, place);
  if (visible === null || isSpeck(visible)) return;
  const text = element.name === 'svg' ? svgText(element, place.isInCell) : null;
  if (text !== null) {
    addText(walk, text, place, draft);
    return;
  }
  visible.drawn = 1;
  addChild(visible, draft);
}

/**
 * The page as a reader sees it: what is hidden by styles, attributes or colour is left out and told. `revealed` are
 * parts of it that are read all the same.
 * @throws ConversionError too-complex when elements stand deeper than HTML_LIMITS.depth
 */
export function visibleTree(page: ParsedPage, revealed: Revealed = new Map()): VisiblePage {
  if (page.body === null) return { root: null, hidden: [], foreignFrames: [], deletions: 0, readings: 0 };
  const kept = [...revealed.keys()].some((element) => page.keepers.has(element)) ? page.keptStyles : [];
  const walk: Walk = {
    page,
    sheet: parseStyleSheets([
      ...(page.hasForeignStyles ? [{ css: FRAMEWORK_STYLES, isAssumed: true }] : []),
      ...[...page.styles, ...kept].map((css) => ({ css, isAssumed: false })),
    ]),
    revealed,
    parsed: new Map(),
    hidden: new Map(),
    foreignFrames: [],
    counter: 0,
    deletions: 0,
    readings: 0,
  };
  const root = visit(walk, page.body, 1, {
    parent: null,
    style: INITIAL_STYLE,
    hider: null,
    isInCell: false,
    isRevealed: false,
    depth: 0,
  });
  const { hidden, foreignFrames, deletions, readings } = walk;
  return { root, hidden: [...hidden.values()], foreignFrames, deletions, readings };
}
