import { Fragment, useCallback, useEffect, useRef, useState } from 'react';
import type { Placement } from '../../../../contracts/api.ts';
import type { DocumentPart } from '../../../../contracts/states.ts';
import { AgencyPicker } from '../../parts/agency-picker.tsx';
import { percentWords } from '../../parts/measures.ts';
import type { UploadedFile } from '../../parts/piles.ts';
import { documentHref } from '../../route.ts';
import { PHRASES } from '../../words/phrases.ts';
import { evidenceWords, UPLOAD_PAGE_WORDS, WAIT_WORDS } from '../../words/uploads.ts';

export interface Choice {
  readonly agencyId: string;
  readonly agency: string;
  readonly year: number;
  readonly as: DocumentPart;
}

interface Props {
  readonly items: readonly UploadedFile[];
  /** Address of the pile. */
  readonly list: string;
  /** Year of the switch: where the roster is searched for another agency. */
  readonly year: number | null;
  readonly mayAssign: boolean;
  readonly onChoose: (file: UploadedFile, choice: Choice) => void;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, summary, .person-box') !== null;

function Guesses({
  guesses,
  mayAssign,
  onPick,
}: {
  readonly guesses: Placement['guesses'];
  readonly mayAssign: boolean;
  readonly onPick: (guess: Placement['guesses'][number]) => void;
}) {
  return (
    <ol className="guesses">
      {guesses.map((guess, index) => (
        <li key={`${guess.agencyId} ${guess.year}`}>
          <button type="button" disabled={!mayAssign} onClick={() => onPick(guess)}>
            <kbd>{index + 1}</kbd>
            {UPLOAD_PAGE_WORDS.candidate(guess.agency, guess.year)}
            <span className="quiet">{UPLOAD_PAGE_WORDS.sure(percentWords(guess.confidence))}</span>
          </button>
          <span className="quiet evidence">
            {guess.evidence.map((each, at) => (
              <Fragment key={`${at} ${each.place}`}>
                {at > 0 && PHRASES.semicolon}
                {evidenceWords(each)}
                <span lang="zh-CN">{each.text}</span>
              </Fragment>
            ))}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Files whose agency or year a person has to settle, one after another, without leaving the keyboard. */
export function WaitingPile({ items, list, year, mayAssign, onChoose }: Props) {
  const [activeId, setActiveId] = useState<string | null>(null);
  const [asOther, setAsOther] = useState(false);
  const [searching, setSearching] = useState(false);
  const rows = useRef<HTMLUListElement>(null);
  const found = items.findIndex(({ id }) => id === activeId);
  const active = Math.max(found, 0);
  const current = items[active];

  const choose = useCallback(
    (file: UploadedFile, choice: Omit<Choice, 'as'>): void => {
      const next = items[items.indexOf(file) + 1] ?? items[items.indexOf(file) - 1];
      setActiveId(next?.id ?? null);
      setSearching(false);
      setAsOther(false);
      // Of a report that has passed nothing more is handed in: what comes is what was published of it.
      const isPublication = file.placement.waitsFor === 'filing-accepted';
      onChoose(file, { ...choice, as: isPublication ? 'published' : asOther ? 'other' : 'main' });
    },
    [items, asOther, onChoose],
  );

  useEffect(() => {
    const move = (to: number): void => {
      setActiveId((items[to] ?? items[active])?.id ?? null);
      setSearching(false);
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const digit = /^[1-9]$/.test(event.key) ? Number(event.key) : null;
      const isButton = event.target instanceof HTMLElement && event.target.closest('a, button') !== null;
      if (event.key === 'ArrowDown') move(active + 1);
      else if (event.key === 'ArrowUp') move(active - 1);
      else if (!mayAssign || current === undefined) return;
      else if (event.key === '/' && year !== null) setSearching(true);
      else if (digit !== null || (event.key === 'Enter' && !isButton)) {
        const guess = current.placement.guesses[(digit ?? 1) - 1];
        if (guess === undefined) return;
        choose(current, guess);
      } else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [items, active, current, mayAssign, year, choose]);

  useEffect(() => {
    if (activeId !== null) rows.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);

  return (
    <>
      {mayAssign && <p className="quiet keys">{UPLOAD_PAGE_WORDS.keys}</p>}
      <ul className="waiting" ref={rows}>
        {items.map((file, index) => {
          const isActive = index === active;
          const { placement } = file;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the arrow keys choose
            <li
              key={file.id}
              data-id={file.id}
              aria-current={isActive ? 'true' : undefined}
              onClick={() => setActiveId(file.id)}
            >
              <p>
                <a className="file-name" lang="zh-CN" href={documentHref(file.id, { list })}>
                  {file.fileName}
                </a>
                <span className="quiet why">
                  {placement.waitsFor === null ? UPLOAD_PAGE_WORDS.converting : WAIT_WORDS[placement.waitsFor]}
                </span>
              </p>
              {placement.guesses.length > 0 ? (
                <Guesses guesses={placement.guesses} mayAssign={mayAssign} onPick={(guess) => choose(file, guess)} />
              ) : (
                placement.waitsFor !== null && <p className="quiet">{UPLOAD_PAGE_WORDS.noGuess}</p>
              )}
              {isActive && mayAssign && placement.waitsFor !== null && (
                <div className="waiting-more">
                  <label>
                    <input
                      type="checkbox"
                      checked={asOther}
                      onChange={(event) => setAsOther(event.currentTarget.checked)}
                    />
                    {UPLOAD_PAGE_WORDS.asOther}
                  </label>
                  {year !== null &&
                    (searching ? (
                      <AgencyPicker
                        year={year}
                        label={UPLOAD_PAGE_WORDS.another}
                        autoFocus
                        onLeave={() => setSearching(false)}
                        onPick={({ id, name }) => choose(file, { agencyId: id, agency: name, year })}
                      />
                    ) : (
                      <button type="button" className="linkish" onClick={() => setSearching(true)}>
                        {UPLOAD_PAGE_WORDS.another}
                      </button>
                    ))}
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
