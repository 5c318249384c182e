import { type ReactNode, useEffect, useRef } from 'react';

/** A small box behind a button of the list's bar; a press elsewhere or Escape shuts it. */
export function Fold({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  const box = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const shut = (event: Event): void => {
      const { current } = box;
      const isInside = event.target instanceof Node && current?.contains(event.target) === true;
      const isEscape = event instanceof KeyboardEvent && event.key === 'Escape';
      if (current === null || !current.open || (isInside && !isEscape)) return;
      if (event instanceof KeyboardEvent && !isEscape) return;
      current.open = false;
      if (isEscape) current.querySelector('summary')?.focus();
    };
    window.addEventListener('pointerdown', shut);
    window.addEventListener('keydown', shut);
    return () => {
      window.removeEventListener('pointerdown', shut);
      window.removeEventListener('keydown', shut);
    };
  }, []);
  return (
    <details className="fold" ref={box}>
      <summary>{name}</summary>
      <div className="fold-box">{children}</div>
    </details>
  );
}
