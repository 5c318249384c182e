import {
  APPLICATIONS_NOTE,
  applicationGroups,
  columnsOf,
  rowsOf,
  TABLE_KEYS,
  type TableKey,
} from '../../../config/catalogue/form.ts';
import { LINE_TOLERANCES } from '../../../config/limits/lines.ts';
import {
  type FormPlace,
  type LabelMatch,
  labelParts,
  matchLabel,
  withoutGroupLabel,
  withoutRemark,
} from '../../form/label.ts';
import { isValueText, readValue } from '../../wording/cell-value.ts';
import { compact, simplified, withoutPinyin } from '../../wording/fold.ts';

const NOISE = /^[?？\ufffd\s]+$/u;

/** Text of a cell for recognition: Simplified, without readings and without what a mirror left of lost characters. */
export const foldCell = (text: string): string =>
  simplified(withoutPinyin(text).text).replace(/[?？]{2,}|\ufffd+/gu, '');

/** Whether a text can stand in a number cell. Says nothing of its value: that is read where cells become canonical. */
export const looksLikeValue = (text: string): boolean =>
  text.length <= LINE_TOLERANCES.fragmentCharacters && isValueText(text.replace(/\s+/gu, ''));

/** Whether a text is a number that a remark keeps from being one: dates, ordinals and labels begin with numbers too. */
export const isRemarkedNumber = (text: string): boolean =>
  text.length <= LINE_TOLERANCES.remarkCharacters && readValue(text).kind === 'remarked' && labelScore(text) === 0;

/** Whether a text holds nothing but question marks and replacement characters, where a mirror lost what was there. */
export const isNoise = (text: string): boolean => /[?？\ufffd]/u.test(text) && NOISE.test(text);

const OTHER_WORDINGS = [
  '申请人情况',
  '法人或其他组织',
  '行政诉讼',
  '第二十条第（一）（五）（六）（八）（九）项',
  '信息内容',
];

/** All official wordings of labels, as they are printed. */
export const WORDINGS: readonly string[] = [
  ...TABLE_KEYS.flatMap((table) => [
    ...rowsOf(table).flatMap((r) => [r.label, ...r.aliases]),
    ...columnsOf(table).flatMap((c) => [c.label, ...c.aliases, ...c.variants]),
  ]),
  ...Object.values(applicationGroups),
  ...OTHER_WORDINGS,
  APPLICATIONS_NOTE,
];

const WORDING_CHARACTERS = new Set(WORDINGS.flatMap((wording) => [...labelParts(wording).body]));
const COMPACT_WORDINGS = WORDINGS.map((wording) => compact(wording));

function wordingLength(place: FormPlace): number {
  const bodies = (wordings: readonly string[]): number => Math.max(...wordings.map((w) => labelParts(w).body.length));
  switch (place.kind) {
    case 'row':
      return bodies(rowsOf(place.table).flatMap((r) => (r.key === place.key ? [r.label, ...r.aliases] : [])));
    case 'column':
      return bodies(
        columnsOf(place.table).flatMap((c) => (c.key === place.key ? [c.label, ...c.aliases, ...c.variants] : [])),
      );
    case 'rowGroup':
      return bodies([applicationGroups[place.key] ?? '']);
    case 'note':
      return bodies([APPLICATIONS_NOTE]);
    case 'columnGroup':
    case 'blockHeading':
    case 'rowHeader':
      return bodies(['第二十条第（一）项']);
    default:
      return place satisfies never;
  }
}

/** A remark in brackets behind a label may be half as long as the label and a few characters more. */
const isWithinLabel = (bodyLength: number, place: FormPlace): boolean => bodyLength <= wordingLength(place) * 1.5 + 12;

/** Places of the form that the whole of a folded text can be the label of. */
function wholeLabels(folded: string): readonly LabelMatch[] {
  const { body } = labelParts(withoutRemark(folded));
  let common = 0;
  for (const character of body) if (WORDING_CHARACTERS.has(character)) common++;
  if (body.length === 0 || common < body.length * LINE_TOLERANCES.commonCharacters) return [];
  return matchLabel(folded).filter(({ place }) => isWithinLabel(body.length, place));
}

/**
 * Places of the form that a text can be the label of, best first; nothing for prose, however it begins. Where the label
 * of a group stands in front of that of a row, the row counts.
 */
export function labelsOf(text: string): readonly LabelMatch[] {
  if (text.length > LINE_TOLERANCES.labelCharacters * 2) return [];
  const folded = foldCell(text);
  if (folded.length > LINE_TOLERANCES.labelCharacters) return [];
  const whole = wholeLabels(folded);
  if ((whole[0]?.score ?? 0) >= LINE_TOLERANCES.joinedScore) return whole;
  const rest = withoutGroupLabel(folded);
  const inner = rest === null ? [] : wholeLabels(rest).filter(({ place }) => place.kind === 'row');
  return (inner[0]?.score ?? 0) >= LINE_TOLERANCES.joinedScore ? inner : whole;
}

/** Score of the best label that a text can be, 0 for none. */
export const labelScore = (text: string): number => labelsOf(text)[0]?.score ?? 0;

/** Whether the text is a part of some label of the form, as a stroke of vertical writing is. */
export function isPartOfLabel(text: string): boolean {
  const bare = compact(foldCell(text));
  return COMPACT_WORDINGS.some((wording) => wording.includes(bare));
}

/** Whether the text is how some label of the form begins: the first piece of one that was broken over lines. */
export function beginsLabel(text: string): boolean {
  const bare = compact(foldCell(text));
  return bare.length >= 2 && COMPACT_WORDINGS.some((wording) => wording.startsWith(bare));
}

/**
 * Score of pieces put together as one label, 0 if they are none. Stricter than for a text by itself:
 * a label with a stranger attached is no label.
 */
export function joinedScore(pieces: readonly string[]): number {
  const joined = pieces.join('');
  const [best] = labelsOf(joined);
  if (!best || best.score < LINE_TOLERANCES.joinedScore) return 0;
  const length = labelParts(withoutRemark(foldCell(joined))).body.length;
  const official = wordingLength(best.place);
  const close = Math.abs(length - official) <= Math.max(2, official * 0.2);
  const isOtherWording = best.score >= 1;
  return close || isOtherWording ? best.score : 0;
}

/** Places of a text that stand in one table and are of the given kinds, best first. */
export const placesIn = (text: string, kinds: readonly FormPlace['kind'][], table?: TableKey): readonly LabelMatch[] =>
  labelsOf(text).filter(
    ({ place, score }) =>
      score >= LINE_TOLERANCES.cellScore && kinds.includes(place.kind) && (!table || place.table === table),
  );
