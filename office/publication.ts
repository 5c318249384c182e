import { createHash } from 'node:crypto';
import type { Publication } from '../contracts/filings.ts';
import type { CanonicalReport } from '../pipeline/contracts/report.ts';
import { diffOfCells, diffOfParagraphs } from './version-diff.ts';

/** What was published beside what was accepted. Nobody is told to have changed what we did not surely read. */

type Changes = Pick<NonNullable<Publication['seen']>, 'isPicture' | 'cells' | 'paragraphs'>;

/** Spaces and the width of signs are the printer's, not the text's. */
const folded = (text: string): string => text.normalize('NFKC').replaceAll(/\s+/gu, '');

const cellAt = ({ tables }: CanonicalReport, path: string) => {
  const [table = '', row = '', column = ''] = path.split('/');
  return Object.entries(tables).find(([key]) => key === table)?.[1]?.rows[row]?.[column];
};
const isUnsure = (report: CanonicalReport, path: string): boolean => {
  const cell = cellAt(report, path);
  return cell === undefined || cell.needsReview || cell.status === 'illegible';
};

/**
 * Cells and paragraphs that the published text has otherwise. Left out: cells that one side does not surely have; what the
 * page around the report says before and after it; all text where it was read from a picture.
 */
export function publishedChanges(accepted: CanonicalReport, published: CanonicalReport): Changes {
  const isPicture = published.source.scannedPages.length > 0 || published.source.format === 'image';
  const cells = diffOfCells(accepted, published).filter(
    ({ path }) => !isUnsure(accepted, path) && !isUnsure(published, path),
  );
  const paragraphs = isPicture
    ? []
    : diffOfParagraphs(accepted, published).filter(
        ({ section, from, to }) => section !== null && folded(from ?? '') !== folded(to ?? ''),
      );
  return { isPicture, cells, paragraphs };
}

/** Hashes by which the rule `publication.changed` compares: of nothing where nothing was seen, the same where nothing changed. */
export function publishedTexts(accepted: CanonicalReport, published: CanonicalReport | null) {
  if (published === null) return { acceptedTextSha256: null, publishedTextSha256: null };
  const { cells, paragraphs } = publishedChanges(accepted, published);
  const digest = (sides: readonly unknown[]): string =>
    createHash('sha256').update(JSON.stringify(sides)).digest('hex');
  const all = [...cells, ...paragraphs];
  return {
    acceptedTextSha256: digest(all.map(({ from }) => from)),
    publishedTextSha256: digest(all.map(({ to }) => to)),
  };
}
