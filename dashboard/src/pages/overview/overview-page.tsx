import type { Campaign } from '../../../../contracts/campaigns.ts';
import type { Overview } from '../../../../contracts/overview.ts';
import type { Person } from '../../../../contracts/people.ts';
import { EVERYTHING, NO_ISSUE_FILTER, type RosterFilter, WHOLE_ROSTER } from '../../filters.ts';
import type { Live } from '../../live.ts';
import type { LiveState } from '../../live-state.ts';
import { may } from '../../may.ts';
import { getOverview, missingHref } from '../../office-api.ts';
import { Failure } from '../../parts/failure.tsx';
import { DownloadIcon } from '../../parts/icons.tsx';
import { QueueAlarm } from '../../parts/queue-alarms.tsx';
import { ruleTitle } from '../../parts/tell.ts';
import { useRead } from '../../parts/use-read.ts';
import { issuesHref, listHref, QUEUE_HREF, returnsHref, rosterHref, ruleHref, uploadsHref } from '../../route.ts';
import { count } from '../../words/count.ts';
import { OVERVIEW_WORDS } from '../../words/overview.ts';
import { QUEUE_WORDS, timeToGoWords } from '../../words/queue.ts';
import { ROSTER_WORDS } from '../../words/roster.ts';
import { ProgressChart } from './progress-chart.tsx';

interface Props {
  readonly year: number;
  /** Null while it is on its way. */
  readonly campaign: Campaign | null;
  readonly person: Person;
  readonly live: Live;
  readonly liveState: LiveState;
}

type Tile = keyof typeof OVERVIEW_WORDS.tile;

/** Seven counts, each the way to the agencies that it counts. */
const TILES: readonly (readonly [Tile, (told: Overview) => number, Partial<RosterFilter>])[] = [
  ['due', ({ piles }) => piles.due ?? 0, { pile: 'due' }],
  ['filed', ({ piles }) => piles.filed ?? 0, { pile: 'filed' }],
  ['toReview', ({ piles }) => piles.toReview ?? 0, { pile: 'toReview' }],
  ['returned', ({ states }) => states.returned ?? 0, { state: 'returned' }],
  ['passed', ({ piles }) => piles.passed ?? 0, { pile: 'passed' }],
  ['overdue', ({ flags }) => flags.missing ?? 0, { flag: 'missing' }],
  ['missing', ({ states }) => states.expected ?? 0, { state: 'expected' }],
];

type Wait = keyof typeof OVERVIEW_WORDS.wait;

/** What waits, for whom it does, and where it is done. */
const waitsFor = (told: Overview, person: Person, year: number): readonly (readonly [Wait, number, string])[] => {
  const roster = (filter: Partial<RosterFilter>): string => rosterHref({ ...WHOLE_ROSTER, year, ...filter });
  const { roles } = person;
  const judges = roles.includes('reviewer') || roles.includes('approver');
  const waits: readonly (readonly [Wait, boolean, number, string])[] = [
    ['cameBack', judges, told.flags.cameBack ?? 0, returnsHref(year, 'cameBack')],
    ['mine', judges, told.mine, roster({ state: 'needsReview', reviewer: person.id })],
    ['toAccept', roles.includes('approver'), told.states.clear ?? 0, roster({ state: 'clear' })],
    ['unclaimed', judges, told.unclaimed, roster({ state: 'needsReview', reviewer: 'none' })],
    ['unassigned', roles.includes('clerk'), told.unassigned, uploadsHref()],
    [
      'conversionFailed',
      roles.includes('clerk'),
      told.flags.conversionFailed ?? 0,
      roster({ flag: 'conversionFailed' }),
    ],
    ['overdueCorrection', true, told.flags.overdueCorrection ?? 0, returnsHref(year, 'overdue')],
  ];
  return waits.flatMap(([wait, isHis, n, href]) => (isHis && n > 0 ? [[wait, n, href] as const] : []));
};

const MissingByDistrict = ({
  told,
  year,
  person,
}: {
  readonly told: Overview;
  readonly year: number;
  readonly person: Person;
}) => {
  const saves = may(person, 'GET /api/campaigns/:year/missing.xlsx');
  return (
    <section className="sheet">
      <h2>{OVERVIEW_WORDS.missing}</h2>
      {told.missing.length === 0 ? (
        <p className="plain">{OVERVIEW_WORDS.nobodyMissing}</p>
      ) : (
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{OVERVIEW_WORDS.district}</th>
              <th scope="col" className="num">
                {OVERVIEW_WORDS.dueColumn}
              </th>
              <th scope="col" className="num">
                {OVERVIEW_WORDS.missingColumn}
              </th>
              <th scope="col" className="num">
                {OVERVIEW_WORDS.overdueColumn}
              </th>
              {saves && <th scope="col">{OVERVIEW_WORDS.fileColumn}</th>}
            </tr>
          </thead>
          <tbody>
            {told.missing.map(({ id, name, due, missing, overdue }) => {
              const district = name ?? OVERVIEW_WORDS.elsewhere;
              const list = { ...WHOLE_ROSTER, year, district: id };
              return (
                <tr key={id}>
                  <th scope="row" lang={name === null ? undefined : 'zh-CN'}>
                    {district}
                  </th>
                  <td className="num">{count(due)}</td>
                  <td className="num">
                    <a href={rosterHref({ ...list, state: 'expected' })}>{count(missing)}</a>
                  </td>
                  <td className="num">
                    {overdue === 0 ? 0 : <a href={rosterHref({ ...list, flag: 'missing' })}>{count(overdue)}</a>}
                  </td>
                  {saves && (
                    <td>
                      <a href={missingHref(year, id)} download aria-label={OVERVIEW_WORDS.downloadOf(district)}>
                        {OVERVIEW_WORDS.download}
                      </a>
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {saves && told.missing.length > 0 && (
        <p className="sheet-foot">
          <a href={missingHref(year)} download>
            <DownloadIcon /> {OVERVIEW_WORDS.missingFile}
          </a>
        </p>
      )}
    </section>
  );
};

const TopRules = ({ told, year }: { readonly told: Overview; readonly year: number }) => (
  <section className="sheet">
    <h2>{OVERVIEW_WORDS.rules}</h2>
    {told.topRules.length === 0 ? (
      <p className="plain">{OVERVIEW_WORDS.noFindings}</p>
    ) : (
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{OVERVIEW_WORDS.rule}</th>
            {(['findings', 'agencies', 'open', 'lastYear'] as const).map((column) => (
              <th key={column} scope="col" className="num">
                {OVERVIEW_WORDS[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {told.topRules.map(({ rule, title, findings, agencies, open, lastYear }) => (
            <tr key={rule}>
              <th scope="row">
                <a href={ruleHref(rule)}>{ruleTitle(rule, title)}</a>
              </th>
              <td className="num">{count(findings)}</td>
              <td className="num">{count(agencies)}</td>
              <td className="num">
                {open === 0 ? 0 : <a href={issuesHref({ ...NO_ISSUE_FILTER, year, rule })}>{count(open)}</a>}
              </td>
              <td className="num">{count(lastYear)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </section>
);

/** The queue in one line; the live state is newer than what was read with the page. */
const QueueLine = ({ queue, person, live }: Pick<Props, 'person' | 'live'> & { readonly queue: Overview['queue'] }) => (
  <p className="queue-line">
    <a href={may(person, 'GET /api/queue/desk') ? QUEUE_HREF : listHref(EVERYTHING)}>{OVERVIEW_WORDS.queue}</a>
    <span>{OVERVIEW_WORDS.queueLine(queue.waiting, queue.running, queue.failed)}</span>
    <span>
      {QUEUE_WORDS.timeToGo} {timeToGoWords(queue.secondsToGo, queue.waiting + queue.running)}
    </span>
    {!queue.healthy && <strong role="alert">{QUEUE_WORDS.unhealthy}</strong>}
    {queue.healthy && may(person, 'GET /api/queue/alerts') && <QueueAlarm live={live} />}
    {queue.healthy && !may(person, 'GET /api/queue/alerts') && queue.workers === 0 && queue.waiting > 0 && (
      <strong role="alert">{QUEUE_WORDS.noWorkers}</strong>
    )}
  </p>
);

/** The first page: how far we are, who is missing, what is wrong, what waits for me. */
export function OverviewPage({ year, campaign, person, live, liveState }: Props) {
  const { value: told, failure, reload } = useRead(`overview ${year}`, (signal) => getOverview(year, signal), live);
  if (told === null) return failure === null ? null : <Failure failure={failure} onAgain={reload} />;
  const { piles, states, flags, daysLeft } = told;
  const waits = waitsFor(told, person, year);
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{OVERVIEW_WORDS.title(year)}</h1>
          {campaign !== null && (
            <p className="quiet">
              <span className="day-left">{OVERVIEW_WORDS.days.submit(daysLeft.submit, campaign.submitBy)}</span>
              <span className="day-left">
                {OVERVIEW_WORDS.days.statutory(daysLeft.statutory, campaign.statutoryBy)}
              </span>
            </p>
          )}
        </div>
        <p className="page-sum">
          {ROSTER_WORDS.sum(piles.due ?? 0, piles.filed ?? 0, states.expected ?? 0, flags.missing ?? 0)}
        </p>
      </header>
      {failure !== null && <Failure failure={failure} onAgain={reload} />}
      <nav className="strip tiles overview-tiles" aria-label={OVERVIEW_WORDS.tiles}>
        {TILES.map(([tile, countOf, filter]) => (
          <a
            key={tile}
            className={countOf(told) === 0 ? 'tile tile-none' : `tile tile-${tile}`}
            data-tile={tile}
            href={rosterHref({ ...WHOLE_ROSTER, year, ...filter })}
          >
            <b>{count(countOf(told))}</b>
            <span>{OVERVIEW_WORDS.tile[tile]}</span>
          </a>
        ))}
      </nav>
      <div className="two two-even">
        <div>
          <section className="sheet">
            <h2>{OVERVIEW_WORDS.waits}</h2>
            {waits.length === 0 ? (
              <p className="plain">{OVERVIEW_WORDS.nothingWaits}</p>
            ) : (
              <ul className="waits">
                {waits.map(([wait, n, href]) => (
                  <li key={wait}>
                    <a href={href}>
                      {OVERVIEW_WORDS.wait[wait]} <b>{count(n)}</b>
                    </a>
                  </li>
                ))}
              </ul>
            )}
          </section>
          <MissingByDistrict told={told} year={year} person={person} />
        </div>
        <div>
          <section className="sheet">
            <h2>{OVERVIEW_WORDS.progress}</h2>
            <ProgressChart progress={told.progress} due={piles.due ?? 0} />
          </section>
          <TopRules told={told} year={year} />
        </div>
      </div>
      <QueueLine queue={liveState.queue ?? told.queue} person={person} live={live} />
    </>
  );
}
