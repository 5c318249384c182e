import { Button } from 'antd';
import { useState } from 'react';
import type { Filing } from '../../../../contracts/filings.ts';
import { checkDraft, draftFileHref, handInDraft } from '../../own-api.ts';
import { wordsOf } from '../../parts/use-read.ts';
import { agencyHref, selfCheckHref } from '../../route.ts';
import { DRAFT_WORDS } from '../../words/draft.ts';

/** What can be done with what was filled in. Whatever is done, is done with what was saved last. */
export function HandIn({
  filing,
  mayHandIn,
  warnings,
  settle,
}: {
  readonly filing: Filing;
  readonly mayHandIn: boolean;
  /** How many warnings are left. */
  readonly warnings: number;
  /** Saves what is not saved. @returns its tag; null: it could not be saved */
  readonly settle: () => Promise<string | null>;
}) {
  const [isAsking, setAsking] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const [alarm, setAlarm] = useState<string | null>(null);

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

  return (
    <section className="sheet draft-out" aria-label={DRAFT_WORDS.handIn}>
      <div className="buttons">
        <Button href={draftFileHref(filing.id, 'html')}>{DRAFT_WORDS.page}</Button>
        <Button href={draftFileHref(filing.id, 'docx')}>{DRAFT_WORDS.word}</Button>
        <Button onClick={() => void check()}>{DRAFT_WORDS.check}</Button>
        {!isAsking && (
          <Button type="primary" disabled={!mayHandIn} onClick={() => setAsking(true)}>
            {DRAFT_WORDS.handIn}
          </Button>
        )}
      </div>
      {isAsking && (
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
      {alarm !== null && (
        <p className="list-alarm" role="alert">
          {alarm}
        </p>
      )}
      {said !== null && (
        <p role="status" data-testid="handed-in">
          {said} <a href={agencyHref(filing.agency.id, filing.year)}>{DRAFT_WORDS.toOwn}</a>
        </p>
      )}
    </section>
  );
}
