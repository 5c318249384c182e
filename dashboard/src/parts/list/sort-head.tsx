import { VIEW_WORDS } from '../../words/choice.ts';

interface Props {
  readonly header: string;
  readonly className?: string | undefined;
  /** What the list is sorted by, and by what a press sorts it. */
  readonly sort: string;
  /** The key of this column; first this way round. */
  readonly first: string;
  readonly hrefOf: (sort: string) => string;
}

const turned = (sort: string): string => (sort.startsWith('-') ? sort.slice(1) : `-${sort}`);

/** The header of a column by which a list can be sorted: a press sorts, another one turns the order round. */
export function SortHead({ header, className, sort, first, hrefOf }: Props) {
  const isThis = sort === first || sort === turned(first);
  return (
    <th
      scope="col"
      className={className}
      aria-sort={isThis ? (sort.startsWith('-') ? 'descending' : 'ascending') : undefined}
    >
      <a className="sort" href={hrefOf(sort === first ? turned(first) : first)} title={VIEW_WORDS.sortBy(header)}>
        {header}
        <span aria-hidden="true">{isThis ? (sort.startsWith('-') ? '↓' : '↑') : ''}</span>
      </a>
    </th>
  );
}
