import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { ISSUE_LIMITS } from '../../../../config/limits/office.ts';
import type { Issue, ManyDone } from '../../../../contracts/issues.ts';
import type { Person } from '../../../../contracts/people.ts';
import { type IssueFilter, NO_ISSUE_FILTER } from '../../filters.ts';
import type { Live } from '../../live.ts';
import { may } from '../../may.ts';
import { allIssues, getIssues, getPeople, issuesFileHref, namedIssues, ROWS } from '../../office-api.ts';
import { forgetWalk } from '../../parts/document-walk.ts';
import { Failure } from '../../parts/failure.tsx';
import { SearchField } from '../../parts/list/search-field.tsx';
import { ListFoot } from '../../parts/list-foot.tsx';
import { ruleTitle } from '../../parts/tell.ts';
import { useRead } from '../../parts/use-read.ts';
import { agencyHref, documentHref, issuesHref } from '../../route.ts';
import { CAUSE_WORDS, SEVERITY_WORDS } from '../../words/codes.ts';
import { ISSUES_WORDS } from '../../words/issues.ts';
import { findingKey } from '../document/review-items.ts';
import { ActOnMany } from './act-on-many.tsx';
import { Facets } from './facets.tsx';

interface Props {
  readonly filter: IssueFilter;
  readonly year: number;
  readonly person: Person;
  readonly live: Live;
}

const NOBODY: readonly Person[] = [];

/** Chosen one by one, across pages and filters, or all that the filter lets through. */
type Chosen =
  | { readonly kind: 'some'; readonly issues: ReadonlyMap<string, Issue> }
  | { readonly kind: 'all'; readonly of: string };
const NONE: ReadonlyMap<string, Issue> = new Map();
const NOTHING: Chosen = { kind: 'some', issues: NONE };
const keyOf = ({ documentId, fingerprint }: Issue): string => `${documentId} ${fingerprint}`;

function Row({
  issue,
  list,
  year,
  isChosen,
  onChoose,
}: {
  readonly issue: Issue;
  /** Address of the list, through which the document page goes on. */
  readonly list: string;
  readonly year: number;
  readonly isChosen: boolean;
  readonly onChoose: (isChosen: boolean) => void;
}) {
  return (
    <tr>
      <td>
        <input
          type="checkbox"
          checked={isChosen}
          aria-label={ISSUES_WORDS.choose(issue.agency.name)}
          onChange={({ currentTarget }) => onChoose(currentTarget.checked)}
        />
      </td>
      <th scope="row">
        <a href={agencyHref(issue.agency.id, year)} lang="zh-CN">
          {issue.agency.name}
        </a>
      </th>
      <td data-label={ISSUES_WORDS.severity} className={`is-${issue.severity}`}>
        {SEVERITY_WORDS[issue.severity]}
      </td>
      <td data-label={ISSUES_WORDS.cause}>{CAUSE_WORDS[issue.cause].short}</td>
      <td data-label={ISSUES_WORDS.issue} className="issue-words">
        <a href={documentHref(issue.documentId, { item: findingKey(issue), list })}>{issue.message}</a>
        <span className="quiet path">{ruleTitle(issue.rule, issue.title)}</span>
      </td>
      <td data-label={ISSUES_WORDS.reviewer}>
        <span lang="zh-CN">{issue.reviewer?.name ?? ISSUES_WORDS.none}</span>
      </td>
    </tr>
  );
}

/** What became of the last thing done to many. */
const Outcome = ({ outcome }: { readonly outcome: ManyDone }) => (
  <div role="status" className="outcome">
    <p>{ISSUES_WORDS.done(outcome.done)}</p>
    {outcome.refused.length > 0 && (
      <>
        <p className="list-alarm">{ISSUES_WORDS.refused(outcome.refused.length)}</p>
        <ul>
          {outcome.refused.map(({ agency, message, why }, index) => (
            <li key={index}>{[agency, message, why].filter((part) => part !== '').join(' — ')}</li>
          ))}
        </ul>
      </>
    )}
  </div>
);

/** All open findings of a year: by what they are, whose, where and who looks after them; the same done to many. */
export function IssuesPage({ filter, year, person, live }: Props) {
  const asked = { ...filter, year };
  const here = issuesHref({ ...asked, page: 1 });
  const {
    value: page,
    failure,
    reload,
  } = useRead(issuesHref(asked), (signal) => getIssues(year, filter, signal), live);
  const people = useRead(
    'people',
    async (signal) => (may(person, 'GET /api/people') ? getPeople(signal) : NOBODY),
    live,
  );
  const [chosen, setChosen] = useState<Chosen>(NOTHING);
  const [outcome, setOutcome] = useState<ManyDone | null>(null);
  // The list is walked through as it is now.
  useEffect(forgetWalk, []);
  const search = (query: string): void => {
    window.location.hash = issuesHref({ ...asked, query, page: 1 });
  };
  // All of a filter is all of this one.
  const isAll = chosen.kind === 'all' && chosen.of === here;
  const some = chosen.kind === 'some' ? chosen.issues : NONE;
  const total = page?.total ?? 0;
  const count = isAll ? total : some.size;
  const choose = (issues: readonly Issue[], isChosen: boolean): void => {
    const next = new Map<string, Issue>(isAll ? page?.items.map((issue) => [keyOf(issue), issue]) : some);
    for (const issue of issues) {
      if (isChosen) next.set(keyOf(issue), issue);
      else next.delete(keyOf(issue));
    }
    setChosen({ kind: 'some', issues: next });
  };
  const isFiltered = here !== issuesHref({ ...NO_ISSUE_FILTER, year });
  const acts = may(person, 'POST /api/campaigns/:year/issues/assign');
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{ISSUES_WORDS.title(year)}</h1>
          <p className="quiet">{ISSUES_WORDS.lead}</p>
        </div>
        {page !== null && <p className="page-sum">{ISSUES_WORDS.sum(page.total, page.agencies)}</p>}
      </header>
      {failure !== null && <Failure failure={failure} onAgain={reload} />}
      {outcome !== null && <Outcome outcome={outcome} />}
      {page !== null && (
        <div className="faceted">
          <Facets page={page} filter={asked} />
          <section className="list" aria-label={ISSUES_WORDS.title(year)}>
            <div className="list-bar">
              <search className="filters">
                <SearchField query={filter.query} label={ISSUES_WORDS.search} onQuery={search} />
              </search>
              {isFiltered && <a href={issuesHref({ ...NO_ISSUE_FILTER, year })}>{ISSUES_WORDS.clear}</a>}
              {may(person, 'GET /api/campaigns/:year/issues.xlsx') && total > 0 && (
                <a className="bar-end" href={issuesFileHref(year, filter)} download>
                  {ISSUES_WORDS.export}
                </a>
              )}
            </div>
            {page.items.length === 0 ? (
              <p className="plain">{isFiltered ? ISSUES_WORDS.emptyFiltered : ISSUES_WORDS.empty}</p>
            ) : (
              <>
                {acts && (
                  <div className="many">
                    <label>
                      <input
                        type="checkbox"
                        checked={isAll || page.items.every((issue) => some.has(keyOf(issue)))}
                        onChange={({ currentTarget }) => choose(page.items, currentTarget.checked)}
                      />{' '}
                      {ISSUES_WORDS.choosePage}
                    </label>
                    {!isAll && total > page.items.length && (
                      <Button size="small" onClick={() => setChosen({ kind: 'all', of: here })}>
                        {ISSUES_WORDS.chooseAll(total)}
                      </Button>
                    )}
                    {count > 0 && (
                      <>
                        <b>{ISSUES_WORDS.chosen(count)}</b>
                        <Button size="small" type="link" onClick={() => setChosen(NOTHING)}>
                          {ISSUES_WORDS.unchoose}
                        </Button>
                      </>
                    )}
                    {count > ISSUE_LIMITS.atOnce && (
                      <span className="is-warning">{ISSUES_WORDS.tooMany(ISSUE_LIMITS.atOnce)}</span>
                    )}
                    {count > 0 && count <= ISSUE_LIMITS.atOnce && (
                      <ActOnMany
                        year={year}
                        chosen={isAll ? allIssues(filter, total) : namedIssues([...some.values()])}
                        person={person}
                        people={people.value ?? NOBODY}
                        onDone={(done) => {
                          setOutcome(done);
                          setChosen(NOTHING);
                          reload();
                        }}
                      />
                    )}
                  </div>
                )}
                <table className="docs cards issues">
                  <colgroup>
                    <col className="w-check" />
                    <col className="w-agency" />
                    <col className="w-short" />
                    <col className="w-short" />
                    <col />
                    <col className="w-person" />
                  </colgroup>
                  <thead>
                    <tr>
                      <th scope="col" aria-label={ISSUES_WORDS.choosePage} />
                      {(['agency', 'severity', 'cause', 'issue', 'reviewer'] as const).map((column) => (
                        <th key={column} scope="col">
                          {ISSUES_WORDS[column]}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {page.items.map((issue) => (
                      <Row
                        key={keyOf(issue)}
                        issue={issue}
                        list={issuesHref(asked).slice(1)}
                        year={year}
                        isChosen={isAll || some.has(keyOf(issue))}
                        onChoose={(isChosen) => choose([issue], isChosen)}
                      />
                    ))}
                  </tbody>
                </table>
                <ListFoot
                  words={ISSUES_WORDS.total(page.total)}
                  page={filter.page}
                  rows={ROWS}
                  total={page.total}
                  href={(next) => issuesHref({ ...asked, page: next })}
                />
              </>
            )}
          </section>
        </div>
      )}
    </>
  );
}
