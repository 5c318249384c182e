/** What this browser remembers for one person, under a name of ours; nothing where it is told to keep nothing. */
const storageKey = (person: string, name: string): string => `gouji.${person}.${name}`;

export function recalled(person: string, name: string): unknown {
  try {
    const text = window.localStorage.getItem(storageKey(person, name));
    return text === null ? null : JSON.parse(text);
  } catch {
    // A browser that keeps nothing throws at the mere mention; what somebody else wrote there is nothing of ours.
    return null;
  }
}

export function keep(person: string, name: string, value: unknown): void {
  try {
    window.localStorage.setItem(storageKey(person, name), JSON.stringify(value));
  } catch {
    // As above.
  }
}
