import { useSyncExternalStore } from 'react';
import { LANGUAGES, type Language } from '../../config/rule-words/words-of.ts';

/** The language in which this browser tells findings and rules; kept by it where it may. */

const KEY = 'gouji.lang';
const listeners = new Set<() => void>();

function recall(): Language {
  try {
    return LANGUAGES.find((each) => each === window.localStorage.getItem(KEY)) ?? 'zh';
  } catch {
    // A browser that is told to keep nothing throws at the mere mention.
    return 'zh';
  }
}

let language: Language | null = null;
const current = (): Language => {
  language ??= recall();
  return language;
};

export function speak(next: Language): void {
  language = next;
  try {
    window.localStorage.setItem(KEY, next);
  } catch {
    // As above: it is spoken until the page is left.
  }
  for (const listener of listeners) listener();
}

const listen = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useLanguage = (): Language => useSyncExternalStore(listen, current);
