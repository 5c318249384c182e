import { Select } from 'antd';
import type { ListChoices } from '../../../../contracts/list-choices.ts';
import { FILING_FLAGS } from '../../../../contracts/states.ts';
import type { ValidationStatus } from '../../../../pipeline/contracts/report.ts';
import type { RosterFilter } from '../../filters.ts';
import { Narrow, NarrowByWhoseAndWhat } from '../../parts/list/narrowing.tsx';
import { SearchField } from '../../parts/list/search-field.tsx';
import { rosterHref } from '../../route.ts';
import { FILING_FLAG_WORDS, VERDICT_WORDS } from '../../words/codes.ts';
import { LIST_WORDS } from '../../words/list.ts';
import { ROSTER_WORDS } from '../../words/roster.ts';

const ANY = '';
const VERDICT_OPTIONS = Object.entries(VERDICT_WORDS).map(([value, label]) => ({ value, label }));

/** Everything by which the list is narrowed goes into the address. */
export function RosterFilters({
  filter,
  choices,
}: {
  readonly filter: RosterFilter;
  readonly choices: ListChoices | null;
}) {
  const go = (change: Partial<RosterFilter>): void => {
    window.location.hash = rosterHref({ ...filter, ...change, page: 1 });
  };
  return (
    <search className="filters">
      <SearchField query={filter.query} label={ROSTER_WORDS.search} onQuery={(query) => go({ query })} />
      <Select<string>
        className="filter-select"
        aria-label={ROSTER_WORDS.flagAny}
        value={filter.flag ?? ANY}
        options={[
          { value: ANY, label: ROSTER_WORDS.flagAny },
          ...FILING_FLAGS.map((flag) => ({ value: flag, label: FILING_FLAG_WORDS[flag] })),
        ]}
        onChange={(value) => go({ flag: FILING_FLAGS.find((flag) => flag === value) ?? null })}
      />
      <Narrow
        any={LIST_WORDS.verdictAny}
        value={filter.verdict}
        options={VERDICT_OPTIONS}
        onValue={(verdict) => go({ verdict: verdict as ValidationStatus | null })}
      />
      {choices !== null && <NarrowByWhoseAndWhat filter={filter} choices={choices} withoutReviewer onChange={go} />}
    </search>
  );
}
