import type { Draft, Format } from '../draft.ts';
import type { Random } from '../random.ts';

/** One way in which published reports differ from the official form, or are damaged on the way. */
export interface Breakage {
  readonly name: string;
  /** A person would read every number without doubt; otherwise a person would look twice. */
  readonly plain: boolean;
  /** Formats that can have it; all if left out. */
  readonly formats?: readonly Format[];
  readonly apply: (draft: Draft, random: Random) => Draft;
}

export const plain = (name: string, apply: Breakage['apply'], formats?: readonly Format[]): Breakage => ({
  name,
  plain: true,
  apply,
  ...(formats ? { formats } : {}),
});
export const doubtful = (name: string, apply: Breakage['apply'], formats?: readonly Format[]): Breakage => ({
  ...plain(name, apply, formats),
  plain: false,
});
