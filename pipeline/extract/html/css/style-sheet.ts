import { compile, is } from 'css-select';
import { parse as parseSelectors, type Selector, SelectorType } from 'css-what';
import type { Element } from 'domhandler';
import { HTML_LIMITS } from '../../../../config/limits/markup.ts';
import { type Declarations, type Declared, parseDeclarations } from './declarations.ts';
import { holdsMedia } from './media.ts';

/** What of an element a rule is for: the element, or what styles print before or behind its content. */
export type Part = 'element' | 'before' | 'after';

interface StyleRule {
  readonly selects: (element: Element) => boolean;
  readonly specificity: number;
  /** Place among all rules: of two equally strong ones the later one holds. */
  readonly order: number;
  readonly declarations: Declarations;
}

/** Rules by the part that they are for and the id, class or tag that their last compound asks for; '*' holds the rest. */
export type StyleSheet = Readonly<Record<Part, ReadonlyMap<string, readonly StyleRule[]>>>;

/** A style sheet of a page, or one that stands in for those outside the file, whose rules every other one outdoes. */
export interface SheetText {
  readonly css: string;
  readonly isAssumed: boolean;
}

/** Weight of one id, class or tag. @source Selectors 4, 16 */
const WEIGHTS = { id: 10_000, class: 100, tag: 1 } as const;

function weightOf(token: Selector): number {
  switch (token.type) {
    case 'attribute':
      return token.name === 'id' && token.ignoreCase === 'quirks' ? WEIGHTS.id : WEIGHTS.class;
    case 'tag':
      return WEIGHTS.tag;
    case 'pseudo': {
      if (token.name === 'where') return 0;
      if (!Array.isArray(token.data)) return WEIGHTS.class;
      return token.data.reduce((most, inner) => Math.max(most, specificityOf(inner)), 0);
    }
    default:
      return 0;
  }
}
const specificityOf = (tokens: readonly Selector[]): number => tokens.reduce((sum, token) => sum + weightOf(token), 0);

const COMBINATORS = new Set(['descendant', 'child', 'adjacent', 'sibling', 'parent', 'column-combinator']);

/** What the last compound of a selector asks for first: its id, a class or its tag. */
function keyOf(tokens: readonly Selector[]): string {
  const from = tokens.findLastIndex((token) => COMBINATORS.has(token.type)) + 1;
  const compound = tokens.slice(from);
  const named = (name: string): string | null =>
    compound
      .map((token) =>
        token.type === 'attribute' && token.ignoreCase === 'quirks' && token.name === name ? token.value : null,
      )
      .find((value) => value !== null) ?? null;
  const id = named('id');
  if (id !== null) return `#${id}`;
  const className = named('class');
  if (className !== null) return `.${className}`;
  const tag = compound.find((token) => token.type === 'tag');
  return tag?.type === 'tag' ? tag.name : '*';
}

interface Selected {
  readonly part: Part;
  readonly key: string;
  readonly specificity: number;
  readonly selects: (element: Element) => boolean;
}

const isPart = (name: string): name is 'before' | 'after' => name === 'before' || name === 'after';

/** One selector of a list, with the part of the element that it is for; null for parts that print no text. */
function selectedBy(tokens: readonly Selector[]): Selected | null {
  const last = tokens.at(-1);
  const isPseudo = last?.type === 'pseudo-element' || (last?.type === 'pseudo' && isPart(last.name));
  if (isPseudo && !isPart(last.name)) return null;
  const part = isPseudo && isPart(last.name) ? last.name : 'element';
  const own = isPseudo ? tokens.slice(0, -1) : tokens;
  const isBare = own.length === 0 || COMBINATORS.has(own.at(-1)?.type ?? '');
  const asked: Selector[] = isBare ? [...own, { type: SelectorType.Universal, namespace: null }] : [...own];
  const selects = compile<Element, Element>([asked], AT_REST);
  return { part, key: keyOf(asked), specificity: specificityOf(tokens), selects: (element) => is(element, selects) };
}

/** States that a page at rest has none of. */
const STATES = [
  'focus',
  'focus-within',
  'focus-visible',
  'hover',
  'active',
  'visited',
  'target',
  'checked',
  'indeterminate',
];
const AT_REST = { pseudos: Object.fromEntries(STATES.map((name) => [name, () => false])) };

/** css-what and css-select throw plain errors at what is no selector or none that they know; browsers drop such rules. */
function orNothing<T>(read: () => readonly T[]): readonly T[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error) return [];
    throw error;
  }
}

const parseSelectorList = (prelude: string): readonly Selected[] =>
  orNothing(() => parseSelectors(prelude)).flatMap((tokens) => orNothing(() => [selectedBy(tokens) ?? []].flat()));

/** Whether the rules inside an at-rule hold for a reader at a desk. */
function isForReader(prelude: string): boolean {
  const [, name, condition = ''] = /^@([\w-]+)\s*([\s\S]*)$/.exec(prelude) ?? [];
  switch (name?.toLowerCase()) {
    case 'media':
      return holdsMedia(condition);
    case 'supports':
      return !/^not\b/i.test(condition);
    case 'layer':
    case 'scope':
    case 'starting-style':
      return name.toLowerCase() === 'layer';
    default:
      return false;
  }
}

/** Calls `rule` for each rule set of a style sheet, inside the at-rules that hold for the reader as well. */
function eachRule(css: string, rule: (prelude: string, body: string) => void): void {
  const text = css
    .slice(0, HTML_LIMITS.styleCharacters)
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .replace(/<!--|-->/g, ' ');
  let from = 0;
  while (from < text.length) {
    const open = text.indexOf('{', from);
    if (open < 0) return;
    const prelude = text
      .slice(from, open)
      .replace(/^[^{]*;/, '')
      .replace(/^[\s}]+/, '')
      .trim();
    if (prelude.startsWith('@') && isForReader(prelude)) {
      from = open + 1;
      continue;
    }
    let depth = 1;
    let at = open + 1;
    for (; at < text.length && depth > 0; at++) depth += text[at] === '{' ? 1 : text[at] === '}' ? -1 : 0;
    if (!prelude.startsWith('@')) rule(prelude, text.slice(open + 1, depth === 0 ? at - 1 : at));
    from = at;
  }
}

/** Reads the rules of style sheets that bear on what is visible and how it is laid out. */
export function parseStyleSheets(sheets: readonly SheetText[]): StyleSheet {
  const rules: Record<Part, Map<string, StyleRule[]>> = { element: new Map(), before: new Map(), after: new Map() };
  let count = 0;
  for (const { css, isAssumed } of sheets) {
    eachRule(css, (prelude, body) => {
      const declarations = parseDeclarations(body, isAssumed);
      if (declarations.size === 0 || count > HTML_LIMITS.styleRules) return;
      for (const { part, key, specificity, selects } of parseSelectorList(prelude)) {
        if (++count > HTML_LIMITS.styleRules) return;
        const known = rules[part].get(key);
        const rule = { selects, specificity, order: count, declarations };
        if (known === undefined) rules[part].set(key, [rule]);
        else known.push(rule);
      }
    });
  }
  return rules;
}

/** Whether one declaration outdoes another of the same property that comes before it in the cascade. */
const outdoes = (next: Declared, known: Declared | undefined): boolean => next.important || !known?.important;

/** Declarations that the rules give to an element or what is printed beside it, the strongest of each property. */
export function declarationsFor(sheet: StyleSheet, element: Element, part: Part): Declarations | null {
  const rules = sheet[part];
  if (rules.size === 0) return null;
  const { id, class: classes = '' } = element.attribs;
  const names = classes.split(/\s+/).filter((name) => name !== '');
  const keys = new Set([
    ...(id === undefined ? [] : [`#${id}`]),
    ...names.map((name) => `.${name}`),
    element.name,
    '*',
  ]);
  const matching = [...keys].flatMap((key) => rules.get(key) ?? []).filter((rule) => rule.selects(element));
  if (matching.length === 0) return null;
  const result = new Map<string, Declared>();
  for (const { declarations } of matching.toSorted((a, b) => a.specificity - b.specificity || a.order - b.order)) {
    for (const [property, declared] of declarations) {
      if (outdoes(declared, result.get(property))) result.set(property, declared);
    }
  }
  return result;
}
