import { Button } from 'antd';
import { useMemo, useState } from 'react';
import type { Person } from '../../../../contracts/people.ts';
import { QUEUE_MOVES, QUEUE_PLACES, type QueueMove } from '../../../../contracts/queue.ts';
import { LANES, type Lane } from '../../../../pipeline/contracts/expected-work.ts';
import { NO_QUEUE_FILTER, QUEUE_HOURS, type QueueFilter } from '../../filters.ts';
import type { Live } from '../../live.ts';
import { may } from '../../may.ts';
import { ROWS, toDocuments } from '../../office-api.ts';
import { Failure } from '../../parts/failure.tsx';
import { ChoiceBar, type ManyAction } from '../../parts/list/choice-bar.tsx';
import { Narrow } from '../../parts/list/narrowing.tsx';
import { SearchField } from '../../parts/list/search-field.tsx';
import { useChoice } from '../../parts/list/use-choice.ts';
import { ListFoot } from '../../parts/list-foot.tsx';
import { alertWords } from '../../parts/queue-alarms.tsx';
import { useAgain } from '../../parts/use-again.ts';
import { useRead, wordsOf } from '../../parts/use-read.ts';
import {
  askedOfQueue,
  getQueueDesk,
  getQueueHours,
  getQueuePage,
  holdQueue,
  moveInQueue,
  retryCause,
} from '../../queue-api.ts';
import { BOARD_HREF, queueHref } from '../../route.ts';
import { answerWords } from '../../words/answers.ts';
import { count } from '../../words/count.ts';
import {
  LANE_WORDS,
  MOVE_WORDS,
  PLACE_WORDS,
  REMEDY_WORDS,
  QUEUE_PAGE_WORDS as WORDS,
} from '../../words/queue-page.ts';
import { Causes } from './causes.tsx';
import { HourChart } from './hour-chart.tsx';
import { Lanes } from './lanes.tsx';
import { QueueTable } from './queue-table.tsx';

interface Props {
  readonly filter: QueueFilter;
  readonly person: Person;
  readonly live: Live;
}

/** A queue that stands still sends no news; its times go on. */
const AGAIN_MS = 15_000;
const NO_IDS: readonly string[] = [];

/** What can be done to what was chosen, as far as somebody may. */
function actionsOf(person: Person): readonly ManyAction[] {
  const restores = may(person, 'POST /api/documents/many/restore');
  return QUEUE_MOVES.filter((move) => may(person, `POST /api/queue/many/${move}`)).map((move: QueueMove) => ({
    ...{ key: move, label: MOVE_WORDS[move], form: 'none' as const },
    send: (of) => moveInQueue(move, of),
    ...(move === 'cancel' && restores ? { undo: (ids) => toDocuments('restore', { ids }) } : {}),
  }));
}

function Filters({ filter }: { readonly filter: QueueFilter }) {
  const go = (change: Partial<QueueFilter>): void => {
    window.location.hash = queueHref({ ...filter, ...change, page: 1 });
  };
  return (
    <search className="filters">
      <SearchField query={filter.query} label={WORDS.search} onQuery={(query) => go({ query })} />
      <Narrow
        any={WORDS.anyLane}
        value={filter.lane}
        options={LANES.map((lane) => ({ value: lane, label: LANE_WORDS[lane] }))}
        onValue={(lane) => go({ lane: LANES.find((each) => each === lane) ?? null })}
      />
    </search>
  );
}

/** The documents of the queue, chosen from and acted on as in every list. */
function QueueList({
  filter,
  person,
  live,
  counts,
  cause,
  onDone,
}: Props & {
  readonly counts: Readonly<Partial<Record<string, number>>>;
  /** Of the code that it is narrowed to. */
  readonly cause: string | null;
  readonly onDone: () => void;
}) {
  const question = queueHref({ ...filter, page: 1 });
  const isWhole = question === queueHref({ ...NO_QUEUE_FILTER, sort: filter.sort, hours: filter.hours });
  const { value, failure, reload } = useRead(queueHref(filter), (signal) => getQueuePage(filter, signal), live);
  useAgain(reload, AGAIN_MS);
  const matching = useMemo(() => askedOfQueue(filter), [question]);
  const ids = useMemo(() => value?.items.map(({ id }) => id) ?? NO_IDS, [value]);
  const choice = useChoice(question, matching, ids, value?.total ?? 0);
  const actions = useMemo(() => actionsOf(person), [person]);
  const narrowed = cause ?? (filter.remedy === null ? null : REMEDY_WORDS[filter.remedy]);
  return (
    <section className="list" aria-label={WORDS.list}>
      <nav className="piles" aria-label={WORDS.places}>
        {[null, ...QUEUE_PLACES].map((place) => {
          const n =
            place === null ? Object.values(counts).reduce<number>((sum, each) => sum + (each ?? 0), 0) : counts[place];
          return (
            <a
              key={place ?? 'all'}
              className={n === 0 ? 'pile pile-none' : 'pile'}
              aria-current={place === filter.place ? 'true' : undefined}
              href={queueHref({
                ...NO_QUEUE_FILTER,
                hours: filter.hours,
                query: filter.query,
                lane: filter.lane,
                place,
              })}
            >
              {place === null ? WORDS.all : PLACE_WORDS[place]} <b>{count(n ?? 0)}</b>
            </a>
          );
        })}
      </nav>
      <div className="list-bar">
        <Filters filter={filter} />
        {narrowed !== null && (
          <span className="list-said">
            {WORDS.only(narrowed)}{' '}
            <a href={queueHref({ ...filter, code: null, remedy: null, page: 1 })}>{WORDS.everything}</a>
          </span>
        )}
      </div>
      {failure !== null && <Failure failure={failure} onAgain={reload} />}
      {actions.length > 0 && (
        <ChoiceBar
          choice={choice}
          total={value?.total ?? 0}
          onPage={ids.length}
          actions={actions}
          reviewers={[]}
          onExport={null}
          onDone={() => {
            reload();
            onDone();
          }}
        />
      )}
      {value !== null && value.items.length === 0 && (
        <p className="plain">{isWhole ? WORDS.nothingQueued : WORDS.empty}</p>
      )}
      {value !== null && value.items.length > 0 && (
        <>
          <QueueTable items={value.items} {...{ filter, choice }} />
          <ListFoot
            words={WORDS.total(value.total)}
            page={filter.page}
            rows={ROWS}
            total={value.total}
            href={(page) => queueHref({ ...filter, page })}
          />
        </>
      )}
    </section>
  );
}

/** What waits, runs and failed, what was done by the hour, and what is out of order. */
export function QueuePage({ filter, person, live }: Props) {
  const desk = useRead('queue-desk', getQueueDesk, live);
  const hours = useRead(`queue-hours ${filter.hours}`, (signal) => getQueueHours(filter.hours, signal), live);
  useAgain(desk.reload, AGAIN_MS);
  const [said, setSaid] = useState<string | null>(null);
  const told = async (work: Promise<string>): Promise<void> => {
    setSaid(await work.catch(wordsOf));
    desk.reload();
  };
  const hold = (what: 'hold' | 'resume', lane: Lane | null): void =>
    void told(holdQueue(what, lane).then(() => WORDS.done[what]));
  const retry = (code: string): void => void told(retryCause(code).then(({ retried }) => WORDS.retried(retried)));
  const mayHold = may(person, 'POST /api/queue/hold');
  const { value } = desk;
  if (value === null) return desk.failure === null ? null : <Failure failure={desk.failure} onAgain={desk.reload} />;
  const { lanes, causes, alerts, places, workers } = value;
  const chosen = causes.find(({ code }) => code === filter.code);
  const ofCode = chosen === undefined ? filter.code : answerWords(chosen);
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{WORDS.title}</h1>
          <p className="quiet">{WORDS.lead(workers)}</p>
        </div>
        <p className="buttons queue-buttons">
          <span className="list-said" role="status">
            {said}
          </span>
          {may(person, 'GET /api/bull-board/*') && (
            <a href={BOARD_HREF} target="_blank" rel="noreferrer">
              {WORDS.board}
            </a>
          )}
          {mayHold && lanes.some(({ heldBy }) => heldBy === null) && (
            <Button onClick={() => hold('hold', null)}>{WORDS.holdAll}</Button>
          )}
          {mayHold && lanes.some(({ heldBy }) => heldBy !== null) && (
            <Button onClick={() => hold('resume', null)}>{WORDS.resumeAll}</Button>
          )}
        </p>
      </header>
      {desk.failure !== null && <Failure failure={desk.failure} onAgain={desk.reload} />}
      {alerts.length > 0 && (
        <section className="queue-alerts" aria-label={WORDS.alerts} role="alert">
          <h2>{WORDS.alerts}</h2>
          <ul>
            {alerts.map((alert) => (
              <li key={'lane' in alert ? `${alert.code} ${alert.lane}` : alert.code} data-alert={alert.code}>
                {alertWords(alert)}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Lanes lanes={lanes} onHold={mayHold ? hold : null} />
      <Causes causes={causes} onRetry={may(person, 'POST /api/queue/causes/retry') ? retry : null} />
      <QueueList {...{ filter, person, live }} counts={places} cause={ofCode} onDone={desk.reload} />
      <section className="sheet" aria-label={WORDS.charts}>
        <div className="sheet-head">
          <h2>{WORDS.charts}</h2>
          <nav className="sum-states" aria-label={WORDS.span}>
            {QUEUE_HOURS.map((span) => (
              <a
                key={span}
                href={queueHref({ ...filter, hours: span })}
                aria-current={span === filter.hours ? 'true' : undefined}
              >
                {WORDS.spans[span]}
              </a>
            ))}
          </nav>
        </div>
        {hours.failure !== null && <Failure failure={hours.failure} onAgain={hours.reload} />}
        {hours.value !== null && <HourChart hours={hours.value.hours} />}
      </section>
    </>
  );
}
