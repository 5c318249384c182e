import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { DocumentSummary } from '../../../../contracts/api.ts';
import { DOCUMENT_SORT_KEYS, type DocumentSortKey } from '../../../../contracts/list-orders.ts';
import type { ListFilter } from '../../filters.ts';
import { RetryIcon } from '../../parts/icons.tsx';
import { leaveList } from '../../parts/left-list.ts';
import { openRow } from '../../parts/list/open-row.ts';
import { SortHead } from '../../parts/list/sort-head.tsx';
import { PageTick, RowTick } from '../../parts/list/tick.tsx';
import type { Choice } from '../../parts/list/use-choice.ts';
import type { Look } from '../../parts/list/use-look.ts';
import { bytesWords, durationWords, momentWords } from '../../parts/measures.ts';
import { VerdictMark } from '../../parts/verdict-mark.tsx';
import { documentHref, listHref } from '../../route.ts';
import { answerWords } from '../../words/answers.ts';
import { FILING_FLAG_WORDS, FILING_STATE_WORDS, STATE_WORDS } from '../../words/codes.ts';
import { REVIEW_FORM_WORDS } from '../../words/decisions.ts';
import { LIST_COLUMN_WORDS, LIST_WORDS } from '../../words/list.ts';

/** Columns that can be left out; the name of the file cannot. */
export const OPTIONAL_COLUMNS = [
  'agency',
  'year',
  'state',
  'filing',
  'verdict',
  'errors',
  'warnings',
  'review',
  'received',
] as const;
export type OptionalColumn = (typeof OPTIONAL_COLUMNS)[number];
type Column = DocumentSortKey | 'filing';
const COLUMNS: readonly Column[] = [
  'agency',
  'year',
  'file',
  'state',
  'filing',
  'verdict',
  'errors',
  'warnings',
  'review',
  'received',
];

const WIDTHS: Readonly<Record<Column, string | undefined>> = {
  agency: 'w-agency',
  year: 'w-year',
  file: undefined,
  state: 'w-state',
  filing: 'w-filed',
  verdict: 'w-verdict',
  errors: 'w-count',
  warnings: 'w-count',
  review: 'w-review',
  received: 'w-time',
};
const COUNTS: readonly Column[] = ['errors', 'warnings', 'review'];

interface Props {
  readonly items: readonly DocumentSummary[];
  readonly onRetry: (id: string) => void;
  readonly filter: ListFilter;
  readonly choice: Choice;
  readonly look: Look<OptionalColumn>;
}

const Count = ({ of, kind }: { readonly of: number; readonly kind: string }) => (
  <td className={of === 0 ? 'num none' : `num ${kind}`}>{of}</td>
);

function FileCell({
  item,
  href,
  onLeave,
}: {
  readonly item: DocumentSummary;
  readonly href: string;
  readonly onLeave: () => void;
}) {
  return (
    <td className="file">
      <a className="file-name" lang="zh-CN" href={href} onClick={onLeave}>
        {item.fileName}
      </a>
      <span className="quiet file-size">{bytesWords(item.bytes)}</span>
      {item.error !== null && <span className="why">{answerWords(item.error)}</span>}
      {item.duplicateOf !== null && (
        <a className="why" href={documentHref(item.duplicateOf)}>
          {LIST_WORDS.duplicateOf(item.duplicateOfName ?? '')}
        </a>
      )}
    </td>
  );
}

const StateCell = ({ item }: { readonly item: DocumentSummary }) => (
  <td>
    <span className={`state state-${item.state}`}>{STATE_WORDS[item.state]}</span>
    {item.progress !== null && (
      <span className="quiet page-progress">
        <progress value={item.progress.pagesRead} max={item.progress.pages} aria-hidden="true" />
        {LIST_WORDS.progress(item.progress.pagesRead, item.progress.pages)}
      </span>
    )}
    {item.attempts > 1 && <span className="quiet attempts">{LIST_WORDS.attempts(item.attempts)}</span>}
  </td>
);

/** Where the filing stands that it is a part of, and who reviews it. */
const FilingCell = ({ item }: { readonly item: DocumentSummary }) => (
  <td className={item.filingState === null ? 'filed is-nothing' : 'filed'}>
    {item.filingState === null ? LIST_WORDS.notYet : FILING_STATE_WORDS[item.filingState]}
    {item.putAside && <span className="flag flag-putAside">{FILING_FLAG_WORDS.putAside}</span>}
    {item.reviewer !== null && (
      <span className="quiet filed-by" lang="zh-CN">
        {item.reviewer}
      </span>
    )}
  </td>
);

const VerdictCell = ({ item }: { readonly item: DocumentSummary }) => (
  <td>
    {item.verdict === null ? LIST_WORDS.notYet : <VerdictMark verdict={item.verdict} />}
    {item.decidedFindings > 0 && (
      <span className="quiet decided">{REVIEW_FORM_WORDS.progress(item.decidedFindings, item.decidableFindings)}</span>
    )}
  </td>
);

function cellOf(column: Column, item: DocumentSummary, href: string, leave: () => void): ReactNode {
  const converted = item.state === 'converted';
  switch (column) {
    case 'agency':
      return (
        <th key={column} scope="row" className={item.agency === null ? 'quiet' : undefined}>
          {item.agency === null ? (
            converted ? (
              LIST_WORDS.unknownAgency
            ) : (
              LIST_WORDS.notYet
            )
          ) : (
            <span lang="zh-CN">{item.agency}</span>
          )}
        </th>
      );
    case 'year':
      return (
        <td key={column} className="year">
          {item.year ?? LIST_WORDS.notYet}
        </td>
      );
    case 'file':
      return <FileCell key={column} item={item} href={href} onLeave={leave} />;
    case 'state':
      return <StateCell key={column} item={item} />;
    case 'filing':
      return <FilingCell key={column} item={item} />;
    case 'verdict':
      return <VerdictCell key={column} item={item} />;
    case 'errors':
      return converted ? <Count key={column} of={item.errorFindings} kind="is-error" /> : <td key={column} />;
    case 'warnings':
      return converted ? <Count key={column} of={item.warningFindings} kind="is-warning" /> : <td key={column} />;
    case 'review':
      return converted ? <Count key={column} of={item.reviewCells} kind="is-review" /> : <td key={column} />;
    case 'received': {
      const took =
        item.finishedAt === null
          ? undefined
          : LIST_WORDS.took(durationWords(Date.parse(item.finishedAt) - Date.parse(item.receivedAt)));
      return (
        <td key={column} className="time" title={took}>
          <time dateTime={item.receivedAt}>{momentWords(item.receivedAt, new Date())}</time>
        </td>
      );
    }
    default:
      return column satisfies never;
  }
}

function Row({
  item,
  onRetry,
  filter,
  choice,
  columns,
}: Omit<Props, 'items' | 'look'> & { readonly item: DocumentSummary; readonly columns: readonly Column[] }) {
  const list = listHref(filter);
  const href = documentHref(item.id, { list: list.slice(1) });
  const leave = (): void => leaveList(list, window.scrollY, item.id);
  const open = (): void => {
    leave();
    window.location.hash = href;
  };
  return (
    <tr className={`doc doc-${item.state}`} data-id={item.id} onClick={openRow(open)}>
      <RowTick choice={choice} id={item.id} name={item.fileName} />
      {columns.map((column) => cellOf(column, item, href, leave))}
      <td className="action">
        {item.state === 'conversion-failed' && (
          <Button size="small" icon={<RetryIcon />} onClick={() => onRetry(item.id)}>
            {LIST_WORDS.retry}
          </Button>
        )}
        {item.state === 'converted' && (
          <a href={href} onClick={leave}>
            {LIST_WORDS.open}
          </a>
        )}
      </td>
    </tr>
  );
}

const isSortable = (column: Column): column is DocumentSortKey => DOCUMENT_SORT_KEYS.some((each) => each === column);
/** What there is most of, and what came last, is looked for first. */
const firstOf = (column: DocumentSortKey): string =>
  COUNTS.includes(column) || column === 'received' || column === 'year' ? `-${column}` : column;

export function DocumentTable({ items, onRetry, filter, choice, look }: Props) {
  const columns = COLUMNS.filter((column) => column === 'file' || look.shows(column));
  const hrefOf = (sort: string): string => `${listHref({ ...filter, sort: sort as ListFilter['sort'], page: 1 })}`;
  return (
    <div className="doc-frame">
      <table className={`docs files is-${look.density}`}>
        <colgroup>
          <col className="w-tick" />
          {columns.map((column) => (
            <col key={column} className={WIDTHS[column]} />
          ))}
          <col className="w-action" />
        </colgroup>
        <thead>
          <tr>
            <PageTick choice={choice} />
            {columns.map((column) => {
              const className = COUNTS.includes(column) ? 'num' : undefined;
              return isSortable(column) ? (
                <SortHead
                  key={column}
                  {...{ className, hrefOf }}
                  header={LIST_COLUMN_WORDS[column]}
                  sort={filter.sort}
                  first={firstOf(column)}
                />
              ) : (
                <th key={column} scope="col">
                  {LIST_COLUMN_WORDS[column]}
                </th>
              );
            })}
            <th scope="col">{LIST_WORDS.actions}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Row key={item.id} {...{ item, onRetry, filter, choice, columns }} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
