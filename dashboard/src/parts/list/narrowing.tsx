import { Select } from 'antd';
import type { ListChoices } from '../../../../contracts/list-choices.ts';
import { VIEW_WORDS } from '../../words/choice.ts';
import { ruleTitle } from '../tell.ts';

const ANY = '';

export interface Option {
  readonly value: string;
  readonly label: string;
}

interface Props {
  readonly any: string;
  readonly value: string | null;
  readonly options: readonly Option[];
  readonly onValue: (value: string | null) => void;
}

/** One condition of a list; without a value it lets everything through. What is long is found by typing. */
export function Narrow({ any, value, options, onValue }: Props) {
  if (options.length === 0 && value === null) return null;
  const known = options.some((option) => option.value === value) || value === null;
  return (
    <Select<string>
      className="filter-select"
      aria-label={any}
      showSearch={options.length > 8 && { optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      value={value ?? ANY}
      options={[{ value: ANY, label: any }, ...options, ...(known ? [] : [{ value, label: value }])]}
      onChange={(next) => onValue(next === ANY ? null : next)}
    />
  );
}

export const yearOptions = (choices: ListChoices): readonly Option[] =>
  choices.years.map((year) => ({ value: String(year), label: String(year) }));

/** Whose report, what was found in it, who looks after it: alike in every list of documents and agencies. */
export interface WhoseAndWhat {
  readonly scope: string | null;
  readonly rule: string | null;
  /** Id of a person, or `none` where the list knows agencies without one. */
  readonly reviewer: string | null;
}

export function NarrowByWhoseAndWhat({
  filter,
  choices: { districts, rules, reviewers },
  withoutReviewer,
  onChange,
}: {
  readonly filter: WhoseAndWhat;
  readonly choices: ListChoices;
  /** The list can be asked for what nobody looks after. */
  readonly withoutReviewer: boolean;
  readonly onChange: (change: Partial<WhoseAndWhat>) => void;
}) {
  const nobody = withoutReviewer ? [{ value: 'none', label: VIEW_WORDS.reviewerNone }] : [];
  return (
    <>
      <Narrow
        any={VIEW_WORDS.districtAny}
        value={filter.scope}
        options={districts.map(({ id, name, depth }) => ({
          value: id,
          label: `${'　'.repeat(Math.max(depth, 0))}${name}`,
        }))}
        onValue={(scope) => onChange({ scope })}
      />
      <Narrow
        any={VIEW_WORDS.ruleAny}
        value={filter.rule}
        options={rules.map(({ id, title, documents }) => ({
          value: id,
          label: VIEW_WORDS.ruleOf(ruleTitle(id, title), documents),
        }))}
        onValue={(rule) => onChange({ rule })}
      />
      <Narrow
        any={VIEW_WORDS.reviewerAny}
        value={filter.reviewer}
        options={[...nobody, ...reviewers.map(({ id, name }) => ({ value: id, label: name }))]}
        onValue={(reviewer) => onChange({ reviewer })}
      />
    </>
  );
}
