import { Button } from 'antd';
import type { DeskLane } from '../../../../contracts/queue.ts';
import type { Lane } from '../../../../pipeline/contracts/expected-work.ts';
import { NO_QUEUE_FILTER } from '../../filters.ts';
import { durationWords, momentWords } from '../../parts/measures.ts';
import { queueHref } from '../../route.ts';
import { count } from '../../words/count.ts';
import { LANE_WORDS, QUEUE_PAGE_WORDS as WORDS } from '../../words/queue-page.ts';
import { laneTimeWords } from './lane-time.ts';

interface Props {
  readonly lanes: readonly DeskLane[];
  /** Null for who may not. */
  readonly onHold: ((what: 'hold' | 'resume', lane: Lane) => void) | null;
}

/** What waits in each lane, and how long it will take. */
export function Lanes({ lanes, onHold }: Props) {
  const columns = ['waiting', 'held', 'running', 'slots', 'timeToGo', 'oldest'] as const;
  return (
    <section className="sheet" aria-label={WORDS.lanes}>
      <h2>{WORDS.lanes}</h2>
      <table className="docs cards lanes">
        <thead>
          <tr>
            <th scope="col">{WORDS.lane}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {WORDS[column]}
              </th>
            ))}
            {onHold !== null && <th scope="col">{WORDS.action}</th>}
          </tr>
        </thead>
        <tbody>
          {lanes.map(({ lane, waiting, held, running, slots, secondsToGo, oldestSeconds, heldBy }) => (
            <tr key={lane} data-lane={lane}>
              <th scope="row">
                <a href={queueHref({ ...NO_QUEUE_FILTER, lane })}>{LANE_WORDS[lane]}</a>
                {heldBy !== null && (
                  <span className="why is-error">
                    {WORDS.heldBy(heldBy.who, momentWords(heldBy.since, new Date()))}
                  </span>
                )}
              </th>
              <td data-label={WORDS.waiting}>{count(waiting)}</td>
              <td data-label={WORDS.held}>{count(held)}</td>
              <td data-label={WORDS.running}>{count(running)}</td>
              <td data-label={WORDS.slots}>{count(slots)}</td>
              <td data-label={WORDS.timeToGo}>{laneTimeWords({ secondsToGo, held })}</td>
              <td data-label={WORDS.oldest}>
                {oldestSeconds === null ? WORDS.none : durationWords(oldestSeconds * 1_000)}
              </td>
              {onHold !== null && (
                <td data-label={WORDS.action}>
                  <Button
                    size="small"
                    aria-label={heldBy === null ? WORDS.holdLane(LANE_WORDS[lane]) : WORDS.resumeLane(LANE_WORDS[lane])}
                    onClick={() => onHold(heldBy === null ? 'hold' : 'resume', lane)}
                  >
                    {heldBy === null ? WORDS.hold : WORDS.resume}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
