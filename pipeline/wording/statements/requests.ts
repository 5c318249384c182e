import { CHANNELS_OF_REQUESTS, KINDS_OF_APPLICANTS, OTHER_REQUESTS } from '../../../config/catalogue/lexicon.ts';
import { STATEMENT_CONFIDENCE, STATEMENT_LIMITS } from '../../../config/limits/statements.ts';
import type { Phrase } from './phrase.ts';
import { type Binding, type Earlier, has, lastOf, ofForm, type StatedCount, total } from './reading.ts';
import { APPLICANTS } from './words.ts';

const { plain, inherited, likely, unclear } = STATEMENT_CONFIDENCE;

/** Requests that are no appeals: those of 行政复议申请 are counted elsewhere. */
const REQUESTS = /(?<!复议|诉讼|仲裁|许可|审批|被)申请/u;

/** Whether the sentence or what stands before it speaks of requests for information. */
export const isOfRequests = (phrase: Phrase, paragraph: string): 'sentence' | 'paragraph' | null =>
  REQUESTS.test(phrase.before) || has(phrase, 'requests') ? 'sentence' : REQUESTS.test(paragraph) ? 'paragraph' : null;

export const OTHER_BODIES =
  /全(?:市|县|区|州|省|盟|旗|系统)|各(?:县|区|市|乡镇|镇|街道|部门|单位|地)|下属|所属|直属|局属|(?<![本我该])分(?:局|中心)|派出机构/u;

/** Narrower than all applications of the year, or all that were settled. */
const PART_OF_REQUESTS = /其中|涉及|关于|有关|要求(?!公开)|类|方面|转(?:来|办|送|交)|移送|上级|下级|重复|撤回|补正/u;

const PART_OF_HANDLED = /其中|延期|逾期|超期|提前|当场|当日|即时|转(?:来|办|送|交)|移送|上级|下级|中[，,]?有$/u;

/** Requests of the form, however they are called. */
const ABOUT_DISCLOSURE = /公开申请|信息公开|依申请公开|申请公开/u;

/** Other matters of which the bare verbs 办结 and 答复 also speak. */
const OTHER_TOPIC = /建议|提案|信件|留言|来信|热线|12345|工单|咨询|投诉|信访|诉求|邮件|信箱|许可|案卷|审批/u;

/** Words that stand between verb and number and name nothing. */
const NAMES_NOTHING =
  /[的了共计总约有为是达数量已均并且其中件宗起]|政府|信息|公开|全年|年度|一共|合计|(?:处理|受理|办理|答复|办结)|按[时期]|依法|如期|及时|本机关|我[局委厅办镇乡县市区]/gu;

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
export function requestsIn(phrase: Phrase, paragraph: string, earlier: Earlier): Binding | null {
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
    PART_OF_HANDLED.test(phrase.order === 'number-first' ? phrase.lead + phrase.text : phrase.lead) ||
    (requests &&
      (CHANNELS_OF_REQUESTS.test(phrase.text.replace(/依申请公开/gu, '')) ||
        (KINDS_OF_APPLICANTS.test(phrase.text) && !areAllKinds(phrase.text))));
  const ofThisYear = /当年|年内/u.test(phrase.lead);
  // 收到的申请当年办结
  const attributive = main.length < verbs.length;
  const scope = part || (ofThisYear && attributive) ? 'part' : ofThisYear ? 'up-to' : 'own';
  return { cells: [total('handledTotal')], scope, confidence: Math.max(object, inherited) };
}

export function applicantsIn(phrase: Phrase, paragraph: string): Binding | null {
  const found = APPLICANTS.find((a) => a.words.test(phrase.text));
  if (!found || areAllKinds(phrase.text) || has(phrase, 'handled', 'carried', 'deferred', 'open', 'documents'))
    return null;
  if (!/(?:新收|收到|受理|接到|收悉|申请)/u.test(`${paragraph}${phrase.before}`)) return null;
  if (PART_OF_REQUESTS.test(phrase.text.replace('其中', ''))) return null;
  const cells = found.columns.map((column) => ofForm('applications', 'newlyReceived', column));
  return { cells, name: cells.length === 1 ? '' : '新收申请法人或其他组织', confidence: plain };
}

/** 合计8件 behind parts of one total is that total. */
export function totalOfParts(phrase: Phrase, earlier: Earlier): Binding | null {
  if (!/^(?:以上)?(?:共|合计|共计|总计|一共)(?:为|有|是)?$/u.test(phrase.text)) return null;
  const parts = earlier.phrases.map((e) => e.count);
  const [first] = parts;
  if (!first || parts.length < 2 || !/newlyReceived|handledTotal/u.test(first.cells[0]!)) return null;
  return parts.every((p) => p?.scope === 'part' && p.cells[0] === first.cells[0])
    ? { cells: first.cells, confidence: inherited }
    : null;
}

/** Requests for other things, and complaints that are settled like them. */
export function countsOtherThings(binding: Binding, phrase: Phrase): boolean {
  const [cell] = binding.cells;
  if (!cell?.startsWith('applications/')) return false;
  const what = ASKED_FOR.exec(phrase.text)?.groups?.what ?? '';
  if (OTHER_REQUESTS.test(what) && !/公开/u.test(what)) return true;
  const sentence = `${phrase.before}${phrase.text}`;
  if (OTHER_REQUESTS.test(sentence) && !ABOUT_DISCLOSURE.test(sentence)) return true;
  if (OTHER_TOPIC.test(phrase.lead)) return true;
  return cell.startsWith('applications/handledTotal') && OTHER_TOPIC.test(sentence) && !has(phrase, 'requests');
}
