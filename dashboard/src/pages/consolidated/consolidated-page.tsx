import { TABLE_KEYS } from '../../../../config/catalogue/form.ts';
import { type Consolidated, SUM_STATES } from '../../../../contracts/consolidated.ts';
import type { Person } from '../../../../contracts/people.ts';
import { getConsolidated, SUM_FORMATS, sumsHref } from '../../consolidated-api.ts';
import type { SumFilter } from '../../filters.ts';
import type { Live } from '../../live.ts';
import { AgencyPicker } from '../../parts/agency-picker.tsx';
import { Failure } from '../../parts/failure.tsx';
import { useRead } from '../../parts/use-read.ts';
import { consolidatedHref, indicatorsHref } from '../../route.ts';
import { CONSOLIDATED_WORDS, SUM_STATE_WORDS } from '../../words/consolidated.ts';
import { INDICATOR_WORDS } from '../../words/indicators.ts';
import { BehindCell } from './behind-cell.tsx';
import { Completeness } from './completeness.tsx';
import { CrossFootList } from './cross-foot.tsx';
import { Outgoing } from './outgoing.tsx';
import { Snapshots } from './snapshots.tsx';
import { SumChecks } from './sum-checks.tsx';
import { SumTable } from './sum-table.tsx';

interface Props {
  readonly filter: SumFilter;
  readonly year: number;
  readonly person: Person;
  readonly live: Live;
}

type Change = (change: Partial<SumFilter>) => string;

/** Where in the tree the sums are of: up by those above, down by the bodies next below. */
function ScopeTree({
  consolidated: { scope, above, parts },
  year,
  at,
}: {
  readonly consolidated: Consolidated;
  readonly year: number;
  readonly at: Change;
}) {
  return (
    <nav className="scope-tree" aria-label={CONSOLIDATED_WORDS.tree}>
      <p>
        {scope === null ? <b>{CONSOLIDATED_WORDS.all}</b> : <a href={at({ scope: null })}>{CONSOLIDATED_WORDS.all}</a>}
        {above.map(({ id, name }) => (
          <span key={id}>
            {' › '}
            <a href={at({ scope: id })} lang="zh-CN">
              {name}
            </a>
          </span>
        ))}
        {scope !== null && (
          <>
            {' › '}
            <b lang="zh-CN">{scope.name}</b>
          </>
        )}
      </p>
      {parts.length > 0 && (
        <ul>
          {parts.map(({ agency, included, due }) => (
            <li key={agency.id}>
              <a href={at({ scope: agency.id })} lang="zh-CN">
                {agency.name}
              </a>{' '}
              <span className="quiet">{CONSOLIDATED_WORDS.part(included, due)}</span>
            </li>
          ))}
        </ul>
      )}
      <AgencyPicker
        year={year}
        label={CONSOLIDATED_WORDS.find}
        onPick={({ id }) => {
          window.location.hash = at({ scope: id });
        }}
      />
    </nav>
  );
}

/** The three official tables summed over any part of the roster. */
export function ConsolidatedPage({ filter, year, person, live }: Props) {
  const at: Change = (change) => consolidatedHref(year, { ...filter, cell: null, page: 1, ...change });
  const { value, failure, reload } = useRead(
    consolidatedHref(year, filter),
    (signal) => getConsolidated(year, filter, signal),
    live,
  );
  return (
    <>
      <header className="page-head">
        <h1>{CONSOLIDATED_WORDS.title(year)}</h1>
        <nav className="sum-states" aria-label={CONSOLIDATED_WORDS.state}>
          {SUM_STATES.map((state) => (
            <a key={state} href={at({ state })} aria-current={state === filter.state ? 'true' : undefined}>
              {SUM_STATE_WORDS[state]}
            </a>
          ))}
          <a href={at({ previous: !filter.previous })} aria-current={filter.previous ? 'true' : undefined}>
            {CONSOLIDATED_WORDS.previous(year - 1)}
          </a>
        </nav>
        <a href={indicatorsHref(year, { scope: filter.scope, state: filter.state, indicator: null, page: 1 })}>
          {INDICATOR_WORDS.link}
        </a>
        <nav className="sum-exports" aria-label={CONSOLIDATED_WORDS.exports}>
          {CONSOLIDATED_WORDS.exports}{' '}
          {SUM_FORMATS.map((format) => (
            <a key={format} href={sumsHref(year, filter, format)} download>
              {format.toUpperCase()}
            </a>
          ))}
        </nav>
      </header>
      {failure !== null && <Failure failure={failure} onAgain={reload} />}
      {value !== null && (
        <>
          <div className="sum-head">
            <ScopeTree consolidated={value} year={year} at={at} />
            <Completeness consolidated={value} />
          </div>
          {filter.previous && (
            <p className="plain">
              {value.previous === null
                ? CONSOLIDATED_WORDS.previousNone
                : CONSOLIDATED_WORDS.previousOf(value.previous.year, value.previous.included)}
            </p>
          )}
          {value.form === null || value.tables === null ? (
            <p className="plain">{CONSOLIDATED_WORDS.noTables}</p>
          ) : value.completeness.included === 0 ? (
            <p className="plain">{CONSOLIDATED_WORDS.nothing}</p>
          ) : (
            <>
              {value.behind !== null && (
                <BehindCell behind={value.behind} form={value.form} year={year} hrefOf={(change) => at(change)} />
              )}
              <SumChecks unbalanced={value.unbalanced} form={value.form} year={year} hrefOf={(cell) => at({ cell })} />
              <p className="quiet sum-hint">{CONSOLIDATED_WORDS.hint}</p>
              {TABLE_KEYS.map((table) => (
                <SumTable
                  key={table}
                  table={table}
                  form={value.form ?? '2021'}
                  rows={value.tables?.[table].rows ?? {}}
                  previous={value.previous}
                  chosen={filter.cell}
                  hrefOf={(cell) => at({ cell })}
                />
              ))}
              {value.crossFoot !== null && <CrossFootList crossFoot={value.crossFoot} form={value.form} year={year} />}
            </>
          )}
          <Outgoing year={year} scope={filter.scope} person={person} />
          <Snapshots year={year} filter={filter} person={person} live={live} />
        </>
      )}
    </>
  );
}
