import { useEffect, useRef } from 'react';
import { CHOICE_WORDS } from '../../words/choice.ts';
import type { Choice } from './use-choice.ts';

/** Ticks a row. */
export const RowTick = ({
  choice,
  id,
  name,
}: {
  readonly choice: Choice;
  readonly id: string;
  readonly name: string;
}) => (
  <td className="tick">
    <label>
      <input
        type="checkbox"
        checked={choice.has(id)}
        aria-label={CHOICE_WORDS.row(name)}
        onChange={() => choice.toggle(id)}
      />
    </label>
  </td>
);

/** Ticks the rows of this page. */
export function PageTick({ choice }: { readonly choice: Choice }) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = choice.page === null;
  }, [choice.page]);
  return (
    <th scope="col" className="tick">
      <label>
        <input
          ref={box}
          type="checkbox"
          checked={choice.page === true}
          aria-label={CHOICE_WORDS.page}
          onChange={choice.togglePage}
        />
      </label>
    </th>
  );
}
