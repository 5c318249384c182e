import { SUM_STATES } from '../../../../contracts/consolidated.ts';
import type { Indicators, Rated, ShownRate } from '../../../../contracts/indicators.ts';
import { ALL_SUMS, type IndicatorFilter } from '../../filters.ts';
import { analysisHref, getAnalysis, getIndicators, RANKED } from '../../indicators-api.ts';
import type { Live } from '../../live.ts';
import { Failure } from '../../parts/failure.tsx';
import { useRead } from '../../parts/use-read.ts';
import { agencyHref, consolidatedHref, indicatorsHref } from '../../route.ts';
import { CONSOLIDATED_WORDS, SUM_STATE_WORDS } from '../../words/consolidated.ts';
import { INDICATOR_WORDS, inPageWords } from '../../words/indicators.ts';

interface Props {
  readonly filter: IndicatorFilter;
  readonly year: number;
  readonly live: Live;
}

type Definition = Indicators['definitions'][number];

const percent = (shown: ShownRate | undefined): string =>
  shown?.rate == null ? INDICATOR_WORDS.none : `${(shown.rate * 100).toFixed(1)}%${shown.certain ? '' : '*'}`;

/** Steps of the heat map. */
const STEPS = 5;

/** How high a rate is among the others of its column: 0 … STEPS - 1; null without a rate. */
function stepOf(rate: number | null | undefined, all: readonly number[]): number | null {
  if (rate == null) return null;
  const [least, most] = [Math.min(...all), Math.max(...all)];
  return most === least ? 0 : Math.min(STEPS - 1, Math.floor(((rate - least) / (most - least)) * STEPS));
}

function Rates({ value }: { readonly value: Indicators }) {
  return (
    <section className="indicators" aria-label={INDICATOR_WORDS.rates}>
      <h2>{INDICATOR_WORDS.rates}</h2>
      <div className="table-scroll">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{INDICATOR_WORDS.name}</th>
              <th scope="col" className="number">
                {INDICATOR_WORDS.now(value.year)}
              </th>
              <th scope="col" className="number">
                {INDICATOR_WORDS.of}
              </th>
              {value.previous !== null && (
                <th scope="col" className="number">
                  {INDICATOR_WORDS.now(value.previous.year)}
                </th>
              )}
              <th scope="col">{INDICATOR_WORDS.definition}</th>
            </tr>
          </thead>
          <tbody>
            {inPageWords(value.definitions).map(({ id, name, definition, numerator, denominator }) => {
              const { numerator: part, denominator: whole } = value.rates[id] ?? { numerator: null, denominator: null };
              return (
                <tr key={id}>
                  <th scope="row">{name}</th>
                  <td className="number">{percent(value.rates[id])}</td>
                  <td className="number">
                    {part ?? INDICATOR_WORDS.none} / {whole ?? INDICATOR_WORDS.none}
                  </td>
                  {value.previous !== null && <td className="number">{percent(value.previous.rates[id])}</td>}
                  <td title={`${numerator.join(' + ')}${INDICATOR_WORDS.share}${denominator.join(' + ')}`}>
                    {definition}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Bodies by rates: readable by its numbers, shaded by how high each is in its column. */
function HeatMap({ value, at }: { readonly value: Indicators; readonly at: (scope: string) => string }) {
  const inColumn = ({ id }: Definition): number[] =>
    value.parts.flatMap(({ rates }) => {
      const rate = rates[id]?.rate;
      return rate == null ? [] : [rate];
    });
  const columns = inPageWords(value.definitions).map((definition) => ({ definition, all: inColumn(definition) }));
  return (
    <section className="indicators" aria-label={INDICATOR_WORDS.heat}>
      <h2>{INDICATOR_WORDS.heat}</h2>
      {value.parts.length === 0 ? (
        <p className="quiet">{INDICATOR_WORDS.heatNone}</p>
      ) : (
        <>
          <p className="quiet">{INDICATOR_WORDS.heatHint}</p>
          <div className="table-scroll">
            <table className="plain-table heat">
              <thead>
                <tr>
                  <th scope="col">{INDICATOR_WORDS.body}</th>
                  {columns.map(({ definition: { id, name, definition } }) => (
                    <th key={id} scope="col" className="number" title={definition}>
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {value.parts.map(({ agency, rates }) => (
                  <tr key={agency.id}>
                    <th scope="row">
                      <a href={at(agency.id)} lang="zh-CN">
                        {agency.name}
                      </a>
                    </th>
                    {columns.map(({ definition: { id }, all }) => {
                      const step = stepOf(rates[id]?.rate, all);
                      return (
                        <td key={id} className={step === null ? 'number' : `number heat-${step}`}>
                          {percent(rates[id])}
                        </td>
                      );
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
}

/** A bar of so much of its width; drawn, because the content policy takes no style of its own. */
function Bar({ rate }: { readonly rate: number }) {
  return (
    <svg className="rate-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect width={Math.max(0, Math.min(1, rate)) * 100} height="8" />
    </svg>
  );
}

function Ranking({
  value,
  at,
}: {
  readonly value: Indicators;
  readonly at: (change: Partial<IndicatorFilter>) => string;
}) {
  const { indicator, items, page, total } = value.agencies;
  const most = Math.max(0, ...items.map(({ rates }) => rates[indicator]?.rate ?? 0));
  const rateOf = ({ rates }: Rated): ShownRate | undefined => rates[indicator];
  return (
    <section className="indicators" aria-label={INDICATOR_WORDS.ranking}>
      <h2>{INDICATOR_WORDS.ranking}</h2>
      <nav className="sum-states" aria-label={INDICATOR_WORDS.name}>
        {inPageWords(value.definitions).map(({ id, name }) => (
          <a key={id} href={at({ indicator: id, page: 1 })} aria-current={id === indicator ? 'true' : undefined}>
            {name}
          </a>
        ))}
      </nav>
      <table className="plain-table ranking">
        <thead>
          <tr>
            <th scope="col" className="number">
              {INDICATOR_WORDS.rank}
            </th>
            <th scope="col">{INDICATOR_WORDS.agency}</th>
            <th scope="col" className="number">
              {INDICATOR_WORDS.rate}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {items.map((each) => (
            <tr key={each.agency.id}>
              <td className="number">{each.rank ?? INDICATOR_WORDS.none}</td>
              <td>
                <a href={agencyHref(each.agency.id, value.year)} lang="zh-CN">
                  {each.agency.name}
                </a>
              </td>
              <td className="number">{percent(rateOf(each))}</td>
              <td>
                <Bar rate={(rateOf(each)?.rate ?? 0) / Math.max(1, most)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="pages">
        {page > 1 && <a href={at({ page: page - 1 })}>{CONSOLIDATED_WORDS.back}</a>}{' '}
        <span className="quiet">
          {INDICATOR_WORDS.page(Math.min((page - 1) * RANKED + 1, total), Math.min(page * RANKED, total), total)}
        </span>{' '}
        {page * RANKED < total && <a href={at({ page: page + 1 })}>{CONSOLIDATED_WORDS.next}</a>}
      </p>
    </section>
  );
}

/** The year in words, each number leading to the cells that it is made of. */
function Written({ filter, year, live }: Props) {
  const { value, failure, reload } = useRead(
    `analysis ${year} ${filter.scope} ${filter.state}`,
    (signal) => getAnalysis(year, filter, signal),
    live,
  );
  return (
    <section className="indicators" aria-label={INDICATOR_WORDS.analysis}>
      <h2>{INDICATOR_WORDS.analysis}</h2>
      <p className="quiet">
        {INDICATOR_WORDS.analysisHint}{' '}
        <a href={analysisHref(year, filter)} download>
          {INDICATOR_WORDS.take}
        </a>
      </p>
      {failure !== null && <Failure failure={failure} onAgain={reload} />}
      {value?.sections.map(({ heading, sentences }) => (
        <div key={heading} className="written" lang="zh-CN">
          <h3>{heading}</h3>
          {sentences.map(({ id, text, numbers }) => (
            <details key={id}>
              <summary>{text}</summary>
              <ul>
                {numbers
                  .filter(({ cells }) => cells.length > 0)
                  .map(({ text: number, cells, whole }, index) => (
                    <li key={`${index} ${number}`}>
                      <b>{number}</b> {cells.join(' + ')}
                      {whole.length > 0 && ` ${INDICATOR_WORDS.share} ${whole.join(' + ')}`}
                    </li>
                  ))}
              </ul>
            </details>
          ))}
        </div>
      ))}
    </section>
  );
}

/** Rates with their definitions, by body and by agency, and the analysis that is written of them. */
export function IndicatorsPage({ filter, year, live }: Props) {
  const at = (change: Partial<IndicatorFilter>): string => indicatorsHref(year, { ...filter, ...change });
  const { value, failure, reload } = useRead(
    indicatorsHref(year, filter),
    (signal) => getIndicators(year, filter, signal),
    live,
  );
  return (
    <>
      <header className="page-head">
        <h1>{INDICATOR_WORDS.title(year)}</h1>
        <nav className="sum-states" aria-label={CONSOLIDATED_WORDS.state}>
          {SUM_STATES.map((state) => (
            <a key={state} href={at({ state, page: 1 })} aria-current={state === filter.state ? 'true' : undefined}>
              {SUM_STATE_WORDS[state]}
            </a>
          ))}
        </nav>
        <a href={consolidatedHref(year, { ...ALL_SUMS, scope: filter.scope, state: filter.state })}>
          {INDICATOR_WORDS.sums}
        </a>
      </header>
      {failure !== null && <Failure failure={failure} onAgain={reload} />}
      {value !== null && (
        <>
          <p className="scope">
            {value.scope === null ? CONSOLIDATED_WORDS.all : <span lang="zh-CN">{value.scope.name}</span>}{' '}
            <span className="quiet">{INDICATOR_WORDS.included(value.included, value.due)}</span>{' '}
            {value.scope !== null && <a href={at({ scope: null, page: 1 })}>{CONSOLIDATED_WORDS.all}</a>}
          </p>
          <Rates value={value} />
          <HeatMap value={value} at={(scope) => at({ scope, page: 1 })} />
          <Ranking value={value} at={at} />
          <Written filter={filter} year={year} live={live} />
        </>
      )}
    </>
  );
}
