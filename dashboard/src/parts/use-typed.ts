import { type CompositionEvent, useEffect, useState } from 'react';

/** A pause in typing after which it is asked for. */
const TYPING_MS = 300;

export interface Typed {
  readonly text: string;
  readonly setText: (text: string) => void;
  /** Go onto the field: while Chinese is being composed, what stands in it is not yet what is meant. */
  readonly composing: {
    readonly onCompositionStart: () => void;
    readonly onCompositionEnd: (event: CompositionEvent<HTMLInputElement>) => void;
  };
}

/** What is typed into a field that filters: told after a pause, and never in the middle of a composition. */
export function useTyped(given: string, tell: (text: string) => void): Typed {
  const [text, setText] = useState(given);
  const [isComposing, setComposing] = useState(false);

  useEffect(() => setText(given), [given]);

  // `tell` is another function at each drawing and means the same
  useEffect(() => {
    const wanted = text.trim();
    if (isComposing || wanted === given) return;
    const pause = setTimeout(() => tell(wanted), TYPING_MS);
    return () => clearTimeout(pause);
  }, [text, given, isComposing]);

  return {
    text,
    setText,
    composing: {
      onCompositionStart: () => setComposing(true),
      onCompositionEnd: (event) => {
        setComposing(false);
        setText(event.currentTarget.value);
      },
    },
  };
}
