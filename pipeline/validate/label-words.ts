import { compact } from '../wording/fold.ts';
import { beginsWithOrdinal, type OrdinalForm, ordinalOf } from '../wording/ordinal.ts';

/** Ordinals of labels and of headings; 三是 is none that a form prints. */
const LABEL_FORMS: readonly OrdinalForm[] = ['section', 'bracketed', 'figure', 'bracketedFigure'];
const HAN = /\p{Script=Han}/u;
const QUOTES = /["'“”‘’「」『』〝〞＂]/gu;
/** By which pages let a reader sort: no words of a label. */
const ARROWS = /[\u2190-\u21ff\u25b2-\u25c5\u2b05-\u2b0d]/gu;
const END_MARKS = /[:;。,、.]+$/u;
const WIDTHS: Readonly<Record<string, string>> = { '（': '(', '）': ')', '，': ',', '：': ':', '；': ';', '．': '.' };

/** A label for word by word comparison: widths folded; white space, quotes and end marks out; its ordinal kept. */
export const labelText = (text: string): string =>
  compact(text)
    .replace(QUOTES, '')
    .replace(ARROWS, '')
    .replace(ARROWS, '')
    .replace(/[（），：；．]/gu, (c) => WIDTHS[c] ?? c)
    .replace(END_MARKS, '');

const bodies = new Map<string, string>();
/** Labels of the form and their usual variants; a bound for what odd files may add. */
const REMEMBERED = 5_000;

/** The same without its ordinal. Labels repeat from report to report, so what was once worked out is kept. */
export function labelBody(text: string): string {
  const known = bodies.get(text);
  if (known !== undefined) return known;
  const label = labelText(text);
  const ordinal = beginsWithOrdinal(label, LABEL_FORMS) ? ordinalOf(label) : null;
  const body = label.slice(ordinal?.text.length ?? 0);
  if (bodies.size >= REMEMBERED) bodies.clear();
  bodies.set(text, body);
  return body;
}

export const sameWords = (printed: string, official: string): boolean => labelBody(printed) === labelBody(official);

const TOTAL_SYNONYMS: ReadonlySet<string> = new Set(['合计', '总数', '共计', '总计数', '合计数', '总合计', '总和']);
/** Other words for 总计, which leave the column its meaning. */
export const isSynonymOfTotal = (text: string): boolean => TOTAL_SYNONYMS.has(labelBody(text));

/** Whether only a piece of the official words is there, or none: a header that a page break or a narrow cell cut. */
export const isPieceOf = (printed: string, official: string): boolean =>
  !sameWords(printed, official) && (!HAN.test(printed) || official.includes(labelBody(printed)));
