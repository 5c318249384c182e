import { Input, Select } from 'antd';
import type { DocumentState } from '../../../../contracts/api.ts';
import type { ValidationStatus } from '../../../../pipeline/contracts/report.ts';
import { useTyped } from '../../parts/use-typed.ts';
import { type ListFilter, listHref } from '../../route.ts';
import { STATE_WORDS, VERDICT_WORDS } from '../../words/codes.ts';
import { LIST_WORDS } from '../../words/list.ts';

const ANY = '';

/** What the server takes. */
const LONGEST_QUERY = 200;

const go = (filter: ListFilter): void => {
  window.location.hash = listHref({ ...filter, page: 1 });
};

function options<K extends string>(any: string, words: Readonly<Record<K, string>>) {
  return [{ value: ANY as K | typeof ANY, label: any }].concat(
    (Object.entries(words) as [K, string][]).map(([value, label]) => ({ value, label })),
  );
}

export function FilterBar({ filter }: { readonly filter: ListFilter }) {
  const { text, setText, composing } = useTyped(filter.query, (query) => go({ ...filter, query }));

  return (
    <search className="filters">
      <Input
        className="filter-search"
        type="search"
        allowClear
        maxLength={LONGEST_QUERY}
        value={text}
        placeholder={LIST_WORDS.search}
        aria-label={LIST_WORDS.search}
        onChange={(event) => setText(event.target.value)}
        onPressEnter={(event) => {
          if (!event.nativeEvent.isComposing) go({ ...filter, query: text.trim() });
        }}
        {...composing}
      />
      <Select<DocumentState | typeof ANY>
        className="filter-select"
        aria-label={LIST_WORDS.state}
        value={filter.state ?? ANY}
        options={options<DocumentState>(LIST_WORDS.stateAny, STATE_WORDS)}
        onChange={(state) => go({ ...filter, state: state === ANY ? null : state })}
      />
      <Select<ValidationStatus | typeof ANY>
        className="filter-select"
        aria-label={LIST_WORDS.verdict}
        value={filter.verdict ?? ANY}
        options={options<ValidationStatus>(LIST_WORDS.verdictAny, VERDICT_WORDS)}
        onChange={(verdict) => go({ ...filter, verdict: verdict === ANY ? null : verdict })}
      />
    </search>
  );
}
