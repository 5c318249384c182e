import type { FormVersion } from '../../../../config/catalogue/form.ts';
import { SECTION_TITLES } from '../../../../config/catalogue/sections.ts';
import { partsOf } from '../../../../office/form-layout.ts';
import type { DraftProblem } from '../../../../pipeline/draft/draft-problems.ts';
import { DRAFT_WORDS, draftProblemWords } from '../../words/draft.ts';
import { tableShortName } from '../../words/form.ts';
import { cellWords, sectionTitle } from '../../words/form-labels.ts';
import { focusEntry } from './entry-table.tsx';

/** So many are told; who has more mends these first. */
const SHOWN = 40;

export const fieldId = (place: string): string => `field-${place.replaceAll('/', '-')}`;

function go(place: string): void {
  if (partsOf(place) !== null) focusEntry(place);
  else document.getElementById(fieldId(place))?.focus();
}

function placeWords(place: string, form: FormVersion): string {
  const parts = partsOf(place);
  if (parts !== null) return `${tableShortName(parts.table)} ${cellWords(place, form)}`;
  const section = SECTION_TITLES.find(({ role }) => place === `sections/${role}`);
  if (section !== undefined) return sectionTitle(section.number, section.title);
  return place === 'signer' ? DRAFT_WORDS.signer : DRAFT_WORDS.signedOn;
}

/** What is not yet as it must be, each with a way to its place and, where it is known, what could be typed instead. */
export function DraftFindings({
  problems,
  form,
  onUse,
}: {
  readonly problems: readonly DraftProblem[];
  readonly form: FormVersion;
  readonly onUse: (path: string, text: string) => void;
}) {
  const blanks = problems.filter(({ code }) => code === 'blank');
  const told = problems.filter(({ code }) => code !== 'blank');
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const [firstBlank] = blanks;
  return (
    <section className="sheet draft-found" aria-label={DRAFT_WORDS.problems}>
      <h2>{DRAFT_WORDS.problems}</h2>
      <p role="status" className={errors > 0 ? 'is-error' : 'quiet'}>
        {problems.length === 0 ? DRAFT_WORDS.clean : DRAFT_WORDS.sum(errors, problems.length - errors)}
      </p>
      <ul>
        {firstBlank !== undefined && (
          <li data-code="blank">
            {DRAFT_WORDS.blanks(blanks.length)}{' '}
            <button type="button" className="linkish" onClick={() => go(firstBlank.place)}>
              {DRAFT_WORDS.firstBlank}
            </button>
          </li>
        )}
        {told.slice(0, SHOWN).map(({ code, place, severity, instead, ...rest }, index) => (
          <li key={`${code} ${place} ${index}`} className={`found-${severity}`} data-code={code}>
            <button type="button" className="linkish" onClick={() => go(place)}>
              {placeWords(place, form)}
            </button>
            <span>{draftProblemWords(code, rest)}</span>
            {instead !== null && (
              <button type="button" className="linkish" onClick={() => onUse(place, instead)}>
                {DRAFT_WORDS.use(instead)}
              </button>
            )}
          </li>
        ))}
      </ul>
      {told.length > SHOWN && <p className="quiet">{DRAFT_WORDS.more(told.length - SHOWN)}</p>}
    </section>
  );
}
