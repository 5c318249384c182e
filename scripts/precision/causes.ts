import type { Finding } from '../../pipeline/contracts/finding.ts';
import { RULES } from '../../pipeline/validate/catalogue.ts';
import type { Draft } from '../../test/composer/draft.ts';
import { randomFrom } from '../../test/composer/random.ts';
import { FAULTS } from './composed.ts';
import { composeReport, readBack } from './reports.ts';

/** How often as many errors are told as there are faults, of those faults that are errors. */
export interface ToldCauses {
  /** Reports with one fault that is an error, and those in which exactly one error tells it by its rule or its cells. */
  single: number;
  toldOnce: number;
  /** Faults of rules that make an error of theirs, and yet none was told. */
  untold: number;
  /** Reports with two faults, and those in which at most two errors are told. */
  double: number;
  toldTwice: number;
  readonly missed: string[];
}

/** Pairs of faults that are drawn for each report. */
const PAIRS = 40;
const KINDS = ['2021', '2019'] as const;

const errorsIn = async (draft: Draft): Promise<readonly Finding[]> =>
  (await readBack(draft)).validation.findings.filter(({ severity }) => severity === 'error');
const nameOf = ({ rule, message }: Finding): string => `${rule}: ${message}`;

const isError = (id: string): boolean => RULES.find((rule) => rule.id === id)?.severity === 'error';

/** Puts single faults and pairs of them into faultless reports and counts the errors that are told of each. */
export async function judgeCauses(seeds: readonly number[]): Promise<ToldCauses> {
  const told: ToldCauses = { single: 0, toldOnce: 0, untold: 0, double: 0, toldTwice: 0, missed: [] };
  for (const seed of seeds) {
    for (const kind of KINDS) {
      const { draft, figures } = composeReport(seed, kind);
      const known = new Set((await errorsIn(draft)).map(nameOf));
      const newIn = async (changed: Draft): Promise<readonly Finding[]> =>
        (await errorsIn(changed)).filter((finding) => !known.has(nameOf(finding)));
      for (const [i, fault] of FAULTS.entries()) {
        const changed = fault.put(draft, figures, randomFrom(seed).fork(`${fault.rule} ${i}`));
        const errors = changed === null ? [] : await newIn(changed);
        if (errors.length === 0) {
          if (changed !== null && isError(fault.rule)) {
            told.untold++;
            told.missed.push(`${seed} ${kind} ${fault.rule}: no error`);
          }
          continue;
        }
        told.single++;
        if (errors.length === 1 && [fault.rule, ...fault.also].includes(errors[0]!.rule)) told.toldOnce++;
        else told.missed.push(`${seed} ${kind} ${fault.rule}: ${errors.map(nameOf).join(' / ')}`);
      }
      const random = randomFrom(seed).fork(`pairs ${kind}`);
      for (let pair = 0; pair < PAIRS; pair++) {
        const [one, other] = [random.pick(FAULTS), random.pick(FAULTS)];
        const half = one === other ? null : one.put(draft, figures, random.fork(`${pair} one`));
        const whole = half === null ? null : other.put(half, figures, random.fork(`${pair} other`));
        if (whole === null) continue;
        const errors = await newIn(whole);
        told.double++;
        if (errors.length <= 2) told.toldTwice++;
        else told.missed.push(`${seed} ${kind} ${one.rule} + ${other.rule}: ${errors.map(nameOf).join(' / ')}`);
      }
    }
  }
  return told;
}
