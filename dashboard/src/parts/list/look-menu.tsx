import { VIEW_WORDS } from '../../words/choice.ts';
import { Fold } from './fold.tsx';
import { DENSITIES, type Look } from './use-look.ts';

interface Props<C extends string> {
  readonly look: Look<C>;
  /** Columns that can be left out, with their headers. */
  readonly columns: readonly (readonly [C, string])[];
}

/** Which columns a list shows, and how close together its rows are. */
export function LookMenu<C extends string>({ look, columns }: Props<C>) {
  return (
    <Fold name={VIEW_WORDS.columns}>
      <fieldset>
        <legend>{VIEW_WORDS.shown}</legend>
        {columns.map(([column, header]) => (
          <label key={column}>
            <input type="checkbox" checked={look.shows(column)} onChange={() => look.toggle(column)} />
            {header}
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>{VIEW_WORDS.density}</legend>
        {DENSITIES.map((density) => (
          <label key={density}>
            <input
              type="radio"
              name="density"
              checked={look.density === density}
              onChange={() => look.setDensity(density)}
            />
            {VIEW_WORDS.densities[density]}
          </label>
        ))}
      </fieldset>
    </Fold>
  );
}
