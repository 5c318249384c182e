import { useEffect, useRef } from 'react';

/** What keys do, by the name that the browser gives them; letters as they are on the key, without shift. */
export type Keys = Readonly<Record<string, () => void>>;

const WRITES = 'input, textarea, select, [contenteditable="true"]';
/** What takes Enter for itself. */
const PRESSES = 'button, a, summary, [role="gridcell"], [role="grid"] td, [role="tab"]';

/** Keys of a page that work wherever the focus is, but for fields that are written in; while Chinese is composed, none does. */
export function useKeys(keys: Keys): void {
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest(WRITES) != null) return;
      if (event.key === 'Enter' && target?.closest(PRESSES) != null) return;
      const act = current.current[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
