import type { DeskLane } from '../../../../contracts/queue.ts';
import { durationWords } from '../../parts/measures.ts';
import { QUEUE_PAGE_WORDS as WORDS } from '../../words/queue-page.ts';

/** How long a lane still takes for what is not held back, in words. */
export function laneTimeWords({ secondsToGo: range, held }: Pick<DeskLane, 'secondsToGo' | 'held'>): string {
  if (range === null) return WORDS.nobody;
  if (range.to === 0) return held > 0 ? WORDS.onlyHeld : WORDS.nothing;
  const [from, to] = [durationWords(range.from * 1_000), durationWords(range.to * 1_000)];
  return from === to ? to : WORDS.range(from, to);
}
