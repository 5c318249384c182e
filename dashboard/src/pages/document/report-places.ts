import { type FormVersion, TABLE_KEYS } from '../../../../config/catalogue/form.ts';
import { factOf } from '../../../../config/fact-keys.ts';
import type { CheckedReport } from '../../../../pipeline/contracts/report.ts';
import { cellText } from '../../parts/form-cell.tsx';
import type { PaperPlace } from '../../parts/paper/paper-place.ts';
import { cellWords } from '../../words/form-labels.ts';
import { PHRASES } from '../../words/phrases.ts';

/** Names of what is no cell. */
export const unplacedKey = (index: number): string => `unplaced ${index}`;
export const doubtKey = (index: number): string => `doubt ${index}`;
export const findingKey = (index: number): string => `finding ${index}`;

/**
 * Where on the paper everything stands that a report tells of: cells by their paths, what found no place and doubts that
 * are about no cell by names of their own, quotes of findings by their words.
 * @param found paths of the cells that a finding is about
 */
export function placesOf(
  report: CheckedReport,
  version: FormVersion,
  found: ReadonlySet<string>,
): readonly PaperPlace[] {
  const cells = TABLE_KEYS.flatMap((table) =>
    Object.entries(report.tables[table]?.rows ?? {}).flatMap(([row, columns]) =>
      Object.entries(columns).flatMap(([column, cell]): readonly PaperPlace[] => {
        const key = `${table}/${row}/${column}`;
        if (cell.origin === null) return [];
        const tone = cell.needsReview ? 'doubt' : found.has(key) ? 'mistake' : undefined;
        const label = `${cellWords(key, version)}${PHRASES.colon}${cellText(cell)}`;
        return [{ key, origin: cell.origin, label, ...(tone === undefined ? {} : { tone }) }];
      }),
    ),
  );
  const unplaced = report.unplaced.flatMap(({ origin, text }, i): readonly PaperPlace[] =>
    origin === null ? [] : [{ key: unplacedKey(i), origin, label: text, tone: 'doubt' }],
  );
  const doubts = report.doubts.flatMap(({ origin, message, cells: about }, i): readonly PaperPlace[] =>
    origin === null || about.length > 0 ? [] : [{ key: doubtKey(i), origin, label: message, tone: 'doubt' }],
  );
  const facts = report.doubts.flatMap(({ origin, message, cells: about }): readonly PaperPlace[] =>
    origin === null
      ? []
      : about.flatMap((key) => (factOf(key) === null ? [] : [{ key, origin, label: message, tone: 'doubt' as const }])),
  );
  const quotes = report.validation.findings.flatMap(({ quote, message }, i): readonly PaperPlace[] =>
    quote === null || quote.trim() === '' ? [] : [{ key: findingKey(i), origin: null, words: quote, label: message }],
  );
  return [...cells, ...facts, ...unplaced, ...doubts, ...quotes];
}
