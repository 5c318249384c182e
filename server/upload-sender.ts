import type { FastifyRequest } from 'fastify';
import { HOUSE_LIMITS } from '../config/limits/work.ts';
import { RequestError } from './errors.ts';

/** Whoever sends an upload may go away, or fall silent, at any byte; the reader of multipart bodies may never hear of it. */
export interface UploadSender {
  /**
   * Waits for what the next bytes bring.
   * @throws RequestError upload-cut when the sender is gone, upload-idle when nothing came for HOUSE_LIMITS.idleUploadMs
   */
  readonly wait: <T>(next: Promise<T>) => Promise<T>;
  /** Stops listening. */
  readonly close: () => void;
}

export function watchSender(
  { raw }: Pick<FastifyRequest, 'raw'>,
  idleMs: number = HOUSE_LIMITS.idleUploadMs,
): UploadSender {
  let leave: (error: Error) => void = () => {};
  const gone = new Promise<never>((_, reject) => {
    leave = reject;
  });
  // Nobody may be waiting when it happens.
  gone.catch(() => {});
  const onClose = (): void => {
    if (!raw.complete) leave(new RequestError('upload-cut'));
  };
  raw.once('close', onClose);
  if (raw.destroyed) onClose();
  return {
    wait: async (next) => {
      let timer: NodeJS.Timeout | undefined;
      const idle = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new RequestError('upload-idle')), idleMs);
      });
      // What comes after the end of the waiting is for nobody.
      next.catch(() => {});
      try {
        return await Promise.race([next, gone, idle]);
      } finally {
        clearTimeout(timer);
      }
    },
    close: () => raw.off('close', onClose),
  };
}

/** What comes from somewhere, each piece waited for. It is not told to end: it may never answer. */
export async function* waitedFor<T>(source: AsyncIterable<T>, sender: UploadSender): AsyncGenerator<T> {
  const pieces = source[Symbol.asyncIterator]();
  for (;;) {
    const next = await sender.wait(pieces.next());
    if (next.done) return;
    yield next.value;
  }
}
