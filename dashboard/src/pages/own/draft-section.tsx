import { Button } from 'antd';
import { TABLE_KEYS } from '../../../../config/catalogue/form.ts';
import type { SectionTitle } from '../../../../config/catalogue/sections.ts';
import { DRAFT_LIMITS } from '../../../../config/limits/own-door.ts';
import type { DraftAbout, ReportDraft } from '../../../../pipeline/contracts/report-draft.ts';
import type { DraftProblem } from '../../../../pipeline/draft/draft-problems.ts';
import { DRAFT_TEXTS, DRAFT_WORDS, SECTION_ADVICE } from '../../words/draft.ts';
import { sectionTitle } from '../../words/form-labels.ts';
import { fieldId } from './draft-findings.tsx';
import { EntryTable } from './entry-table.tsx';

const LINES = { overview: 10, proactiveDisclosure: 2, applications: 2, remedies: 2, problems: 6, other: 3 } as const;

/** How a section may begin, put in when somebody asks for it. */
const BEGINNINGS = {
  overview: { words: DRAFT_WORDS.aspects, text: DRAFT_TEXTS.aspects },
  other: { words: DRAFT_WORDS.noFee, text: DRAFT_TEXTS.noFee },
} as const;

/** One section of the report: what it has to say, its table, its words. */
export function DraftSection({
  section: { role, number, title },
  about,
  content,
  problems,
  carried,
  onCells,
  onText,
}: {
  readonly section: SectionTitle;
  readonly about: DraftAbout;
  readonly content: ReportDraft;
  readonly problems: readonly DraftProblem[];
  readonly carried: ReadonlySet<string>;
  readonly onCells: (typed: Readonly<Record<string, string>>) => void;
  readonly onText: (text: string) => void;
}) {
  const table = TABLE_KEYS.find((key) => key === role);
  const id = fieldId(`sections/${role}`);
  const text = content.sections[role];
  const heading = sectionTitle(number, title);
  const beginning = role === 'overview' || role === 'other' ? BEGINNINGS[role] : null;
  return (
    <section className={table === undefined ? 'form' : `form form-${table}`} aria-label={heading}>
      <h2>{heading}</h2>
      <p className="quiet draft-advice" id={`${id}-advice`}>
        {SECTION_ADVICE[role]}
      </p>
      {role === 'applications' && (
        <p className="quiet">
          {about.lastYear === null ? DRAFT_WORDS.lastYearNone : DRAFT_WORDS.lastYear(about.year - 1)}
        </p>
      )}
      {table !== undefined && (
        <EntryTable
          table={table}
          form={about.form}
          cells={content.cells}
          problems={problems}
          carried={carried}
          onCells={onCells}
        />
      )}
      <label htmlFor={id} className="draft-label">
        {table === undefined ? heading : DRAFT_WORDS.under}
        <span className="quiet">{DRAFT_WORDS.characters(text.replace(/\s/gu, '').length)}</span>
      </label>
      <textarea
        id={id}
        lang="zh-CN"
        value={text}
        rows={LINES[role]}
        maxLength={DRAFT_LIMITS.sectionCharacters}
        aria-describedby={`${id}-advice`}
        aria-invalid={problems.some(({ place, severity }) => place === `sections/${role}` && severity === 'error')}
        onChange={(event) => onText(event.currentTarget.value)}
      />
      {beginning !== null && text.trim() === '' && (
        <Button size="small" onClick={() => onText(beginning.text)}>
          {beginning.words}
        </Button>
      )}
    </section>
  );
}
