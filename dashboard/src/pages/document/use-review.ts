import { useCallback, useState } from 'react';
import type { FactKey } from '../../../../config/fact-keys.ts';
import type { ReportJudgement } from '../../../../contracts/api.ts';
import type { CorrectionRequest, FactRequest } from '../../../../contracts/corrections.ts';
import type { DecisionKind } from '../../../../pipeline/contracts/decision.ts';
import { deleteCorrection, getJudgement, putCorrection, type SeenDocument } from '../../api.ts';
import { wordsOf } from '../../parts/use-read.ts';
import { REVIEW_FORM_WORDS } from '../../words/decisions.ts';
import type { ReviewItem } from './review-items.ts';
import type { Judgement } from './use-judgement.ts';

/** A reviewer's answers to the items of one report. Each is sent at once; the rules have run again when it comes back. */
export interface Review {
  readonly busy: boolean;
  /** Why the last answer was not taken, in words. */
  readonly refusal: string | null;
  /** The paper says what was read; what is no cell or fact was looked at. */
  readonly accept: (item: ReviewItem) => Promise<boolean>;
  readonly correctCell: (path: string, said: CorrectionRequest) => Promise<boolean>;
  readonly correctFact: (fact: FactKey, said: FactRequest) => Promise<boolean>;
  readonly decide: (item: ReviewItem, kind: DecisionKind, reason?: string) => Promise<boolean>;
  /** Takes back my answer to an item; all others stay. */
  readonly undo: (item: ReviewItem) => Promise<boolean>;
  readonly forget: () => void;
}

interface Parts {
  readonly document: SeenDocument;
  readonly onDocument: (document: SeenDocument) => void;
  readonly judgement: ReportJudgement | null;
  readonly decisions: Pick<Judgement, 'decide' | 'reload'>;
  /** Who decides, where that is nobody in particular; empty: as he is signed in. */
  readonly reviewer: string;
}

export function useReview({ document, onDocument, judgement, decisions, reviewer }: Parts): Review {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  /** One answer at a time: the second press of a key that was held too long is no second answer. */
  const send = useCallback(
    async (ask: () => Promise<string | null>): Promise<boolean> => {
      if (busy) return false;
      setBusy(true);
      try {
        const refused = await ask();
        setRefusal(refused);
        return refused === null;
      } catch (cause) {
        setRefusal(wordsOf(cause));
        return false;
      } finally {
        setBusy(false);
      }
    },
    [busy],
  );

  const put = (place: string, said: CorrectionRequest | FactRequest): Promise<boolean> =>
    send(async () => {
      onDocument(await putCorrection(document, place, said));
      decisions.reload();
      return null;
    });

  const decide = (item: ReviewItem, kind: DecisionKind, reason = ''): Promise<boolean> =>
    send(async () => {
      const decided = fingerprintOf(item, document);
      const within = (known: ReportJudgement | null) => known?.findings.find((each) => each.fingerprint === decided);
      // Who is quick answers before it has come how the findings stand, or those that his correction has just made.
      const judged = within(judgement) ?? within(await getJudgement(document.id));
      if (judged === undefined) return REVIEW_FORM_WORDS.changed;
      const { fingerprint, operandsDigest } = judged;
      return decisions.decide({
        ...{ kind, fingerprint, operandsDigest },
        ...(reviewer === '' ? {} : { reviewer }),
        ...(kind === 'waived' || kind === 'proposed' ? { reason } : {}),
      });
    });

  return {
    busy,
    refusal,
    accept: (item) => {
      if (item.kind !== 'doubt') return Promise.resolve(false);
      return item.about === 'rest' ? decide(item, 'confirmed') : put(placeOf(item), { confirm: true });
    },
    correctCell: (path, said) => put(`cells/${path}`, said),
    correctFact: (fact, said) => put(`facts/${fact}`, said),
    decide,
    undo: (item) => {
      if (item.kind !== 'doubt' || item.about === 'rest') return decide(item, 'withdrawn');
      return send(async () => {
        onDocument(await deleteCorrection(document, placeOf(item)));
        decisions.reload();
        return null;
      });
    },
    forget: () => setRefusal(null),
  };
}

const placeOf = (item: Extract<ReviewItem, { about: 'cell' | 'fact' }>): string =>
  item.about === 'cell' ? `cells/${item.path}` : `facts/${item.fact}`;

/** The finding that an item is decided by. */
function fingerprintOf(item: ReviewItem, { report }: SeenDocument): string | undefined {
  const place =
    item.kind === 'mistake' ? item.findings[0] : item.kind === 'doubt' && item.about === 'rest' ? item.finding : -1;
  return report?.validation.findings[place]?.fingerprint;
}
