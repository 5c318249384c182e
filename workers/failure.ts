import { ERROR_KINDS, type ErrorCode } from '../pipeline/contracts/errors.ts';
import type { Ledger, RunMark } from '../store/ledger.ts';
import type { JobEnd } from './queues.ts';

/**
 * The one place that decides about trying again: a failure that lies in the file is written down for good;
 * one that may pass goes back to waiting until the ledger has counted too many.
 */
export async function settleFailure(ledger: Ledger, mark: RunMark, code: ErrorCode): Promise<JobEnd> {
  if (ERROR_KINDS[code].retry === 'never') {
    await ledger.fail(mark, code);
    return { kind: 'over', reason: code };
  }
  const release = await ledger.release(mark, code);
  switch (release) {
    case 'received':
      return { kind: 'again', reason: code };
    case 'conversion-failed':
      return { kind: 'over', reason: code };
    case 'superseded':
      return { kind: 'done' };
    default:
      return release satisfies never;
  }
}
