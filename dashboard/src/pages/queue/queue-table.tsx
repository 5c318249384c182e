import type { QueueItem } from '../../../../contracts/queue.ts';
import type { QueueFilter, QueueSort } from '../../filters.ts';
import { SortHead } from '../../parts/list/sort-head.tsx';
import { PageTick, RowTick } from '../../parts/list/tick.tsx';
import type { Choice } from '../../parts/list/use-choice.ts';
import { bytesWords, durationWords } from '../../parts/measures.ts';
import { documentHref, queueHref } from '../../route.ts';
import { answerWords } from '../../words/answers.ts';
import {
  LANE_WORDS,
  PLACE_WORDS,
  REMEDY_WORDS,
  STAGE_WORDS,
  URGENCY_WORDS,
  QUEUE_PAGE_WORDS as WORDS,
} from '../../words/queue-page.ts';

interface Props {
  readonly items: readonly QueueItem[];
  readonly filter: QueueFilter;
  readonly choice: Choice;
}

const secondsWords = (seconds: number | null): string =>
  seconds === null ? WORDS.none : durationWords(seconds * 1_000);

function State({ item }: { readonly item: QueueItem }) {
  const { place, stage, progress, urgency, error } = item;
  return (
    <>
      <span className={`state place-${place}`}>{PLACE_WORDS[place]}</span>
      {place === 'waiting' && URGENCY_WORDS[urgency] !== '' && <span className="flag">{URGENCY_WORDS[urgency]}</span>}
      {stage !== null && (
        <span className="quiet below">
          {place === 'failed' ? WORDS.stageFailed(STAGE_WORDS[stage]) : STAGE_WORDS[stage]}
        </span>
      )}
      {progress !== null && <span className="quiet below">{WORDS.progress(progress.pagesRead, progress.pages)}</span>}
      {error !== null && <span className="quiet below">{REMEDY_WORDS[error.remedy]}</span>}
    </>
  );
}

const Row = ({ item, choice }: { readonly item: QueueItem; readonly choice: Choice }) => (
  <tr data-id={item.id} data-place={item.place}>
    <RowTick choice={choice} id={item.id} name={item.fileName} />
    <th scope="row" className="file">
      <a className="file-name" lang="zh-CN" href={documentHref(item.id)}>
        {item.fileName}
      </a>{' '}
      <span className="quiet file-size">{bytesWords(item.bytes)}</span>
      {item.error !== null && <span className="why is-error">{answerWords(item.error)}</span>}
      {item.agency !== null && <span className="quiet below">{WORDS.agencyOf(item.agency)}</span>}
      {item.sender !== null && <span className="quiet below">{WORDS.senderOf(item.sender)}</span>}
    </th>
    <td data-label={WORDS.lane}>{LANE_WORDS[item.lane]}</td>
    <td data-label={WORDS.state}>
      <State item={item} />
    </td>
    <td data-label={WORDS.waited}>{secondsWords(item.waitedSeconds)}</td>
    <td data-label={WORDS.took}>{secondsWords(item.tookSeconds)}</td>
    <td data-label={WORDS.attempts}>{item.attempts}</td>
  </tr>
);

/** Columns by which it can be sorted, first this way round. */
const SORTS: Readonly<Partial<Record<string, QueueSort>>> = {
  file: 'file',
  waited: '-waited',
  took: '-took',
  attempts: '-attempts',
};
const COLUMNS = ['file', 'lane', 'state', 'waited', 'took', 'attempts'] as const;

export function QueueTable({ items, filter, choice }: Props) {
  const hrefOf = (sort: string): string => queueHref({ ...filter, sort: sort as QueueSort, page: 1 });
  return (
    <table className="docs cards queue">
      <colgroup>
        <col className="w-tick" />
        <col />
        <col className="w-state" />
        <col className="w-agency" />
        <col className="w-time" />
        <col className="w-time" />
        <col className="w-count" />
      </colgroup>
      <thead>
        <tr>
          <PageTick choice={choice} />
          {COLUMNS.map((column) => {
            const first = SORTS[column];
            return first === undefined ? (
              <th key={column} scope="col">
                {WORDS[column]}
              </th>
            ) : (
              <SortHead key={column} header={WORDS[column]} sort={filter.sort} {...{ first, hrefOf }} />
            );
          })}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Row key={item.id} {...{ item, choice }} />
        ))}
      </tbody>
    </table>
  );
}
