import type { FormPlace } from '../../form/label.ts';

const isColumn = (place: FormPlace | null | undefined): boolean => place?.kind === 'column';

/**
 * Whether a header label begins a new row under the header labels before it, as far as their order in the text tells:
 * a band heading stands alone, 商业企业 behind 总计 is the row below, outcomes behind the name of a remedy likewise.
 */
export function startsHeaderRow(before: readonly (FormPlace | null)[], place: FormPlace): boolean {
  if (before.length === 0) return false;
  if (before.every((each) => each === null)) return true;
  const last = before.at(-1);
  if (last?.kind === 'blockHeading') return true;
  switch (place.kind) {
    case 'blockHeading':
    case 'rowHeader':
    case 'note':
      return true;
    case 'columnGroup':
      return place.key === 'applicants' && last?.kind !== 'note';
    case 'column':
      if (place.table === 'remedies') return last !== null && !isColumn(last);
      if (place.table !== 'applications') return false;
      if (last?.kind === 'columnGroup') return last.key === 'applicants';
      return isColumn(last) && last?.key === 'total';
    case 'row':
    case 'rowGroup':
      return false;
    default:
      return place satisfies never;
  }
}
