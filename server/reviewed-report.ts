import { z } from 'zod';
import type { CheckedReport } from '../pipeline/contracts/report.ts';
import type { KeptDecision } from '../store/deciding.ts';
import type { AppParts } from './app-parts.ts';
import { RequestError } from './errors.ts';

/** A converted document with its report and what reviewers decided on it, in the order in which they did. */
export interface ReviewedReport {
  readonly id: string;
  readonly sourceName: string;
  readonly report: CheckedReport;
  readonly decisions: readonly KeptDecision[];
}

const idSchema = z.object({ id: z.uuid() });

/**
 * The report of the document that the address names.
 * @throws RequestError not-found, also before the document is converted
 */
export async function findReviewed(
  parameters: unknown,
  { store, blobs }: Pick<AppParts, 'store' | 'blobs'>,
): Promise<ReviewedReport> {
  const parsed = idSchema.safeParse(parameters);
  const found = parsed.success ? await store.find(parsed.data.id) : null;
  if (found === null || found.reportSha256 === null) throw new RequestError('not-found');
  // It was checked when it was kept and is named by its hash.
  const report: CheckedReport = JSON.parse((await blobs.read('reports', found.reportSha256)).toString());
  const { id } = found.summary;
  return { id, sourceName: found.sourceName, report, decisions: await store.decisionsOn(id) };
}
