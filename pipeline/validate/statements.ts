import { type CellPath, cellPath, remedies, rowsOf } from '../../config/catalogue/form.ts';
import { CHANNELS_OF_REQUESTS, KINDS_OF_APPLICANTS, OTHER_REQUESTS } from '../../config/catalogue/lexicon.ts';
import type { Quantity } from '../wording/quantities.ts';
import type { Evidence, Line, Sentence } from './evidence.ts';

/** A number of the prose together with the cells whose sum it states. */
export interface Statement {
  readonly cells: readonly CellPath[];
  /** What the sum is called in a message. */
  readonly name: string;
  readonly quantity: Quantity;
  readonly line: Line;
  readonly sentence: Sentence;
  /** Words between the number before it, or the beginning of the sentence, and the number. */
  readonly words: string;
  /**
   * How sure it is that the number is meant to be that of the table: `unclear`, it may be one of other bodies or things;
   * `part`, it counts a part of what the table counts, by channel, applicant, topic or manner.
   */
  readonly scope: 'own' | 'unclear' | 'part';
}

const rowsLike = (prefix: string): readonly CellPath[] =>
  rowsOf('applications')
    .filter((r) => r.key.startsWith(prefix))
    .map((r) => cellPath('applications', r.key, 'total'));

/** One of the two rows of lawsuits. */
const ONE_KIND_OF_SUIT = /未经复议|直接起诉|复议后|经复议/u;
const LITIGATION: readonly CellPath[] = remedies.rows
  .filter((r) => r.group === 'litigation')
  .map((r) => cellPath('remedies', r.key, 'total'));

/** Sums of several cells, and cells that no mention is bound to; the words must end right before the number. */
const SUMS: readonly { readonly name: string; readonly words: RegExp; readonly cells: readonly CellPath[] }[] = [
  { name: '不予公开', words: /(?<!公开或者|公开和)不予公开(?:的)?(?:决定)?(?:共|有)?$/u, cells: rowsLike('withheld.') },
  { name: '无法提供', words: /无法提供(?:的)?(?:共|有)?$/u, cells: rowsLike('unavailable.') },
  { name: '不予处理', words: /不予处理(?:的)?(?:共|有)?$/u, cells: rowsLike('notProcessed.') },
  { name: '其他处理', words: /其他处理(?:的)?(?:共|有)?$/u, cells: rowsLike('otherHandling') },
  { name: '行政诉讼', words: /(?<!复议或者|复议和|复议或|复议、)行政诉讼(?:案件|案)?(?:共|有)?$/u, cells: LITIGATION },
  {
    name: '制定规章',
    words: /(?:制定|制发|出台|颁布)(?:政府|部门|地方政府)?规章(?:共|有)?$/u,
    cells: ['proactiveDisclosure/regulations/issued'],
  },
  {
    name: '行政强制',
    words: /(?:作出|实施)[^，。；]{0,4}行政强制(?:措施|决定|执行)?(?:共|有)?$/u,
    cells: ['proactiveDisclosure/administrativeCompulsion/decisions'],
  },
  {
    name: '行政事业性收费',
    words: /行政事业性收费(?:金额|总额|总金额|共|共计|合计|为|收入)*$/u,
    cells: ['proactiveDisclosure/administrativeFees/amount'],
  },
];

const ANY_SUM = new RegExp(SUMS.map((s) => s.words.source).join('|'), 'u');

const COUNTED = /^(?:件|件次|宗|份|起|条|个|次|例|部|项)$/u;
const MONEY = /^(?:万元|元|亿元)$/u;

/** Characters before a number that can bind it, and that can say what its sentence is about. */
const LONGEST_WORDS = 80;
const LONGEST_BEFORE = 400;

/** Another stretch of time than the report's year. */
export const PART_OF_YEAR =
  /上半年|下半年|季度|截至\d{1,2}月|\d{1,2}月(?!\d)|当月|每月|本月|以来|累计|历年|近[三五十]年/u;
const COMPARED = /去年|上年同期|较上|比上|同比|环比/u;
export const OTHER_BODIES =
  /全(?:市|县|区|州|省|盟|旗|系统)|各(?:县|区|市|乡镇|镇|街道|部门|单位|地)|下属|所属|直属|局属/u;

/** Whether the nearest year named before the number is another one than the report's. */
export function speaksOfOtherYear(before: string, year: number | null): boolean {
  if (year === null) return false;
  const years = [...before.matchAll(/(?<!\d)(20\d{2})\s?年/gu)];
  const last = years.at(-1);
  return last !== undefined && Number(last[1]) !== year;
}

const mentionKey = (section: number | null, clause: string, value: number): string => `${section}|${clause}|${value}`;

/** Every number of the prose that states a number of the tables, all occurrences, those of other years left out. */
export function statementsOf(evidence: Evidence): readonly Statement[] {
  const bound = new Map<string, CellPath>();
  for (const m of evidence.report.mentions) {
    if (m.refersTo !== null) bound.set(mentionKey(m.section, m.text, m.quantity), m.refersTo as CellPath);
  }
  const statements: Statement[] = [];
  for (const line of evidence.lines()) {
    if (line.kind === 'closing') continue;
    let previousEnd = 0;
    let at = 0;
    for (const quantity of line.quantities()) {
      const sentences = line.sentences();
      while (at < sentences.length - 1 && sentences[at]!.end <= quantity.start) at++;
      const sentence = sentences[at]!;
      const from = Math.max(sentence.start, previousEnd);
      previousEnd = quantity.end;
      if (quantity.approximate || quantity.unit === null) continue;
      const words = line.text
        .slice(Math.max(from, quantity.start - LONGEST_WORDS), quantity.start)
        .replace(/\s+/gu, '');
      const target = targetOf(bound, line, quantity, words);
      if (target === null) continue;
      const before = line.text.slice(Math.max(sentence.start, quantity.start - LONGEST_BEFORE), quantity.start);
      if (countsOtherThings(target.cells[0]!, words, sentence.text)) continue;
      if (COMPARED.test(words) || PART_OF_YEAR.test(words) || speaksOfOtherYear(before, evidence.year)) continue;
      statements.push({
        ...target,
        quantity,
        line,
        sentence,
        words,
        scope: scopeOf(target.cells[0]!, words, before, line, quantity),
      });
    }
  }
  return statements;
}

/** Requests for other things, and complaints that are settled like them. */
function countsOtherThings(path: CellPath, words: string, sentence: string): boolean {
  if (!path.startsWith('applications/')) return false;
  const what = ASKED_FOR.exec(words)?.groups?.what ?? '';
  if (OTHER_REQUESTS.test(what) && !REQUESTS.test(what)) return true;
  return OTHER_REQUESTS.test(sentence) && !/公开申请|信息公开|依申请公开/u.test(sentence);
}

/** What is said to have been asked for, between the verb and 申请. */
const ASKED_FOR = /(?:收到|新收|受理|接收|新增|收)(?<what>[^，。；、：]{0,24}?)申请[^，。；、：]{0,8}$/u;
const REQUESTS = /公开/u;
/** Narrower than all applications of the year. */
const PART_OF_REQUESTS = /其中|涉及|关于|有关|要求|类|方面|转来|转办|移送|转交|上级|下级|重复|撤回|补正/u;
const PART_OF_HANDLED = /其中|延期|逾期|超期|提前|当场|当日|当年|即时/u;
const DECISIONS = /决定|作出|实施|案件/u;

/**
 * Whether the number can only be that of the table. Words like 申请, 办结, 予以公开 and 行政处罚 also speak of other
 * things than information requests and decisions.
 */
function scopeOf(path: CellPath, words: string, before: string, line: Line, quantity: Quantity): Statement['scope'] {
  if (OTHER_BODIES.test(words)) return 'unclear';
  if (path === 'applications/newlyReceived/total') return scopeOfReceived(words, before);
  if (path === 'applications/handledTotal/total' && PART_OF_HANDLED.test(words)) return 'part';
  if (path.startsWith('applications/'))
    return /申请/u.test(line.text.slice(Math.max(0, quantity.start - LONGEST_BEFORE), quantity.start))
      ? 'own'
      : 'unclear';
  if (/administrative(?:Licensing|Penalty)/u.test(path))
    return quantity.unit !== '条' && DECISIONS.test(before) ? 'own' : 'unclear';
  return 'own';
}

function scopeOfReceived(words: string, before: string): Statement['scope'] {
  const what = ASKED_FOR.exec(words)?.groups?.what ?? '';
  const narrower = words.replace(/依申请公开(?:平台|系统)?|申请公开/gu, (m) => (/平台|系统/u.test(m) ? '平台' : ''));
  if (PART_OF_REQUESTS.test(narrower) || CHANNELS_OF_REQUESTS.test(narrower) || KINDS_OF_APPLICANTS.test(narrower))
    return 'part';
  if (REQUESTS.test(what)) return 'own';
  return OTHER_REQUESTS.test(before) || (what.length > 3 && !REQUESTS.test(before)) ? 'unclear' : 'own';
}

function targetOf(
  bound: ReadonlyMap<string, CellPath>,
  line: Line,
  quantity: Quantity,
  words: string,
): { readonly cells: readonly CellPath[]; readonly name: string } | null {
  const path = bound.get(mentionKey(line.section, quantity.clause, quantity.value));
  if (path !== undefined) return { cells: [path], name: '' };
  if (!ANY_SUM.test(words)) return null;
  const sum = SUMS.find((s) => s.words.test(words));
  if (!sum || (sum.cells === LITIGATION && ONE_KIND_OF_SUIT.test(words))) return null;
  const fits = sum.name === '行政事业性收费' ? MONEY.test(quantity.unit!) : COUNTED.test(quantity.unit!);
  return fits ? { cells: sum.cells, name: sum.name } : null;
}
