import { useMemo, useState } from 'react';
import { SECTION_TITLES } from '../../../../config/catalogue/sections.ts';
import { DRAFT_LIMITS } from '../../../../config/limits/own-door.ts';
import { REQUEST_WORDS } from '../../../../config/words.ts';
import type { Filing } from '../../../../contracts/filings.ts';
import type { FormDraft } from '../../../../contracts/form-drafts.ts';
import type { ReportDraft } from '../../../../pipeline/contracts/report-draft.ts';
import {
  carriedFigures,
  computableTotals,
  draftProblems,
  mayBeHandedIn,
} from '../../../../pipeline/draft/draft-problems.ts';
import { WHOLE_ROSTER } from '../../filters.ts';
import type { Live } from '../../live.ts';
import { getFilings } from '../../office-api.ts';
import { Failure } from '../../parts/failure.tsx';
import { momentWords } from '../../parts/measures.ts';
import { useRead } from '../../parts/use-read.ts';
import { agencyHref } from '../../route.ts';
import { answerWords } from '../../words/answers.ts';
import { DRAFT_WORDS } from '../../words/draft.ts';
import { PHRASES } from '../../words/phrases.ts';
import { DraftBar } from './draft-bar.tsx';
import { DraftFindings, fieldId } from './draft-findings.tsx';
import { DraftSection } from './draft-section.tsx';
import { HandIn } from './hand-in.tsx';
import { type Draft, useDraft } from './use-draft.ts';

interface Props {
  readonly year: number;
  readonly agencyId: string;
  readonly live: Live;
}

/** The report of one's own agency, filled in on the official form. */
export function DraftPage({ year, agencyId, live }: Props) {
  const read = async (signal: AbortSignal) =>
    (await getFilings(WHOLE_ROSTER, year, signal)).items.filter((filing) => filing.agency.id === agencyId);
  const { value, failure, reload } = useRead(`draft ${year}`, read, live);
  if (value === null) return failure === null ? null : <Failure failure={failure} onAgain={reload} />;
  const [filing] = value;
  return filing === undefined ? (
    <p className="plain">{DRAFT_WORDS.noYear}</p>
  ) : (
    <Opened key={filing.id} filing={filing} />
  );
}

function Opened({ filing }: { readonly filing: Filing }) {
  const draft = useDraft(filing.id);
  const { kept, content, failure } = draft;
  if (kept !== null && content !== null) return <Filling filing={filing} draft={draft} kept={kept} content={content} />;
  return failure === null ? null : <p className="plain">{DRAFT_WORDS.noYear}</p>;
}

interface FillingProps {
  readonly filing: Filing;
  readonly draft: Draft;
  readonly kept: FormDraft;
  readonly content: ReportDraft;
}

function Filling({ filing, draft, kept, content }: FillingProps) {
  const { setContent, settle } = draft;
  const { about, obstacle, handedInAt } = kept;
  /** The cells as they were before many were put in at once. */
  const [before, setBefore] = useState<ReportDraft['cells'] | null>(null);
  const problems = useMemo(() => draftProblems(content, about), [content, about]);
  const carried = useMemo(() => new Set(Object.keys(carriedFigures(about))), [about]);
  const change = (to: Partial<ReportDraft>): void => setContent((now) => now && { ...now, ...to });
  const type = (typed: ReportDraft['cells']): void =>
    setContent((now) => now && { ...now, cells: { ...now.cells, ...typed } });
  const fill = (typed: ReportDraft['cells']): void => {
    setBefore(content.cells);
    type(typed);
  };
  const undo = (cells: ReportDraft['cells']): void => {
    change({ cells });
    setBefore(null);
  };

  return (
    <>
      <header className="page-head">
        <div className="page-sum">
          <h1>{DRAFT_WORDS.heading(about.agency, about.year)}</h1>
          <p className="quiet">
            {filing.dueOn !== null && `${DRAFT_WORDS.due(filing.dueOn)}${PHRASES.sentences}`}
            {DRAFT_WORDS.intro} <a href={agencyHref(filing.agency.id, about.year)}>{DRAFT_WORDS.toOwn}</a>
          </p>
          {handedInAt !== null && (
            <p className="quiet">
              {DRAFT_WORDS.handedInAt(momentWords(handedInAt, new Date()))}
              {kept.changedSince && `${PHRASES.semicolon}${DRAFT_WORDS.changedSince}`}
            </p>
          )}
        </div>
      </header>
      {obstacle !== null && (
        <p className="list-alarm">
          {DRAFT_WORDS.obstacle}
          {PHRASES.colon}
          {answerWords({ code: obstacle, message: REQUEST_WORDS[obstacle] })}
        </p>
      )}
      <DraftBar
        draft={draft}
        blanks={problems.filter(({ code }) => code === 'blank').map(({ place }) => place)}
        totals={computableTotals(content, about.form)}
        onFill={fill}
        onUndo={before === null ? null : () => undo(before)}
      />
      <div className="draft">
        <div className="draft-form">
          <p className="quiet">{DRAFT_WORDS.keys}</p>
          {SECTION_TITLES.map((section) => (
            <DraftSection
              key={section.role}
              section={section}
              about={about}
              content={content}
              problems={problems}
              carried={carried}
              onCells={type}
              onText={(text) => change({ sections: { ...content.sections, [section.role]: text } })}
            />
          ))}
          <section className="form draft-signature" aria-label={DRAFT_WORDS.signature}>
            <h2>{DRAFT_WORDS.signature}</h2>
            <label>
              {DRAFT_WORDS.signer}
              <input
                id={fieldId('signer')}
                lang="zh-CN"
                value={content.signer}
                maxLength={DRAFT_LIMITS.signerCharacters}
                onChange={(event) => change({ signer: event.currentTarget.value })}
              />
            </label>
            <label>
              {DRAFT_WORDS.signedOn}
              <input
                id={fieldId('signedOn')}
                type="date"
                value={content.signedOn}
                onChange={(event) => change({ signedOn: event.currentTarget.value })}
              />
            </label>
          </section>
        </div>
        <div className="draft-side">
          <DraftFindings problems={problems} form={about.form} onUse={(path, text) => type({ [path]: text })} />
          <HandIn
            filing={filing}
            mayHandIn={mayBeHandedIn(problems) && obstacle === null}
            warnings={problems.filter(({ severity }) => severity === 'warning').length}
            settle={settle}
          />
        </div>
      </div>
    </>
  );
}
