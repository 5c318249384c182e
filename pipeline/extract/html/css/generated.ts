import type { Declarations } from './declarations.ts';

/** What styles print before or behind the content of an element: text, or a sign that is drawn and has none. */
export type Generated = { readonly text: string } | 'drawn';

const TOKEN =
  /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|attr\(\s*([\w-]+)\s*(?:,[^()]*)?\)|([a-z-]+)\([^()]*\)|([a-z-]+)/gis;

/** @source CSS Syntax 3, escapes: a backslash and up to six hexadecimal digits, or the character itself */
const unescaped = (text: string): string =>
  text.replace(/\\(?:([0-9a-f]{1,6})\s?|\n|(.))/gis, (_, code: string | undefined, character: string | undefined) => {
    if (code === undefined) return character ?? '';
    const point = Number.parseInt(code, 16);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
  });

/** Signs of icon fonts have no meaning outside them. */
const ICONS = /^[\ue000-\uf8ff\s]*$/u;

/**
 * What the content property prints; null for nothing, and for icons.
 * @source CSS Generated Content 3
 */
export function generatedBy(
  declarations: Declarations,
  attributes: Readonly<Record<string, string>>,
): Generated | null {
  const content = declarations.get('content')?.value;
  if (content === undefined || /^(?:none|normal|inherit|initial|unset)$/i.test(content)) return null;
  let text = '';
  // Behind a slash stands what screen readers say instead.
  for (const [, double, single, attribute, called] of content.replace(/\s\/\s.*$/s, '').matchAll(TOKEN)) {
    if (called !== undefined) return 'drawn';
    text += attribute === undefined ? unescaped(double ?? single ?? '') : (attributes[attribute.toLowerCase()] ?? '');
  }
  return ICONS.test(text) ? null : { text };
}
