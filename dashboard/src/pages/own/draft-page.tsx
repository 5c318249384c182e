import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { TABLE_KEYS } from '../../../../config/catalogue/form.ts';
import { SECTION_TITLES, type SectionRole } from '../../../../config/catalogue/sections.ts';
import { DRAFT_LIMITS } from '../../../../config/limits/own-door.ts';
import { REQUEST_WORDS } from '../../../../config/words.ts';
import type { Filing } from '../../../../contracts/filings.ts';
import { ordinalOf } from '../../../../office/form-layout.ts';
import {
  carriedFigures,
  computableTotals,
  draftProblems,
  mayBeHandedIn,
} from '../../../../pipeline/draft/draft-problems.ts';
import type { Live } from '../../live.ts';
import { getFilings } from '../../office-api.ts';
import { checkDraft, draftFileHref, handInDraft } from '../../own-api.ts';
import { Failure } from '../../parts/failure.tsx';
import { momentWords } from '../../parts/measures.ts';
import { useRead, wordsOf } from '../../parts/use-read.ts';
import { agencyHref, selfCheckHref, WHOLE_ROSTER } from '../../route.ts';
import { DRAFT_WORDS, SECTION_ADVICE } from '../../words/draft.ts';
import { DraftFindings, fieldId } from './draft-findings.tsx';
import { EntryTable } from './entry-table.tsx';
import { type Saving, useDraft } from './use-draft.ts';

/** The report of one's own agency, filled in on the official form. */
export function DraftPage({
  year,
  agencyId,
  live,
}: {
  readonly year: number;
  readonly agencyId: string;
  readonly live: Live;
}) {
  const read = async (signal: AbortSignal) =>
    (await getFilings(WHOLE_ROSTER, year, signal)).items.filter((filing) => filing.agency.id === agencyId);
  const { value, failure, reload } = useRead(`draft ${year}`, read, live);
  if (value === null) return failure === null ? null : <Failure failure={failure} onAgain={reload} />;
  const [filing] = value;
  return filing === undefined ? (
    <p className="plain">{DRAFT_WORDS.noYear}</p>
  ) : (
    <Fill key={filing.id} filing={filing} />
  );
}

function SavingMark({ saving }: { readonly saving: Saving }) {
  const words = {
    saving: () => DRAFT_WORDS.saving,
    unsaved: () => DRAFT_WORDS.unsaved,
    conflict: () => DRAFT_WORDS.conflict,
    saved: () =>
      saving.kind === 'saved' && saving.at !== null ? DRAFT_WORDS.saved(momentWords(saving.at, new Date())) : '',
    failed: () => (saving.kind === 'failed' ? DRAFT_WORDS.saveFailed(saving.why) : ''),
  }[saving.kind]();
  return (
    <span
      role="status"
      data-saving={saving.kind}
      className={saving.kind === 'failed' || saving.kind === 'conflict' ? 'is-error' : 'quiet'}
    >
      {words}
    </span>
  );
}

function Fill({ filing }: { readonly filing: Filing }) {
  const { draft, content, setContent, saving, failure, settle, takeTheirs, keepMine } = useDraft(filing.id);
  const [before, setBefore] = useState<Readonly<Record<string, string>> | null>(null);
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const [alarm, setAlarm] = useState<string | null>(null);
  const about = draft?.about ?? null;
  const problems = useMemo(
    () => (content === null || about === null ? [] : draftProblems(content, about)),
    [content, about],
  );
  const carried = useMemo(() => new Set(about === null ? [] : Object.keys(carriedFigures(about))), [about]);
  if (draft === null || content === null || about === null) {
    return failure === null ? null : <p className="plain">{DRAFT_WORDS.noYear}</p>;
  }
  const type = (typed: Readonly<Record<string, string>>): void =>
    setContent((now) => now && { ...now, cells: { ...now.cells, ...typed } });
  /** Many at once can be taken back at once. */
  const fill = (typed: Readonly<Record<string, string>>): void => {
    setBefore(content.cells);
    type(typed);
  };
  const write = (role: SectionRole, text: string): void =>
    setContent((now) => now && { ...now, sections: { ...now.sections, [role]: text } });
  const totals = computableTotals(content, about.form);
  const blanks = problems.filter(({ code }) => code === 'blank').map(({ place }) => place);
  const warnings = problems.filter(({ severity }) => severity === 'warning').length;

  const act = async (work: (etag: string) => Promise<void>): Promise<void> => {
    setAlarm(null);
    setSaid(null);
    setAsking(false);
    try {
      const etag = await settle();
      if (etag !== null) await work(etag);
    } catch (cause) {
      setAlarm(wordsOf(cause));
    }
  };
  const check = (): Promise<void> =>
    act(async (etag) => {
      window.location.hash = selfCheckHref((await checkDraft(filing.id, etag)).id);
    });
  const handIn = (): Promise<void> =>
    act(async (etag) => {
      const receipt = await handInDraft(filing.id, etag);
      setSaid(receipt.received > 0 ? DRAFT_WORDS.handedIn : DRAFT_WORDS.sameAgain);
    });

  const section = (role: SectionRole, number: number, title: string) => {
    const table = TABLE_KEYS.find((key) => key === role);
    const id = fieldId(`sections/${role}`);
    const text = content.sections[role];
    return (
      <section key={role} className={table === undefined ? 'form' : `form form-${table}`} aria-label={title}>
        <h2>
          {ordinalOf(number)}、{title}
        </h2>
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
            onCells={type}
          />
        )}
        <label htmlFor={id} className="draft-label">
          {table === undefined ? title : DRAFT_WORDS.under}
          <span className="quiet">{DRAFT_WORDS.characters(text.replace(/\s/gu, '').length)}</span>
        </label>
        <textarea
          id={id}
          value={text}
          rows={{ overview: 10, problems: 6, other: 3 }[role as string] ?? 2}
          maxLength={DRAFT_LIMITS.sectionCharacters}
          aria-describedby={`${id}-advice`}
          aria-invalid={problems.some(({ place, severity }) => place === `sections/${role}` && severity === 'error')}
          onChange={(event) => write(role, event.currentTarget.value)}
        />
        {role === 'overview' && text.trim() === '' && (
          <Button size="small" onClick={() => write(role, DRAFT_WORDS.aspectText)}>
            {DRAFT_WORDS.aspects}
          </Button>
        )}
        {role === 'other' && text.trim() === '' && (
          <Button size="small" onClick={() => write(role, DRAFT_WORDS.noFeeText)}>
            {DRAFT_WORDS.noFee}
          </Button>
        )}
      </section>
    );
  };

  return (
    <>
      <header className="page-head">
        <div className="page-sum">
          <h1>{DRAFT_WORDS.heading(about.agency, about.year)}</h1>
          <p className="quiet">
            {filing.dueOn !== null && `${DRAFT_WORDS.due(filing.dueOn)}。`}
            {DRAFT_WORDS.intro} <a href={agencyHref(filing.agency.id, about.year)}>{DRAFT_WORDS.toOwn}</a>
          </p>
          {draft.handedInAt !== null && said === null && (
            <p className="quiet">
              {DRAFT_WORDS.handedInAt(momentWords(draft.handedInAt, new Date()))}
              {draft.changedSince && `；${DRAFT_WORDS.changedSince}`}
            </p>
          )}
        </div>
      </header>
      {alarm !== null && (
        <p className="list-alarm" role="alert">
          {alarm}
        </p>
      )}
      {draft.obstacle !== null && (
        <p className="list-alarm">
          {DRAFT_WORDS.obstacle}：{REQUEST_WORDS[draft.obstacle]}
        </p>
      )}
      <div className="draft-bar">
        <SavingMark saving={saving} />
        {saving.kind === 'conflict' && (
          <>
            <Button size="small" onClick={() => void takeTheirs()}>
              {DRAFT_WORDS.takeTheirs}
            </Button>
            <Button size="small" onClick={() => void keepMine()}>
              {DRAFT_WORDS.keepMine}
            </Button>
          </>
        )}
        <span className="draft-bar-end">
          {blanks.length > 0 && (
            <Button size="small" onClick={() => fill(Object.fromEntries(blanks.map((path) => [path, '0'])))}>
              {DRAFT_WORDS.fillZero(blanks.length)}
            </Button>
          )}
          {Object.keys(totals).length > 0 && (
            <Button size="small" onClick={() => fill(totals)}>
              {DRAFT_WORDS.fillTotals(Object.keys(totals).length)}
            </Button>
          )}
          {before !== null && (
            <Button
              size="small"
              onClick={() => {
                setContent({ ...content, cells: before });
                setBefore(null);
              }}
            >
              {DRAFT_WORDS.undo}
            </Button>
          )}
        </span>
      </div>
      <div className="draft">
        <div className="draft-form">
          <p className="quiet">{DRAFT_WORDS.keys}</p>
          {SECTION_TITLES.map(({ role, number, title }) => section(role, number, title))}
          <section className="form draft-signature" aria-label={DRAFT_WORDS.signature}>
            <h2>{DRAFT_WORDS.signature}</h2>
            <label>
              {DRAFT_WORDS.signer}
              <input
                id={fieldId('signer')}
                value={content.signer}
                maxLength={DRAFT_LIMITS.signerCharacters}
                onChange={(event) => setContent({ ...content, signer: event.currentTarget.value })}
              />
            </label>
            <label>
              {DRAFT_WORDS.signedOn}
              <input
                id={fieldId('signedOn')}
                type="date"
                value={content.signedOn}
                onChange={(event) => setContent({ ...content, signedOn: event.currentTarget.value })}
              />
            </label>
          </section>
        </div>
        <div className="draft-side">
          <DraftFindings problems={problems} form={about.form} onUse={(path, text) => type({ [path]: text })} />
          <section className="sheet draft-out">
            <div className="buttons">
              <Button href={draftFileHref(filing.id, 'html')}>{DRAFT_WORDS.preview}</Button>
              <Button href={draftFileHref(filing.id, 'docx')}>{DRAFT_WORDS.word}</Button>
              <Button onClick={() => void check()}>{DRAFT_WORDS.check}</Button>
              {!asking && (
                <Button
                  type="primary"
                  disabled={!mayBeHandedIn(problems) || draft.obstacle !== null}
                  onClick={() => setAsking(true)}
                >
                  {DRAFT_WORDS.handIn}
                </Button>
              )}
            </div>
            {asking && (
              <>
                <p>{DRAFT_WORDS.handInAsk(warnings)}</p>
                <div className="buttons">
                  <Button type="primary" onClick={() => void handIn()}>
                    {DRAFT_WORDS.handInSure}
                  </Button>
                  <Button onClick={() => setAsking(false)}>{DRAFT_WORDS.cancel}</Button>
                </div>
              </>
            )}
            {said !== null && (
              <p role="status" data-testid="handed-in">
                {said} <a href={agencyHref(filing.agency.id, about.year)}>{DRAFT_WORDS.toOwn}</a>
              </p>
            )}
          </section>
        </div>
      </div>
    </>
  );
}
