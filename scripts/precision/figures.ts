import { type CellPath, cellPath, rowsOf } from '../../config/catalogue/form.ts';
import type { Facts } from '../../test/composer/facts.ts';
import type { Numbers } from '../../test/composer/numbers.ts';

/** The numbers of a composed report by what a sentence says of them. */
export interface Figures {
  readonly year: number;
  readonly agency: string;
  readonly received: number;
  readonly natural: number;
  readonly bodies: number;
  readonly over: number;
  readonly handled: number;
  readonly forward: number;
  readonly disclosed: number;
  readonly partly: number;
  readonly withheld: number;
  readonly unavailable: number;
  readonly notProcessed: number;
  readonly otherwise: number;
  readonly reconsiderations: number;
  readonly upheld: number;
  readonly corrected: number;
  readonly pending: number;
  readonly suits: number;
  readonly directSuits: number;
  readonly issued: number;
  readonly repealed: number;
  readonly inForce: number;
  readonly licences: number;
  readonly penalties: number;
  readonly compulsions: number;
}

export function figuresOf({ year, agency, kind }: Facts, numbers: Numbers): Figures {
  const at = (path: CellPath): number => Number(numbers.get(path) ?? 0);
  const total = (row: string): number => at(cellPath('applications', row, 'total'));
  const group = (prefix: string): number =>
    rowsOf('applications')
      .filter((r) => r.key.startsWith(prefix) && numbers.has(cellPath('applications', r.key, 'total')))
      .reduce((sum, r) => sum + total(r.key), 0);
  const made = (column2021: string): number =>
    kind === '2019' ? 0 : at(cellPath('proactiveDisclosure', 'normativeDocuments', column2021));
  const decisions = (row: string): number => at(cellPath('proactiveDisclosure', row, 'decisions'));
  const natural = at('applications/newlyReceived/naturalPerson');
  const directSuits = at('remedies/litigationDirect/total');
  return {
    year,
    agency,
    received: total('newlyReceived'),
    natural,
    bodies: total('newlyReceived') - natural,
    over: total('carriedOver'),
    handled: total('handledTotal'),
    forward: total('carriedForward'),
    disclosed: total('disclosed'),
    partly: total('partiallyDisclosed'),
    withheld: group('withheld.'),
    unavailable: group('unavailable.'),
    notProcessed: group('notProcessed.'),
    otherwise: group('otherHandling'),
    reconsiderations: at('remedies/reconsideration/total'),
    upheld: at('remedies/reconsideration/upheld'),
    corrected: at('remedies/reconsideration/corrected'),
    pending: at('remedies/reconsideration/pending'),
    suits: directSuits + at('remedies/litigationAfterReconsideration/total'),
    directSuits,
    issued: made('issued'),
    repealed: made('repealed'),
    inForce: made('inForce'),
    licences: decisions('administrativeLicensing'),
    penalties: decisions('administrativePenalty'),
    compulsions: decisions('administrativeCompulsion'),
  };
}
