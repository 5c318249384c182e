import { useCallback, useState } from 'react';

/** There is no login yet: what somebody wrote about himself, remembered by this browser where it may. */
export function useRemembered(key: 'reviewer' | 'office'): readonly [string, (text: string) => void] {
  const [text, setText] = useState(() => recall(key));
  const keep = useCallback(
    (next: string): void => {
      setText(next);
      remember(key, next);
    },
    [key],
  );
  return [text, keep];
}

const storageKey = (key: string): string => `gouji.${key}`;

function recall(key: string): string {
  try {
    return window.localStorage.getItem(storageKey(key)) ?? '';
  } catch {
    // A browser that is told to keep nothing throws at the mere mention: it is then asked for on each visit.
    return '';
  }
}

function remember(key: string, text: string): void {
  try {
    window.localStorage.setItem(storageKey(key), text);
  } catch {
    // As above.
  }
}
