import type { Filing } from '../../../../contracts/filings.ts';
import type { Person } from '../../../../contracts/people.ts';
import type { Live } from '../../live.ts';
import { may } from '../../may.ts';
import { atOwnDoor } from '../../menu.ts';
import { getAgency, getFiling, getPeople } from '../../office-api.ts';
import { Failure } from '../../parts/failure.tsx';
import { FilingMark } from '../../parts/filing-mark.tsx';
import { BackIcon } from '../../parts/icons.tsx';
import { momentWords } from '../../parts/measures.ts';
import { TrailList } from '../../parts/trail-list.tsx';
import { useRead } from '../../parts/use-read.ts';
import { VerdictMark } from '../../parts/verdict-mark.tsx';
import { agencyHref } from '../../route.ts';
import { AGENCY_WORDS } from '../../words/agency.ts';
import { FormLinks } from './form-links.tsx';
import { Moves } from './moves.tsx';
import { OwnStart } from './own-start.tsx';
import { PublicationCheck } from './publication-check.tsx';
import { Versions } from './versions.tsx';
import { YearsTold } from './years-told.tsx';

interface Props {
  readonly id: string;
  readonly year: number | null;
  readonly person: Person;
  readonly live: Live;
  readonly back: string;
}

const dayWords = (moment: string | null): string =>
  moment === null ? AGENCY_WORDS.none : momentWords(moment, new Date());

/** All years of an agency side by side; the one that is looked at is marked. */
const Years = ({
  id,
  filings,
  year,
}: {
  readonly id: string;
  readonly filings: readonly Filing[];
  readonly year: number | null;
}) => (
  <table className="docs cards years">
    <thead>
      <tr>
        {(['year', 'state', 'due', 'version', 'verdict', 'reviewer', 'received', 'accepted'] as const).map((column) => (
          <th key={column} scope="col">
            {AGENCY_WORDS[column]}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {filings.map((filing) => (
        <tr key={filing.id} aria-current={filing.year === year ? 'true' : undefined}>
          <th scope="row">
            <a href={agencyHref(id, filing.year)}>{filing.year}</a>
          </th>
          <td data-label={AGENCY_WORDS.state}>
            <FilingMark state={filing.state} flags={filing.flags} />
          </td>
          <td data-label={AGENCY_WORDS.due}>{filing.dueOn ?? AGENCY_WORDS.none}</td>
          <td data-label={AGENCY_WORDS.version}>{filing.version === 0 ? AGENCY_WORDS.none : filing.version}</td>
          <td data-label={AGENCY_WORDS.verdict}>
            {filing.verdict === null ? AGENCY_WORDS.none : <VerdictMark verdict={filing.verdict} />}
          </td>
          <td data-label={AGENCY_WORDS.reviewer}>
            <span lang="zh-CN">{filing.reviewer?.name ?? AGENCY_WORDS.none}</span>
          </td>
          <td data-label={AGENCY_WORDS.received}>{dayWords(filing.receivedAt)}</td>
          <td data-label={AGENCY_WORDS.accepted}>{dayWords(filing.acceptedAt)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

const NOBODY: readonly Person[] = [];

/** What one agency owes in one year: its versions, what may be done with it, and who did what. */
function FilingParts({
  id,
  list,
  person,
  live,
  onMoved,
}: {
  readonly id: string;
  readonly list: string;
  readonly person: Person;
  readonly live: Live;
  readonly onMoved: () => void;
}) {
  const { value: filing, setValue, failure, reload } = useRead(id, (signal) => getFiling(id, signal), live);
  const people = useRead(
    'people',
    async (signal) => (may(person, 'GET /api/people') ? getPeople(signal) : NOBODY),
    live,
  );
  if (filing === null) return failure === null ? null : <Failure failure={failure} onAgain={reload} />;
  return (
    <div className="two">
      <div>
        <section className="sheet">
          <h2>{AGENCY_WORDS.versions}</h2>
          {filing.verdict !== null && <FormLinks filingId={filing.id} />}
          <Versions filingId={filing.id} versions={filing.versions} current={filing.version} list={list} live={live} />
        </section>
        {(filing.state === 'accepted' || filing.state === 'published') && (
          <PublicationCheck filing={filing} person={person} live={live} />
        )}
        {filing.notices.length > 0 && (
          <section className="sheet">
            <h2>{AGENCY_WORDS.notices}</h2>
            <ul className="said">
              {filing.notices.map(({ at, who, dueOn, note, version }) => (
                <li key={at}>
                  <b>{AGENCY_WORDS.notice(version, dueOn)}</b>
                  <span className="quiet">
                    <span lang="zh-CN">{who}</span> {momentWords(at, new Date())}
                  </span>
                  <p lang="zh-CN">{note}</p>
                </li>
              ))}
            </ul>
          </section>
        )}
        {filing.comments.length > 0 && (
          <section className="sheet">
            <h2>{AGENCY_WORDS.comments}</h2>
            <ul className="said">
              {filing.comments.map((comment) => (
                <li key={comment.id}>
                  <b lang="zh-CN">{comment.who}</b> <span className="quiet">{momentWords(comment.at, new Date())}</span>
                  <p lang="zh-CN">{comment.text}</p>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      <div>
        <section className="sheet">
          <h2>{AGENCY_WORDS.moves}</h2>
          <Moves
            key={filing.id}
            filing={filing}
            people={people.value ?? NOBODY}
            onMoved={(moved) => {
              setValue(moved);
              onMoved();
            }}
          />
        </section>
        <section className="sheet">
          <h2>{AGENCY_WORDS.history}</h2>
          <TrailList entries={filing.history} />
        </section>
      </div>
    </div>
  );
}

export function AgencyPage({ id, year, person, live, back }: Props) {
  const { value: agency, failure, reload } = useRead(id, (signal) => getAgency(id, signal), live);
  if (agency === null) return failure === null ? null : <Failure failure={failure} onAgain={reload} />;
  const shownYear = year ?? agency.filings[0]?.year ?? null;
  const filing = agency.filings.find((one) => one.year === shownYear);
  const otherNames = [
    ...(agency.aliases.length > 0 ? [AGENCY_WORDS.aliases(agency.aliases)] : []),
    ...(agency.formerNames.length > 0 ? [AGENCY_WORDS.formerNames(agency.formerNames)] : []),
  ];
  return (
    <>
      <header className="page-head">
        <div>
          {!atOwnDoor(person) && (
            <a className="back" href={back}>
              <BackIcon />
              {AGENCY_WORDS.back}
            </a>
          )}
          <h1 lang="zh-CN">{agency.name}</h1>
          <p className="quiet">
            <span lang="zh-CN">{agency.path.join(' › ')}</span>
            {otherNames.map((names) => ` · ${names}`)}
          </p>
        </div>
      </header>
      {failure !== null && <Failure failure={failure} onAgain={reload} />}
      {filing !== undefined && atOwnDoor(person) && <OwnStart filing={filing} />}
      <section className="list" aria-label={AGENCY_WORDS.years}>
        <h2 className="list-title">{AGENCY_WORDS.years}</h2>
        <Years id={id} filings={agency.filings} year={shownYear} />
      </section>
      <YearsTold years={agency.years} carryOvers={agency.carryOvers} />
      {filing !== undefined && (
        <FilingParts key={filing.id} id={filing.id} list={back.slice(1)} person={person} live={live} onMoved={reload} />
      )}
      {filing === undefined && shownYear !== null && <p className="plain">{AGENCY_WORDS.noFiling(shownYear)}</p>}
    </>
  );
}
