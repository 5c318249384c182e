import type { Evidence } from '../contracts/match.ts';
import { compact } from '../pipeline/wording/fold.ts';

/** The names of a roster, to find which agencies a text may mean. */

export interface NamedAgency {
  readonly id: string;
  readonly name: string;
  /** Short names and other names of the present. */
  readonly aliases: readonly string[];
  readonly formerNames: readonly string[];
}

export interface NameHit {
  readonly agencyId: string;
  readonly fit: Evidence['fit'];
}

export interface AgencyNames {
  /** Agencies that a name may mean, for a text that is a name and nothing else. */
  readonly called: (name: string) => readonly NameHit[];
  /** Agencies whose whole names stand in a longer text, the longest name alone where one holds another. */
  readonly within: (text: string) => readonly NameHit[];
}

const tidy = (name: string): string => compact(name).replace(/[()（）"“”'‘’·.。,，_\-—]/gu, '');

/** How names of bodies are cut short at their ends: 卫生健康委员会 is 卫健委. */
const cutShort = (key: string): string => key.replace(/委员会$/u, '委').replace(/办公[室厅]$/u, '办');

/** Shorter names are parts of too many words: 市府. */
const LEAST_WITHIN = 3;
/** Characters of the end of a name by which it is looked up when its region is left out. */
const ENDING = 3;

interface Known {
  readonly agencyId: string;
  readonly key: string;
  readonly former: boolean;
}

/** Whether the characters of `short` stand in `long` in their order, as in an abbreviation of it: 市卫健委. */
function inOrder(short: string, long: string): boolean {
  let at = 0;
  for (const character of long) if (character === short[at]) at++;
  return at === short.length;
}

export function agencyNames(agencies: readonly NamedAgency[]): AgencyNames {
  const exact = new Map<string, Known[]>();
  const byEnding = new Map<string, Known[]>();
  const byLast = new Map<string, Known[]>();
  const file = (map: Map<string, Known[]>, key: string, known: Known): void => {
    const there = map.get(key);
    if (there === undefined) map.set(key, [known]);
    else there.push(known);
  };
  for (const { id, name, aliases, formerNames } of agencies) {
    const names = [
      ...[name, ...aliases].map((each) => ({ each, former: false })),
      ...formerNames.map((each) => ({ each, former: true })),
    ];
    for (const { each, former } of names) {
      const known = { agencyId: id, key: tidy(each), former };
      if (known.key === '') continue;
      file(exact, known.key, known);
      file(byEnding, known.key.slice(-ENDING), known);
      file(byLast, cutShort(known.key).slice(-1), known);
    }
  }
  const longest = Math.max(0, ...[...exact.keys()].map((key) => key.length));

  const called = (name: string): readonly NameHit[] => {
    const key = tidy(name);
    if (key.length < 2) return [];
    const same = exact.get(key);
    if (same !== undefined) return distinct(same.map((known) => hit(known, 'same')));
    const endings = (byEnding.get(key.slice(-ENDING)) ?? []).filter(
      (known) => known.key.endsWith(key) || key.endsWith(known.key),
    );
    if (endings.length > 0) return distinct(endings.map((known) => hit(known, 'ending')));
    const cut = cutShort(key);
    const short = (byLast.get(cut.slice(-1)) ?? []).filter((known) => {
      const theirs = cutShort(known.key);
      return inOrder(cut, theirs) || (theirs.length > 2 && inOrder(theirs, cut));
    });
    return distinct(short.map((known) => hit(known, 'short')));
  };

  const within = (text: string): readonly NameHit[] => {
    const key = tidy(text);
    const hits: NameHit[] = [];
    for (let start = 0; start < key.length; ) {
      let taken = 0;
      for (let length = Math.min(longest, key.length - start); length >= LEAST_WITHIN; length--) {
        const found = exact.get(key.slice(start, start + length));
        if (found === undefined) continue;
        hits.push(...found.map((known) => hit(known, 'contained')));
        taken = length;
        break;
      }
      start += Math.max(1, taken);
    }
    return distinct(hits);
  };
  return { called, within };
}

const hit = (known: Known, fit: Evidence['fit']): NameHit => ({
  agencyId: known.agencyId,
  fit: known.former ? 'former' : fit,
});

const distinct = (hits: readonly NameHit[]): readonly NameHit[] => [
  ...new Map(hits.map((each) => [each.agencyId, each])).values(),
];
