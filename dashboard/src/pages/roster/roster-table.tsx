import type { Filing } from '../../../../contracts/filings.ts';
import { FilingMark } from '../../parts/filing-mark.tsx';
import { momentWords } from '../../parts/measures.ts';
import { VerdictMark } from '../../parts/verdict-mark.tsx';
import { agencyHref, type RosterFilter, rosterHref } from '../../route.ts';
import { ROSTER_WORDS } from '../../words/roster.ts';

/** Steps of the tree that are drawn; what lies deeper is drawn at the last. */
const DEEPEST = 5;
/** A cell that says nothing; a phone leaves it out. */
const NOTHING = 'is-nothing';

function Row({
  filing,
  filter,
  isParent,
}: {
  readonly filing: Filing;
  readonly filter: RosterFilter;
  readonly isParent: boolean;
}) {
  const { agency, year } = filing;
  const isTree = filter.sort === 'roster' && filter.query === '';
  const counts = ROSTER_WORDS.counts(filing.errors, filing.warnings, filing.reviewCells);
  return (
    <tr className={`filing filing-${filing.state}`} data-agency={agency.id}>
      <th scope="row" className={isTree ? `deep-${Math.min(agency.path.length, DEEPEST)}` : undefined}>
        <a href={agencyHref(agency.id, year)}>{agency.name}</a>
        {!isTree && agency.path.length > 0 && <span className="quiet path">{agency.path.join(' › ')}</span>}
        {isParent && filter.scope !== agency.id && (
          <a className="below" href={rosterHref({ ...filter, scope: agency.id, page: 1 })}>
            {ROSTER_WORDS.below}
          </a>
        )}
      </th>
      <td data-label={ROSTER_WORDS.state}>
        <FilingMark state={filing.state} flags={filing.flags} />
      </td>
      <td data-label={ROSTER_WORDS.due} className={filing.dueOn === null ? NOTHING : 'time'}>
        {filing.dueOn ?? ROSTER_WORDS.none}
      </td>
      <td data-label={ROSTER_WORDS.version} className={filing.version === 0 ? NOTHING : undefined}>
        {ROSTER_WORDS.versionOf(filing.version)}
      </td>
      <td data-label={ROSTER_WORDS.verdict} className={filing.verdict === null ? NOTHING : undefined}>
        {filing.verdict === null ? ROSTER_WORDS.none : <VerdictMark verdict={filing.verdict} />}
        {counts !== '' && <span className="quiet counts">{counts}</span>}
      </td>
      <td data-label={ROSTER_WORDS.reviewer} className={filing.reviewer === null ? NOTHING : undefined}>
        {filing.reviewer?.name ?? ROSTER_WORDS.none}
      </td>
      <td data-label={ROSTER_WORDS.received} className={filing.receivedAt === null ? NOTHING : 'time'}>
        {filing.receivedAt === null ? ROSTER_WORDS.none : momentWords(filing.receivedAt, new Date())}
      </td>
    </tr>
  );
}

/** Agencies as rows: as the tree of the roster, or in another order with the names of what is above. */
export function RosterTable({ items, filter }: { readonly items: readonly Filing[]; readonly filter: RosterFilter }) {
  const parents = new Set(items.flatMap(({ agency }) => agency.path.at(-1) ?? []));
  return (
    <table className="docs cards roster">
      <colgroup>
        <col />
        <col className="w-filing" />
        <col className="w-day" />
        <col className="w-version" />
        <col className="w-found" />
        <col className="w-person" />
        <col className="w-time" />
      </colgroup>
      <thead>
        <tr>
          {(['agency', 'state', 'due', 'version', 'verdict', 'reviewer', 'received'] as const).map((column) => (
            <th key={column} scope="col">
              {ROSTER_WORDS[column]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((filing) => (
          <Row key={filing.id} filing={filing} filter={filter} isParent={parents.has(filing.agency.name)} />
        ))}
      </tbody>
    </table>
  );
}
