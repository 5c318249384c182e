import { PAPER_LIMITS } from '../../../../config/limits/paper.ts';
import { hasPages } from '../../../../pipeline/contracts/paper.ts';
import { getSheets, pageHref, prepareView } from '../../api.ts';

/** How fine the last page was asked for: the next one will be asked for alike. */
let lastDpi: number = PAPER_LIMITS.usualDpi;
export const rememberDpi = (dpi: number): void => {
  lastDpi = dpi;
};

/** Has the paper of a document drawn before it is looked at. What fails is told when somebody looks. */
export async function preparePaper(id: string, format: string | null, signal: AbortSignal): Promise<void> {
  if (format === null) return;
  try {
    if (!hasPages(format)) return await prepareView(id, signal);
    await getSheets(id, lastDpi, signal);
    await (await fetch(pageHref(id, 1, lastDpi, 0), { signal })).blob();
  } catch {
    // It is asked for again then.
  }
}
