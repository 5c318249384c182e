import type { RunningServer } from '../../server/main.ts';
import { figures } from './figures.ts';
import type { Office } from './prepare.ts';

const ROUNDS = 30;
const BAR_MS = 100;
const CELL = 'cells/applications/newlyReceived/total';

/** From the request to the answer that holds what the rules say then: a correction, and taking it back. */
export async function measureCorrections(
  { parts }: RunningServer,
  { ask, filings }: Office,
  say: (line: string) => void,
): Promise<void> {
  const [made, back]: [number[], number[]] = [[], []];
  const timed = async (taken: number[], path: string, init: RequestInit): Promise<void> => {
    const began = performance.now();
    await ask(path, init);
    taken.push(performance.now() - began);
    await parts.checker.idle();
  };
  for (let round = 0; round < ROUNDS; round++) {
    const path = `/documents/${filings[round % filings.length]}/${CELL}`;
    const body = JSON.stringify({ value: 4, status: 'reported', reason: 'misread', note: '' });
    await timed(made, path, { method: 'PUT', headers: { 'content-type': 'application/json' }, body });
    await timed(back, path, { method: 'DELETE' });
  }
  say(`rules after a correction: ${figures(made, BAR_MS)}`);
  say(`rules after taking one back: ${figures(back, BAR_MS)}`);
}
