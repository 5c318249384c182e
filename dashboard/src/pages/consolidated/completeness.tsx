import type { Consolidated } from '../../../../contracts/consolidated.ts';
import { agencyHref } from '../../route.ts';
import { CONSOLIDATED_WORDS, MISSING_WORDS } from '../../words/consolidated.ts';

/** How much of what belongs into the sums is in them, and who is missing. */
export function Completeness({ consolidated }: { readonly consolidated: Consolidated }) {
  const { completeness, tables, year } = consolidated;
  const { due, included, missing, rolledUp } = completeness;
  const open = Object.values(tables ?? {})
    .flatMap(({ rows }) => Object.values(rows))
    .flatMap((row) => Object.values(row))
    .filter(({ certain }) => !certain).length;
  return (
    <section className="completeness" aria-label={CONSOLIDATED_WORDS.complete(included, due)}>
      <p>{CONSOLIDATED_WORDS.complete(included, due)}</p>
      <progress value={included} max={Math.max(due, 1)} />
      {rolledUp > 0 && <p className="quiet">{CONSOLIDATED_WORDS.rolledUp(rolledUp)}</p>}
      {tables !== null && included > 0 && <p className="quiet">{CONSOLIDATED_WORDS.uncertain(open)}</p>}
      {missing.length === 0 ? (
        <p className="quiet">{CONSOLIDATED_WORDS.nobodyMissing}</p>
      ) : (
        <details>
          <summary>{CONSOLIDATED_WORDS.missing(missing.length)}</summary>
          <ul className="missing">
            {missing.map(({ filingId, agency, reason }) => (
              <li key={filingId}>
                <a href={agencyHref(agency.id, year)} lang="zh-CN">
                  {agency.name}
                </a>{' '}
                <span className="quiet">{MISSING_WORDS[reason]}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
