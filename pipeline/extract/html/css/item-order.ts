import type { Declarations } from './declarations.ts';

/** An item without styles of its own: text that stands among the others. */
const NO_STYLES: Declarations = new Map();

const styleOf = (declarations: Declarations, property: string): string => declarations.get(property)?.value ?? '';

const orderOf = (item: Declarations): number => Number.parseInt(styleOf(item, 'order'), 10) || 0;

/**
 * The items of a container in the order in which they are seen: by `order`, and the other way round where it runs
 * in reverse. Any other element shows its content as it is written.
 * @source CSS Flexible Box Layout 1, 5.1 and 5.4; CSS Grid Layout 1, 6.3
 */
export function inVisualOrder<T>(
  container: Declarations,
  items: readonly T[],
  declarationsOf: (item: T) => Declarations | null,
): readonly T[] {
  const display = styleOf(container, 'display');
  if (!/flex|grid/.test(display)) return items;
  const order = (item: T): number => orderOf(declarationsOf(item) ?? NO_STYLES);
  const ordered = items.toSorted((a, b) => order(a) - order(b));
  const runs = `${styleOf(container, 'flex-direction')} ${styleOf(container, 'flex-flow')}`;
  return /flex/.test(display) && /-reverse\b/.test(runs.replace(/wrap-reverse/, '')) ? ordered.reverse() : ordered;
}
