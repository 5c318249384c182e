import type { TableKey } from '../../../config/catalogue/form.ts';
import { FLOW_TOLERANCES } from '../../../config/limits/lines.ts';
import type { Grid } from '../../contracts/grid.ts';
import { placesIn } from '../lines/cell-text.ts';

/** Tables of the form that a grid names at least FLOW_TOLERANCES.places rows or columns of. */
export function tablesNamed(grid: Grid): readonly TableKey[] {
  const named = new Map<TableKey, Set<string>>();
  for (const { text } of grid.cells) {
    const [best] = placesIn(text, ['row', 'column']);
    if (best === undefined || best.score < FLOW_TOLERANCES.score) continue;
    const { table, kind, key } = best.place;
    named.set(table, (named.get(table) ?? new Set()).add(`${kind}/${key}`));
  }
  return [...named].filter(([, places]) => places.size >= FLOW_TOLERANCES.places).map(([table]) => table);
}
