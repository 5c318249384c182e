import type { SecondsRange } from '../contracts/api.ts';
import type { Lane } from '../pipeline/contracts/expected-work.ts';
import type { LaneWork } from '../store/lane-work.ts';

/**
 * How long so many expected seconds of a lane will take. Null: nobody is there to do them.
 * @param slots documents of the lane that are converted at a time
 */
export function timeToGo(seconds: number, { pace }: Pick<LaneWork, 'pace'>, slots: number): SecondsRange | null {
  if (seconds === 0) return { from: 0, to: 0 };
  if (slots === 0) return null;
  return { from: Math.ceil((seconds * pace.fast) / slots), to: Math.ceil((seconds * pace.slow) / slots) };
}

/** Lanes go on side by side: what waits in several is done when the last of them is. */
export function timeForAll(
  seconds: ReadonlyMap<Lane, number>,
  lanes: readonly LaneWork[],
  slots: ReadonlyMap<Lane, number>,
): SecondsRange | null {
  const ranges = lanes.map((lane) => timeToGo(seconds.get(lane.lane) ?? 0, lane, slots.get(lane.lane) ?? 0));
  const known = ranges.filter((range) => range !== null);
  if (seconds.size === 0 || known.length < ranges.length) return null;
  return { from: Math.max(...known.map(({ from }) => from)), to: Math.max(...known.map(({ to }) => to)) };
}
