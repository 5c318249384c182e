import type { DetailedError } from 'tus-js-client';
import type { ResumableState, UploadReceipt } from '../../../contracts/api.ts';
import { ask, csrfHeader, failureOf, type NamedFile, RequestError, upload } from '../api.ts';
import { REQUEST_WORDS } from '../words/page.ts';
import { PIECE_LIMITS } from './upload-run.ts';

/** Uploads that outlive a bad line, a restart of the server and, for large files, a closed browser. */

export interface Following {
  readonly onProgress: (sentBytes: number) => void;
  /** The line is away, or back. */
  readonly onLine: (isThere: boolean) => void;
  readonly signal: AbortSignal;
}

/**
 * Sends files that make one request. A large one goes in pieces and goes on where it was; small ones are sent again, which
 * the server does once however often they come.
 * @throws RequestError; an AbortError DOMException when the signal stops it
 */
export async function uploadPatiently(files: readonly NamedFile[], following: Following): Promise<UploadReceipt> {
  const [first] = files;
  if (first !== undefined && files.length === 1 && first.file.size > PIECE_LIMITS.fromBytes) {
    return uploadInPieces(first, following);
  }
  const key = crypto.getRandomValues(new Uint32Array(4)).join('-');
  for (const delay of PIECE_LIMITS.delaysMs) {
    try {
      return await upload(files, following.onProgress, following.signal, key);
    } catch (cause) {
      if (!(cause instanceof RequestError) || !mayPass(cause)) throw cause;
    }
    following.onLine(false);
    await pause(delay, following.signal);
    following.onLine(true);
  }
  return upload(files, following.onProgress, following.signal, key);
}

/** No answer, one of what stands between, or that the same is still being taken in. */
const mayPass = ({ status, code }: RequestError): boolean =>
  status === null || status === 502 || status === 503 || status === 504 || code === 'key-reused';

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(new DOMException('stopped', 'AbortError'));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}

async function uploadInPieces(
  { name, file }: NamedFile,
  { onProgress, onLine, signal }: Following,
): Promise<UploadReceipt> {
  const { Upload } = await import('tus-js-client');
  const address = await new Promise<string>((resolve, reject) => {
    const stop = (): void => {
      // What is here of it stays, for the next time.
      void sending.abort();
      reject(new DOMException('stopped', 'AbortError'));
    };
    const settle = (finish: () => void): void => {
      signal.removeEventListener('abort', stop);
      finish();
    };
    const sending = new Upload(file, {
      endpoint: new URL('/api/resumable', window.location.href).href,
      metadata: { filename: name },
      retryDelays: [...PIECE_LIMITS.delaysMs],
      // By which a browser that was closed finds what it had begun, once the same file is chosen again.
      fingerprint: async () => ['gouji', name, file.size, file.lastModified].join(' '),
      removeFingerprintOnSuccess: true,
      onBeforeRequest: (request) => {
        for (const [header, value] of Object.entries(csrfHeader())) request.setHeader(header, value);
      },
      onShouldRetry: (error) => {
        const retried = isPassing(error);
        if (retried) onLine(false);
        return retried;
      },
      onProgress: (sent) => {
        onLine(true);
        onProgress(sent);
      },
      onSuccess: () => settle(() => resolve(sending.url ?? '')),
      onError: (error) => settle(() => reject(asRequestError(error))),
    });
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    else {
      sending.findPreviousUploads().then(([last]) => {
        if (last !== undefined) sending.resumeFromPreviousUpload(last);
        if (!signal.aborted) sending.start();
      }, reject);
    }
  });
  const state = await ask<ResumableState>(address, { signal });
  if (state.state === 'receiving') throw new RequestError(REQUEST_WORDS.network, null);
  return state.receipt;
}

const isPassing = ({ originalResponse }: DetailedError): boolean => {
  const status = originalResponse?.getStatus() ?? 0;
  return status === 0 || status >= 500 || status === 409 || status === 423;
};

const asRequestError = (error: Error | DetailedError): RequestError => {
  const response = 'originalResponse' in error ? error.originalResponse : null;
  return response === null
    ? new RequestError(REQUEST_WORDS.network, null, { cause: error })
    : failureOf(response.getStatus(), response.getBody());
};
