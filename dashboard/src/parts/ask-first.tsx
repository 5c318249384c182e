import { useState } from 'react';
import { OFFICE_WORDS } from '../words/office.ts';

interface Props {
  readonly label: string;
  /** Whom or what it is about, and what follows from it. */
  readonly question: string;
  readonly onYes: () => void;
}

/** A step with consequences for others: the first press asks, in the place of the button, the second one does it. */
export function AskFirst({ label, question, onYes }: Props) {
  const [asks, setAsks] = useState(false);
  if (!asks) {
    return (
      <button type="button" className="linkish" onClick={() => setAsks(true)}>
        {label}
      </button>
    );
  }
  const answer = (does: boolean) => () => {
    setAsks(false);
    if (does) onYes();
  };
  return (
    // Escape goes back, as in a dialogue
    <fieldset className="ask-first" onKeyDown={(event) => event.key === 'Escape' && setAsks(false)}>
      <legend>{question}</legend>
      <button type="button" className="linkish is-danger" ref={(button) => button?.focus()} onClick={answer(true)}>
        {label}
      </button>
      <button type="button" className="linkish" onClick={answer(false)}>
        {OFFICE_WORDS.cancel}
      </button>
    </fieldset>
  );
}
