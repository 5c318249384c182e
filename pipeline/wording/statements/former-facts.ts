import type { StatisticsKey } from '../../../config/catalogue/statistics-2008.ts';
import type { Quantity } from '../quantities.ts';
import { MONEY } from '../units.ts';
import { type Phrase, type Previous, phraseOf } from './phrase.ts';
import { has, type Setting, type StatedCount } from './reading.ts';
import { statedCounts } from './stated-counts.ts';
import { COMPARED, speaksOfOtherYear, speaksOfPart } from './years.ts';

/**
 * What reports up to 2018 tell in prose, by the names of their statistical table. They have no table that a sentence is
 * held against: a number is bound only where verb and object leave no choice.
 */

const INFORMATION = '(?:各类|各项|各种|相关|有关)?(?:政府|政务)?(?:公开)?信息(?:总数|总量|数量|数)?';
const SUM = '(?:共计|总计|合计|累计|总共|一共|共|为|达到?)*';
const PUBLISHED = `(?:主动)?(?:公开|发布|公布|刊登|发出|更新)(?:了)?${SUM}`;
/** Nothing but information in general stands between the way and the number: 发布工作动态60条 is a part. */
const by = (way: string): RegExp =>
  new RegExp(
    `(?:${way})(?:平台|渠道|公众号|账号|方式|栏目|上|等)*(?:上|共)?${PUBLISHED}(?:${INFORMATION})?${SUM}$`,
    'u',
  );

interface FormerFact {
  readonly key: StatisticsKey;
  readonly words: RegExp;
  readonly units: ReadonlySet<string>;
}

const DOCUMENTS = new Set(['条', '件', '份', '篇', '项', '条次']);
const CASES = new Set(['件', '宗', '起', '份', '例', '次', '条', '件次', '人次']);
const PEOPLE = new Set(['人', '名', '位']);
const STAFF = '(?:工作)?(?:人员)?';

/** The narrower first: what a longer phrase says is not what its end says. */
const FACTS: readonly FormerFact[] = [
  { key: 'byGazette', words: by('公报'), units: DOCUMENTS },
  { key: 'byMicroblog', words: by('微博'), units: DOCUMENTS },
  { key: 'byWechat', words: by('微信'), units: DOCUMENTS },
  { key: 'byWebsite', words: by('(?:门户|政府|政务|部门|本机关|官方|公众)?(?:信息)?(?:网站|网)'), units: DOCUMENTS },
  { key: 'byOther', words: by('其[他它](?:方式|形式|渠道|途径)'), units: DOCUMENTS },
  {
    key: 'disclosed',
    words: new RegExp(
      `(?<!依申请)主动公开(?:了)?${SUM}(?:${INFORMATION})?${SUM}$|(?:公开|发布)(?:了)?${SUM}(?:各类|各项)?(?:政府|政务)信息(?:总数|数)?${SUM}$`,
      'u',
    ),
    units: DOCUMENTS,
  },
  { key: 'inPerson', words: /当面(?:提交|提出)?(?:的)?(?:申请)?(?:数)?(?:共|为)?$/u, units: CASES },
  { key: 'byFax', words: /传真(?:方式)?(?:提交|提出)?(?:的)?(?:申请)?(?:数)?(?:共|为)?$/u, units: CASES },
  {
    key: 'byNetwork',
    words: /(?:网络|网上|互联网)(?:方式)?(?:提交|提出)?(?:的)?(?:申请)?(?:数)?(?:共|为)?$/u,
    units: CASES,
  },
  {
    key: 'byLetter',
    words: /(?:信函|邮寄|信件)(?:方式)?(?:提交|提出)?(?:的)?(?:申请)?(?:数)?(?:共|为)?$/u,
    units: CASES,
  },
  { key: 'doneInTime', words: /按[时期](?:办结|答复)(?:申请)?(?:数)?(?:共|为)?$/u, units: CASES },
  { key: 'doneExtended', words: /延期(?:办结|答复)(?:申请)?(?:数)?(?:共|为)?$/u, units: CASES },
  { key: 'alreadyPublic', words: /(?:属于)?已(?:经)?主动公开(?:范围)?(?:的)?(?:数)?(?:共|为)?$/u, units: CASES },
  { key: 'partlyAgreed', words: /(?:同意)?部分公开(?:答复|申请)?(?:的)?(?:数)?(?:共|为)?$/u, units: CASES },
  { key: 'refused', words: /不(?:予|同意)公开(?:答复|申请)?(?:的)?(?:数)?(?:共|为)?$/u, units: CASES },
  { key: 'agreed', words: /(?<!不)(?:同意|予以|准予)公开(?:答复|申请)?(?:的)?(?:数)?(?:共|为)?$/u, units: CASES },
  {
    key: 'notHeld',
    words: /(?:不属于|非)本(?:行政)?机关(?:公开|掌握|职责|政府信息|信息)*(?:范围)?(?:的)?(?:数)?(?:共|为)?$/u,
    units: CASES,
  },
  { key: 'notExisting', words: /(?:申请)?(?:政府)?信息不存在(?:的)?(?:数)?(?:共|为)?$/u, units: CASES },
  { key: 'toCorrect', words: /(?:告知)?(?:作出)?更改补充(?:的)?(?:数)?(?:共|为)?$/u, units: CASES },
  { key: 'otherWay', words: /(?:告知)?(?:通过)?其[他它]途径办理(?:的)?(?:数)?(?:共|为)?$/u, units: CASES },
  { key: 'staffFull', words: new RegExp(`专职${STAFF}${SUM}$`, 'u'), units: PEOPLE },
  { key: 'staffPart', words: new RegExp(`兼职${STAFF}${SUM}$`, 'u'), units: PEOPLE },
  {
    key: 'staff',
    words: new RegExp(`(?:从事|负责)?(?:政府)?信息公开(?:工作)?(?:的)?(?:工作)?人员(?:数)?${SUM}$`, 'u'),
    units: PEOPLE,
  },
];

/** 收取依申请公开费用0.3万元: money taken for information. */
const FEES =
  /(?:收取|收到|收)[^，。；]{0,16}(?:费|费用)[^，。；]{0,4}$|(?:检索|复制|邮寄|信息公开)[^，。；]{0,4}费(?:用)?[^，。；]{0,4}$/u;

/** Names of the numbers that the grammar of the later forms binds to their cells. */
const OF_CELLS: Readonly<Record<string, StatisticsKey>> = {
  'applications/newlyReceived/total': 'received',
  'applications/handledTotal/total': 'done',
  'applications/disclosed/total': 'agreed',
  'applications/partiallyDisclosed/total': 'partlyAgreed',
  'remedies/reconsideration/total': 'reviews',
  'remedies/reconsideration/upheld': 'reviewsUpheld',
  'remedies/reconsideration/corrected': 'reviewsCorrected',
  'remedies/reconsideration/other': 'reviewsOther',
  'remedies/litigationDirect/total': 'suits',
  'remedies/litigationDirect/upheld': 'suitsUpheld',
  'remedies/litigationDirect/corrected': 'suitsCorrected',
  'remedies/litigationDirect/other': 'suitsOther',
};

/** A sum of cells that is one number of the former table: both kinds of suits, all reasons of refusal. */
const isOneThere = ({ cells }: StatedCount): boolean =>
  cells.length === 1 || cells.every((cell) => cell.startsWith('remedies/litigation'));

function ofCount(count: StatedCount | null, phrase: Phrase): StatisticsKey | null {
  if (count === null || count.scope !== 'own' || count.otherwise.length > 0 || !isOneThere(count)) return null;
  const key = OF_CELLS[count.cells[0]!] ?? null;
  return key === 'done' && /答复|回复/u.test(phrase.text) && !/办结|办理/u.test(phrase.text) ? 'replied' : key;
}

function ofWords(phrase: Phrase, { unit }: Quantity, { years }: Setting): StatisticsKey | null {
  const { lead, before, text } = phrase;
  if (COMPARED.test(lead) || speaksOfPart(phrase, years) || speaksOfOtherYear(before, years)) return null;
  if (has(phrase, 'last', 'next') || unit === null) return null;
  if (unit in MONEY) return FEES.test(text) && /信息|申请公开/u.test(before) ? 'fees' : null;
  // 配备了1名兼职信息员: the noun behind the number says what it counts
  return FACTS.find(({ words, units }) => units.has(unit) && words.test(text))?.key ?? null;
}

/** A counted noun that follows its number: 2名专职人员, 643条政府信息. */
function withNoun(text: string, phrase: Phrase, quantity: Quantity): Phrase {
  if (phrase.order !== 'number-last') return phrase;
  const noun = /^\s*(?<noun>(?:专职|兼职)(?:工作)?人员|(?:各类)?(?:政府|政务)信息)/u.exec(text.slice(quantity.end))
    ?.groups?.noun;
  return noun === undefined ? phrase : { ...phrase, text: `${phrase.text}${noun}` };
}

/**
 * Which indicator of the statistical table each number of a paragraph states, in the order of `quantities`; null where
 * the words do not say it. For reports without a form.
 */
export function formerFacts(
  text: string,
  quantities: readonly Quantity[],
  setting: Setting,
): readonly (StatisticsKey | null)[] {
  const counts = statedCounts(text, quantities, setting);
  let previous: Previous = { end: 0, wordsFollow: false };
  return quantities.map((quantity, i) => {
    const phrase = phraseOf(text, quantity, previous, quantities[i + 1]?.start ?? text.length);
    previous = { end: quantity.end, wordsFollow: phrase.order !== 'number-last' };
    if (quantity.approximate) return null;
    return ofCount(counts[i] ?? null, phrase) ?? ofWords(withNoun(text, phrase, quantity), quantity, setting);
  });
}
