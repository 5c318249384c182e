import { type ReactNode, useState } from 'react';
import { PAPER_WORDS } from '../../words/paper.ts';

interface Props {
  readonly paper: ReactNode;
  /** One thing at a time. */
  readonly side: ReactNode;
  readonly children: ReactNode;
}

/** The paper on the left, what was read of it in the middle, one thing at a time on the right; in a narrow window the paper or the rest. */
export function Bench({ paper, side, children }: Props) {
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
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="bench-result" tabIndex={0} aria-label={PAPER_WORDS.result}>
        {children}
      </section>
      {side}
    </div>
  );
}
