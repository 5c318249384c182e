import { type Quantity, quantitiesIn } from '../wording/quantities.ts';
import type { Line, ReportLines } from './report-lines.ts';

/** What the report says about the fee for processing information requests. Amounts in 元. */
export interface FeeStatement {
  /** The sentences that speak of it. */
  readonly quote: string;
  readonly section: number | null;
  /** Says in words that no fee was taken, no notice issued. */
  readonly none: boolean;
  /** Says, in words or figures, that no notice was issued. */
  readonly noNotice: boolean;
  readonly notices: number | null;
  readonly billed: number | null;
  readonly collected: number | null;
  /** An amount stands there without 元 or 万元. */
  readonly unitMissing: boolean;
}

const SUBJECT =
  /信息处理费|处理费|收费通知|(?:依申请|申请|信息)公开[^。；]{0,12}(?:收费|费用)|申请人[^。；]{0,12}(?:收取|收费)|(?:检索|复制|邮寄)[^。；]{0,10}费/u;
const NONE =
  /(?:未|没有|无|不曾|不存在|不涉及|暂无|均不|没)[^。；，]{0,24}(?:处理费|收费|费用|收取)|(?:处理费|收费|费用)[^。；，]{0,12}(?:未发生|未产生|没有发生|没有产生|为零|无此)|(?:处理费|收费|费用)[^。；，]{0,8}[:：]\s?(?:无|0|零)|(?:收费|收取|金额)[^。；，]{0,12}(?:均|都|皆)?为(?:零|0)(?![.\d])|免费提供|不收费|零收费/u;
/** In the section that has to report the fee, 未收取费用 and 收费0元 speak of it. */
const NOTHING_TAKEN = /(?:未|没有|无|不存在|不涉及)[^。；，]{0,16}(?:收取|收费)|(?:收取|收费)[^。；，]{0,8}[0零]\s?元/u;
const NO_NOTICE = /(?:未|没有|无)[^。；，]{0,10}收费通知|收费通知[^。；，]{0,30}均为(?:零|0)(?![.\d])/u;
const ROW_LABEL = /逾期未?未?按收费通知要求缴纳费用/u;
/** Sentences on the fee that are read in one paragraph. */
const MOST_SENTENCES = 12;
const SENTENCE = /[^。；！？\n]+[。；！？]?/gu;

const inYuan = (q: Quantity): number =>
  q.unit === '万元' ? q.value * 1e4 : q.unit === '亿元' ? q.value * 1e8 : q.value;

const isMoney = (q: Quantity): boolean => q.unit === '元' || q.unit === '万元' || q.unit === '亿元';

interface Amounts {
  notices: number | null;
  billed: number | null;
  collected: number | null;
  unitMissing: boolean;
}

/** Binds one number by the words between it and the number before it. */
function bind(amounts: Amounts, before: string, q: Quantity): void {
  const about = before.slice(-40);
  const bare = q.unit === null && /(?:金额|费)[^，。；、]{0,10}$/u.test(about);
  if (bare) amounts.unitMissing = true;
  if (isMoney(q) || bare) {
    const taken = /实际收|实收|收取|收缴|已收|共收|收到/u.test(about);
    const asked = /应收|总金额|收费金额|通知[^，。；]{0,10}金额/u.test(about);
    if (taken) amounts.collected ??= inYuan(q);
    else if (asked) amounts.billed ??= inYuan(q);
    else amounts.collected ??= inYuan(q);
  } else if (/通知|次数/u.test(about) && (q.unit === '件' || q.unit === '份' || q.unit === '次' || q.unit === '个')) {
    amounts.notices ??= q.value;
  }
}

function readSentences(line: Pick<Line, 'text' | 'role' | 'section' | 'quantities'>): FeeStatement | null {
  // the row of table three speaks of notices that were not heeded
  const sentences = [...line.text.matchAll(SENTENCE)].filter(
    (m) => (SUBJECT.test(m[0]) || (line.role === 'other' && NOTHING_TAKEN.test(m[0]))) && !ROW_LABEL.test(m[0]),
  );
  const [first] = sentences;
  if (!first) return null;
  sentences.length = Math.min(sentences.length, MOST_SENTENCES);
  const amounts: Amounts = { notices: null, billed: null, collected: null, unitMissing: false };
  for (const sentence of sentences) {
    const end = sentence.index + sentence[0].length;
    let from = sentence.index;
    for (const q of line.quantities()) {
      if (q.start < sentence.index || q.end > end) continue;
      bind(amounts, line.text.slice(from, q.start), q);
      from = q.end;
    }
  }
  const quote = sentences.map((m) => m[0]).join('');
  return {
    ...amounts,
    quote: quote.trim(),
    section: line.section,
    none: NONE.test(quote),
    noNotice: amounts.notices === 0 || NO_NOTICE.test(quote),
  };
}

const says = (statement: FeeStatement | null): statement is FeeStatement =>
  statement !== null &&
  (statement.none || [statement.notices, statement.billed, statement.collected].some((n) => n !== null));

/** Whether a text of the last section reports the fee. */
export const reportsFee = (text: string): boolean =>
  text.split('\n').some((line) => says(readSentences({ ...lineOf(line), role: 'other' })));

const lineOf = (text: string) => ({ text, section: null, quantities: () => quantitiesIn(text) });

/** Paragraphs with the heading that they stand under: （一）信息处理费：无。 */
const underHeadings = (lines: readonly Line[]) =>
  lines.flatMap((line, i) => {
    const next = lines[i + 1];
    if (line.kind !== 'subheading' || next?.kind !== 'paragraph') return [];
    const text = `${line.text}：${next.text}`;
    return [{ ...next, text, quantities: () => quantitiesIn(text) }];
  });

/** The fee statement of the report, that of its last section first; null where nothing is said about the fee. */
export function feeStatementOf(report: ReportLines): FeeStatement | null {
  const others = report.linesOf('other');
  const rest = report.lines().filter((l) => l.role !== 'other' && l.role !== 'proactiveDisclosure');
  for (const line of [...others, ...underHeadings(others), ...rest]) {
    const statement = readSentences(line);
    if (says(statement)) return statement;
  }
  return null;
}
