import { ACCOUNT_LIMITS } from '../../../config/limits/account.ts';
import type { LeftOut, Unplaced } from '../../contracts/ink.ts';
import { matchLabel } from '../../form/label.ts';
import { sectionOpenedBy } from '../../wording/heading.ts';

/** Whether a text has a line of the form in it: a label of a row, a heading of a section. */
const hasFormLine = (text: string): boolean =>
  text.split(/[\n\t|]+/u).some((line) => {
    const [best] = matchLabel(line.trim());
    return (best !== undefined && best.score >= ACCOUNT_LIMITS.lineScore) || sectionOpenedBy(line) !== null;
  });

const LOOKS = {
  furniture: null,
  hidden: 'hidden',
  embedded: 'embedded',
  picture: 'picture',
  page: 'picture',
} as const satisfies Readonly<Record<LeftOut['kind'], Unplaced['looksLike'] | null>>;

/** What a stage before left out and that may hold a part of the report. Hidden menus and tooltips are furniture. */
export const unplacedOfLeftOut = (leftOut: readonly LeftOut[]): readonly Unplaced[] =>
  leftOut.flatMap(({ kind, text, origin }) => {
    const looksLike = LOOKS[kind];
    return looksLike === null || (looksLike === 'hidden' && !hasFormLine(text)) ? [] : [{ text, origin, looksLike }];
  });
