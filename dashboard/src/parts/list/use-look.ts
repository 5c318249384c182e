import { useCallback, useState } from 'react';
import { keep, recalled } from './kept.ts';

export const DENSITIES = ['normal', 'dense'] as const;
export type Density = (typeof DENSITIES)[number];

/** How somebody likes a list to look: which of its columns, and how close together. Kept by the browser. */
export interface Look<C extends string> {
  readonly density: Density;
  readonly shows: (column: C) => boolean;
  readonly setDensity: (density: Density) => void;
  readonly toggle: (column: C) => void;
}

interface Kept {
  readonly density: Density;
  readonly hidden: readonly string[];
}
const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' &&
  value !== null &&
  'density' in value &&
  DENSITIES.some((density) => density === value.density) &&
  'hidden' in value &&
  Array.isArray(value.hidden);

const AS_IT_IS: Kept = { density: 'normal', hidden: [] };

/** @param list names it among the lists */
export function useLook<C extends string>(person: string, list: string): Look<C> {
  const [look, setLook] = useState<Kept>(() => {
    const known = recalled(person, `look.${list}`);
    return isKept(known) ? known : AS_IT_IS;
  });
  const change = useCallback(
    (next: Kept): void => {
      setLook(next);
      keep(person, `look.${list}`, next);
    },
    [person, list],
  );
  const { hidden } = look;
  return {
    density: look.density,
    shows: (column) => !hidden.includes(column),
    setDensity: (density) => change({ ...look, density }),
    toggle: (column) =>
      change({
        ...look,
        hidden: hidden.includes(column) ? hidden.filter((each) => each !== column) : [...hidden, column],
      }),
  };
}
