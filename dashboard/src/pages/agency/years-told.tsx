import type { AgencyYear, CarryOver } from '../../../../contracts/filings.ts';
import { AGENCY_WORDS } from '../../words/agency.ts';
import { count } from '../../words/count.ts';
import { PHRASES } from '../../words/phrases.ts';

type Row = keyof AgencyYear['figures'];
const ROWS = Object.keys(AGENCY_WORDS.figure) as readonly Row[];

const figureWords = (figure: AgencyYear['figures'][Row]): string =>
  figure === null
    ? AGENCY_WORDS.none
    : figure.doubtful
      ? PHRASES.beside(count(figure.value), AGENCY_WORDS.doubtful)
      : count(figure.value);

/** One year's end and the next one's beginning, and whether they are the same. */
function Link({ link }: { readonly link: CarryOver }) {
  const { from, to, carriedForward, carriedOver, agrees } = link;
  const kind = agrees === null ? 'unsure' : agrees ? 'agrees' : 'differs';
  return (
    <li className={`chain-link chain-${kind}`} data-chain={`${from}-${to}`}>
      <span>{AGENCY_WORDS.carriedForward(from, carriedForward)}</span>
      <i aria-hidden="true">→</i>
      <span>{AGENCY_WORDS.carriedOver(to, carriedOver)}</span>
      <b>
        {kind === 'differs' ? AGENCY_WORDS.differs((carriedForward ?? 0) - (carriedOver ?? 0)) : AGENCY_WORDS[kind]}
      </b>
    </li>
  );
}

/** The reports of all years side by side, the chain of what is carried over, and how they came in. */
export function YearsTold({
  years,
  carryOvers,
}: {
  readonly years: readonly AgencyYear[];
  readonly carryOvers: readonly CarryOver[];
}) {
  if (years.length === 0) return null;
  return (
    <div className="two two-even">
      <section className="sheet">
        <h2>{AGENCY_WORDS.figures}</h2>
        <div className="chart-scroll">
          <table className="figures">
            <thead>
              <tr>
                <th scope="col">{AGENCY_WORDS.year}</th>
                {years.map(({ year }) => (
                  <th key={year} scope="col" className="num">
                    {year}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {ROWS.map((row) => (
                <tr key={row}>
                  <th scope="row">{AGENCY_WORDS.figure[row]}</th>
                  {years.map(({ year, figures }) => (
                    <td key={year} className="num">
                      {figureWords(figures[row])}
                    </td>
                  ))}
                </tr>
              ))}
              <tr>
                <th scope="row">{AGENCY_WORDS.onTime}</th>
                {years.map(({ year, daysLate }) => (
                  <td key={year} className={(daysLate ?? 0) > 0 ? 'num is-error' : 'num'}>
                    {AGENCY_WORDS.onTimeOf(daysLate)}
                  </td>
                ))}
              </tr>
              <tr>
                <th scope="row">{AGENCY_WORDS.version}</th>
                {years.map(({ year, versions }) => (
                  <td key={year} className="num">
                    {versions}
                  </td>
                ))}
              </tr>
              <tr>
                <th scope="row">{AGENCY_WORDS.returns}</th>
                {years.map(({ year, returns }) => (
                  <td key={year} className="num">
                    {returns}
                  </td>
                ))}
              </tr>
            </tbody>
          </table>
        </div>
      </section>
      <section className="sheet">
        <h2>{AGENCY_WORDS.chain}</h2>
        <p className="quiet">{AGENCY_WORDS.chainHint}</p>
        {carryOvers.length === 0 ? (
          <p className="plain">{AGENCY_WORDS.noChain}</p>
        ) : (
          <ol className="chain">
            {carryOvers.map((link) => (
              <Link key={link.from} link={link} />
            ))}
          </ol>
        )}
      </section>
    </div>
  );
}
