import type { ReactNode } from 'react';
import type { Filing } from '../../../../contracts/filings.ts';
import type { RosterFilter } from '../../filters.ts';
import { FilingMark } from '../../parts/filing-mark.tsx';
import { leaveList } from '../../parts/left-list.ts';
import { openRow } from '../../parts/list/open-row.ts';
import { SortHead } from '../../parts/list/sort-head.tsx';
import { PageTick, RowTick } from '../../parts/list/tick.tsx';
import type { Choice } from '../../parts/list/use-choice.ts';
import type { Look } from '../../parts/list/use-look.ts';
import { momentWords } from '../../parts/measures.ts';
import { VerdictMark } from '../../parts/verdict-mark.tsx';
import { agencyHref, documentHref, rosterHref } from '../../route.ts';
import { ROSTER_WORDS } from '../../words/roster.ts';

/** Columns that can be left out; the name of the agency cannot. */
export const OPTIONAL_COLUMNS = ['state', 'due', 'version', 'verdict', 'reviewer', 'received'] as const;
export type OptionalColumn = (typeof OPTIONAL_COLUMNS)[number];
const WIDTHS: Readonly<Record<OptionalColumn, string>> = {
  state: 'w-filing',
  due: 'w-day',
  version: 'w-version',
  verdict: 'w-found',
  reviewer: 'w-person',
  received: 'w-time',
};

/** Steps of the tree that are drawn; what lies deeper is drawn at the last. */
const DEEPEST = 5;
/** A cell that says nothing; a phone leaves it out. */
const NOTHING = 'is-nothing';

function cellOf(column: OptionalColumn, filing: Filing, filter: RosterFilter): ReactNode {
  const cell = (className: string | undefined, children: ReactNode) => (
    <td key={column} data-label={ROSTER_WORDS[column]} className={className}>
      {children}
    </td>
  );
  switch (column) {
    case 'state':
      return cell(undefined, <FilingMark state={filing.state} flags={filing.flags} />);
    case 'due':
      return cell(filing.dueOn === null ? NOTHING : 'time', filing.dueOn ?? ROSTER_WORDS.none);
    case 'version':
      return cell(filing.version === 0 ? NOTHING : undefined, ROSTER_WORDS.versionOf(filing.version));
    case 'verdict': {
      const counts = ROSTER_WORDS.counts(filing.errors, filing.warnings, filing.reviewCells);
      return cell(
        filing.verdict === null ? NOTHING : undefined,
        <>
          {filing.verdict === null ? ROSTER_WORDS.none : <VerdictMark verdict={filing.verdict} />}
          {counts !== '' && <span className="quiet counts">{counts}</span>}
          <ReviewLink filing={filing} filter={filter} />
        </>,
      );
    }
    case 'reviewer':
      return cell(
        filing.reviewer === null ? NOTHING : undefined,
        filing.reviewer === null ? ROSTER_WORDS.none : <span lang="zh-CN">{filing.reviewer.name}</span>,
      );
    case 'received':
      return cell(
        filing.receivedAt === null ? NOTHING : 'time',
        filing.receivedAt === null ? ROSTER_WORDS.none : momentWords(filing.receivedAt, new Date()),
      );
    default:
      return column satisfies never;
  }
}

/** Straight to the report that counts, as one of this list. */
function ReviewLink({ filing, filter }: { readonly filing: Filing; readonly filter: RosterFilter }) {
  if (filing.mainDocumentId === null) return null;
  const list = rosterHref(filter);
  return (
    <a
      className="review-link"
      href={documentHref(filing.mainDocumentId, { list: list.slice(1) })}
      onClick={() => leaveList(list, window.scrollY, filing.id)}
    >
      {ROSTER_WORDS.review}
    </a>
  );
}

function Row({
  filing,
  filter,
  isParent,
  choice,
  columns,
}: {
  readonly filing: Filing;
  readonly filter: RosterFilter;
  readonly isParent: boolean;
  readonly choice: Choice;
  readonly columns: readonly OptionalColumn[];
}) {
  const { agency, year } = filing;
  const isTree = filter.sort === 'roster' && filter.query === '';
  const href = agencyHref(agency.id, year);
  const open = (): void => {
    leaveList(rosterHref(filter), window.scrollY, filing.id);
    window.location.hash = href;
  };
  return (
    <tr className={`filing filing-${filing.state}`} data-agency={agency.id} data-id={filing.id} onClick={openRow(open)}>
      <RowTick choice={choice} id={filing.id} name={agency.name} />
      <th scope="row" className={isTree ? `deep-${Math.min(agency.path.length, DEEPEST)}` : undefined}>
        <a href={href} lang="zh-CN">
          {agency.name}
        </a>
        {!isTree && agency.path.length > 0 && (
          <span className="quiet path" lang="zh-CN">
            {agency.path.join(' › ')}
          </span>
        )}
        {isParent && filter.scope !== agency.id && (
          <a className="below" href={rosterHref({ ...filter, scope: agency.id, page: 1 })}>
            {ROSTER_WORDS.below}
          </a>
        )}
      </th>
      {columns.map((column) => cellOf(column, filing, filter))}
    </tr>
  );
}

interface Props {
  readonly items: readonly Filing[];
  readonly filter: RosterFilter;
  readonly choice: Choice;
  readonly look: Look<OptionalColumn>;
}

/** What came last is looked for first, and the worst verdict. */
const firstOf = (column: OptionalColumn): string =>
  column === 'received' || column === 'verdict' ? `-${column}` : column;

/** Agencies as rows: as the tree of the roster, or in another order with the names of what is above. */
export function RosterTable({ items, filter, choice, look }: Props) {
  const parents = new Set(items.flatMap(({ agency }) => agency.path.at(-1) ?? []));
  const columns = OPTIONAL_COLUMNS.filter(look.shows);
  const hrefOf = (sort: string): string => rosterHref({ ...filter, sort: sort as RosterFilter['sort'], page: 1 });
  return (
    <table className={`docs cards roster is-${look.density}`}>
      <colgroup>
        <col className="w-tick" />
        <col />
        {columns.map((column) => (
          <col key={column} className={WIDTHS[column]} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <PageTick choice={choice} />
          <SortHead header={ROSTER_WORDS.agency} sort={filter.sort} first="agency" hrefOf={hrefOf} />
          {columns.map((column) => (
            <SortHead
              key={column}
              header={ROSTER_WORDS[column]}
              sort={filter.sort}
              first={firstOf(column)}
              hrefOf={hrefOf}
            />
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((filing) => (
          <Row key={filing.id} {...{ filing, filter, choice, columns }} isParent={parents.has(filing.agency.name)} />
        ))}
      </tbody>
    </table>
  );
}
