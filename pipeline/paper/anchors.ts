import type { Element } from 'domhandler';

/** Marks elements as places: by `id` the first one, by `data-places` all that they show. */
export function openAnchors(): {
  /** The element shows this place itself. */
  readonly at: (element: Element, name: string) => void;
  /** The place has no element of its own; this one is the nearest. */
  readonly near: (element: Element, name: string) => void;
} {
  const named = new Set<string>();
  const append = (element: Element, attribute: string, name: string): void => {
    const before = element.attribs[attribute];
    element.attribs[attribute] = before === undefined ? name : `${before} ${name}`;
  };
  return {
    at: (element, name) => {
      if (named.has(name)) return;
      named.add(name);
      element.attribs.id ??= name;
      append(element, 'data-places', name);
    },
    near: (element, name) => {
      if (named.has(name)) return;
      named.add(name);
      append(element, 'data-nearest', name);
    },
  };
}

/** Attributes that are ours alone: a foreign page that has them is not to speak for us. */
export const OWN_ATTRIBUTES = [
  'id',
  'name',
  'data-places',
  'data-nearest',
  'data-lit',
  'data-picture',
  'data-revealed',
  'data-field',
  'data-missing',
  'data-number',
] as const;
