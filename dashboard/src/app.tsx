import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Session } from '../../contracts/people.ts';
import { EVERYTHING, NO_ISSUE_FILTER, WHOLE_ROSTER } from './filters.ts';
import type { Live } from './live.ts';
import { may } from './may.ts';
import { atOwnDoor } from './menu.ts';
import { getCampaigns } from './office-api.ts';
import { AgencyPage } from './pages/agency/agency-page.tsx';
import { ConsolidatedPage } from './pages/consolidated/consolidated-page.tsx';
import { DocumentPage } from './pages/document/document-page.tsx';
import { IndicatorsPage } from './pages/indicators/indicators-page.tsx';
import { IssuesPage } from './pages/issues/issues-page.tsx';
import { ListPage } from './pages/list/list-page.tsx';
import { OfficePage } from './pages/office/office-page.tsx';
import { OverviewPage } from './pages/overview/overview-page.tsx';
import { DraftPage } from './pages/own/draft-page.tsx';
import { SelfCheckPage } from './pages/own/self-check-page.tsx';
import { PasswordPage } from './pages/password/password-page.tsx';
import { QueuePage } from './pages/queue/queue-page.tsx';
import { ReturnsPage } from './pages/returns/returns-page.tsx';
import { RosterPage } from './pages/roster/roster-page.tsx';
import { RulePage } from './pages/rules/rule-page.tsx';
import { RulesPage } from './pages/rules/rules-page.tsx';
import { SimilarPage } from './pages/similar/similar-page.tsx';
import { UploadPage } from './pages/uploads/upload-page.tsx';
import { UploadsPage } from './pages/uploads/uploads-page.tsx';
import { ConnectionMark } from './parts/connection-mark.tsx';
import { Seal } from './parts/icons.tsx';
import { PersonMenu } from './parts/person-menu.tsx';
import { SearchBox } from './parts/search-box.tsx';
import { SideMenu } from './parts/side-menu.tsx';
import { UploadButton } from './parts/upload-button.tsx';
import { useDropAnywhere } from './parts/use-drop-anywhere.ts';
import { useRead } from './parts/use-read.ts';
import { useUpload } from './parts/use-upload.ts';
import { YearSwitch } from './parts/year-switch.tsx';
import {
  agencyHref,
  consolidatedHref,
  draftHref,
  indicatorsHref,
  issuesHref,
  listHref,
  officeHref,
  overviewHref,
  parseRoute,
  type Route,
  returnsHref,
  rosterHref,
  similarHref,
  uploadsHref,
} from './route.ts';
import { signOut } from './session.ts';
import { APP_WORDS } from './words/page.ts';
import { ROSTER_WORDS } from './words/roster.ts';

const onHash = (listener: () => void): (() => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

/** Pages of one year. */
const YEARLY: ReadonlySet<Route['kind']> = new Set(['overview', 'roster', 'returns', 'issues']);

interface Props {
  readonly live: Live;
  readonly session: Session;
  readonly onSession: (session: Session | null) => void;
}

export function App({ live, session, onSession }: Props) {
  const hash = useSyncExternalStore(onHash, () => window.location.hash);
  const state = useSyncExternalStore(live.onState, live.state);
  const upload = useUpload();
  const campaigns = useRead('campaigns', getCampaigns, live);
  const asked = parseRoute(hash);
  // Before there is a year there are files alone.
  const route: Route =
    asked.kind === 'overview' && atOwnDoor(session.user)
      ? { kind: 'agency', id: session.user.agencyId ?? '', year: asked.year }
      : asked.kind === 'overview' && campaigns.value?.length === 0
        ? { kind: 'list', filter: EVERYTHING }
        : asked;
  const [chosenYear, setChosenYear] = useState<number | null>(null);
  const [lastList, setLastList] = useState(listHref(EVERYTHING));
  const [lastRoster, setLastRoster] = useState(rosterHref(WHOLE_ROSTER));
  const main = useRef<HTMLElement>(null);
  const here = route.kind === 'list' ? listHref(route.filter) : null;
  const person = session.user;

  const yearHere =
    route.kind === 'roster'
      ? route.filter.year
      : route.kind === 'agency' ||
          route.kind === 'overview' ||
          route.kind === 'draft' ||
          route.kind === 'consolidated' ||
          route.kind === 'indicators' ||
          route.kind === 'similar'
        ? route.year
        : null;
  const years = campaigns.value?.toSorted((a, b) => b.year - a.year) ?? [];
  const year = yearHere ?? chosenYear ?? years[0]?.year ?? null;

  const campaign = years.find((one) => one.year === year) ?? null;

  useEffect(() => {
    if (here !== null) setLastList(here);
  }, [here]);

  const rosterHere = route.kind === 'roster' ? rosterHref({ ...route.filter, year }) : null;
  useEffect(() => {
    if (rosterHere !== null) setLastRoster(rosterHere);
  }, [rosterHere]);

  useEffect(() => {
    if (yearHere !== null) setChosenYear(yearHere);
  }, [yearHere]);

  const [path] = hash.split('?', 1);
  // Another page begins at its top, another filter of the same does not
  useEffect(() => {
    if (here === null) window.scrollTo(0, 0);
  }, [path, here]);

  const receipts = route.kind === 'list' || route.kind === 'uploads';
  const maySend = may(person, 'POST /api/uploads');
  const showReceipts = useCallback(() => {
    // The receipt of an upload stands on these two pages.
    if (!receipts) window.location.hash = uploadsHref();
  }, [receipts]);
  useDropAnywhere(upload.add, maySend, showReceipts);

  const switchTo = (next: number): void => {
    setChosenYear(next);
    if (route.kind === 'roster') window.location.hash = rosterHref({ ...route.filter, year: next, page: 1 });
    if (route.kind === 'issues') window.location.hash = issuesHref({ ...NO_ISSUE_FILTER, year: next });
    if (route.kind === 'returns') window.location.hash = returnsHref(next, route.pile);
    if (route.kind === 'agency') window.location.hash = agencyHref(route.id, next);
    if (route.kind === 'overview') window.location.hash = overviewHref(next);
    if (route.kind === 'draft') window.location.hash = draftHref(next);
    if (route.kind === 'indicators') window.location.hash = indicatorsHref(next, { ...route.filter, page: 1 });
    if (route.kind === 'similar') window.location.hash = similarHref(next, { ...route.filter, pair: null, page: 1 });
    if (route.kind === 'consolidated') window.location.hash = consolidatedHref(next, route.filter);
  };
  const leave = useCallback(async (): Promise<void> => {
    await signOut();
    live.signOut();
    onSession(null);
  }, [live, onSession]);

  return (
    <>
      <button type="button" className="skip" onClick={() => main.current?.focus()}>
        {APP_WORDS.skip}
      </button>
      <header className="top">
        <a className="top-name" href={overviewHref(year)} title={APP_WORDS.tagline}>
          <Seal />
          <strong>{APP_WORDS.name}</strong>
        </a>
        {campaigns.value !== null && <YearSwitch campaigns={years} year={year} onYear={switchTo} />}
        <SearchBox year={year} />
        {maySend && <UploadButton upload={upload} onChosen={showReceipts} />}
        <ConnectionMark state={state} />
        <PersonMenu person={person} onSignOut={() => void leave()} />
      </header>
      <div className="frame">
        <SideMenu here={route} person={person} lastList={lastList} />
        <main id="main" ref={main} tabIndex={-1}>
          {route.kind === 'overview' && year !== null && (
            <OverviewPage key={year} year={year} campaign={campaign} person={person} live={live} liveState={state} />
          )}
          {route.kind === 'list' && (
            <ListPage filter={route.filter} person={person} live={live} liveState={state} upload={upload} />
          )}
          {route.kind === 'document' && (
            <DocumentPage
              key={route.id}
              id={route.id}
              item={route.item}
              list={route.list}
              person={person}
              live={live}
              back={lastList}
            />
          )}
          {route.kind === 'roster' && year !== null && (campaigns.value === null || campaign !== null) && (
            <RosterPage filter={route.filter} year={year} campaign={campaign} person={person} live={live} />
          )}
          {YEARLY.has(route.kind) && campaigns.value !== null && campaign === null && (
            <p className="plain">
              {ROSTER_WORDS.noYear}{' '}
              {may(person, 'POST /api/campaigns') && <a href={officeHref('years')}>{ROSTER_WORDS.openYear}</a>}
            </p>
          )}
          {route.kind === 'returns' && year !== null && (
            <ReturnsPage key={year} year={year} pile={route.pile} page={route.page} person={person} live={live} />
          )}
          {route.kind === 'issues' && year !== null && (
            <IssuesPage key={year} filter={route.filter} year={year} person={person} live={live} />
          )}
          {route.kind === 'uploads' && <UploadsPage page={route.page} person={person} live={live} upload={upload} />}
          {route.kind === 'upload' && (
            <UploadPage key={route.id} id={route.id} pile={route.pile} year={year} person={person} live={live} />
          )}
          {route.kind === 'agency' && (
            <AgencyPage key={route.id} id={route.id} year={year} person={person} live={live} back={lastRoster} />
          )}
          {route.kind === 'draft' && year !== null && person.agencyId !== null && (
            <DraftPage key={year} year={year} agencyId={person.agencyId} live={live} />
          )}
          {route.kind === 'selfCheck' && person.agencyId !== null && <SelfCheckPage id={route.id} />}
          {route.kind === 'indicators' && year !== null && (
            <IndicatorsPage filter={route.filter} year={year} live={live} />
          )}
          {route.kind === 'similar' && year !== null && <SimilarPage filter={route.filter} year={year} live={live} />}
          {route.kind === 'consolidated' && year !== null && (
            <ConsolidatedPage filter={route.filter} year={year} person={person} live={live} />
          )}
          {route.kind === 'office' && campaigns.value !== null && (
            <OfficePage
              room={route.room}
              page={route.page}
              year={year}
              campaigns={years}
              person={person}
              live={live}
              onCampaigns={campaigns.reload}
            />
          )}
          {route.kind === 'queue' && <QueuePage filter={route.filter} person={person} live={live} />}
          {route.kind === 'rules' && <RulesPage year={year} live={live} />}
          {route.kind === 'rule' && (
            <RulePage
              key={route.id}
              id={route.id}
              year={year}
              campaign={campaign}
              person={person}
              live={live}
              onCampaigns={campaigns.reload}
            />
          )}
          {route.kind === 'password' && <PasswordPage onSession={onSession} />}
          {route.kind === 'unknown' && (
            <p className="plain">
              {APP_WORDS.notFound} <a href={overviewHref(year)}>{APP_WORDS.home}</a>
            </p>
          )}
        </main>
      </div>
    </>
  );
}
