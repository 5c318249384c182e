import { useCallback, useEffect, useRef, useState } from 'react';
import { type NamedFile, RequestError } from '../api.ts';
import { UPLOAD_WORDS } from '../words/upload.ts';
import type { Gathered } from './dropped-files.ts';
import { uploadPatiently } from './patient-upload.ts';
import { emptyRun, takeBack, toRequests, type UploadRun, withReceipt, withUnsent } from './upload-run.ts';

export interface Upload {
  /** The upload under way or the last one; null before the first and after `close`. */
  readonly run: UploadRun<NamedFile> | null;
  /** Sends files; while one upload goes on, what comes next joins it. */
  readonly add: (gathering: Promise<Gathered>) => void;
  readonly stop: () => void;
  readonly resend: () => void;
  readonly close: () => void;
}

const bytesOf = ({ file }: NamedFile): number => file.size;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/** Sends files request by request, one at a time, and keeps the receipts. */
export function useUpload(): Upload {
  const [run, setRun] = useState<UploadRun<NamedFile> | null>(null);
  const current = useRef<UploadRun<NamedFile> | null>(null);
  const waiting = useRef<Promise<Gathered>[]>([]);
  const stopper = useRef<AbortController | null>(null);

  const show = useCallback((change: (run: UploadRun<NamedFile>) => UploadRun<NamedFile>): void => {
    current.current = change(current.current ?? emptyRun());
    setRun(current.current);
  }, []);

  const send = useCallback(
    async (files: readonly NamedFile[], signal: AbortSignal): Promise<void> => {
      for (const request of toRequests(files, bytesOf)) {
        const before = current.current?.sentBytes ?? 0;
        const bytes = sum(request.map(bytesOf));
        try {
          if (signal.aborted) throw new DOMException('stopped', 'AbortError');
          const receipt = await uploadPatiently(request, {
            onProgress: (sent) => show((now) => ({ ...now, sentBytes: before + Math.min(sent, bytes) })),
            onLine: (isThere) => show((now) => ({ ...now, interrupted: !isThere })),
            signal,
          });
          show((now) => withReceipt(now, request.length, receipt));
        } catch (cause) {
          const stopped = cause instanceof DOMException && cause.name === 'AbortError';
          if (!stopped && !(cause instanceof RequestError)) throw cause;
          const reason = stopped ? UPLOAD_WORDS.stopped : cause.message;
          show((now) =>
            withUnsent(
              now,
              request.map((file) => ({ name: file.name, reason, file })),
            ),
          );
        }
        show((now) => ({ ...now, sentBytes: before + bytes, interrupted: false }));
      }
    },
    [show],
  );

  const work = useCallback(async (): Promise<void> => {
    const controller = new AbortController();
    stopper.current = controller;
    try {
      for (let next = waiting.current.shift(); next !== undefined; next = waiting.current.shift()) {
        const { files, unreadable } = await next;
        const more = { files: files.length + unreadable.length, bytes: sum(files.map(bytesOf)) };
        show((now) =>
          withUnsent(
            { ...now, phase: 'sending', files: now.files + more.files, bytes: now.bytes + more.bytes },
            unreadable,
          ),
        );
        await send(files, controller.signal);
      }
    } finally {
      stopper.current = null;
      show((now) => ({ ...now, phase: controller.signal.aborted ? 'stopped' : 'done' }));
    }
  }, [send, show]);

  const add = useCallback(
    (gathering: Promise<Gathered>): void => {
      waiting.current.push(gathering);
      if (stopper.current !== null) return;
      current.current = null;
      show((now) => now);
      void work();
    },
    [show, work],
  );

  const resend = useCallback((): void => {
    if (stopper.current !== null || current.current === null) return;
    const { run: rest, files } = takeBack(current.current, bytesOf);
    show(() => rest);
    waiting.current.push(Promise.resolve({ files, unreadable: [] }));
    void work();
  }, [show, work]);

  const close = useCallback((): void => {
    current.current = null;
    setRun(null);
  }, []);

  const busy = run?.phase === 'reading' || run?.phase === 'sending';
  useEffect(() => {
    if (!busy) return;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [busy]);

  return { run, add, stop: () => stopper.current?.abort(), resend, close };
}
