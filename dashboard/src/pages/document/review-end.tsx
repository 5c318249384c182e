import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { FilingDetail, Move } from '../../../../contracts/filings.ts';
import type { Person } from '../../../../contracts/people.ts';
import type { ValidationStatus } from '../../../../pipeline/contracts/report.ts';
import { RequestError, type SeenDocument } from '../../api.ts';
import type { Live } from '../../live.ts';
import { may } from '../../may.ts';
import { getFiling, type MoveBody, moveFiling } from '../../office-api.ts';
import { useKeys } from '../../parts/use-keys.ts';
import { useRead, wordsOf } from '../../parts/use-read.ts';
import { answerWords } from '../../words/answers.ts';
import { REVIEW_END_WORDS } from '../../words/bench.ts';
import { FILING_STATE_WORDS } from '../../words/codes.ts';
import { PHRASES } from '../../words/phrases.ts';
import { Letter } from './letter.tsx';

interface Props {
  readonly document: SeenDocument;
  readonly verdict: ValidationStatus;
  readonly openItems: number;
  readonly person: Person;
  readonly live: Live;
  /** It is the item that is looked at: Enter does what the verdict suggests. */
  readonly active: boolean;
  /** How the report stands. */
  readonly children: ReactNode;
}

/** What the moves of a filing say of themselves, without what only their forms can settle. */
const SETTLED_BY_FORM: readonly string[] = ['nothing-to-return', 'due-in-the-past'];
const inTheWayOf = (filing: FilingDetail, move: Move): FilingDetail['moves'][number]['problems'] =>
  filing.moves
    .filter((each) => each.move === move)
    .flatMap(({ problems }) => problems)
    .filter(({ code }) => !SETTLED_BY_FORM.includes(code));
/** What there is to do about it: of a report that was passed or returned, nothing. */
const toldOf = (problems: FilingDetail['moves'][number]['problems']): string =>
  problems
    .filter(({ code }) => code !== 'wrong-state')
    .map(answerWords)
    .join(PHRASES.sentences);

const isMainOf = (filing: FilingDetail, id: string): boolean =>
  filing.versions
    .filter(({ number }) => number === filing.version)
    .some(({ documents }) => documents.some((document) => document.id === id && document.part === 'main'));

/** The end of a review: passed, returned with its letter, or put aside. */
export function ReviewEnd({ document, verdict, openItems, person, live, active, children }: Props) {
  const { filingId } = document;
  const { value: filing, setValue: setFiling } = useRead(
    `filing ${filingId}`,
    async (signal) => (filingId === null ? null : getFiling(filingId, signal)),
    live,
  );
  const [writing, setWriting] = useState(false);
  const [holding, setHolding] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const [alarms, setAlarms] = useState<readonly string[]>([]);

  const isMain = filing !== null && isMainOf(filing, document.id);
  const mayAccept = may(person, 'POST /api/filings/:id/accept');
  const mayReturn = may(person, 'POST /api/filings/:id/return');
  const blocked = filing === null || !isMain ? [] : inTheWayOf(filing, 'accept');
  const returnBlocked = filing !== null && isMain && inTheWayOf(filing, 'return').length > 0;
  const acceptable = filing !== null && isMain && mayAccept && blocked.length === 0;

  const take = async (ask: () => Promise<FilingDetail>, words: string): Promise<boolean> => {
    try {
      setFiling(await ask());
      setSaid(words);
      setAlarms([]);
      return true;
    } catch (cause) {
      const problems = cause instanceof RequestError ? cause.problems.map(({ message }) => message) : [];
      setAlarms(problems.length > 0 ? problems : [wordsOf(cause)]);
      return false;
    }
  };
  /** Moves the filing as it is now: one's own decisions change it too, and the page may not have heard of the last one. */
  const move = (seen: FilingDetail, asked: MoveBody, words: string): Promise<boolean> =>
    take(async () => {
      const now = await getFiling(seen.id);
      const isSame = now.state === seen.state && now.version === seen.version;
      return moveFiling(seen.id, isSame ? now.etag : seen.etag, asked);
    }, words);
  const accept = (on: FilingDetail): void => void move(on, { move: 'accept' }, REVIEW_END_WORDS.accepted);
  const hold = (on: FilingDetail, reason: string): void => {
    setHolding(false);
    void move(on, { move: 'aside', body: { reason } }, REVIEW_END_WORDS.held);
  };

  useKeys(
    active && !writing
      ? {
          Enter: () => {
            if (verdict === 'failed' && mayReturn && !returnBlocked) setWriting(true);
            else if (acceptable && filing !== null) accept(filing);
          },
        }
      : {},
  );

  return (
    <section className="review-end" aria-label={REVIEW_END_WORDS.bar}>
      {children}
      <p className="review-verdict">
        {filing !== null && <span className="filing-stands">{FILING_STATE_WORDS[filing.state]}</span>}
        {filing !== null && filing.asideReason !== null && (
          <span className="flag flag-putAside">{REVIEW_END_WORDS.heldWhy(filing.asideReason)}</span>
        )}
        <span className="review-said" role="status">
          {said}
        </span>
      </p>
      {alarms.map((alarm) => (
        <p key={alarm} className="decision-refusal" role="alert">
          {alarm}
        </p>
      ))}
      {active && openItems > 0 && <p className="quiet">{REVIEW_END_WORDS.openItems(openItems)}</p>}
      {active && toldOf(blocked) !== '' && mayAccept && (
        <p className="in-the-way">
          <b>{REVIEW_END_WORDS.inTheWay}</b>
          {toldOf(blocked)}
        </p>
      )}
      {active && filingId === null && <p className="quiet">{REVIEW_END_WORDS.unassigned}</p>}
      {active && filing !== null && !isMain && <p className="quiet">{REVIEW_END_WORDS.notMain}</p>}
      {active && !mayReturn && <p className="quiet">{REVIEW_END_WORDS.noRole}</p>}
      {holding && filing !== null && (
        <form
          className="cell-editor"
          onSubmit={(event) => {
            event.preventDefault();
            hold(filing, String(new FormData(event.currentTarget).get('reason') ?? '').trim());
          }}
        >
          <label>
            {REVIEW_END_WORDS.holdReason}
            {/* biome-ignore lint/a11y/noAutofocus: the field was asked for by a press a moment ago */}
            <input name="reason" maxLength={500} autoFocus autoComplete="off" />
          </label>
          <Button htmlType="submit">{REVIEW_END_WORDS.hold}</Button>
        </form>
      )}
      {mayReturn && (
        <div className="review-bar">
          <Button
            type={verdict === 'passed' ? 'primary' : 'default'}
            disabled={!acceptable}
            title={toldOf(blocked)}
            onClick={() => {
              if (filing !== null) accept(filing);
            }}
          >
            {REVIEW_END_WORDS.accept}
          </Button>
          <Button
            type={verdict === 'failed' ? 'primary' : 'default'}
            // Without a filing the letter can be written all the same.
            disabled={returnBlocked}
            onClick={() => setWriting(true)}
          >
            {REVIEW_END_WORDS.return}
          </Button>
          {filing !== null && filing.asideReason !== null ? (
            <Button onClick={() => void move(filing, { move: 'resume' }, REVIEW_END_WORDS.resumed)}>
              {REVIEW_END_WORDS.resume}
            </Button>
          ) : (
            <Button
              disabled={filing === null || !isMain || inTheWayOf(filing, 'aside').length > 0}
              onClick={() => setHolding(!holding)}
            >
              {REVIEW_END_WORDS.hold}
            </Button>
          )}
        </div>
      )}
      {writing && (
        <Letter
          documentId={document.id}
          mayReturn={filing !== null && isMain && inTheWayOf(filing, 'return').length === 0}
          onClose={() => setWriting(false)}
          onSigned={async (dueOn, note) => {
            setWriting(false);
            if (filing === null || !isMain) return;
            await move(filing, { move: 'return', body: { dueOn, note } }, REVIEW_END_WORDS.returned);
          }}
        />
      )}
    </section>
  );
}
