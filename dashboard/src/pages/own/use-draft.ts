import { type Dispatch, type SetStateAction, useCallback, useEffect, useRef, useState } from 'react';
import type { FormDraft } from '../../../../contracts/form-drafts.ts';
import type { ReportDraft } from '../../../../pipeline/contracts/report-draft.ts';
import { isStale } from '../../api.ts';
import { getDraft, putDraft } from '../../own-api.ts';
import { wordsOf } from '../../parts/use-read.ts';

/** Rest after the last stroke before what was typed is saved. */
const REST_MS = 700;

export type Saving =
  | { readonly kind: 'saved'; readonly at: string | null }
  | { readonly kind: 'unsaved' }
  | { readonly kind: 'saving' }
  /** Another window has saved since: nothing is written over before somebody says which counts. */
  | { readonly kind: 'conflict' }
  | { readonly kind: 'failed'; readonly why: string };

export interface Draft {
  /** As the server gave it last. */
  readonly kept: FormDraft | null;
  readonly content: ReportDraft | null;
  readonly setContent: Dispatch<SetStateAction<ReportDraft | null>>;
  readonly saving: Saving;
  readonly failure: string | null;
  /** Saves what is not saved. @returns the tag of what is kept now; null: it could not be saved */
  readonly settle: () => Promise<string | null>;
  readonly takeTheirs: () => Promise<void>;
  readonly keepMine: () => Promise<void>;
}

/** What is filled in, saved by itself, one saving after another. */
export function useDraft(filingId: string): Draft {
  const [kept, setKept] = useState<FormDraft | null>(null);
  const [content, setContent] = useState<ReportDraft | null>(null);
  const [saving, setSaving] = useState<Saving>({ kind: 'saved', at: null });
  const [failure, setFailure] = useState<string | null>(null);
  const etag = useRef('0');
  const keptText = useRef('');
  const keptAt = useRef<string | null>(null);
  const latest = useRef<ReportDraft | null>(null);
  latest.current = content;
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  const stuck = useRef(false);

  const take = useCallback((read: FormDraft): void => {
    etag.current = read.etag;
    keptText.current = JSON.stringify(read.content);
    stuck.current = false;
    setKept(read);
    setContent(read.content);
    keptAt.current = read.savedAt;
    setSaving({ kind: 'saved', at: read.savedAt });
  }, []);

  useEffect(() => {
    const controller = new AbortController();
    getDraft(filingId, controller.signal).then(take, (cause) => {
      if (!controller.signal.aborted) setFailure(wordsOf(cause));
    });
    return () => controller.abort();
  }, [filingId, take]);

  const save = useCallback(async (): Promise<string | null> => {
    const now = latest.current;
    const text = JSON.stringify(now);
    if (now === null || text === keptText.current) return etag.current;
    if (stuck.current) return null;
    setSaving({ kind: 'saving' });
    try {
      const saved = await putDraft(filingId, now, etag.current);
      etag.current = saved.etag;
      keptText.current = text;
      keptAt.current = saved.savedAt;
      setSaving({ kind: 'saved', at: saved.savedAt });
      return saved.etag;
    } catch (cause) {
      stuck.current = isStale(cause);
      setSaving(stuck.current ? { kind: 'conflict' } : { kind: 'failed', why: wordsOf(cause) });
      return null;
    }
  }, [filingId]);

  const settle = useCallback((): Promise<string | null> => {
    const saved = turn.current.then(save);
    turn.current = saved;
    return saved;
  }, [save]);

  useEffect(() => {
    if (content === null || stuck.current) return;
    if (JSON.stringify(content) === keptText.current) {
      // What was typed was taken back before it was saved.
      setSaving((now) => (now.kind === 'unsaved' ? { kind: 'saved', at: keptAt.current } : now));
      return;
    }
    setSaving({ kind: 'unsaved' });
    const timer = setTimeout(() => void settle(), REST_MS);
    return () => clearTimeout(timer);
  }, [content, settle]);

  // What was typed last is not lost by leaving: to another page it is saved, out of the browser one is asked.
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => {
      if (latest.current !== null && JSON.stringify(latest.current) !== keptText.current) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => {
      window.removeEventListener('beforeunload', ask);
      void settle();
    };
  }, [settle]);

  const takeTheirs = useCallback(async (): Promise<void> => take(await getDraft(filingId)), [filingId, take]);
  const keepMine = useCallback(async (): Promise<void> => {
    etag.current = (await getDraft(filingId)).etag;
    stuck.current = false;
    await settle();
  }, [filingId, settle]);

  return { kept, content, setContent, saving, failure, settle, takeTheirs, keepMine };
}
