import type { Filing } from '../../../../contracts/filings.ts';
import type { Person } from '../../../../contracts/people.ts';
import { dayOf, daysBetween } from '../../../../office/deadlines.ts';
import { RETURN_PILES, type ReturnPile, type RosterFilter, WHOLE_ROSTER } from '../../filters.ts';
import type { Live } from '../../live.ts';
import { may } from '../../may.ts';
import { filingsHref, getFilings, ROWS } from '../../office-api.ts';
import { Failure } from '../../parts/failure.tsx';
import { FilingMark } from '../../parts/filing-mark.tsx';
import { ListFoot } from '../../parts/list-foot.tsx';
import { momentWords } from '../../parts/measures.ts';
import { useRead } from '../../parts/use-read.ts';
import { agencyHref, documentHref, returnsHref } from '../../route.ts';
import { count } from '../../words/count.ts';
import { RETURNS_WORDS } from '../../words/returns.ts';

interface Props {
  readonly year: number;
  readonly pile: ReturnPile;
  readonly page: number;
  readonly person: Person;
  readonly live: Live;
}

/** What each pile asks of the year's filings; who has waited longest comes first. */
const ASKED: Readonly<Record<ReturnPile, Partial<RosterFilter>>> = {
  cameBack: { flag: 'cameBack', sort: 'received' },
  overdue: { flag: 'overdueCorrection', sort: 'due' },
  due: { state: 'returned', flag: 'dueSoon', sort: 'due' },
  sent: { state: 'returned', sort: 'due' },
};

async function readReturns(year: number, filter: RosterFilter, signal: AbortSignal) {
  const [shown, dueSoon] = await Promise.all([
    getFilings(filter, year, signal),
    getFilings({ ...WHOLE_ROSTER, ...ASKED.due }, year, signal, 1),
  ]);
  const { states, flags } = shown.counts;
  const counts: Readonly<Record<ReturnPile, number>> = {
    cameBack: flags.cameBack ?? 0,
    overdue: flags.overdueCorrection ?? 0,
    due: dueSoon.total,
    sent: states.returned ?? 0,
  };
  return { items: shown.items, total: shown.total, counts };
}

function Row({ filing }: { readonly filing: Filing }) {
  const { agency, returned, dueOn, mainDocumentId, receivedAt } = filing;
  const cameBack = filing.flags.includes('cameBack');
  const left = dueOn === null ? null : daysBetween(dayOf(new Date()), dueOn);
  const now = new Date();
  return (
    <tr>
      <th scope="row">
        <a href={agencyHref(agency.id, filing.year)} lang="zh-CN">
          {agency.name}
        </a>
        <span className="quiet path">{agency.path.join(' › ')}</span>
      </th>
      <td data-label={RETURNS_WORDS.returned}>
        {returned === null ? RETURNS_WORDS.none : RETURNS_WORDS.versionOf(returned.version)}
      </td>
      <td data-label={RETURNS_WORDS.at} className="time">
        {returned === null ? RETURNS_WORDS.none : momentWords(returned.at, now)}
      </td>
      <td data-label={RETURNS_WORDS.dueOn}>{dueOn ?? RETURNS_WORDS.none}</td>
      <td data-label={RETURNS_WORDS.left} className={left !== null && left < 0 ? 'is-error' : undefined}>
        {left === null ? RETURNS_WORDS.none : RETURNS_WORDS.daysLeft(left)}
      </td>
      <td data-label={RETURNS_WORDS.came}>
        {cameBack && receivedAt !== null ? (
          <>
            <FilingMark state={filing.state} flags={[]} />{' '}
            <span className="quiet">{RETURNS_WORDS.cameAt(filing.version, momentWords(receivedAt, now))}</span>
            {mainDocumentId !== null && (
              <a className="below" href={documentHref(mainDocumentId)}>
                {RETURNS_WORDS.open}
              </a>
            )}
          </>
        ) : (
          RETURNS_WORDS.none
        )}
      </td>
      <td data-label={RETURNS_WORDS.reviewer}>
        <span lang="zh-CN">{filing.reviewer?.name ?? RETURNS_WORDS.none}</span>
      </td>
    </tr>
  );
}

/** Reports that went back to their agencies: with them, due, overdue, and come back. */
export function ReturnsPage({ year, pile, page, person, live }: Props) {
  const filter: RosterFilter = { ...WHOLE_ROSTER, ...ASKED[pile], page };
  const { value, failure, reload } = useRead(
    returnsHref(year, pile, page),
    (signal) => readReturns(year, filter, signal),
    live,
  );
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{RETURNS_WORDS.title(year)}</h1>
          <p className="quiet">{RETURNS_WORDS.lead}</p>
        </div>
      </header>
      {failure !== null && <Failure failure={failure} onAgain={reload} />}
      {value !== null && (
        <section className="list" aria-label={RETURNS_WORDS.title(year)}>
          <nav className="piles" aria-label={RETURNS_WORDS.piles}>
            {RETURN_PILES.map((each) => (
              <a
                key={each}
                className={value.counts[each] === 0 ? 'pile pile-none' : 'pile'}
                aria-current={each === pile ? 'true' : undefined}
                href={returnsHref(year, each)}
              >
                {RETURNS_WORDS.pile[each]} <b>{count(value.counts[each])}</b>
              </a>
            ))}
            {may(person, 'GET /api/campaigns/:year/filings.xlsx') && value.total > 0 && (
              <a className="pile bar-end" href={filingsHref(filter, year)} download>
                {RETURNS_WORDS.export}
              </a>
            )}
          </nav>
          {value.items.length === 0 ? (
            <p className="plain">{RETURNS_WORDS.empty[pile]}</p>
          ) : (
            <>
              <table className="docs cards returns">
                <colgroup>
                  <col />
                  <col className="w-day" />
                  <col className="w-day" />
                  <col className="w-day" />
                  <col className="w-person" />
                  <col className="w-came" />
                  <col className="w-person" />
                </colgroup>
                <thead>
                  <tr>
                    {(['agency', 'returned', 'at', 'dueOn', 'left', 'came', 'reviewer'] as const).map((column) => (
                      <th key={column} scope="col">
                        {RETURNS_WORDS[column]}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {value.items.map((filing) => (
                    <Row key={filing.id} filing={filing} />
                  ))}
                </tbody>
              </table>
              <ListFoot
                words={RETURNS_WORDS.total(value.total)}
                page={page}
                rows={ROWS}
                total={value.total}
                href={(next) => returnsHref(year, pile, next)}
              />
            </>
          )}
        </section>
      )}
    </>
  );
}
