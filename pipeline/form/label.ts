import { distance } from 'fastest-levenshtein';
import {
  APPLICATIONS_NOTE,
  applicationGroups,
  applications,
  COLUMN_FILLERS,
  COLUMN_WORDS,
  columnsOf,
  proactiveDisclosure,
  remedies,
  rowsOf,
  type TableKey,
} from '../../config/catalogue/form.ts';
import { LABEL_THRESHOLDS } from '../../config/limits/form.ts';
import { compact } from '../wording/fold.ts';
import { numeralOf, type OrdinalForm, ordinalOf } from '../wording/ordinal.ts';

/** A place of the form that has a printed label. */
export type FormPlace =
  | { readonly kind: 'row'; readonly table: TableKey; readonly key: string }
  | { readonly kind: 'column'; readonly table: TableKey; readonly key: string }
  /** A label that spans rows of table three: outcome, withheld, unavailable, notProcessed, otherHandling. */
  | { readonly kind: 'rowGroup'; readonly table: 'applications'; readonly key: string }
  /** A header that spans columns: applicants and organisations of table three, litigation of table four. */
  | { readonly kind: 'columnGroup'; readonly table: 'applications' | 'remedies'; readonly key: string }
  /** The band of table two that opens with 第二十条第（n）项; key is n. */
  | { readonly kind: 'blockHeading'; readonly table: 'proactiveDisclosure'; readonly key: string }
  /** 信息内容, the header above the row labels of table two. */
  | { readonly kind: 'rowHeader'; readonly table: 'proactiveDisclosure'; readonly key: 'content' }
  | { readonly kind: 'note'; readonly table: 'applications'; readonly key: 'balance' };

export interface LabelMatch {
  readonly place: FormPlace;
  /** 1: the official wording; down to LABEL_THRESHOLDS.candidate. */
  readonly score: number;
}

interface LabelParts {
  /** Ordinal without its punctuation: 一, 3; empty where there is none. */
  readonly ordinal: string;
  /** The words without ordinal, punctuation and white space. */
  readonly body: string;
}

const LABEL_FORMS: readonly OrdinalForm[] = ['section', 'bracketed', 'figure', 'bracketedFigure'];
/** What an ordinal of a label can begin with: most labels have none. */
const MAY_BE_ORDINAL = /^[(（\d一二三四五六七八九十]/u;
/** A figure needs no mark in front of Chinese words that it does not count. */
const BARE_FIGURE = /^\d(?=\p{Script=Han})(?![年月日件个项条])/u;
const PUNCTUATION = /[\p{P}\p{S}]+/gu;

/** The ordinal that a folded label begins with, its number as the form prints it, and its length. */
function ordinalPart(folded: string): { readonly ordinal: string; readonly length: number } {
  if (!MAY_BE_ORDINAL.test(folded)) return { ordinal: '', length: 0 };
  const found = ordinalOf(folded);
  if (found?.number && LABEL_FORMS.includes(found.form)) {
    const inFigures = found.form === 'figure' || found.form === 'bracketedFigure';
    return { ordinal: inFigures ? String(found.number) : numeralOf(found.number), length: found.text.length };
  }
  const figure = BARE_FIGURE.exec(folded)?.[0] ?? '';
  return { ordinal: figure, length: figure.length };
}

/** Splits a label into its ordinal and its words, both folded for comparison. */
export function labelParts(text: string): LabelParts {
  const folded = compact(text);
  const { ordinal, length } = ordinalPart(folded);
  return { ordinal, body: folded.slice(length).replace(PUNCTUATION, '') };
}

const REMARK_BEHIND = /^(?<rest>.*\p{Script=Han}.*?)[([【〔][^()[\]【】〔〕]*[)\]】〕]?$/u;
const REMARK_BEFORE = /^[([【〔](?!.{1,3}[)\]】〕])[^()[\]【】〔〕]*[)\]】〕](?<rest>.*\p{Script=Han}.*)$/u;

/**
 * A label without what an agency wrote to it in brackets: 规章（部门不填）, 行政许可（件）. The same text where nothing
 * of the kind stands around it, or nothing else is left.
 */
export function withoutRemark(text: string): string {
  const folded = compact(text);
  const rest = (REMARK_BEHIND.exec(folded) ?? REMARK_BEFORE.exec(folded))?.groups?.rest;
  return rest === undefined || labelParts(rest).body === '' ? text : rest;
}

interface KnownLabel extends LabelParts {
  readonly place: FormPlace;
}

const known = (place: FormPlace, wordings: readonly string[]): KnownLabel[] =>
  wordings.map((wording) => ({ place, ...labelParts(wording) }));

const KNOWN_LABELS: readonly KnownLabel[] = [
  ...(['proactiveDisclosure', 'applications', 'remedies'] as const).flatMap((table) => [
    ...rowsOf(table).flatMap((r) => known({ kind: 'row', table, key: r.key }, [r.label, ...r.aliases])),
    ...columnsOf(table).flatMap((c) =>
      known({ kind: 'column', table, key: c.key }, [c.label, ...c.aliases, ...c.variants]),
    ),
  ]),
  ...Object.entries(applicationGroups).flatMap(([key, label]) =>
    known({ kind: 'rowGroup', table: 'applications', key }, [label]),
  ),
  ...known({ kind: 'columnGroup', table: 'applications', key: 'applicants' }, ['申请人情况']),
  ...known({ kind: 'columnGroup', table: 'applications', key: 'organizations' }, [
    applications.columns[1]?.group ?? '',
  ]),
  ...known({ kind: 'columnGroup', table: 'remedies', key: 'litigation' }, [remedies.litigationLabel]),
  ...proactiveDisclosure.blocks['2019'].flatMap((b) =>
    known({ kind: 'blockHeading', table: 'proactiveDisclosure', key: /（(.)）/.exec(b.heading)?.[1] ?? '' }, [
      b.heading,
    ]),
  ),
  ...known({ kind: 'rowHeader', table: 'proactiveDisclosure', key: 'content' }, ['信息内容']),
  ...known({ kind: 'note', table: 'applications', key: 'balance' }, [APPLICATIONS_NOTE]),
];

/** Whether `short` leaves out characters of `long` behind its beginning and keeps the order of the rest. */
function shortens(short: string, long: string): boolean {
  if (short.length < long.length * LABEL_THRESHOLDS.shortenedShare || short.length >= long.length) return false;
  if (!long.startsWith(short.slice(0, LABEL_THRESHOLDS.sharedBeginning))) return false;
  let at = 0;
  for (const character of long) if (character === short[at]) at++;
  return at === short.length;
}

/** How alike two bodies are, 0…1: edit distance, or one being the beginning, the end or an abbreviation of the other. */
function bodySimilarity(printed: string, official: string): number {
  if (printed === official) return 1;
  const shorter = Math.min(printed.length, official.length);
  const longer = Math.max(printed.length, official.length);
  if (shorter === 0) return 0;
  const byEdits = shorter < LABEL_THRESHOLDS.shortestFuzzy ? 0 : 1 - distance(printed, official) / longer;
  if (shorter < LABEL_THRESHOLDS.shortestPart) return byEdits;
  const isPart =
    official.startsWith(printed) ||
    printed.endsWith(official) ||
    printed.startsWith(official) ||
    official.endsWith(printed);
  if (isPart) return Math.max(byEdits, LABEL_THRESHOLDS.part);
  return shortens(printed, official) ? Math.max(byEdits, LABEL_THRESHOLDS.shortened) : byEdits;
}

const TELLING = new RegExp(`^(?:20\\d{2}年|${COLUMN_FILLERS.join('|')})*$`, 'u');
const WORDS_OF_COLUMNS: readonly (readonly [key: string, words: string])[] = Object.entries(COLUMN_WORDS)
  .flatMap(([key, words]) => words.map((each) => [key, each] as const))
  .toSorted((a, b) => b[1].length - a[1].length);

/** The column of table two that a header in other words means: it says what is counted, and nothing else that tells. */
function columnToldBy(body: string): string | null {
  const told = WORDS_OF_COLUMNS.find(([, words]) => {
    const at = body.indexOf(words);
    return at >= 0 && TELLING.test(body.slice(0, at)) && TELLING.test(body.slice(at + words.length));
  });
  return told?.[0] ?? null;
}

const ordinalAdjustment = (printed: string, official: string): number =>
  printed === official || printed === '' ? 0 : official === '' ? -0.05 : -LABEL_THRESHOLDS.ordinalPenalty;

const remembered = new Map<string, readonly LabelMatch[]>();

/** Keeps for each place the best score of a label; a score counts `weight` where the label is not all that is printed. */
function compareAll(printed: LabelParts, weight: number, best: Map<FormPlace, number>): void {
  if (printed.body.length === 0 || printed.body.length > LABEL_THRESHOLDS.longest) return;
  for (const label of KNOWN_LABELS) {
    const similarity = bodySimilarity(printed.body, label.body);
    if (similarity < LABEL_THRESHOLDS.candidate) continue;
    const score = (similarity + ordinalAdjustment(printed.ordinal, label.ordinal)) * weight;
    const place = placeOf(label.place);
    if (score > (best.get(place) ?? LABEL_THRESHOLDS.candidate)) best.set(place, score);
  }
}

/** A header whose words tell its column is like no other column, as near as the letters may come: 新制发 is not 新制作. */
function preferTold(key: string | null, best: Map<FormPlace, number>): void {
  if (key === null) return;
  const told = placeOf({ kind: 'column', table: 'proactiveDisclosure', key });
  const exact = best.get(told) ?? 0;
  for (const [place, score] of best) {
    const isOther = place.kind === 'column' && place.table === 'proactiveDisclosure' && place !== told;
    if (isOther && score < LABEL_THRESHOLDS.remarked) best.delete(place);
  }
  best.set(told, Math.max(exact, LABEL_THRESHOLDS.telling));
}

/**
 * The places of the form whose label is like `text`, best first, at most one match a place.
 * Text must be in Simplified characters. Only wording decides here; order and surroundings are the caller's witnesses.
 */
export function matchLabel(text: string): readonly LabelMatch[] {
  const cached = remembered.get(text);
  if (cached) return cached;
  const bare = withoutRemark(text);
  const best = new Map<FormPlace, number>();
  compareAll(labelParts(text), 1, best);
  if (bare !== text) compareAll(labelParts(bare), LABEL_THRESHOLDS.remarked, best);
  preferTold(columnToldBy(labelParts(bare).body) ?? columnToldBy(labelParts(text).body), best);
  const matches = [...best].map(([place, score]) => ({ place, score })).sort((a, b) => b.score - a.score);
  if (remembered.size > LABEL_THRESHOLDS.remembered) remembered.clear();
  remembered.set(text, matches);
  return matches;
}

/** Bodies of labels that are found in a longer text by their letters alone. */
const LONG_BODIES: readonly string[] = [
  ...new Set(KNOWN_LABELS.map((label) => label.body).filter((body) => body.length >= LABEL_THRESHOLDS.shortestWithin)),
];

/** How many labels of the form stand within a text, each counted once. */
export function labelsWithin(text: string): number {
  const letters = compact(text).replace(PUNCTUATION, '');
  return LONG_BODIES.filter((body) => letters.includes(body)).length;
}

const GROUP_BODIES: readonly string[] = Object.values(applicationGroups).map((label) => labelParts(label).body);

/** What stands behind the label of a group of table three in the same text: 1.属于国家秘密 of （三）不予公开1.属于国家秘密. */
export function withoutGroupLabel(text: string): string | null {
  const folded = compact(text);
  const rest = GROUP_BODIES.flatMap((body) => {
    const at = folded.indexOf(body);
    const before = labelParts(folded.slice(0, Math.max(0, at)) + body);
    return at >= 0 && before.body === body
      ? [folded.slice(at + body.length).replace(/^[\p{Pd}、，,：:；;.]+/u, '')]
      : [];
  });
  return rest.find((r) => r !== '') ?? null;
}

const KNOWN_PLACES: ReadonlyMap<string, FormPlace> = new Map(
  KNOWN_LABELS.map((l) => [`${l.place.kind}/${l.place.table}/${l.place.key}`, l.place]),
);

const placeOf = (place: FormPlace): FormPlace => KNOWN_PLACES.get(`${place.kind}/${place.table}/${place.key}`) ?? place;

/** Score of `text` as the label of one place, 0 where it is not like it. */
export const labelScore = (text: string, kind: FormPlace['kind'], table: TableKey, key: string): number =>
  matchLabel(text).find((m) => m.place.kind === kind && m.place.table === table && m.place.key === key)?.score ?? 0;

/**
 * Whether a text is the label of a row with a word in front that may make it another one: 党内规范性文件.
 */
export function isLongerName(text: string, table: TableKey, key: string): boolean {
  const { body } = labelParts(withoutRemark(text));
  const own = KNOWN_LABELS.filter(({ place }) => place.kind === 'row' && place.table === table && place.key === key);
  return own.some((label) => body.endsWith(label.body)) && !own.some((label) => label.body === body);
}

/** Bodies of labels too short to be compared by their likeness. */
const SHORT_LABELS: readonly string[] = [
  ...new Set(KNOWN_LABELS.map((l) => l.body).filter((body) => body.length === 2 && /^\p{Script=Han}+$/u.test(body))),
];

/**
 * The one label of two characters that differs from `text` in one of them; null where there is none or several.
 * For text that was read from a picture and is not sure: 规音 is 规章.
 */
export function nearShortLabel(text: string): string | null {
  if (text.length !== 2 || SHORT_LABELS.includes(text)) return null;
  const near = SHORT_LABELS.filter((label) => distance(label, text) === 1);
  return near.length === 1 ? near[0]! : null;
}
