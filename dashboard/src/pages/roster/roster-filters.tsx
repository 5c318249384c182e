import { Input, Select } from 'antd';
import type { Person } from '../../../../contracts/people.ts';
import { FILING_FLAGS } from '../../../../contracts/states.ts';
import { useTyped } from '../../parts/use-typed.ts';
import { ROSTER_SORTS, type RosterFilter, rosterHref } from '../../route.ts';
import { FILING_FLAG_WORDS } from '../../words/codes.ts';
import { ROSTER_SORT_WORDS, ROSTER_WORDS } from '../../words/roster.ts';

const ANY = '';
const LONGEST_QUERY = 200;

/** Everything by which the list is narrowed goes into the address. */
export function RosterFilters({
  filter,
  people,
}: {
  readonly filter: RosterFilter;
  readonly people: readonly Person[];
}) {
  const go = (change: Partial<RosterFilter>): void => {
    window.location.hash = rosterHref({ ...filter, ...change, page: 1 });
  };
  const { text, setText, composing } = useTyped(filter.query, (query) => go({ query }));
  const reviewers = people.filter(({ roles }) => roles.includes('reviewer') || roles.includes('approver'));
  return (
    <search className="filters">
      <Input
        className="filter-search"
        type="search"
        allowClear
        maxLength={LONGEST_QUERY}
        value={text}
        placeholder={ROSTER_WORDS.search}
        aria-label={ROSTER_WORDS.search}
        onChange={(event) => setText(event.target.value)}
        {...composing}
      />
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
      {reviewers.length > 0 && (
        <Select<string>
          className="filter-select"
          aria-label={ROSTER_WORDS.reviewer}
          value={filter.reviewer ?? ANY}
          options={[
            { value: ANY, label: ROSTER_WORDS.reviewerAny },
            { value: 'none', label: ROSTER_WORDS.reviewerNone },
            ...reviewers.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(value) => go({ reviewer: value === ANY ? null : value })}
        />
      )}
      <Select<string>
        className="filter-select"
        aria-label={ROSTER_WORDS.sort}
        value={filter.sort}
        options={ROSTER_SORTS.map((sort) => ({ value: sort, label: ROSTER_SORT_WORDS[sort] }))}
        onChange={(value) => go({ sort: ROSTER_SORTS.find((sort) => sort === value) ?? 'roster' })}
      />
    </search>
  );
}
