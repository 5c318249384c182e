import { Select } from 'antd';
import type { DocumentState } from '../../../../contracts/api.ts';
import type { ListChoices } from '../../../../contracts/list-choices.ts';
import type { ValidationStatus } from '../../../../pipeline/contracts/report.ts';
import type { ListFilter } from '../../filters.ts';
import { Narrow, NarrowByWhoseAndWhat, yearOptions } from '../../parts/list/narrowing.tsx';
import { SearchField } from '../../parts/list/search-field.tsx';
import { listHref } from '../../route.ts';
import { VIEW_WORDS } from '../../words/choice.ts';
import { STATE_WORDS, VERDICT_WORDS } from '../../words/codes.ts';
import { LIST_WORDS } from '../../words/list.ts';

const ANY = '';

function options<K extends string>(any: string, words: Readonly<Record<K, string>>) {
  return [{ value: ANY as K | typeof ANY, label: any }].concat(
    (Object.entries(words) as [K, string][]).map(([value, label]) => ({ value, label })),
  );
}

/** Everything by which the list is narrowed goes into the address. */
export function FilterBar({ filter, choices }: { readonly filter: ListFilter; readonly choices: ListChoices | null }) {
  const go = (change: Partial<ListFilter>): void => {
    window.location.hash = listHref({ ...filter, ...change, page: 1 });
  };

  return (
    <search className="filters">
      <SearchField query={filter.query} label={LIST_WORDS.search} onQuery={(query) => go({ query })} asksOnEnter />
      <Select<DocumentState | typeof ANY>
        className="filter-select"
        aria-label={LIST_WORDS.state}
        value={filter.state ?? ANY}
        options={options<DocumentState>(LIST_WORDS.stateAny, STATE_WORDS)}
        onChange={(state) => go({ state: state === ANY ? null : state })}
      />
      <Select<ValidationStatus | typeof ANY>
        className="filter-select"
        aria-label={LIST_WORDS.verdict}
        value={filter.verdict ?? ANY}
        options={options<ValidationStatus>(LIST_WORDS.verdictAny, VERDICT_WORDS)}
        onChange={(verdict) => go({ verdict: verdict === ANY ? null : verdict })}
      />
      {choices !== null && (
        <>
          <Narrow
            any={VIEW_WORDS.yearAny}
            value={filter.year === null ? null : String(filter.year)}
            options={yearOptions(choices)}
            onValue={(year) => go({ year: year === null ? null : Number(year) })}
          />
          <NarrowByWhoseAndWhat filter={filter} choices={choices} withoutReviewer={false} onChange={go} />
        </>
      )}
    </search>
  );
}
