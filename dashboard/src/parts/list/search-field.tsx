import { Input } from 'antd';
import { useTyped } from '../use-typed.ts';

/** What the server takes, in characters. */
const LONGEST_QUERY = 200;

/** The field by whose words a list is narrowed. */
export function SearchField({
  query,
  label,
  onQuery,
  asksOnEnter = false,
}: {
  readonly query: string;
  readonly label: string;
  readonly onQuery: (query: string) => void;
  /** Enter does not wait for the pause after typing. */
  readonly asksOnEnter?: boolean;
}) {
  const { text, setText, composing } = useTyped(query, onQuery);
  return (
    <Input
      className="filter-search"
      type="search"
      allowClear
      maxLength={LONGEST_QUERY}
      value={text}
      placeholder={label}
      aria-label={label}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={(event) => {
        if (asksOnEnter && !event.nativeEvent.isComposing) onQuery(text.trim());
      }}
      {...composing}
    />
  );
}
