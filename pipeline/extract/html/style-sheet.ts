import { HTML_LIMITS } from '../../../config/limits/markup.ts';
import { type Declarations, parseDeclarations } from './declarations.ts';

/** What a selector can ask of an element. */
export interface SelectorSubject {
  readonly tag: string;
  readonly id: string;
  readonly classes: ReadonlySet<string>;
  /** Place among the element children of the parent, from 1. */
  readonly index: number;
  readonly isLast: boolean;
}

interface Compound {
  readonly tag: string | null;
  readonly id: string | null;
  readonly classes: readonly string[];
  /** Place among siblings as step·n + offset; null where the selector does not ask. */
  readonly nth: { readonly step: number; readonly offset: number } | null;
  readonly last: boolean;
  /** How this compound relates to the one before it. */
  readonly relation: 'descendant' | 'child';
}

interface StyleRule {
  /** Compounds joined by `>` in one group, groups in the order of the selector. */
  readonly groups: readonly (readonly Compound[])[];
  readonly specificity: number;
  readonly declarations: Declarations;
}

export interface StyleSheet {
  /** Rules by the id, class or tag that their last compound asks for; '*' holds the rest. */
  readonly rules: ReadonlyMap<string, readonly StyleRule[]>;
}

const SIMPLE = /^(?:\*|[a-z][\w-]*)?(?:[#.][\w\u00a0-\uffff-]+|:(?:first|last)-child|:nth-child\([^()]{1,20}\))*$/i;
const PART = /[#.][\w\u00a0-\uffff-]+|:[a-z-]+(?:\([^()]*\))?|\*|[a-z][\w-]*/gi;

function parseNth(argument: string): { step: number; offset: number } | null {
  const text = argument.replace(/\s+/g, '').toLowerCase();
  if (text === 'odd') return { step: 2, offset: 1 };
  if (text === 'even') return { step: 2, offset: 0 };
  const match = /^(?:([+-]?\d*)n)?([+-]?\d+)?$/.exec(text);
  if (match === null || text === '') return null;
  const [, factor, offset] = match;
  const step = factor === undefined ? 0 : factor === '' || factor === '+' ? 1 : factor === '-' ? -1 : Number(factor);
  return { step, offset: Number(offset ?? 0) };
}

function parseCompound(text: string, relation: Compound['relation']): Compound | null {
  if (text === '' || !SIMPLE.test(text)) return null;
  const parts: readonly string[] = text.match(PART) ?? [];
  const nthArgument = parts.find((part) => part.startsWith(':nth-child('))?.slice(11, -1);
  const nth = parts.includes(':first-child')
    ? { step: 0, offset: 1 }
    : nthArgument === undefined
      ? null
      : parseNth(nthArgument);
  if (nthArgument !== undefined && nth === null) return null;
  const tag = parts.find((part) => /^[a-z]/i.test(part));
  return {
    tag: tag?.toLowerCase() ?? null,
    id: parts.find((part) => part.startsWith('#'))?.slice(1) ?? null,
    classes: parts.filter((part) => part.startsWith('.')).map((part) => part.slice(1)),
    nth,
    last: parts.includes(':last-child'),
    relation,
  };
}

/** Null for selectors outside the simple kinds (siblings, attributes, states), which then match nothing. */
function parseSelector(text: string): readonly Compound[] | null {
  const tokens = text
    .trim()
    .replace(/\s*>\s*/g, ' > ')
    .split(/\s+/);
  const compounds: Compound[] = [];
  let relation: Compound['relation'] = 'descendant';
  for (const token of tokens) {
    if (token === '>') {
      relation = 'child';
      continue;
    }
    const compound = parseCompound(token, relation);
    if (compound === null) return null;
    compounds.push(compound);
    relation = 'descendant';
  }
  return compounds.length === 0 || compounds.length > HTML_LIMITS.selectorParts ? null : compounds;
}

function groupsOf(compounds: readonly Compound[]): readonly (readonly Compound[])[] {
  const groups: Compound[][] = [];
  for (const compound of compounds) {
    if (compound.relation === 'child' && groups.length > 0) groups.at(-1)?.push(compound);
    else groups.push([compound]);
  }
  return groups;
}

const specificityOf = (compounds: readonly Compound[]): number =>
  compounds.reduce(
    (sum, c) =>
      sum + (c.id ? 10_000 : 0) + (c.classes.length + (c.nth ? 1 : 0) + (c.last ? 1 : 0)) * 100 + (c.tag ? 1 : 0),
    0,
  );

/** Whether the rules inside an at-rule hold for a reader at a desk. */
const isForScreen = (prelude: string): boolean =>
  /^@supports\b/i.test(prelude) ||
  (/^@media\b/i.test(prelude) &&
    !/\bmax-(?:device-)?width\b/i.test(prelude) &&
    !/^@media\s+(?:only\s+)?(?:print|speech)\b/i.test(prelude));

/** Calls `rule` for each rule set of a style sheet, inside the at-rules that hold for a screen as well. */
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
    if (prelude.startsWith('@') && isForScreen(prelude)) {
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

/** Reads the rules of style elements that bear on what is visible and how it is laid out. */
export function parseStyleSheets(sheets: readonly string[]): StyleSheet {
  const rules = new Map<string, StyleRule[]>();
  let count = 0;
  for (const sheet of sheets) {
    eachRule(sheet, (prelude, body) => {
      const declarations = parseDeclarations(body);
      if (declarations.size === 0) return;
      for (const selector of prelude.split(',')) {
        const compounds = parseSelector(selector);
        const last = compounds?.at(-1);
        if (compounds === null || last === undefined || ++count > HTML_LIMITS.styleRules) continue;
        const key =
          last.id !== null ? `#${last.id}` : last.classes[0] !== undefined ? `.${last.classes[0]}` : (last.tag ?? '*');
        const rule: StyleRule = { groups: groupsOf(compounds), specificity: specificityOf(compounds), declarations };
        rules.set(key, [...(rules.get(key) ?? []), rule]);
      }
    });
  }
  return { rules };
}

const isNth = (nth: NonNullable<Compound['nth']>, index: number): boolean =>
  nth.step === 0 ? index === nth.offset : (index - nth.offset) % nth.step === 0 && (index - nth.offset) / nth.step >= 0;

const fits = (compound: Compound, subject: SelectorSubject): boolean =>
  (compound.tag === null || compound.tag === subject.tag) &&
  (compound.id === null || compound.id === subject.id) &&
  compound.classes.every((name) => subject.classes.has(name)) &&
  (compound.nth === null || isNth(compound.nth, subject.index)) &&
  (!compound.last || subject.isLast);

const fitsAt = (group: readonly Compound[], path: readonly SelectorSubject[], last: number): boolean =>
  last - group.length + 1 >= 0 && group.every((compound, i) => fits(compound, path[last - group.length + 1 + i]!));

/** `path` ends with the subject. The nearest fitting ancestor is always the best one to take, so one walk upwards is enough. */
function selects(groups: readonly (readonly Compound[])[], path: readonly SelectorSubject[]): boolean {
  let at = path.length - 1;
  for (let i = groups.length - 1; i >= 0; i--) {
    const group = groups[i]!;
    const lowest = i === groups.length - 1 ? at : 0;
    while (at >= lowest && !fitsAt(group, path, at)) at--;
    if (at < lowest) return false;
    at -= group.length;
  }
  return true;
}

/** Declarations that the rules give to the last element of the path, the strongest of each property. */
export function declarationsFor(sheet: StyleSheet, path: readonly SelectorSubject[]): Declarations | null {
  const subject = path.at(-1);
  if (subject === undefined || sheet.rules.size === 0) return null;
  const keys = [`#${subject.id}`, ...[...subject.classes].map((name) => `.${name}`), subject.tag, '*'];
  const matching = keys.flatMap((key) => sheet.rules.get(key) ?? []).filter((rule) => selects(rule.groups, path));
  if (matching.length === 0) return null;
  const result = new Map<string, { value: string; important: boolean }>();
  for (const { declarations } of matching.toSorted((a, b) => a.specificity - b.specificity)) {
    for (const [property, declared] of declarations) {
      if (declared.important || !result.get(property)?.important) result.set(property, declared);
    }
  }
  return result;
}
