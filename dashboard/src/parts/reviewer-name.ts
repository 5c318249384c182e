import { useCallback, useState } from 'react';

const KEY = 'gouji.reviewer';

/** There is no login yet: the name that a reviewer gives, remembered by this browser where it may. */
export function useReviewerName(): readonly [string, (name: string) => void] {
  const [name, setName] = useState(remembered);
  const keep = useCallback((next: string): void => {
    setName(next);
    remember(next);
  }, []);
  return [name, keep];
}

function remembered(): string {
  try {
    return window.localStorage.getItem(KEY) ?? '';
  } catch {
    // A browser that is told to keep nothing throws at the mere mention: the name is then asked for on each visit.
    return '';
  }
}

function remember(name: string): void {
  try {
    window.localStorage.setItem(KEY, name);
  } catch {
    // As above.
  }
}
