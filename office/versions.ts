import { cellPath, TABLE_KEYS } from '../config/catalogue/form.ts';
import { VERSION_LIMITS } from '../config/limits/office.ts';
import type { CanonicalReport } from '../pipeline/contracts/report.ts';

/** Which files of one agency and year are one version, and which are the next. */

/** The values of a report by cell path, without those that nobody read; a printed blank is a value too. */
export function valuesOf({ tables }: Pick<CanonicalReport, 'tables'>): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const key of TABLE_KEYS) {
    for (const [row, columns] of Object.entries(tables[key]?.rows ?? {})) {
      for (const [column, cell] of Object.entries(columns)) {
        if (cell.status === 'illegible' || cell.status === 'absent') continue;
        values.set(cellPath(key, row, column), cell.value === null ? cell.status : String(cell.value));
      }
    }
  }
  return values;
}

/** Share of the cells that both have read in which they agree, 0…1; null where they have too few in common to say. */
export function agreement(one: CanonicalReport, other: CanonicalReport): number | null {
  const [a, b] = [valuesOf(one), valuesOf(other)];
  let common = 0;
  let equal = 0;
  for (const [path, value] of a) {
    const theirs = b.get(path);
    if (theirs === undefined) continue;
    common += 1;
    if (theirs === value) equal += 1;
  }
  return common < VERSION_LIMITS.commonCells ? null : equal / common;
}

/** A document that comes in beside the version that counts. */
export interface Arriving {
  readonly report: CanonicalReport;
  /** In the upload that brought the version. */
  readonly sameUpload: boolean;
}

/**
 * `form`: another form of the version that counts; `next`: the version after it; `ask`: a person says which counts, for
 * two different contents of one upload cannot both be the last.
 */
export type Relation = 'form' | 'next' | 'ask';

/**
 * What a document is to the version that counts. The same values in every cell are the same version, whenever they come.
 * Other formats of one upload are meant as forms of each other also where a few cells differ: the rule
 * `publication.versions-differ` then names the cells. A file of the same format with other values is another version.
 */
export function relationTo(current: CanonicalReport, { report, sameUpload }: Arriving): Relation {
  const agree = agreement(current, report);
  const sameFormat = current.source.format === report.source.format;
  if (agree === 1 && !sameFormat) return 'form';
  if (agree !== null && agree >= VERSION_LIMITS.formsAgree && !sameFormat && sameUpload) return 'form';
  return sameUpload ? 'ask' : 'next';
}
