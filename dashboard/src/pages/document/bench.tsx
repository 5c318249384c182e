import { type ReactNode, useState } from 'react';
import { PAPER_WORDS } from '../../words/paper.ts';

interface Props {
  readonly paper: ReactNode;
  readonly children: ReactNode;
}

/** The paper on the left and what was read of it on the right; in a narrow window the one or the other. */
export function Bench({ paper, children }: Props) {
  const [shown, setShown] = useState<'paper' | 'result'>('result');
  const choice = (which: 'paper' | 'result', words: string) => (
    <button type="button" aria-pressed={shown === which} onClick={() => setShown(which)}>
      {words}
    </button>
  );
  return (
    <div className="bench" data-shown={shown}>
      <fieldset className="bench-choice" aria-label={PAPER_WORDS.shown}>
        {choice('result', PAPER_WORDS.result)}
        {choice('paper', PAPER_WORDS.paper)}
      </fieldset>
      <div className="bench-paper">{paper}</div>
      <div className="bench-result">{children}</div>
    </div>
  );
}
