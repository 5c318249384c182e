import type { IssuePage } from '../../../../contracts/issues.ts';
import type { IssueFilter } from '../../filters.ts';
import { ruleTitle } from '../../parts/tell.ts';
import { issuesHref } from '../../route.ts';
import { CAUSE_WORDS, SEVERITY_WORDS } from '../../words/codes.ts';
import { count } from '../../words/count.ts';
import { ISSUES_WORDS } from '../../words/issues.ts';

const FACETS = ['severity', 'cause', 'district', 'reviewer', 'rule'] as const;
type Facet = (typeof FACETS)[number];
type Choice = IssuePage['facets'][Facet][number];

const keyed = (words: Readonly<Record<string, string>>, id: string): string => words[id] ?? id;
const CAUSES = Object.fromEntries(Object.entries(CAUSE_WORDS).map(([cause, { short }]) => [cause, short]));

const NAMES: Readonly<Record<Facet, (choice: Choice) => string>> = {
  severity: ({ id }) => keyed(SEVERITY_WORDS, id),
  cause: ({ id }) => keyed(CAUSES, id),
  district: ({ name }) => name ?? ISSUES_WORDS.elsewhere,
  reviewer: ({ name }) => name ?? ISSUES_WORDS.nobody,
  rule: ({ id, name }) => ruleTitle(id, name ?? id),
};

/** Named by the roster. */
const DATA: ReadonlySet<Facet> = new Set(['district', 'reviewer']);

/** Choices with how many each leaves; the one that was made is taken back by a second click. */
export function Facets({ page, filter }: { readonly page: IssuePage; readonly filter: IssueFilter }) {
  return (
    <div className="facets">
      {FACETS.map((facet) => {
        const choices = page.facets[facet];
        if (choices.length === 0) return null;
        return (
          <nav key={facet} aria-label={ISSUES_WORDS.facet[facet]}>
            <h2>{ISSUES_WORDS.facet[facet]}</h2>
            <ul>
              {choices.map((choice) => {
                const isChosen = filter[facet] === choice.id;
                return (
                  <li key={choice.id}>
                    <a
                      aria-current={isChosen ? 'true' : undefined}
                      href={issuesHref({ ...filter, [facet]: isChosen ? null : choice.id, page: 1 })}
                    >
                      <span lang={DATA.has(facet) && choice.name !== null ? 'zh-CN' : undefined}>
                        {NAMES[facet](choice)}
                      </span>{' '}
                      <b>{count(choice.issues)}</b>
                    </a>
                  </li>
                );
              })}
            </ul>
          </nav>
        );
      })}
    </div>
  );
}
