import type { TrailEntry } from '../../../contracts/filings.ts';
import { agencyHref } from '../route.ts';
import { TRAIL_WORDS, whatWords } from '../words/trail.ts';
import { momentWords } from './measures.ts';

const asText = (value: unknown): string => JSON.stringify(value, null, 1);

/** Who did what and when; what it was before and after, and the hash by which it hangs in the chain, on demand. */
export function TrailList({ entries }: { readonly entries: readonly TrailEntry[] }) {
  if (entries.length === 0) return <p className="plain">{TRAIL_WORDS.empty}</p>;
  return (
    <ul className="trail">
      {entries.map((entry) => (
        <li key={entry.position}>
          <details>
            <summary>
              <time dateTime={entry.at}>{momentWords(entry.at, new Date())}</time>
              <b>{whatWords(entry.what)}</b>
              <span lang="zh-CN">{entry.who}</span>
            </summary>
            <dl>
              {entry.before !== null && entry.before !== undefined && (
                <>
                  <dt>{TRAIL_WORDS.before}</dt>
                  <dd>
                    <pre lang="zh-CN">{asText(entry.before)}</pre>
                  </dd>
                </>
              )}
              {entry.after !== null && entry.after !== undefined && (
                <>
                  <dt>{TRAIL_WORDS.after}</dt>
                  <dd>
                    <pre lang="zh-CN">{asText(entry.after)}</pre>
                  </dd>
                </>
              )}
              {entry.agencyId !== null && (
                <>
                  <dt>{TRAIL_WORDS.agency}</dt>
                  <dd>
                    <a href={agencyHref(entry.agencyId, entry.year)}>{TRAIL_WORDS.openAgency}</a>
                  </dd>
                </>
              )}
              <dt>{TRAIL_WORDS.position}</dt>
              <dd>{entry.position}</dd>
              <dt>{TRAIL_WORDS.hash}</dt>
              <dd>
                <code>{entry.hash}</code>
              </dd>
            </dl>
          </details>
        </li>
      ))}
    </ul>
  );
}
