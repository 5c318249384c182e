import { setTimeout as pause } from 'node:timers/promises';

export interface Heard {
  readonly name: string;
  readonly data: { readonly [key: string]: unknown };
}

/** Follows the events until it is stopped; `until` waits for one that fits. */
export async function followEvents(url: string, authorization: string) {
  const stop = new AbortController();
  const answer = await fetch(`${url}/api/events`, { signal: stop.signal, headers: { authorization } });
  const heard: Heard[] = [];
  const read = async (): Promise<void> => {
    let rest = '';
    for await (const chunk of answer.body ?? []) {
      rest += Buffer.from(chunk).toString('utf8');
      const events = rest.split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) {
        const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(event) ?? [];
        if (name !== undefined && data !== undefined) heard.push({ name, data: JSON.parse(data) });
      }
    }
  };
  const ended = read().catch((error) => {
    if (!stop.signal.aborted) throw error;
  });
  const until = async (fits: (event: Heard) => boolean): Promise<Heard> => {
    for (;;) {
      const found = heard.find(fits);
      if (found !== undefined) return found;
      await pause(20);
    }
  };
  return { answer, heard, until, ended, stop: () => stop.abort() };
}
