import type { Source } from '../../pipeline/contracts/document.ts';
import type { OcrEngines } from '../../pipeline/contracts/ocr.ts';
import { placeName } from '../../pipeline/contracts/place-name.ts';
import type { CanonicalReport } from '../../pipeline/contracts/report.ts';
import { openPaperText } from './paper-text.ts';
import { showsValue } from './printed.ts';

export interface CheckedPlaces {
  readonly cells: number;
  /** Cells whose place shows what is printed. */
  readonly shown: number;
  /** The others: path, what is printed, and what the place says; null where there is no place. */
  readonly astray: readonly { readonly path: string; readonly printed: string; readonly says: string | null }[];
  /** Pairs of cells that stand at one place although they are two. */
  readonly together: number;
}

/** Cells with what is printed in them; those that the document does not have are left out. */
export type Printed = readonly { readonly path: string; readonly printed: string }[];

/** What the report itself says is printed, for documents whose truth is not known. */
export const printedBy = ({ tables }: CanonicalReport): Printed =>
  (['proactiveDisclosure', 'applications', 'remedies'] as const).flatMap((table) =>
    Object.entries(tables[table]?.rows ?? {}).flatMap(([row, columns]) =>
      Object.entries(columns).flatMap(([column, { raw, status }]) =>
        status === 'absent' ? [] : [{ path: `${table}/${row}/${column}`, printed: raw }],
      ),
    ),
  );

/** Goes to the place of every cell on the paper that a reviewer is shown, and looks whether its value stands there. */
export async function checkPlaces(
  source: Source,
  report: CanonicalReport,
  printed: Printed,
  engines: OcrEngines | null,
): Promise<CheckedPlaces> {
  const { scannedPages, turnedPages = [] } = report.source;
  const paper = await openPaperText(source, scannedPages, turnedPages, engines);
  const astray: { path: string; printed: string; says: string | null }[] = [];
  const taken = new Set<string>();
  let together = 0;
  for (const { path, printed: value } of printed) {
    const [table = '', row = '', column = ''] = path.split('/');
    const tables: Readonly<Record<string, CanonicalReport['tables']['applications'] | undefined>> = report.tables;
    const origin = tables[table]?.rows[row]?.[column]?.origin ?? null;
    const says = origin === null ? null : await paper.at(origin);
    if (says === null || !showsValue(says, value)) astray.push({ path, printed: value, says });
    if (origin === null) continue;
    const place = 'page' in origin ? JSON.stringify(origin) : (placeName(origin) ?? '');
    if (taken.has(place) && !place.startsWith('l')) together++;
    taken.add(place);
  }
  return { cells: printed.length, shown: printed.length - astray.length, astray, together };
}
