type Read<T> = (id: string, signal: AbortSignal) => Promise<T>;

/** What was read of the document that is looked at next, the last of each kind: it is shown at once and read again then. */
const kept = new Map<Read<unknown>, { readonly id: string; readonly value: unknown }>();

/** Reads what will be asked for next. One that cannot be read is asked for again when it is wanted. */
export async function readAhead<T>(read: Read<T>, id: string, signal: AbortSignal): Promise<T | null> {
  try {
    const value = await read(id, signal);
    kept.set(read, { id, value });
    return value;
  } catch {
    return null;
  }
}

/** What was read ahead by this very function; null where it was not. */
export function readBefore<T>(read: Read<T>, id: string): T | null {
  const found = kept.get(read);
  return found?.id === id ? (found.value as T) : null;
}
