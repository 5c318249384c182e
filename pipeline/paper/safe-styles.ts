import type { ChildNode, Declaration, Parser, Root } from 'postcss';

/**
 * Styles of a foreign page for a frame that may load nothing: what could fetch a file, run a program or leave the style
 * element is taken out, the rest stays as its author wrote it. The policy of the frame forbids the same once more; here it
 * is taken out so that nothing is even tried.
 */

/** Rules that only choose among others by the reader's window. */
const CONTAINERS = new Set(['media', 'supports', 'layer']);
/** What fetches, runs or binds, after escapes are undone and white space is gone. */
const REACHES_OUT =
  /url\(|src\(|image\(|image-set\(|cross-fade\(|element\(|expression\(|javascript:|vbscript:|@import|[<\0]/;
/** Bound programs, and what changes by itself while somebody reads. */
const LEFT_OUT = /^(?:behavior|-moz-binding|animation|transition)/;

/** Text of CSS with its escapes undone. @source CSS Syntax Level 3, 4.3.7 */
const unescaped = (text: string): string =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\\([0-9a-f]{1,6})\s?|\\([^\n])/gi, (_, code: string | undefined, character: string | undefined) => {
      const point = code === undefined ? Number.NaN : Number.parseInt(code, 16);
      if (character !== undefined) return character;
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
    });

const reachesOut = (text: string): boolean =>
  REACHES_OUT.test(unescaped(text).replace(/\s+/g, '').toLowerCase()) || text.includes('<');

function isSafe({ prop, value }: Declaration): boolean {
  const name = unescaped(prop).toLowerCase();
  return !LEFT_OUT.test(name) && !reachesOut(name) && !reachesOut(value);
}

function clean(nodes: readonly ChildNode[]): void {
  for (const node of nodes) {
    switch (node.type) {
      case 'decl':
        if (!isSafe(node)) node.remove();
        // what is fixed to the window would lie over the paper while it is scrolled
        else if (/^position$/i.test(node.prop) && /fixed/i.test(node.value)) node.value = 'absolute';
        break;
      case 'rule':
        if (reachesOut(node.selector)) node.remove();
        else clean([...node.nodes]);
        break;
      case 'atrule':
        if (CONTAINERS.has(node.name.toLowerCase()) && !reachesOut(node.params)) clean([...(node.nodes ?? [])]);
        else node.remove();
        break;
      default:
        node.remove();
    }
  }
}

/** Parses what can be parsed: a rule that is broken takes none but itself along. */
function parsed(parse: Parser<Root>, css: string): readonly Root[] {
  try {
    return [parse(css)];
  } catch {
    return css.split('}').flatMap((rule): readonly Root[] => {
      try {
        return [parse(`${rule}}`)];
      } catch {
        // what a browser would skip as well
        return [];
      }
    });
  }
}

/** A style sheet for a style element of a frame. @param parse that of postcss */
export function safeStyleSheet(parse: Parser<Root>, css: string): string {
  return parsed(parse, css.replace(/<!--|-->/g, ''))
    .map((root) => {
      clean([...root.nodes]);
      return root.toString();
    })
    .join('\n')
    .replaceAll('<', '');
}

/** Declarations of a style attribute; empty where none can stay. */
export const safeDeclarations = (parse: Parser<Root>, style: string): string =>
  safeStyleSheet(parse, `x{${style.replace(/[{}]/g, '')}}`)
    .replace(/^\s*x\s*\{/, '')
    .replace(/\}\s*$/, '')
    .trim();
