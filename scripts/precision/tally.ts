/** What is known of one rule: what it found that is so, what it found that is not so, and which faults it missed. */
export interface Tally {
  true: number;
  false: number;
  /** Of these the ones that were called errors. */
  trueErrors: number;
  falseErrors: number;
  injected: number;
  found: number;
  readonly alarms: string[];
  readonly missed: string[];
}

export type Tallies = Map<string, Tally>;

export function tallyOf(tallies: Tallies, rule: string): Tally {
  const known = tallies.get(rule) ?? {
    true: 0,
    false: 0,
    trueErrors: 0,
    falseErrors: 0,
    injected: 0,
    found: 0,
    alarms: [],
    missed: [],
  };
  tallies.set(rule, known);
  return known;
}

export const precisionOf = (right: number, wrong: number): number | null =>
  right + wrong === 0 ? null : right / (right + wrong);
