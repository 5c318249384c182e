import { useSyncExternalStore } from 'react';
import type { Overview } from '../../../../contracts/overview.ts';
import { FoldedTable } from '../../parts/folded-table.tsx';
import { OVERVIEW_WORDS } from '../../words/overview.ts';

/** How the year came on: two lines under the one that they have to reach. They differ by dash and name, not by colour. */

/** Narrow where the page is: drawn wide and made smaller, its words could not be read on a phone. */
const widthOf = (): number => (window.innerWidth < 600 ? 360 : 640);
const onResize = (changed: () => void): (() => void) => {
  window.addEventListener('resize', changed);
  return () => window.removeEventListener('resize', changed);
};
const HEIGHT = 200;
/** Room for the days below and the names of the lines at the right. */
const [LEFT, RIGHT, TOP, BOTTOM] = [8, 96, 14, 24];
/** Names of lines that end closer than this stand apart. */
const APART = 15;

const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

export function ProgressChart({ progress, due }: { readonly progress: Overview['progress']; readonly due: number }) {
  const width = useSyncExternalStore(onResize, widthOf);
  const [first, last] = [progress[0], progress.at(-1)];
  if (first === undefined || last === undefined) return <p className="plain">{OVERVIEW_WORDS.noProgress}</p>;
  // The day before the first, on which nothing had come.
  const from = dayNumber(first.day) - 1;
  const span = dayNumber(last.day) - from;
  const most = Math.max(due, last.filed, 1);
  const x = (day: string): number => LEFT + ((dayNumber(day) - from) / span) * (width - LEFT - RIGHT);
  const y = (n: number): number => HEIGHT - BOTTOM - (n / most) * (HEIGHT - TOP - BOTTOM);
  const line = (what: 'filed' | 'passed'): string =>
    `M${LEFT} ${y(0)}${progress.map((row) => `H${x(row.day).toFixed(1)}V${y(row[what]).toFixed(1)}`).join('')}`;
  const ends = { filed: y(last.filed), passed: y(last.passed) };
  const passedLabel = Math.max(ends.passed, ends.filed + APART);
  const name = (what: 'filed' | 'passed', at: number) => (
    <text x={width - RIGHT + 6} y={Math.min(at, HEIGHT - BOTTOM) + 4} className={`chart-${what}`}>
      {OVERVIEW_WORDS[what]} {last[what]}
    </text>
  );
  return (
    <figure className="progress-chart">
      <svg
        viewBox={`0 0 ${width} ${HEIGHT}`}
        role="img"
        aria-label={OVERVIEW_WORDS.chart(last.filed, last.passed, due)}
      >
        <path className="chart-axis" d={`M${LEFT} ${y(0)}H${width - RIGHT}`} />
        <path className="chart-due" d={`M${LEFT} ${y(due)}H${width - RIGHT}`} />
        <text x={LEFT} y={y(due) - 3}>
          {OVERVIEW_WORDS.tile.due} {due}
        </text>
        <path className="chart-line chart-filed" d={line('filed')} />
        <path className="chart-line chart-passed" d={line('passed')} />
        {name('filed', ends.filed)}
        {name('passed', passedLabel)}
        <text x={LEFT} y={HEIGHT - 6}>
          {first.day}
        </text>
        {last.day !== first.day && (
          <text x={width - RIGHT} y={HEIGHT - 6} textAnchor="end">
            {last.day}
          </text>
        )}
      </svg>
      <FoldedTable summary={OVERVIEW_WORDS.chartTable}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{OVERVIEW_WORDS.day}</th>
              <th scope="col" className="num">
                {OVERVIEW_WORDS.filed}
              </th>
              <th scope="col" className="num">
                {OVERVIEW_WORDS.passed}
              </th>
            </tr>
          </thead>
          <tbody>
            {progress.toReversed().map(({ day, filed, passed }) => (
              <tr key={day}>
                <th scope="row">{day}</th>
                <td className="num">{filed}</td>
                <td className="num">{passed}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </FoldedTable>
    </figure>
  );
}
