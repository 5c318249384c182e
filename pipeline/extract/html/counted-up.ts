import { isValueText, readValue } from '../../wording/cell-value.ts';
import type { VisibleElement, VisibleNode } from './visible-element.ts';

const isElement = (node: VisibleNode): node is VisibleElement => typeof node !== 'string';

/**
 * Attributes in which a page keeps the number that a script counts up to from nought when somebody looks.
 * @source jquery-countTo (data-to), CountUp.js and Waypoints Counter-Up (data-count, data-target, data-value, data-num, data-end-val), PureCounter (data-purecounter-end)
 */
const COUNTED_UP_TO =
  /^data-(?:(?:pure)?counter-?|countup-?)?(?:to|count|count-?to|counter|countup|target|end|end-?val|val|value|num|number|final|stop|odometer)$/u;

const textIn = (node: VisibleNode): string => (isElement(node) ? node.children.map(textIn).join('') : node);

/** Characters of a nought that a counter shows at first: 0, 00, 0.00. */
const MOST_SHOWN = 4;

/**
 * The number that a script counts up to in an element that shows nought or nothing until it runs; null for every other
 * element. It is what a reader sees, and not what the page as it stands says.
 */
export function countedUpTo(element: VisibleElement): string | null {
  if (element.characters > MOST_SHOWN || element.drawn > 0) return null;
  const kept = keptIn(element.attributes);
  if (kept === null) return null;
  const shown = readValue(textIn(element));
  return shown.kind === 'blank' || (shown.kind === 'number' && shown.value === 0) ? kept : null;
}

function keptIn(attributes: VisibleElement['attributes']): string | null {
  for (const name in attributes) {
    if (!name.startsWith('data-') || !COUNTED_UP_TO.test(name)) continue;
    const kept = attributes[name]!;
    if (isValueText(kept) && Number(kept) > 0) return kept;
  }
  return null;
}

/** The numbers in an element, itself included, that a script counts up to. */
export function countedIn(element: VisibleElement): readonly string[] {
  const own = countedUpTo(element);
  return own === null ? element.children.flatMap((child) => (isElement(child) ? countedIn(child) : [])) : [own];
}
