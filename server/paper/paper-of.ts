import { SOURCE_FORMATS, type SourceFormat } from '../../pipeline/contracts/document.ts';
import type { TurnedPage } from '../../pipeline/contracts/paper.ts';
import type { CheckedReport } from '../../pipeline/contracts/report.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { AppParts } from '../app-parts.ts';
import type { PaperOf } from './paper-desk.ts';

const FORMATS: readonly string[] = SOURCE_FORMATS;
const isFormat = (format: string | null): format is SourceFormat => format !== null && FORMATS.includes(format);

/** Turns of pages by the report that tells of them: a report is named by its hash and never changes. */
const turnsKnown = new Map<string, readonly TurnedPage[]>();
const TURNS_KEPT = 1_000;

async function turnsIn(reportSha256: string | null, blobs: AppParts['blobs']): Promise<readonly TurnedPage[]> {
  if (reportSha256 === null) return [];
  const known = turnsKnown.get(reportSha256);
  if (known !== undefined) return known;
  // It was checked when it was kept.
  const { source }: CheckedReport = JSON.parse((await blobs.read('reports', reportSha256)).toString());
  const turned = source.turnedPages ?? [];
  if (turnsKnown.size >= TURNS_KEPT) turnsKnown.clear();
  turnsKnown.set(reportSha256, turned);
  return turned;
}

/** What is needed to draw a document; null where nobody may see it or nothing of it was kept. */
export async function paperOf(
  id: string,
  viewer: Viewer,
  { store, blobs }: Pick<AppParts, 'store' | 'blobs'>,
): Promise<PaperOf | null> {
  const found = await store.find(id, viewer);
  if (found === null) return null;
  const { sha256, format } = found.summary;
  if (sha256 === null || !isFormat(format)) return null;
  const mediaType = found.mediaType ?? 'application/octet-stream';
  return { sha256, format, mediaType, turned: await turnsIn(found.reportSha256, blobs) };
}
