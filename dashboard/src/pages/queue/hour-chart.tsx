import type { HourOfQueue } from '../../../../contracts/queue.ts';
import { FoldedTable } from '../../parts/folded-table.tsx';
import { durationWords } from '../../parts/measures.ts';
import { count } from '../../words/count.ts';
import { QUEUE_PAGE_WORDS } from '../../words/queue-page.ts';

/** What was done by the hour: a row of bars for each of the two, so that no colour has to tell them apart. */

const [WIDTH, HEIGHT] = [640, 72];

const two = (n: number): string => String(n).padStart(2, '0');
/** Local time: 11-27 15:00 */
const hourWords = (iso: string): string => {
  const at = new Date(iso);
  return `${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:00`;
};

function Bars({ hours, what }: { readonly hours: readonly HourOfQueue[]; readonly what: 'converted' | 'failed' }) {
  const most = Math.max(...hours.map((hour) => hour[what]));
  const sum = hours.reduce((all, hour) => all + hour[what], 0);
  const step = WIDTH / hours.length;
  const words = QUEUE_PAGE_WORDS.chart(QUEUE_PAGE_WORDS[what], sum, most);
  const [first, last] = [hours[0], hours.at(-1)];
  return (
    <figure className={`hours hours-${what}`}>
      <figcaption>{words}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={words}>
        {hours.map((hour, index) => {
          const high = most === 0 ? 0 : (hour[what] / most) * HEIGHT;
          const wide = Math.max(1, step - 2);
          return <rect key={hour.from} x={index * step + 1} y={HEIGHT - high} width={wide} height={high} />;
        })}
      </svg>
      {first !== undefined && last !== undefined && (
        <p className="hour-ends">
          <span>{hourWords(first.from)}</span>
          <span>{hourWords(last.from)}</span>
        </p>
      )}
    </figure>
  );
}

export function HourChart({ hours }: { readonly hours: readonly HourOfQueue[] }) {
  if (hours.every(({ converted, failed }) => converted + failed === 0)) {
    return <p className="plain">{QUEUE_PAGE_WORDS.noHours}</p>;
  }
  return (
    <>
      <div className="two two-even">
        <Bars hours={hours} what="converted" />
        <Bars hours={hours} what="failed" />
      </div>
      <FoldedTable summary={QUEUE_PAGE_WORDS.table}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{QUEUE_PAGE_WORDS.hour}</th>
              {(['converted', 'failed', 'waitedMedian'] as const).map((column) => (
                <th key={column} scope="col" className="num">
                  {QUEUE_PAGE_WORDS[column]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {hours.toReversed().map(({ from, converted, failed, waitedSeconds }) => (
              <tr key={from}>
                <th scope="row">{hourWords(from)}</th>
                <td className="num">{count(converted)}</td>
                <td className="num">{count(failed)}</td>
                <td className="num">
                  {waitedSeconds === null ? QUEUE_PAGE_WORDS.none : durationWords(waitedSeconds * 1_000)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </FoldedTable>
    </>
  );
}
