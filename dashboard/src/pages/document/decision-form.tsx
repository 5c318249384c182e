import { Button } from 'antd';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { DECISION_LIMITS } from '../../../../config/limits/office.ts';
import type { DecisionKind } from '../../../../pipeline/contracts/decision.ts';
import { DECISION_WORDS, REVIEW_FORM_WORDS } from '../../words/decisions.ts';

interface Props {
  readonly kind: DecisionKind;
  readonly reviewer: string;
  /** A reason that was given already. */
  readonly given?: string;
  readonly busy: boolean;
  readonly onSubmit: (reviewer: string, reason: string) => void;
  readonly onCancel: () => void;
}

/** Asks for what is missing to decide: the name of the reviewer where it is not known, the reason of a waiver. */
export function DecisionForm({ kind, reviewer, given = '', busy, onSubmit, onCancel }: Props) {
  const [name, setName] = useState(reviewer);
  const [reason, setReason] = useState(given);
  const [missing, setMissing] = useState<string | null>(null);
  const [asksName] = useState(reviewer.trim() === '');
  const asksReason = kind === 'waived' || kind === 'proposed';
  const form = useRef<HTMLFormElement>(null);
  const id = useId();

  useEffect(() => form.current?.querySelector<HTMLElement>('input, textarea')?.focus(), []);

  const submit = (): void => {
    const lacks = [
      ...(asksName && name.trim() === '' ? [{ field: 'input', words: REVIEW_FORM_WORDS.nameMissing }] : []),
      ...(asksReason && reason.trim() === '' ? [{ field: 'textarea', words: REVIEW_FORM_WORDS.reasonMissing }] : []),
    ];
    setMissing(lacks[0]?.words ?? null);
    if (lacks[0] !== undefined) {
      form.current?.querySelector<HTMLElement>(lacks[0].field)?.focus();
      return;
    }
    onSubmit(name.trim(), reason.trim());
  };
  const onKey = (event: KeyboardEvent): void => {
    // While an input method composes, Enter and Escape are for it.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') onCancel();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
  };

  return (
    <form
      className="decision-form"
      ref={form}
      onKeyDown={onKey}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {asksName && (
        <label htmlFor={`${id}name`}>
          {REVIEW_FORM_WORDS.reviewer}
          <input
            id={`${id}name`}
            value={name}
            maxLength={DECISION_LIMITS.reviewerCharacters}
            placeholder={REVIEW_FORM_WORDS.reviewerHint}
            autoComplete="name"
            onChange={(event) => setName(event.target.value)}
          />
        </label>
      )}
      {asksReason && (
        <label htmlFor={`${id}reason`}>
          {kind === 'proposed' ? REVIEW_FORM_WORDS.proposal : REVIEW_FORM_WORDS.reason}
          <textarea
            id={`${id}reason`}
            rows={3}
            value={reason}
            maxLength={DECISION_LIMITS.reasonCharacters}
            placeholder={REVIEW_FORM_WORDS.reasonHint}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
      )}
      {missing !== null && (
        <p className="decision-refusal" role="alert">
          {missing}
        </p>
      )}
      <div className="decision-buttons">
        {asksReason && <span className="quiet">{REVIEW_FORM_WORDS.keys}</span>}
        <Button size="small" onClick={onCancel}>
          {REVIEW_FORM_WORDS.cancel}
        </Button>
        <Button size="small" type="primary" htmlType="submit" disabled={busy}>
          {asksReason ? REVIEW_FORM_WORDS.submit : DECISION_WORDS[kind].act}
        </Button>
      </div>
    </form>
  );
}
