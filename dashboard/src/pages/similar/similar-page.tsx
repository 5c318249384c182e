import type { SimilarPair } from '../../../../contracts/similar.ts';
import type { SimilarFilter } from '../../filters.ts';
import type { Live } from '../../live.ts';
import { Failure } from '../../parts/failure.tsx';
import { useRead } from '../../parts/use-read.ts';
import { agencyHref, similarHref } from '../../route.ts';
import { getSimilar, PAIRS } from '../../similar-api.ts';
import { LEASTS, SIMILAR_WORDS } from '../../words/similar.ts';
import { BesideTexts } from './beside.tsx';

interface Props {
  readonly filter: SimilarFilter;
  readonly year: number;
  readonly live: Live;
}

const pairOf = ({ one, other }: SimilarPair): string => `${one.documentId}/${other.documentId}`;

function Side({ side }: { readonly side: SimilarPair['one'] }) {
  return (
    <>
      <a href={agencyHref(side.agency.id, side.year)} lang="zh-CN">
        {side.agency.name}
      </a>{' '}
      <span className="quiet">{SIMILAR_WORDS.year(side.year)}</span>
    </>
  );
}

/** Reports whose words are like those of another. */
export function SimilarPage({ filter, year, live }: Props) {
  const { value, failure, reload } = useRead(
    `similar ${year} ${filter.least} ${filter.page}`,
    (signal) => getSimilar(year, filter, signal),
    live,
  );
  const at = (change: Partial<SimilarFilter>): string =>
    similarHref(year, { ...filter, pair: null, page: 1, ...change });
  return (
    <>
      <header className="page-head">
        <h1>{SIMILAR_WORDS.title(year)}</h1>
        <nav className="sum-states" aria-label={SIMILAR_WORDS.least}>
          {LEASTS.map((least) => (
            <a key={least} href={at({ least })} aria-current={least === filter.least ? 'true' : undefined}>
              {SIMILAR_WORDS.leastOf(least)}
            </a>
          ))}
        </nav>
      </header>
      <p className="quiet sum-hint">{SIMILAR_WORDS.hint}</p>
      {failure !== null && <Failure failure={failure} onAgain={reload} />}
      {value !== null && value.waiting > 0 && <p className="plain">{SIMILAR_WORDS.waiting(value.waiting)}</p>}
      {filter.pair !== null && (
        <BesideTexts key={filter.pair} year={year} pair={filter.pair} back={at({ page: filter.page })} live={live} />
      )}
      {filter.pair === null && value !== null && value.items.length === 0 && (
        <p className="plain">{SIMILAR_WORDS.none}</p>
      )}
      {filter.pair === null && value !== null && value.items.length > 0 && (
        <section className="similar" aria-label={SIMILAR_WORDS.title(year)}>
          <div className="table-scroll">
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">{SIMILAR_WORDS.one}</th>
                  <th scope="col">{SIMILAR_WORDS.other}</th>
                  <th scope="col" className="number">
                    {SIMILAR_WORDS.likeness}
                  </th>
                  <th scope="col">{SIMILAR_WORDS.passages}</th>
                  <th scope="col" aria-label={SIMILAR_WORDS.beside} />
                </tr>
              </thead>
              <tbody>
                {value.items.map((pair) => (
                  <tr key={pairOf(pair)}>
                    <td data-label={SIMILAR_WORDS.one}>
                      <Side side={pair.one} />
                    </td>
                    <td data-label={SIMILAR_WORDS.other}>
                      <Side side={pair.other} />
                    </td>
                    <td className="number" data-label={SIMILAR_WORDS.likeness}>
                      {Math.round(pair.likeness * 100)}%
                    </td>
                    <td className="passages">
                      {pair.passages.map((text) => (
                        <q key={text}>{text}</q>
                      ))}
                    </td>
                    <td>
                      <a href={at({ pair: pairOf(pair), page: filter.page })}>{SIMILAR_WORDS.beside}</a>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p className="pages">
            {filter.page > 1 && <a href={at({ page: filter.page - 1 })}>{SIMILAR_WORDS.previous}</a>}{' '}
            <span className="quiet">{SIMILAR_WORDS.total(value.total)}</span>{' '}
            {filter.page * PAIRS < value.total && <a href={at({ page: filter.page + 1 })}>{SIMILAR_WORDS.next}</a>}
          </p>
        </section>
      )}
    </>
  );
}
