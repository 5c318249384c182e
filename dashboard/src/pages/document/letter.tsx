import { Button } from 'antd';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { LETTER_LIMITS } from '../../../../config/limits/office.ts';
import type { NoticeDraft } from '../../../../contracts/notices.ts';
import { getNotice, signedNoticeHref, signNotice } from '../../api.ts';
import { CrossIcon } from '../../parts/icons.tsx';
import { isoDay } from '../../parts/measures.ts';
import { useRemembered } from '../../parts/remembered.ts';
import { wordsOf } from '../../parts/use-read.ts';
import { BENCH_WORDS, LETTER_WORDS } from '../../words/bench.ts';
import { PHRASES } from '../../words/phrases.ts';
import { editedNotice, type LetterEdits, NO_EDITS, placesIn } from './letter-edits.ts';

interface Props {
  readonly documentId: string;
  /** Signing returns the filing as well. */
  readonly mayReturn: boolean;
  readonly onClose: () => void;
  readonly onSigned: (dueOn: string, note: string) => Promise<void>;
}

const TEXT_ROWS = 2;

/** The letter that returns a report: filled in, its texts to be edited, signed and kept by its hash. */
export function Letter({ documentId, mayReturn, onClose, onSigned }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const sign = useRef<HTMLDivElement>(null);
  const [office, setOffice] = useRemembered('office');
  const [due, setDue] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [draft, setDraft] = useState<NoticeDraft | null>(null);
  const [edits, setEdits] = useState<LetterEdits>(NO_EDITS);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [signed, setSigned] = useState<string | null>(null);
  const date = useMemo(() => isoDay(new Date()), []);

  useEffect(() => {
    const controller = new AbortController();
    getNotice(documentId, { date, office: office.trim(), due: due ?? '' }, controller.signal).then(
      (answer) => {
        setDraft(answer);
        setDue((now) => now ?? answer.due ?? '');
      },
      (cause: unknown) => {
        if (!controller.signal.aborted) setRefusal(wordsOf(cause));
      },
    );
    return () => controller.abort();
  }, [documentId, date, office, due]);

  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const isReady = draft !== null;
  // What is signed mostly needs no change: the one press that is left is the next.
  useEffect(() => {
    if (isReady) sign.current?.querySelector('button')?.focus();
  }, [isReady]);

  const send = async (): Promise<void> => {
    if (busy || draft === null) return;
    setBusy(true);
    setRefusal(null);
    try {
      const notice = draft.notice === null ? null : editedNotice(draft.notice, edits, office.trim());
      const hash =
        notice === null ? null : (await signNotice(documentId, { notice, due: due === '' ? null : due })).sha256;
      setSigned(hash);
      if (mayReturn) await onSigned(due ?? '', note.trim());
    } catch (cause) {
      setRefusal(wordsOf(cause));
    } finally {
      setBusy(false);
    }
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
  };
  const edit = (key: string, text: string): void =>
    setEdits((now) => ({ ...now, texts: { ...now.texts, [key]: text } }));
  const field = (key: string, label: string, before: string | null) =>
    before === null ? null : (
      <label className="letter-text">
        {label}
        <textarea
          lang="zh-CN"
          rows={TEXT_ROWS}
          maxLength={LETTER_LIMITS.editedCharacters}
          value={edits.texts[key] ?? before}
          onChange={(event) => edit(key, event.target.value)}
        />
      </label>
    );
  const notice = draft?.notice ?? null;

  const signing = mayReturn ? LETTER_WORDS.sign : LETTER_WORDS.signOnly;
  return (
    <dialog className="letter" ref={dialog} aria-label={LETTER_WORDS.title} onClose={onClose} onKeyDown={onKey}>
      <header>
        <h2>{LETTER_WORDS.title}</h2>
        <Button size="small" aria-label={BENCH_WORDS.close} icon={<CrossIcon />} onClick={onClose} />
      </header>
      <div className="letter-line">
        <label>
          {LETTER_WORDS.office}
          <input
            value={office}
            maxLength={LETTER_LIMITS.officeCharacters}
            autoComplete="organization"
            onChange={(event) => setOffice(event.target.value)}
          />
        </label>
        <label>
          {LETTER_WORDS.due}
          <input type="date" value={due ?? ''} min={date} onChange={(event) => setDue(event.target.value)} />
        </label>
      </div>
      {draft !== null && notice === null && <p className="plain">{LETTER_WORDS.empty}</p>}
      {notice !== null && (
        <div className="letter-body">
          {field('addressee', LETTER_WORDS.addressee, notice.addressee)}
          {field('opening', LETTER_WORDS.opening, notice.opening)}
          {notice.parts.map((part, p) => (
            <section key={part.heading}>
              <h3 lang="zh-CN">{part.heading}</h3>
              {part.points.map((point, q) => (
                <div key={point.title} className="letter-point">
                  <h4 lang="zh-CN">{point.title}</h4>
                  {point.items.map((item, i) => {
                    const key = `${p}.${q}.${i}`;
                    const dropped = edits.dropped.includes(key);
                    return (
                      <fieldset key={key} className={dropped ? 'letter-item letter-dropped' : 'letter-item'}>
                        <legend>
                          <label>
                            <input
                              type="checkbox"
                              checked={!dropped}
                              onChange={() =>
                                setEdits((now) => ({
                                  ...now,
                                  dropped: dropped ? now.dropped.filter((each) => each !== key) : [...now.dropped, key],
                                }))
                              }
                            />{' '}
                            <span lang="zh-CN">{item.place}</span>
                          </label>
                        </legend>
                        {field(`${key}.found`, LETTER_WORDS.found, item.found)}
                        {field(`${key}.expected`, LETTER_WORDS.expected, item.expected)}
                        {field(`${key}.remedy`, LETTER_WORDS.remedy, item.remedy)}
                      </fieldset>
                    );
                  })}
                </div>
              ))}
            </section>
          ))}
          {field('closing', LETTER_WORDS.closing, notice.closing)}
        </div>
      )}
      <label className="letter-text">
        {LETTER_WORDS.note}
        <textarea rows={TEXT_ROWS} maxLength={2_000} value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
      {refusal !== null && (
        <p className="decision-refusal" role="alert">
          {refusal}
        </p>
      )}
      {signed !== null && (
        <p role="status">
          {LETTER_WORDS.signed(signed)}{' '}
          <a href={signedNoticeHref(documentId, signed)} download>
            {LETTER_WORDS.download}
          </a>
        </p>
      )}
      <footer ref={sign}>
        <Button type="primary" disabled={busy || draft === null} onClick={() => void send()}>
          {notice === null ? signing : PHRASES.beside(signing, placesIn(notice) - edits.dropped.length)}
        </Button>
      </footer>
    </dialog>
  );
}
