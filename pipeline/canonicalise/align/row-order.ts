import { applications } from '../../../config/catalogue/form.ts';
import { ALIGNMENT_LIMITS } from '../../../config/limits/form.ts';
import { type Candidate, hasValues } from './row-candidates.ts';

const ROW_KEYS = applications.rows.map((r) => r.key);

/** The row of the form that a label names without doubt; null where it names none or might name several. */
const surely = ({ scores }: Candidate): string | null => {
  const [only] = [...scores].toSorted((a, b) => b[1] - a[1]);
  return only && scores.size === 1 && only[1] >= ALIGNMENT_LIMITS.repeatedRowScore ? only[0] : null;
};

/** Where the table begins that holds the row at `at`: with the first of the rows that lead to it in the order of the form. */
function beginningOf(keys: readonly (string | null)[], at: number): number {
  const placeOf = (i: number): number => ROW_KEYS.indexOf(keys[i] ?? '');
  let from = at;
  while (from > 0 && placeOf(from - 1) >= 0 && placeOf(from - 1) < placeOf(from)) from--;
  return from;
}

/**
 * Cuts rows into tables of the same kind: where a row comes again after others have followed it, another table begins,
 * of last year or of another report.
 */
export function separateTables(candidates: readonly Candidate[]): readonly (readonly Candidate[])[] {
  const keys = candidates.map(surely);
  const starts = [0];
  let seen: string[] = [];
  for (const [i, key] of keys.entries()) {
    const since = key !== null && seen.includes(key) ? new Set(seen.slice(seen.lastIndexOf(key) + 1)).size : 0;
    if (since >= ALIGNMENT_LIMITS.rowsBeforeRestart) {
      const from = Math.max(beginningOf(keys, i), starts.at(-1)! + 1);
      starts.push(from);
      seen = keys.slice(from, i).filter((k) => k !== null);
    }
    if (key !== null) seen.push(key);
  }
  return starts.map((from, i) => candidates.slice(from, starts[i + 1]));
}

/** Longest agreement of labels with the order of the form: form row → candidate, by the greatest sum of scores. */
function agreementInOrder(candidates: readonly Candidate[], keys: readonly string[]): Map<string, Candidate> {
  const width = keys.length + 1;
  const best = new Float64Array((candidates.length + 1) * width);
  const gain = (i: number, j: number): number => candidates[i]!.scores.get(keys[j]!) ?? 0;
  for (let i = candidates.length - 1; i >= 0; i--) {
    for (let j = keys.length - 1; j >= 0; j--) {
      const skip = Math.max(best[(i + 1) * width + j]!, best[i * width + j + 1]!);
      const take = gain(i, j) > 0 ? gain(i, j) + best[(i + 1) * width + j + 1]! : 0;
      best[i * width + j] = Math.max(skip, take);
    }
  }
  const aligned = new Map<string, Candidate>();
  for (let i = 0, j = 0; i < candidates.length && j < keys.length; ) {
    const here = best[i * width + j]!;
    if (gain(i, j) > 0 && here === gain(i, j) + best[(i + 1) * width + j + 1]!)
      aligned.set(keys[j++]!, candidates[i++]!);
    else if (here === best[(i + 1) * width + j]!) i++;
    else j++;
  }
  return aligned;
}

/**
 * Rows of the form by their labels. The order of the form decides between labels that might name several rows;
 * a label that names one row without doubt names it wherever it stands.
 */
export function rowsByLabel(candidates: readonly Candidate[]): ReadonlyMap<string, Candidate> {
  const labelled = candidates.filter((c) => c.scores.size > 0 && (c.cells.length > 0 || surely(c) !== null));
  const split = labelled.some((c) => surely(c)?.startsWith('otherHandling.'));
  const keys = ROW_KEYS.filter((key) => !split || key !== 'otherHandling');
  const aligned = agreementInOrder(labelled, keys);
  const used = new Set(aligned.values());
  for (const candidate of labelled) {
    const key = used.has(candidate) ? null : surely(candidate);
    if (key !== null && keys.includes(key) && !aligned.has(key)) aligned.set(key, candidate);
  }
  return aligned;
}

/** Rows that this document can be expected to have: the split rows of 其他处理, or the unsplit one where it stands alone. */
function expectedRows(aligned: ReadonlyMap<string, Candidate>): readonly string[] {
  const split = ROW_KEYS.some((key) => key.startsWith('otherHandling.') && aligned.has(key));
  return ROW_KEYS.filter((key) => (split ? key !== 'otherHandling' : !key.startsWith('otherHandling.')));
}

/** Gives rows without a readable label to the rows of the form missing between two known ones, where the counts agree. */
export function rowsByPlace(
  candidates: readonly Candidate[],
  aligned: ReadonlyMap<string, Candidate>,
): ReadonlyMap<string, Candidate> {
  const expected = expectedRows(aligned);
  const inferred = new Map<string, Candidate>();
  const used = new Set(aligned.values());
  const knownKeys = expected.filter((key) => aligned.has(key));
  const places = [-1, ...knownKeys.map((key) => candidates.indexOf(aligned.get(key)!)), candidates.length];
  const edges = [-1, ...knownKeys.map((key) => expected.indexOf(key)), expected.length];
  for (let n = 1; n < edges.length; n++) {
    const missing = expected.slice(edges[n - 1]! + 1, edges[n]);
    const between = candidates.slice(places[n - 1]! + 1, Math.max(0, places[n]!));
    const unknown = between.filter((c) => !used.has(c) && hasValues(c) && !aligned.has(surely(c) ?? ''));
    if (missing.length > 0 && unknown.length === missing.length)
      for (const [k, key] of missing.entries()) inferred.set(key, unknown[k]!);
  }
  return inferred;
}
