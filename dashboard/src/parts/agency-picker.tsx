import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import type { Filing } from '../../../contracts/filings.ts';
import { WHOLE_ROSTER } from '../filters.ts';
import { getFilings } from '../office-api.ts';
import { PICKER_WORDS } from '../words/picker.ts';
import { wordsOf } from './use-read.ts';
import { useTyped } from './use-typed.ts';

const SHOWN = 8;

interface Props {
  readonly year: number;
  readonly label: string;
  readonly autoFocus?: boolean;
  readonly onPick: (agency: Filing['agency']) => void;
  readonly onLeave?: () => void;
}

/** An agency of a year's roster, found by a part of one of its names and picked by mouse or keyboard. */
export function AgencyPicker({ year, label, autoFocus = false, onPick, onLeave }: Props) {
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<readonly Filing['agency'][] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const { text, setText, composing } = useTyped(query, setQuery);
  const listId = useId();

  useEffect(() => {
    setFound(null);
    if (query === '') return;
    const controller = new AbortController();
    getFilings({ ...WHOLE_ROSTER, query }, year, controller.signal, SHOWN).then(
      ({ items }) => {
        if (controller.signal.aborted) return;
        setActive(0);
        setFound(items.map(({ agency }) => agency));
        setFailure(null);
      },
      (cause: unknown) => {
        if (!controller.signal.aborted) setFailure(wordsOf(cause));
      },
    );
    return () => controller.abort();
  }, [query, year]);

  const pick = (agency: Filing['agency']): void => {
    setText('');
    setQuery('');
    onPick(agency);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    event.stopPropagation();
    const count = found?.length ?? 0;
    const chosen = found?.[active];
    if (event.key === 'Escape') onLeave?.();
    else if (event.key === 'ArrowDown' && count > 0) setActive((active + 1) % count);
    else if (event.key === 'ArrowUp' && count > 0) setActive((active - 1 + count) % count);
    else if (event.key !== 'Enter') return;
    else if (chosen !== undefined) pick(chosen);
    event.preventDefault();
  };
  return (
    <div className="picker">
      <input
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded={found !== null}
        aria-controls={listId}
        aria-activedescendant={found !== null && found.length > 0 ? `${listId}-${active}` : undefined}
        placeholder={PICKER_WORDS.placeholder}
        value={text}
        maxLength={80}
        autoComplete="off"
        // biome-ignore lint/a11y/noAutofocus: it is drawn when somebody asks for it by key or button
        autoFocus={autoFocus}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKey}
        {...composing}
      />
      <div id={listId} role="listbox" aria-label={label}>
        {failure !== null && <p role="alert">{failure}</p>}
        {found?.length === 0 && <p className="quiet">{PICKER_WORDS.nothing}</p>}
        {found?.map((agency, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
          <div
            key={agency.id}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onClick={() => pick(agency)}
          >
            <span lang="zh-CN">
              {agency.name} <small className="quiet">{agency.path.join(' › ')}</small>
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}
