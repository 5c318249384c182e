import {
  type CellPath,
  cellPath,
  type FormVersion,
  remedies,
  rowsOf,
  type TableKey,
} from '../../config/catalogue/form.ts';
import { CHANNELS_OF_REQUESTS, KINDS_OF_APPLICANTS, OTHER_REQUESTS } from '../../config/catalogue/lexicon.ts';
import { STATEMENT_CONFIDENCE, STATEMENT_LIMITS } from '../../config/limits/statements.ts';
import { type Phrase, type Previous, phraseOf } from './phrase.ts';
import type { Quantity } from './quantities.ts';
import { APPLICANTS, type Concept, REASONS, type Word } from './statement-words.ts';
import { MONEY } from './units.ts';

const { plain, inherited, likely, unclear } = STATEMENT_CONFIDENCE;

/** The cells whose sum a number of the prose states. */
export interface StatedCount {
  readonly cells: readonly CellPath[];
  /** What else it may be: where two bindings are possible the number is wrong only against both. */
  readonly otherwise: readonly (readonly CellPath[])[];
  /** What a sum of several cells is called; empty for one cell. */
  readonly name: string;
  /**
   * `part`: it counts a part of what the cells count, by channel, applicant, topic or manner. `up-to`: all of it, or less
   * where some of last year's is among it: 当年办结.
   */
  readonly scope: 'own' | 'up-to' | 'part';
  /** 0…1, see STATEMENT_CONFIDENCE. */
  readonly confidence: number;
  readonly phrase: Phrase;
}

/** What is known of the report that a number stands in. */
export interface Setting {
  /** The years that are the report's: that of its title and that of its period, which may differ. */
  readonly years: readonly number[];
  readonly form: FormVersion | null;
}

type Binding = Omit<StatedCount, 'phrase' | 'otherwise' | 'name' | 'scope'> &
  Partial<Pick<StatedCount, 'otherwise' | 'name' | 'scope'>>;

const COUNTED: ReadonlySet<string> = new Set([
  '件',
  '件次',
  '宗',
  '份',
  '起',
  '条',
  '个',
  '次',
  '例',
  '人次',
  '部',
  '项',
  '篇',
]);

const total = (row: string): CellPath => cellPath('applications', row, 'total');
const rowsLike = (prefix: string): readonly CellPath[] =>
  rowsOf('applications')
    .filter((r) => r.key.startsWith(prefix))
    .map((r) => total(r.key));
const ofForm = (table: TableKey, row: string, column: string): CellPath => cellPath(table, row, column);

const LITIGATION = remedies.rows.filter((r) => r.group === 'litigation').map((r) => r.key);

/** Outcomes, each with the rows that it is the sum of. */
const OUTCOMES: ReadonlyMap<Concept, { readonly name: string; readonly cells: readonly CellPath[] }> = new Map([
  ['disclosed', { name: '予以公开', cells: [total('disclosed')] }],
  ['partlyDisclosed', { name: '部分公开', cells: [total('partiallyDisclosed')] }],
  ['withheld', { name: '不予公开', cells: rowsLike('withheld.') }],
  ['unavailable', { name: '无法提供', cells: rowsLike('unavailable.') }],
  ['notProcessed', { name: '不予处理', cells: rowsLike('notProcessed.') }],
  ['otherHandling', { name: '其他处理', cells: rowsLike('otherHandling') }],
]);

/** Another stretch of time than the report's year. */
export const PART_OF_YEAR =
  /上半年|下半年|季度|截至\d{1,2}月|\d{1,2}月(?!\d)|当月|每月|本月|以来|累计|历年|近[三五十]年/u;
/** 全年累计 is the whole year, 施行以来累计 is not. */
const speaksOfPart = ({ lead, before }: Phrase, years: readonly number[]): boolean => {
  const own = years.map((y) => `${y}年`).concat('全年', '本年', '今年');
  const ofTheYear = own.some((y) => before.includes(y)) && !/以来|历年/u.test(before);
  return PART_OF_YEAR.test(ofTheYear ? lead.replace(/累计/gu, '') : lead);
};
const COMPARED = /去年|上年同期|较上|比上|同比|环比|上年收到|上年度收到/u;
export const OTHER_BODIES =
  /全(?:市|县|区|州|省|盟|旗|系统)|各(?:县|区|市|乡镇|镇|街道|部门|单位|地)|下属|所属|直属|局属/u;

/** Whether the nearest year named before the number is another one than the report's. */
export function speaksOfOtherYear(before: string, years: readonly number[]): boolean {
  if (years.length === 0) return false;
  const last = [...before.matchAll(/(?<!\d)(20\d{2})\s?年/gu)].at(-1);
  return last !== undefined && !years.includes(Number(last[1]));
}

/** The years of a report, of its title and of a period that is one year. */
export function yearsOf(
  year: number | null,
  period: { readonly start: string; readonly end: string } | null,
): readonly number[] {
  const [start, end] = [period?.start.slice(0, 4), period?.end.slice(0, 4)];
  return [...new Set([year, start !== undefined && start === end ? Number(start) : null])].filter((y) => y !== null);
}

/** Narrower than all applications of the year, or all that were settled. */
const PART_OF_REQUESTS = /其中|涉及|关于|有关|要求(?!公开)|类|方面|转来|转办|移送|转交|上级|下级|重复|撤回|补正/u;
const PART_OF_HANDLED = /其中|延期|逾期|超期|提前|当场|当日|即时/u;
/** Requests of the form, however they are called. */
const ABOUT_DISCLOSURE = /公开申请|信息公开|依申请公开|申请公开/u;
/** Other matters of which the bare verbs 办结 and 答复 also speak. */
const OTHER_TOPIC = /建议|提案|信件|留言|来信|热线|工单|咨询|投诉|信访|诉求|邮件|信箱|许可|案卷|审批/u;
/** Words that stand between verb and number and name nothing. */
const NAMES_NOTHING =
  /[的了共计总约有为是达数量已均并且其中件宗起]|政府|信息|公开|全年|年度|一共|合计|(?:处理|受理|办理|答复|办结)|按[时期]|依法|如期|及时|本机关|我[局委厅办镇乡县市区]/gu;

const has = (phrase: Phrase, ...concepts: Concept[]): boolean => phrase.words.some((w) => concepts.includes(w.concept));

const lastOf = (phrase: Phrase, ...concepts: Concept[]): Word | undefined =>
  phrase.words.findLast((w) => concepts.includes(w.concept));

/** −1 for a year before the report's, 0 for its own, 1 for a later one; null where that is unknown. */
function relationOf(word: Word, years: readonly number[]): number | null {
  if (word.concept !== 'year') return word.concept === 'last' ? -1 : word.concept === 'next' ? 1 : 0;
  const named = Number.parseInt(word.text, 10);
  if (years.length === 0) return null;
  return named < Math.min(...years) ? -1 : named > Math.max(...years) ? 1 : 0;
}

const isTime = (w: Word): boolean => ['year', 'last', 'this', 'next'].includes(w.concept);

/**
 * Applications that cross a turn of the year. Where to decides: 结转至2023年 in the report of 2023 is carried over,
 * 顺延至下一年 carried forward; without it, where from: 上年结转.
 */
function carriedIn(phrase: Phrase, years: readonly number[]): Binding | null {
  const verb = phrase.words.find((w) => w.concept === 'carried' || w.concept === 'deferred');
  if (!verb) {
    // 2件为2022年转入, 2022年转办2件 being something else
    const into = /(?:年度?)转入/u.exec(phrase.text);
    const source = phrase.words.find((w) => isTime(w) && into !== null && w.end <= into.index + into[0].length);
    return source && relationOf(source, years) === -1 ? { cells: [total('carriedOver')], confidence: plain } : null;
  }
  const target = phrase.words.find((w) => isTime(w) && w.start >= verb.end);
  const source = phrase.words.findLast((w) => isTime(w) && w.end <= verb.start);
  const to = target ? relationOf(target, years) : null;
  const from = source ? relationOf(source, years) : null;
  if (to === 1 && from !== -1) return { cells: [total('carriedForward')], confidence: plain };
  if (verb.concept === 'deferred') return null;
  if (to === 0 && from !== 0) return { cells: [total('carriedOver')], confidence: from === -1 ? plain : likely };
  if (!target && from === -1) return { cells: [total('carriedOver')], confidence: plain };
  return null;
}

/** Years from or to which applications are carried; what else the sentence counts is not of them. */
const YEAR_OF_CARRYING =
  /20\d{2}\s?年度?[^，。；、\d]{0,8}(?:结转|转入|遗留)|(?:结转|顺延|延期?|推迟|转)[至到]20\d{2}\s?年/gu;

const sumName = (names: readonly string[]): string => names.join('与');

/** Whether all the words between the first and the last of these join them: 部分公开及不予公开. */
function areJoined(phrase: Phrase, words: readonly Word[]): boolean {
  return words
    .slice(1)
    .every((word, i) =>
      /^(?:的|案件|申请|决定)?(?:[、和与及或]|以及|或者)(?:者)?(?:被)?(?:提起|申请|引发|引起)?(?:的)?$/u.test(
        phrase.text.slice(words[i]!.end, word.start),
      ),
    );
}

const RESULTS: ReadonlyMap<Concept, string> = new Map([
  ['upheld', 'upheld'],
  ['corrected', 'corrected'],
  ['otherResult', 'other'],
  ['unsettled', 'pending'],
]);
const REMEDY_NAMES: Partial<Record<Concept, string>> = {
  reconsideration: '行政复议',
  litigation: '行政诉讼',
  litigationDirect: '行政诉讼（未经复议直接起诉）',
  litigationAfterReconsideration: '行政诉讼（复议后起诉）',
};
const REMEDY_ROWS: ReadonlyMap<Concept, readonly string[]> = new Map([
  ['reconsideration', ['reconsideration']],
  ['litigation', LITIGATION],
  ['litigationDirect', ['litigationDirect']],
  ['litigationAfterReconsideration', ['litigationAfterReconsideration']],
]);

/** Everything before the number in the same sentence that has been bound already. */
interface Earlier {
  readonly phrases: readonly { readonly phrase: Phrase; readonly count: StatedCount | null }[];
}

/** The remedy that results are said of: that of the phrase, else the only one named before it in the sentence. */
function remediesIn(phrase: Phrase, earlier: Earlier): readonly Word[] {
  const own = phrase.words.filter((w) => REMEDY_ROWS.has(w.concept));
  // 未经复议直接起诉的行政诉讼 is one kind of suit
  const narrow = own.filter((w) => w.concept.startsWith('litigation') && w.concept !== 'litigation');
  if (own.length > 0) return narrow.length > 0 ? narrow.slice(-1) : own;
  if (!has(phrase, ...RESULTS.keys())) return [];
  const named = earlier.phrases.flatMap((e) => e.phrase.words.filter((w) => REMEDY_ROWS.has(w.concept)));
  const last = named.at(-1);
  const opened = /其中|包括/u.test(phrase.lead) && new Set(named.map((w) => w.concept)).size > 1;
  return last && !opened ? [last] : [];
}

function remedyIn(phrase: Phrase, earlier: Earlier): Binding | null {
  const named = remediesIn(phrase, earlier);
  if (named.length === 0) return null;
  const own = phrase.words.filter((w) => REMEDY_ROWS.has(w.concept));
  if (named.length > 1 && !areJoined(phrase, named)) return null;
  const results = phrase.words.filter((w) => RESULTS.has(w.concept));
  if (results.length > 1) return null;
  if (/听证|培训|答复书|解答|案例|应诉(?:率|工作)|出庭|责任人/u.test(phrase.text)) return null;
  const column = results[0] ? RESULTS.get(results[0].concept)! : 'total';
  const rows = named.flatMap((w) => REMEDY_ROWS.get(w.concept) ?? []);
  const cells = rows.map((row) => ofForm('remedies', row, column));
  const name =
    cells.length === 1
      ? ''
      : `${sumName(named.map((w) => REMEDY_NAMES[w.concept] ?? w.text))}${results[0]?.text ?? ''}`;
  return { cells, name, confidence: own.length > 0 ? plain : likely };
}

/** Requests that are no appeals: those of 行政复议申请 are counted elsewhere. */
const REQUESTS = /(?<!复议|诉讼|仲裁|许可|审批|被)申请/u;

/** Whether the sentence or what stands before it speaks of requests for information. */
const isOfRequests = (phrase: Phrase, paragraph: string): 'sentence' | 'paragraph' | null =>
  REQUESTS.test(phrase.before) || has(phrase, 'requests') ? 'sentence' : REQUESTS.test(paragraph) ? 'paragraph' : null;

function outcomeIn(phrase: Phrase, paragraph: string): Binding | null {
  const topic = isOfRequests(phrase, paragraph);
  const confidence = topic === null ? unclear : plain;
  const reason = REASONS.find((r) => r.words.test(phrase.text));
  const named = phrase.words.filter((w) => OUTCOMES.has(w.concept));
  if (reason && (topic !== null || named.length > 0) && !has(phrase, 'received', 'open')) {
    const group = named.at(-1);
    const row = total(reason.row);
    // 因不掌握而无法提供: all of the group may have been for that reason, or it is a part of it
    const otherwise = group ? [OUTCOMES.get(group.concept)!.cells] : [];
    return { cells: [row], otherwise, scope: group ? 'own' : 'part', confidence: group ? confidence : likely };
  }
  if (named.length === 0 || has(phrase, 'reconsideration', 'litigation')) return null;
  const joined = named.length > 1 && areJoined(phrase, named);
  if (named.length > 1 && !joined) return null;
  if (/等(?:形式|方式|类|决定)?|或者?公开|公开或者?|公开和不予/u.test(phrase.text) && !joined) return null;
  const groups = named.map((w) => OUTCOMES.get(w.concept)!);
  const cells = groups.flatMap((g) => g.cells);
  return { cells, name: cells.length === 1 ? '' : sumName(groups.map((g) => g.name)), confidence };
}

const DOCUMENT_ROWS: Partial<Record<Concept, string>> = { documents: 'normativeDocuments', regulations: 'regulations' };
const FATES: readonly Concept[] = ['made', 'repealed', 'inForce', 'published'];
/** Words of counting that may stand between a verb and its number. */
const COUNTING = /[的了共计总为有是数量件约其中、和与及]|分别|行政/gu;

/** The documents that the sentence spoke of last, if nothing else was counted since. */
function documentsBefore({ phrases }: Earlier): Word | undefined {
  const named = (words: readonly Word[]): Word | undefined =>
    words.findLast((w) => DOCUMENT_ROWS[w.concept] !== undefined);
  const at = phrases.findLastIndex((p) => named(p.phrase.words) !== undefined);
  return phrases.slice(at + 1).every((p) => p.count !== null) ? named(phrases[at]?.phrase.words ?? []) : undefined;
}

/** The row that the phrase speaks of, and what happened to its documents, each said here or by the number before. */
function documentWords(phrase: Phrase, earlier: Earlier) {
  const own = lastOf(phrase, 'documents', 'regulations');
  const before = earlier.phrases.at(-1)?.phrase.words ?? [];
  const object = own ?? documentsBefore(earlier);
  const said = phrase.words.filter((w) => FATES.includes(w.concept));
  // 制定规章1件、规范性文件3件
  const goesOn = own !== undefined && said.length === 0 && /^[、和与及]/u.test(phrase.text);
  const verbs = goesOn ? before.filter((w) => FATES.includes(w.concept)) : said;
  const words = [...(own ? [own] : []), ...said].toSorted((x, y) => x.start - y.start);
  const behind = phrase.text.slice(words.at(-1)?.end ?? 0).replace(COUNTING, '');
  // 印发制度5项 counts other things than the documents before it
  const counts = phrase.order !== 'number-last' || behind === '';
  return object && counts ? { row: DOCUMENT_ROWS[object.concept]!, verbs, isOwn: own !== undefined && !goesOn } : null;
}

/** Documents of the form by what happened to them; the two forms count different things. */
function documentsIn(phrase: Phrase, earlier: Earlier, form: FormVersion | null): Binding | null {
  if (has(phrase, 'explained', 'requests', 'licensing', 'penalty')) return null;
  const found = documentWords(phrase, earlier);
  if (!found || found.verbs.length === 0) return null;
  const { row, verbs, isOwn } = found;
  const confidence = isOwn ? plain : inherited;
  const cell = (column: string): readonly CellPath[] => [ofForm('proactiveDisclosure', row, column)];
  const kinds = new Set(verbs.map((v) => v.concept));
  if (form === '2019') {
    if (kinds.has('repealed') || kinds.has('inForce')) return null;
    if (kinds.has('published') && !kinds.has('made'))
      return { cells: cell(/总/u.test(phrase.text) ? 'disclosedTotal' : 'disclosed'), confidence };
    const shown = kinds.has('published') || verbs.some((v) => /[发公]布/u.test(v.text));
    return {
      cells: cell('created'),
      otherwise: shown ? [cell('disclosed')] : [],
      confidence: shown ? likely : confidence,
    };
  }
  // 对外公布的现行有效规范性文件 are those in force
  if (kinds.has('inForce')) return kinds.has('repealed') ? null : { cells: cell('inForce'), confidence };
  if (kinds.has('repealed')) return kinds.size === 1 ? { cells: cell('repealed'), confidence } : null;
  if (!kinds.has('made')) return null;
  return { cells: cell('issued'), confidence: kinds.has('published') ? likely : confidence };
}

const DECISION_ROWS: Partial<Record<Concept, { readonly row: string; readonly name: string }>> = {
  licensing: { row: 'administrativeLicensing', name: '行政许可' },
  penalty: { row: 'administrativePenalty', name: '行政处罚' },
  compulsion: { row: 'administrativeCompulsion', name: '行政强制' },
};

/** Decisions, told from items of the catalogue, from requests for them and from their publicity. */
function decisionsIn(phrase: Phrase, unit: string): Binding | null {
  const named = phrase.words.filter((w) => DECISION_ROWS[w.concept] !== undefined);
  if (named.length === 0 || (named.length > 1 && !areJoined(phrase, named))) return null;
  if (has(phrase, 'received', 'explained', 'requests', 'reconsideration', 'litigation')) return null;
  const decided = has(phrase, 'decided');
  if (has(phrase, 'items') && !/办[理结][^，。；]{0,6}(?:许可|处罚|强制)(?:决定)?事项$/u.test(phrase.text)) return null;
  if (/项目|种类|依据|标准|流程|人员|率|案卷|案例/u.test(phrase.text)) return null;
  const verb = decided || has(phrase, 'handled', 'published') || /作出|办理|实施|公开|公示/u.test(phrase.before);
  // items of a catalogue are counted in 项 too
  if (!verb || (!decided && /目录|清单|事项|职权|权力/u.test(phrase.before))) return null;
  const rows = named.map((w) => DECISION_ROWS[w.concept]!);
  const cells = rows.map(({ row }) => ofForm('proactiveDisclosure', row, 'decisions'));
  // publicity of decisions is counted in 条, and need not be the decisions
  const sure = /作出|做出|决定|实施|案件/u.test(phrase.before) && unit !== '条' && !has(phrase, 'published');
  return {
    cells,
    name: cells.length === 1 ? '' : sumName(rows.map((r) => r.name)),
    confidence: sure ? plain : unclear,
  };
}

function amountIn(phrase: Phrase, form: FormVersion | null): Binding | null {
  const { text } = phrase;
  if (
    /采购/u.test(text) &&
    form === '2019' &&
    /采购(?:项目)?(?:的)?(?:成交|中标|合同|总)?(?:总?金额|总?额|资金|预算)?(?:共|合计|共计|为|达|约)*$/u.test(text)
  )
    return {
      cells: [ofForm('proactiveDisclosure', 'governmentProcurement', 'amount')],
      confidence: /预算/u.test(text) ? unclear : plain,
    };
  return /行政事业性收费(?:项目)?(?:总?金额|总额|共|共计|合计|为|收入|收取|收)*$/u.test(text)
    ? { cells: [ofForm('proactiveDisclosure', 'administrativeFees', 'amount')], confidence: plain }
    : null;
}

function procurementIn(phrase: Phrase, form: FormVersion | null): Binding | null {
  return form === '2019' && /(?:集中|政府)采购(?:的)?(?:项目)?(?:数量|数)?(?:共|共计|合计|为|有)*$/u.test(phrase.text)
    ? { cells: [ofForm('proactiveDisclosure', 'governmentProcurement', 'items')], confidence: plain }
    : null;
}

/** 公民、法人和其他组织 are all applicants there are. */
const areAllKinds = (text: string): boolean => /公民|自然人|个人/u.test(text) && /法人|组织/u.test(text);

/** What is said to have been asked for, between the verb and 申请. */
const ASKED_FOR = /(?:收到|新收|受理|接到|接收|收悉|新增|收)(?<what>[^，。；、：]{0,24}?)申请[^，。；、：]{0,8}$/u;

function scopeOfReceived(phrase: Phrase): Pick<StatedCount, 'scope' | 'confidence'> {
  const { text, before } = phrase;
  const what = ASKED_FOR.exec(text)?.groups?.what ?? '';
  const asked = lastOf(phrase, 'requests')?.text ?? '';
  const narrower = `${phrase.lead}${text}`
    .replaceAll(asked || '\n', '')
    .replace(/依申请公开(?:平台|系统)?|申请公开/gu, (m) => (/平台|系统/u.test(m) ? '平台' : ''));
  const isPart =
    PART_OF_REQUESTS.test(narrower) ||
    CHANNELS_OF_REQUESTS.test(narrower) ||
    (KINDS_OF_APPLICANTS.test(narrower) && !areAllKinds(text));
  if (isPart && !/社会公众|公众|群众(?=依申请)/u.test(text)) return { scope: 'part', confidence: plain };
  const disclosed = /公开/u.test(text);
  if (disclosed) return { scope: isPart ? 'part' : 'own', confidence: plain };
  return {
    scope: 'own',
    confidence: OTHER_REQUESTS.test(before) || (what.length > 3 && !ABOUT_DISCLOSURE.test(before)) ? unclear : plain,
  };
}

const residual = (text: string): string => text.replace(NAMES_NOTHING, '').replace(/[、和与及并]/gu, '');

/** Applications received or settled. 收到的申请当年办结5件 counts what was settled: a verb with 的 only tells which. */
function requestsIn(phrase: Phrase, paragraph: string, earlier: Earlier): Binding | null {
  const topic = isOfRequests(phrase, paragraph);
  const verbs = phrase.words.filter((w) => w.concept === 'received' || w.concept === 'handled');
  const requests = lastOf(phrase, 'requests');
  const main = verbs.filter((w, i) => i === verbs.length - 1 || !/^了?(?:的|后)/u.test(phrase.text.slice(w.end)));
  if (main.length === 0) {
    // 收到网络申请6件、信函申请2件: what goes on without a verb is one more part
    const last = earlier.phrases.at(-1)?.count;
    const goesOn = requests && last?.scope === 'part' && /newlyReceived|handledTotal/u.test(last.cells[0]!);
    return goesOn && CHANNELS_OF_REQUESTS.test(phrase.text)
      ? { cells: last.cells, scope: 'part', confidence: likely }
      : null;
  }
  if (topic === null) return null;
  const verb = main.at(-1)!;
  const kinds = new Set(main.map((w) => w.concept));
  const behind = requests && requests.start >= verb.end ? phrase.text.slice(requests.end) : phrase.text.slice(verb.end);
  if (phrase.order === 'number-last' && residual(behind).length > STATEMENT_LIMITS.unknownNoun) return null;
  if (kinds.size > 1)
    return {
      cells: [total('newlyReceived')],
      otherwise: [[total('handledTotal')], [total('newlyReceived'), total('carriedOver')]],
      confidence: unclear,
    };
  const object = requests ? plain : topic === 'sentence' ? inherited : likely;
  if (verb.concept === 'received') {
    if (!requests && /其[他它]|类/u.test(behind)) return null;
    const { scope, confidence } = scopeOfReceived(phrase);
    return { cells: [total('newlyReceived')], scope, confidence: Math.min(confidence, requests ? plain : inherited) };
  }
  const part =
    PART_OF_HANDLED.test(phrase.lead) ||
    (requests &&
      (CHANNELS_OF_REQUESTS.test(phrase.text.replace(/依申请公开/gu, '')) ||
        (KINDS_OF_APPLICANTS.test(phrase.text) && !areAllKinds(phrase.text))));
  const ofThisYear = /当年|年内/u.test(phrase.lead);
  // 收到的申请当年办结
  const attributive = main.length < verbs.length;
  const scope = part || (ofThisYear && attributive) ? 'part' : ofThisYear ? 'up-to' : 'own';
  return { cells: [total('handledTotal')], scope, confidence: Math.max(object, inherited) };
}

function applicantsIn(phrase: Phrase, paragraph: string): Binding | null {
  const found = APPLICANTS.find((a) => a.words.test(phrase.text));
  if (!found || areAllKinds(phrase.text) || has(phrase, 'handled', 'carried', 'deferred', 'open', 'documents'))
    return null;
  if (!/(?:新收|收到|受理|接到|收悉|申请)/u.test(`${paragraph}${phrase.before}`)) return null;
  if (PART_OF_REQUESTS.test(phrase.text.replace('其中', ''))) return null;
  const cells = found.columns.map((column) => ofForm('applications', 'newlyReceived', column));
  return { cells, name: cells.length === 1 ? '' : '新收申请法人或其他组织', confidence: plain };
}

/** 合计8件 behind parts of one total is that total. */
function totalOfParts(phrase: Phrase, earlier: Earlier): Binding | null {
  if (!/^(?:以上)?(?:共|合计|共计|总计|一共)(?:为|有|是)?$/u.test(phrase.text)) return null;
  const parts = earlier.phrases.map((e) => e.count);
  const [first] = parts;
  if (!first || parts.length < 2 || !/newlyReceived|handledTotal/u.test(first.cells[0]!)) return null;
  return parts.every((p) => p?.scope === 'part' && p.cells[0] === first.cells[0])
    ? { cells: first.cells, confidence: inherited }
    : null;
}

/** Requests for other things, and complaints that are settled like them. */
function countsOtherThings(binding: Binding, phrase: Phrase): boolean {
  const [cell] = binding.cells;
  if (!cell?.startsWith('applications/')) return false;
  const what = ASKED_FOR.exec(phrase.text)?.groups?.what ?? '';
  if (OTHER_REQUESTS.test(what) && !/公开/u.test(what)) return true;
  const sentence = `${phrase.before}${phrase.text}`;
  if (OTHER_REQUESTS.test(sentence) && !ABOUT_DISCLOSURE.test(sentence)) return true;
  if (OTHER_TOPIC.test(phrase.lead)) return true;
  return cell.startsWith('applications/handledTotal') && OTHER_TOPIC.test(sentence) && !has(phrase, 'requests');
}

function bind(
  phrase: Phrase,
  quantity: Quantity,
  paragraph: string,
  earlier: Earlier,
  { years, form }: Setting,
): Binding | null {
  const unit = quantity.unit ?? '';
  if (unit in MONEY) return amountIn(phrase, form);
  if (!COUNTED.has(unit)) return null;
  const carried = /资金|经费|预算|项目/u.test(phrase.text) ? null : carriedIn(phrase, years);
  if (carried) return isOfRequests(phrase, paragraph) === null ? { ...carried, confidence: unclear } : carried;
  if (has(phrase, 'carried', 'deferred')) return null;
  if (COMPARED.test(phrase.lead) || speaksOfPart(phrase, years) || COMPARED.test(phrase.text)) return null;
  const timed = `${phrase.before.replace(YEAR_OF_CARRYING, '')}${phrase.order === 'number-last' ? '' : phrase.text}`;
  if (speaksOfOtherYear(timed, years) || has(phrase, 'last', 'next')) return null;
  const remedy = remedyIn(phrase, earlier);
  if (remedy || phrase.words.some((w) => REMEDY_ROWS.has(w.concept))) return remedy;
  const other =
    documentsIn(phrase, earlier, form) ??
    decisionsIn(phrase, unit) ??
    procurementIn(phrase, form) ??
    applicantsIn(phrase, paragraph);
  if (other) return other;
  if (/复议|诉讼|举报/u.test(phrase.text) && !REASONS.some((r) => r.words.test(phrase.text))) return null;
  if (has(phrase, 'documents', 'regulations', 'licensing', 'penalty', 'compulsion', 'procurement')) return null;
  if (has(phrase, 'open'))
    return isOfRequests(phrase, paragraph) ? { cells: [total('carriedForward')], confidence: inherited } : null;
  return outcomeIn(phrase, paragraph) ?? totalOfParts(phrase, earlier) ?? requestsIn(phrase, paragraph, earlier);
}

/** Without one of these words a paragraph speaks of nothing that the form counts. */
const SPEAKS_OF_FORM =
  /申请|结转|复议|诉讼|许可|处罚|强制|规范性文件|规章|收费|采购|予.{0,2}公开|部分公开|无法提供|不予处理|其[他它]处理/u;

/**
 * Which cells of the form each number of a paragraph states, in the order of `quantities`; null where verb and object do
 * not say it. Approximate numbers, those of other years and of other things are null.
 */
export function statedCounts(
  text: string,
  quantities: readonly Quantity[],
  setting: Setting,
): readonly (StatedCount | null)[] {
  if (!SPEAKS_OF_FORM.test(text)) return quantities.map(() => null);
  let previous: Previous = { end: 0, wordsFollow: false };
  let sentence = '';
  let earlier: { phrase: Phrase; count: StatedCount | null }[] = [];
  return quantities.map((quantity, i) => {
    const phrase = phraseOf(text, quantity, previous, quantities[i + 1]?.start ?? text.length);
    previous = { end: quantity.end, wordsFollow: phrase.order !== 'number-last' };
    if (sentence === '' || !phrase.before.startsWith(sentence)) earlier = [];
    sentence = phrase.before;
    const paragraph = text.slice(
      Math.max(0, quantity.start - STATEMENT_LIMITS.sentence),
      quantity.end + STATEMENT_LIMITS.phrase,
    );
    const binding = quantity.approximate ? null : bind(phrase, quantity, paragraph, { phrases: earlier }, setting);
    let count: StatedCount | null = null;
    if (binding && !countsOtherThings(binding, phrase)) {
      const others = OTHER_BODIES.test(phrase.lead);
      count = {
        name: '',
        otherwise: [],
        scope: 'own',
        ...binding,
        confidence: others ? Math.min(unclear, binding.confidence) : binding.confidence,
        phrase,
      };
    }
    earlier = [...earlier.slice(-8), { phrase, count }];
    return count;
  });
}
