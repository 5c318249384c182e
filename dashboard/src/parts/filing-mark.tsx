import type { FilingFlag, FilingState } from '../../../contracts/states.ts';
import { FILING_FLAG_WORDS, FILING_STATE_WORDS } from '../words/codes.ts';

/** Where a filing stands, and what is true of it besides. */
export const FilingMark = ({
  state,
  flags,
}: {
  readonly state: FilingState;
  readonly flags: readonly FilingFlag[];
}) => (
  <>
    <span className={`state stands-${state}`}>{FILING_STATE_WORDS[state]}</span>
    {flags.map((flag) => (
      <span key={flag} className={`flag flag-${flag}`}>
        {FILING_FLAG_WORDS[flag]}
      </span>
    ))}
  </>
);
