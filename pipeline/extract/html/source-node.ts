import type { AnyNode, ChildNode, Element } from 'domhandler';
import { HTML_LIMITS } from '../../../config/limits/markup.ts';
import { ConversionError } from '../../contracts/errors.ts';

/** Characters but white space and invisible ones. */
export const inkOf = (text: string): number => text.replace(/[\s\u200b-\u200f\u2060-\u2069\ufeff\u00ad]+/gu, '').length;

export const isElement = (node: AnyNode): node is Element =>
  node.type === 'tag' || node.type === 'script' || node.type === 'style';

/** All text in a node, as its source has it. */
export function sourceText(node: AnyNode, depth = 0): string {
  if (depth > HTML_LIMITS.depth * HTML_LIMITS.innerDepth) throw tooDeep();
  if (node.type === 'text') return node.data;
  return 'children' in node ? node.children.map((child) => sourceText(child, depth + 1)).join('') : '';
}
export const tooDeep = (): ConversionError => new ConversionError('too-complex', 'an HTML page nested too deeply');

/** Children, those of a document that was put in the place of an element's content among them. */
export const childrenOf = (element: Element): readonly ChildNode[] =>
  element.children.flatMap((child) => (child.type === 'root' ? child.children : [child]));
