import type { MouseEvent } from 'react';

/** A press anywhere in a row opens what it is about, unless it was meant for something in it or marked text. */
export const openRow =
  (open: () => void) =>
  (event: MouseEvent<HTMLTableRowElement>): void => {
    const isElse =
      event.target instanceof Element && event.target.closest('a, button, input, label, select, summary') !== null;
    const isMarking = (window.getSelection()?.toString() ?? '') !== '';
    if (!isElse && !isMarking && event.button === 0 && !event.ctrlKey && !event.metaKey) open();
  };
