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
export const ruleOptions = (choices: ListChoices): readonly Option[] =>
  choices.rules.map(({ id, title, documents }) => ({
    value: id,
    label: VIEW_WORDS.ruleOf(ruleTitle(id, title), documents),
  }));
export const reviewerOptions = (choices: ListChoices): readonly Option[] =>
  choices.reviewers.map(({ id, name }) => ({ value: id, label: name }));
export const districtOptions = (choices: ListChoices): readonly Option[] =>
  choices.districts.map(({ id, name, depth }) => ({ value: id, label: `${'　'.repeat(Math.max(depth, 0))}${name}` }));
