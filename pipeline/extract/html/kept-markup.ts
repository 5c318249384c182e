import { type AnyNode, type Element, isText } from 'domhandler';
import { HTML_LIMITS } from '../../../config/limits/markup.ts';

/** Elements whose content a browser does not show as markup but a script of the page may. */
const KEEPERS = new Set(['script', 'template', 'textarea', 'xmp', 'noscript', 'noframes']);

const STRING = /"((?:[^"\\\n]|\\[\s\S])*)"|'((?:[^'\\\n]|\\[\s\S])*)'|`((?:[^`\\]|\\[\s\S])*)`/g;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '', f: '' };

/** The characters of a string literal. @source ECMAScript, string literals; JSON */
const unescaped = (literal: string): string =>
  literal.replace(
    /\\(?:u\{([0-9a-f]{1,6})\}|u([0-9a-f]{4})|x([0-9a-f]{2})|([\s\S]))/gi,
    (_, wide, unit, byte, character) => {
      const code = Number.parseInt(wide ?? unit ?? byte ?? '', 16);
      if (Number.isNaN(code)) return ESCAPES[character] ?? character;
      return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
    },
  );

const hasTags = (text: string): boolean => /<(?:p|div|table|tr|td|span|h[1-6]|section|body)\b[^>]*>/i.test(text);

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    // escape() writes %uXXXX, which decodeURIComponent refuses.
    if (!(error instanceof URIError)) throw error;
    return text.replace(/%u([0-9a-f]{4})|%([0-9a-f]{2})/gi, (_, unit, byte) =>
      String.fromCharCode(Number.parseInt(unit ?? byte, 16)),
    );
  }
}

const NAMED: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  amp: '&',
  '#39': "'",
  '#34': '"',
  '#60': '<',
  '#62': '>',
};
const entityDecoded = (text: string): string =>
  text.replace(/&(lt|gt|quot|amp|#39|#34|#60|#62);/gi, (whole, name: string) => NAMED[name.toLowerCase()] ?? whole);

/** Ways in which pages write markup into a string, tried one after another. */
const WRITINGS: readonly ((text: string) => string | null)[] = [
  (text) => text,
  (text) => (/%3c/i.test(text) ? percentDecoded(text) : null),
  (text) => (/&lt;/i.test(text) ? entityDecoded(text) : null),
  (text) => (/^[A-Za-z0-9+/\s]{64,}={0,2}\s*$/.test(text) ? Buffer.from(text, 'base64').toString('utf8') : null),
];

function markupIn(text: string): string | null {
  if (text.length < HTML_LIMITS.keptMarkupCharacters) return null;
  for (const write of WRITINGS) {
    const written = write(text);
    if (written !== null && hasTags(written)) return written;
  }
  return null;
}

/** Markup in the strings of a script or of JSON, strings inside strings included. */
function inStrings(code: string, depth: number): readonly string[] {
  return [...code.matchAll(STRING)].flatMap(([, double, single, template]): readonly string[] => {
    const text = unescaped(double ?? single ?? template ?? '');
    const markup = markupIn(text);
    if (markup !== null) return [markup];
    return depth > 0 && /^\s*[{[]/.test(text) ? inStrings(text, depth - 1) : [];
  });
}

/** The strings of a script that say something in Chinese, in order, as many as HTML_LIMITS.hiddenCharacters hold. */
export function stringsOf(script: Element): readonly string[] {
  const texts: string[] = [];
  let room: number = HTML_LIMITS.hiddenCharacters;
  for (const [, double, single, template] of script.children.map(textOf).join('').matchAll(STRING)) {
    const text = unescaped(double ?? single ?? template ?? '').trim();
    if (!/\p{Script=Han}/u.test(text)) continue;
    room -= text.length;
    if (room < 0) break;
    texts.push(text);
  }
  return texts;
}

const textOf = (node: AnyNode): string =>
  isText(node) ? node.data : 'children' in node ? node.children.map(textOf).join('') : '';

/**
 * Markup that an element of the page keeps as text, for a script to show: in a template, a text field, a script that is
 * none, the strings of a program or of JSON. Empty for what keeps none.
 */
export function markupKeptBy(element: Element): readonly string[] {
  if (!KEEPERS.has(element.name)) return [];
  const text = element.children.map(textOf).join('');
  if (text.length < HTML_LIMITS.keptMarkupCharacters) return [];
  const type = element.attribs.type?.trim().toLowerCase() ?? '';
  const isProgram = element.name === 'script' && (type === '' || /javascript|ecmascript|json|module|babel/.test(type));
  if (isProgram) return inStrings(text, 2);
  const markup = markupIn(text);
  return markup === null ? [] : [markup];
}
