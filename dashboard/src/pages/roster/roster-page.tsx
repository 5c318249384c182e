import { Button } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import type { Campaign } from '../../../../contracts/campaigns.ts';
import type { FilingPage } from '../../../../contracts/filings.ts';
import type { Person } from '../../../../contracts/people.ts';
import { FILING_STATES, type FilingFlag, type FilingState } from '../../../../contracts/states.ts';
import { askedOf, saveFile } from '../../api.ts';
import { type RosterFilter, WHOLE_ROSTER } from '../../filters.ts';
import type { Live } from '../../live.ts';
import { may } from '../../may.ts';
import { filingsHref, getAgency, getFilings, ROWS, rosterFileHref, toFilings } from '../../office-api.ts';
import { forgetWalk } from '../../parts/document-walk.ts';
import { Failure } from '../../parts/failure.tsx';
import { DownloadIcon, TrayIcon } from '../../parts/icons.tsx';
import { takeLeft } from '../../parts/left-list.ts';
import { ChoiceBar, type ManyAction } from '../../parts/list/choice-bar.tsx';
import { LookMenu } from '../../parts/list/look-menu.tsx';
import { SavedViews } from '../../parts/list/saved-views.tsx';
import { useChoice } from '../../parts/list/use-choice.ts';
import { useListChoices, useReviewers } from '../../parts/list/use-list-choices.ts';
import { useLook } from '../../parts/list/use-look.ts';
import { ListFoot } from '../../parts/list-foot.tsx';
import { useRead } from '../../parts/use-read.ts';
import { rosterHref } from '../../route.ts';
import { MANY_WORDS } from '../../words/choice.ts';
import { FILING_FLAG_WORDS, FILING_STATE_WORDS } from '../../words/codes.ts';
import { count } from '../../words/count.ts';
import { ROSTER_FILE_WORDS, ROSTER_WORDS } from '../../words/roster.ts';
import { RosterFilters } from './roster-filters.tsx';
import { RosterImport } from './roster-import.tsx';
import { OPTIONAL_COLUMNS, type OptionalColumn, RosterTable } from './roster-table.tsx';

interface Props {
  readonly filter: RosterFilter;
  readonly year: number;
  /** Null while it is on its way: the filings are asked for meanwhile. */
  readonly campaign: Campaign | null;
  readonly person: Person;
  readonly live: Live;
}

/** Shown also where none is in them: that nobody is missing is worth a look. */
const ALWAYS: readonly FilingState[] = ['expected', 'needsReview', 'clear', 'returned', 'accepted'];
const FLAGS: readonly FilingFlag[] = [
  'missing',
  'overdueCorrection',
  'cameBack',
  'dueSoon',
  'late',
  'conversionFailed',
  'versionsDiffer',
  'changedAfterAcceptance',
  'waiverProposed',
  'putAside',
];
const NOT_DUE: readonly string[] = ['exempt', 'merged'] satisfies FilingState[];

/** Of these one is chosen at most. */
const CHOICES = ['state', 'flag', 'pile'] as const;

/** Every count is the way to the agencies that it counts; “not filed” is one of them. */
function Piles({ filter, page }: { readonly filter: RosterFilter; readonly page: FilingPage }) {
  const { states, flags } = page.counts;
  const all = Object.values(states).reduce((sum, n) => sum + n, 0);
  const pile = (name: string, n: number, chosen: Partial<RosterFilter>, kind: string) => {
    const change = { state: null, flag: null, pile: null, ...chosen };
    return (
      <a
        key={name}
        className={n === 0 ? 'pile pile-none' : `pile ${kind}`}
        aria-current={CHOICES.every((name) => filter[name] === change[name]) ? 'true' : undefined}
        href={rosterHref({ ...filter, ...change, page: 1 })}
      >
        {name} <b>{count(n)}</b>
      </a>
    );
  };
  return (
    <nav className="piles" aria-label={ROSTER_WORDS.piles}>
      {pile(ROSTER_WORDS.all, all, {}, '')}
      {filter.pile !== null && pile(ROSTER_WORDS.pileOf[filter.pile], page.total, { pile: filter.pile }, '')}
      {FILING_STATES.filter((state) => ALWAYS.includes(state) || (states[state] ?? 0) > 0).map((state) =>
        pile(FILING_STATE_WORDS[state], states[state] ?? 0, { state }, `pile-${state}`),
      )}
      {FLAGS.filter((flag) => (flags[flag] ?? 0) > 0).map((flag) =>
        pile(FILING_FLAG_WORDS[flag], flags[flag] ?? 0, { flag }, `pile-${flag}`),
      )}
    </nav>
  );
}

function Scope({ filter, live }: { readonly filter: RosterFilter & { readonly scope: string }; readonly live: Live }) {
  const { value } = useRead(filter.scope, (signal) => getAgency(filter.scope, signal), live);
  return (
    <p className="scope">
      {ROSTER_WORDS.scopeOf(value?.name ?? '…')}{' '}
      <a href={rosterHref({ ...filter, scope: null, page: 1 })}>{ROSTER_WORDS.scopeAll}</a>
    </p>
  );
}

function District({
  filter,
  live,
}: {
  readonly filter: RosterFilter & { readonly district: string };
  readonly live: Live;
}) {
  const { district } = filter;
  const { value } = useRead(
    `district ${district}`,
    async (signal) => (district === 'none' ? ROSTER_WORDS.elsewhere : (await getAgency(district, signal)).name),
    live,
  );
  return (
    <p className="scope">
      {ROSTER_WORDS.districtOf(value ?? '…')}{' '}
      <a href={rosterHref({ ...filter, district: null, page: 1 })}>{ROSTER_WORDS.scopeAll}</a>
    </p>
  );
}

/** What can be done to many filings, as far as somebody may. */
function actionsOf(person: Person, year: number): readonly ManyAction[] {
  const all: readonly (ManyAction & { readonly needs: string })[] = [
    {
      ...{ key: 'reviewer', label: MANY_WORDS.reviewer, form: 'reviewer' },
      needs: 'POST /api/campaigns/:year/filings/many/reviewer',
      send: (of, { userId }) => toFilings(year, 'reviewer', of, { userId: userId || null }),
    },
    {
      ...{ key: 'return', label: MANY_WORDS.return, form: 'return' },
      needs: 'POST /api/campaigns/:year/filings/many/return',
      send: (of, { dueOn, note }) => toFilings(year, 'return', of, { dueOn, note }),
    },
  ];
  return all.filter(({ needs }) => may(person, needs));
}

const NO_IDS: readonly string[] = [];

/** Who must file in a year, who has not, and how each filing stands. */
export function RosterPage({ filter, year, campaign, person, live }: Props) {
  const asked = { ...filter, year };
  const {
    value: page,
    failure,
    reload,
  } = useRead(rosterHref(asked), (signal) => getFilings(filter, year, signal), live);
  const choices = useListChoices(live);
  const reviewers = useReviewers(person, live);
  const look = useLook<OptionalColumn>(person.id, 'roster');
  const question = rosterHref({ ...asked, page: 1 });
  const matching = useMemo(() => askedOf({ ...filter, year: null }), [question]);
  const ids = useMemo(() => page?.items.map(({ id }) => id) ?? NO_IDS, [page]);
  const choice = useChoice(question, matching, ids, page?.total ?? 0);
  // The list is walked through as it is now; whoever comes back is where he was.
  useEffect(forgetWalk, []);
  const isShown = page !== null;
  const here = rosterHref(asked);
  useEffect(() => {
    const left = isShown ? takeLeft(here) : null;
    if (left === null) return;
    window.scrollTo(0, left.scroll);
    window.document.querySelector<HTMLElement>(`tr[data-id="${left.id}"] a`)?.focus({ preventScroll: true });
  }, [isShown, here]);
  const mayExport = may(person, 'GET /api/campaigns/:year/filings.xlsx');
  const exportChosen = mayExport
    ? () => saveFile(`/api/campaigns/${year}/filings/many/export`, { of: choice.chosen }, ROSTER_WORDS.chosenFile)
    : null;
  const [importing, setImporting] = useState(false);
  const states = page?.counts.states ?? {};
  const due = Object.entries(states).reduce((sum, [state, n]) => (NOT_DUE.includes(state) ? sum : sum + n), 0);
  const missing = states.expected ?? 0;
  const isFiltered = rosterHref({ ...WHOLE_ROSTER, year }) !== rosterHref({ ...asked, page: 1, sort: 'roster' });
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{ROSTER_WORDS.title(year)}</h1>
          {campaign !== null && <p className="quiet">{ROSTER_WORDS.days(campaign.submitBy, campaign.statutoryBy)}</p>}
        </div>
        {page !== null && (
          <p className="page-sum">{ROSTER_WORDS.sum(due, due - missing, missing, page.counts.flags.missing ?? 0)}</p>
        )}
        <div className="buttons">
          {may(person, 'PUT /api/campaigns/:year/roster') && (
            <Button icon={<TrayIcon />} onClick={() => setImporting(true)}>
              {ROSTER_FILE_WORDS.import}
            </Button>
          )}
          {may(person, 'GET /api/campaigns/:year/roster.xlsx') && (
            <>
              <Button icon={<DownloadIcon />} href={rosterFileHref(year, 'xlsx')} download>
                {ROSTER_FILE_WORDS.exportXlsx}
              </Button>
              <Button icon={<DownloadIcon />} href={rosterFileHref(year, 'csv')} download>
                {ROSTER_FILE_WORDS.exportCsv}
              </Button>
            </>
          )}
        </div>
      </header>
      {importing && <RosterImport year={year} onTaken={reload} onClose={() => setImporting(false)} />}
      {failure !== null && <Failure failure={failure} onAgain={reload} />}
      {page !== null && (
        <section className="list" aria-label={ROSTER_WORDS.title(year)}>
          <Piles filter={asked} page={page} />
          {filter.scope !== null && <Scope filter={{ ...asked, scope: filter.scope }} live={live} />}
          {filter.district !== null && <District filter={{ ...asked, district: filter.district }} live={live} />}
          <div className="list-bar">
            <RosterFilters filter={asked} choices={choices} />
            <div className="list-tools bar-end">
              {filter.sort !== 'roster' && (
                <a href={rosterHref({ ...asked, sort: 'roster', page: 1 })}>{ROSTER_WORDS.inOrder}</a>
              )}
              <SavedViews person={person.id} list="roster" href={question} />
              <LookMenu look={look} columns={OPTIONAL_COLUMNS.map((column) => [column, ROSTER_WORDS[column]])} />
              {mayExport && (
                <a href={filingsHref(filter, year)} download>
                  <DownloadIcon />
                  {ROSTER_FILE_WORDS.exportList}
                </a>
              )}
            </div>
          </div>
          <ChoiceBar
            choice={choice}
            total={page.total}
            onPage={ids.length}
            actions={actionsOf(person, year)}
            reviewers={reviewers}
            onExport={exportChosen}
            onDone={reload}
          />
          {page.items.length === 0 ? (
            <p className="plain">
              {isFiltered ? ROSTER_WORDS.emptyFiltered : ROSTER_WORDS.empty}{' '}
              {isFiltered && <a href={rosterHref({ ...WHOLE_ROSTER, year })}>{ROSTER_WORDS.clear}</a>}
            </p>
          ) : (
            <>
              <RosterTable items={page.items} filter={asked} choice={choice} look={look} />
              <ListFoot
                words={ROSTER_WORDS.total(page.total)}
                page={filter.page}
                rows={ROWS}
                total={page.total}
                href={(next) => rosterHref({ ...asked, page: next })}
              />
            </>
          )}
        </section>
      )}
    </>
  );
}
