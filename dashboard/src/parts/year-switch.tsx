import type { Campaign } from '../../../contracts/campaigns.ts';
import { YEAR_WORDS } from '../words/shell.ts';

/** The year that the roster shows and that the search looks in. */
export function YearSwitch({
  campaigns,
  year,
  onYear,
}: {
  readonly campaigns: readonly Campaign[];
  readonly year: number | null;
  readonly onYear: (year: number) => void;
}) {
  if (year === null) return <span className="year-none">{YEAR_WORDS.none}</span>;
  return (
    <select
      className="year-switch"
      aria-label={YEAR_WORDS.title}
      value={year}
      onChange={(event) => onYear(Number(event.currentTarget.value))}
    >
      {campaigns.map((campaign) => (
        <option key={campaign.year} value={campaign.year}>
          {campaign.state === 'closed' ? YEAR_WORDS.closed(campaign.year) : YEAR_WORDS.year(campaign.year)}
        </option>
      ))}
    </select>
  );
}
