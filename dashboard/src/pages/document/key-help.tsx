import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { BENCH_WORDS, KEY_WORDS } from '../../words/bench.ts';

/** What the keys do. */
export function KeyHelp({ onClose }: { readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      className="key-help"
      ref={dialog}
      aria-label={BENCH_WORDS.help}
      onClose={onClose}
      onKeyDown={(event) => {
        if (event.key === '?') onClose();
      }}
    >
      <h2>{BENCH_WORDS.help}</h2>
      <dl>
        {KEY_WORDS.map(([keys, words]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <Button onClick={onClose}>{BENCH_WORDS.close}</Button>
    </dialog>
  );
}
