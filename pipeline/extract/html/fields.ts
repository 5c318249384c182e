import type { Element } from 'domhandler';
import { HTML_TOLERANCES } from '../../../config/limits/markup.ts';
import { isValueText } from '../../wording/cell-value.ts';

/** Controls of a form whose value a reader sees. */
const FIELDS = new Set(['input', 'textarea', 'select']);
const TEXT_TYPES = /^(?:text|number|tel|search|url|email|)$/;

export const isField = (tag: string): boolean => FIELDS.has(tag);

const childrenNamed = (element: Element, names: readonly string[]): Element[] =>
  element.children.flatMap((child) => (child.type === 'tag' && names.includes(child.name) ? [child] : []));
const textIn = (element: Element): string =>
  element.children.map((child) => (child.type === 'text' ? child.data : '')).join('');

/** Text of the option that a closed list shows: the last one chosen, else the first. @source HTML Standard, 4.10.7 */
function chosenOption(select: Element): string {
  const options = childrenNamed(select, ['option', 'optgroup']).flatMap((child) =>
    child.name === 'optgroup' ? childrenNamed(child, ['option']) : [child],
  );
  const chosen = options.findLast(({ attribs }) => attribs.selected !== undefined) ?? options[0];
  return chosen === undefined ? '' : (chosen.attribs.label ?? textIn(chosen));
}

function shownValue(field: Element): string | null {
  switch (field.name) {
    case 'input':
      return TEXT_TYPES.test(field.attribs.type?.trim().toLowerCase() ?? '') ? (field.attribs.value ?? '') : null;
    case 'textarea':
      return textIn(field);
    default:
      return chosenOption(field);
  }
}

/** What an empty field shows in grey: a prompt, or the figure that somebody forgot to fill in. */
export const promptOf = (field: Element): string => field.attribs.placeholder ?? '';

/** A text field that holds a whole text rather than a value. */
export const isLongField = (field: Element): boolean =>
  field.name === 'textarea' && textIn(field).trim().length >= HTML_TOLERANCES.leastMainCharacters;

/**
 * What is filled in or chosen in a field; null for one that shows none. Outside tables only figures are text of the
 * page: there stand the fields of searches and lists of links.
 */
export function fieldText(field: Element, isInCell: boolean): string | null {
  const value = shownValue(field)?.trim() ?? '';
  return value !== '' && (isInCell || isValueText(value)) ? value : null;
}
