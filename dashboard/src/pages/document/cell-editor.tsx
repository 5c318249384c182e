import { Button } from 'antd';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { FactKey } from '../../../../config/fact-keys.ts';
import { CORRECTION_LIMITS } from '../../../../config/limits/office.ts';
import type { CorrectionRequest, FactRequest } from '../../../../contracts/corrections.ts';
import type { Cell, CellStatus } from '../../../../pipeline/contracts/report.ts';
import { EDITOR_WORDS } from '../../words/bench.ts';
import { CELL_STATUS_WORDS } from '../../words/cell.ts';

type Reason = 'misread' | 'agency-correction';

interface FrameProps {
  readonly busy: boolean;
  readonly missing: string | null;
  readonly onSave: (reason: Reason, note: string) => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** What every correction asks besides the value; the first field has the focus, Enter saves, Escape leaves. */
function EditorFrame({ busy, missing, onSave, onCancel, children }: FrameProps) {
  const [reason, setReason] = useState<Reason>('misread');
  const [note, setNote] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  useEffect(() => form.current?.querySelector<HTMLInputElement>('input')?.select(), []);
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') onCancel();
  };
  return (
    <form
      className="cell-editor"
      ref={form}
      onKeyDown={onKey}
      onSubmit={(event) => {
        event.preventDefault();
        onSave(reason, note.trim());
      }}
    >
      {children}
      <label htmlFor={`${id}reason`}>
        {EDITOR_WORDS.reason}
        <select id={`${id}reason`} value={reason} onChange={(event) => setReason(event.target.value as Reason)}>
          {Object.entries(EDITOR_WORDS.reasons).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <label htmlFor={`${id}note`}>
        {EDITOR_WORDS.note}
        <input
          id={`${id}note`}
          value={note}
          maxLength={CORRECTION_LIMITS.noteCharacters}
          autoComplete="off"
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
      {missing !== null && (
        <p className="decision-refusal" role="alert">
          {missing}
        </p>
      )}
      <div className="panel-buttons">
        <Button type="primary" htmlType="submit" disabled={busy}>
          {EDITOR_WORDS.save}
        </Button>
        <Button onClick={onCancel}>{EDITOR_WORDS.cancel}</Button>
      </div>
    </form>
  );
}

/** Statuses that a person can give a cell that has no number. */
const STATUSES: readonly CellStatus[] = ['reported', 'blank', 'notApplicable', 'illegible', 'absent'];
const NUMBER = /^-?\d{1,12}(?:\.\d{1,6})?$/;

interface CellProps {
  readonly cell: Cell;
  readonly busy: boolean;
  readonly onSave: (said: CorrectionRequest) => void;
  readonly onCancel: () => void;
}

/** Corrects one cell: its number, or why it has none. */
export function CellEditor({ cell, busy, onSave, onCancel }: CellProps) {
  const [text, setText] = useState(cell.value === null ? '' : String(cell.value));
  const [status, setStatus] = useState<CellStatus>('reported');
  const [missing, setMissing] = useState<string | null>(null);
  const id = useId();
  return (
    <EditorFrame
      busy={busy}
      missing={missing}
      onCancel={onCancel}
      onSave={(reason, note) => {
        const number = text.normalize('NFKC').replaceAll(/[,\s]/g, '');
        if (status !== 'reported') onSave({ value: null, status, reason, note });
        else if (NUMBER.test(number)) onSave({ value: Number(number), status, reason, note });
        else setMissing(EDITOR_WORDS.notANumber);
      }}
    >
      <label htmlFor={`${id}value`}>
        {EDITOR_WORDS.value}
        <input
          id={`${id}value`}
          inputMode="decimal"
          autoComplete="off"
          value={text}
          disabled={status !== 'reported'}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <label htmlFor={`${id}status`}>
        {EDITOR_WORDS.status}
        <select id={`${id}status`} value={status} onChange={(event) => setStatus(event.target.value as CellStatus)}>
          {STATUSES.map((each) => (
            <option key={each} value={each}>
              {CELL_STATUS_WORDS[each] ?? EDITOR_WORDS.value}
            </option>
          ))}
        </select>
      </label>
    </EditorFrame>
  );
}

interface FactProps {
  readonly fact: FactKey;
  /** As it stands. */
  readonly text: string | null;
  readonly busy: boolean;
  readonly onSave: (said: FactRequest) => void;
  readonly onCancel: () => void;
}

/** Corrects one fact; nothing written: the paper does not say it. */
export function FactEditor({ fact, text: before, busy, onSave, onCancel }: FactProps) {
  const [text, setText] = useState(before ?? '');
  const id = useId();
  return (
    <EditorFrame
      busy={busy}
      missing={null}
      onCancel={onCancel}
      onSave={(reason, note) => onSave({ text: text.trim() === '' ? null : text.trim(), reason, note })}
    >
      <label htmlFor={`${id}text`}>
        {EDITOR_WORDS.text}
        <input
          id={`${id}text`}
          autoComplete="off"
          maxLength={CORRECTION_LIMITS.factCharacters}
          placeholder={EDITOR_WORDS.hints[fact]}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
    </EditorFrame>
  );
}
