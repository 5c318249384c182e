import type { Quantity } from '../../wording/quantities.ts';
import type { Evidence, Line } from '../evidence.ts';
import { type Fault, failEach, type Instance, type Rule } from '../rule.ts';

/** A whole with the list of its parts, as a sentence states it. */
interface Breakdown {
  readonly line: Line;
  readonly whole: Quantity;
  readonly parts: readonly Part[];
  /** All parts are meant to be there: no 等, no 主要, no 涉及, or a remainder at the end. */
  readonly closed: boolean;
  /** Whether the whole stands before its parts or after them. */
  readonly direction: 'before' | 'after';
  readonly quote: string;
}

interface Part {
  readonly quantity: Quantity;
  readonly label: string;
}

/** Words that open a list of parts, between the whole and its first part. */
const CUE =
  /^[^。；！？]{0,14}?[，,。；（(]?\s?(?<weak>主要|重点)?(?:其中|包括|包含|分别为|分别是|分为|含)(?<weak2>主要|重点)?(?:有|是|为|包括)?\s?[:：，,]?/u;
/** Beginnings of a new statement, which is no part of the list before it. */
const STATEMENT =
  /上年|去年|上一年|同比|环比|较|比上|增长|下降|减少|办结|答复|结转|印发|制发|废止|召开|组织|举办|开展|回应|关注|访问|阅读|现行有效|收费|满意率|办复率|按时|均|共|合计|累计|全年/u;
const OPEN_PART = /涉及|例如|比如|尤其|重点|主要/u;
const REMAINDER = /其他|其它|其余|剩余/u;
/** Ways of publishing: one item goes out by several of them, so their counts may exceed the whole. */
const CHANNEL =
  /网站|网上|微博|微信|公众号|新媒体|公报|报刊|报纸|电视|广播|客户端|APP|媒体|平台|专栏|栏目|公开栏|查阅/iu;
const LONGEST_LABEL = 18;
/** Parts from which a list without a remainder is taken to be complete. */
const COMPLETE_FROM = 3;

const depthAt = (text: string): Int8Array => {
  const depths = new Int8Array(text.length + 1);
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '（' || text[i] === '(') depth = Math.min(depth + 1, 100);
    depths[i] = depth;
    if ((text[i] === '）' || text[i] === ')') && depth > 0) depth--;
  }
  depths[text.length] = depth;
  return depths;
};

const SENTENCE_END = /[。！？\n]/u;

/** The list that follows a whole, if the words after it open one. */
function breakdownOf(line: Line, quantities: readonly Quantity[], index: number, depths: Int8Array): Breakdown | null {
  const { text } = line;
  const whole = quantities[index]!;
  const next = quantities[index + 1];
  if (!next || whole.unit === null || whole.unit === '%') return null;
  const cue = CUE.exec(text.slice(whole.end, next.start));
  if (!cue) return null;
  const first = whole.end + cue[0].length;
  const depth = depths[first] ?? 0;
  const parts: Part[] = [];
  let from = first;
  let ended = text.length;
  for (const q of quantities.slice(index + 1)) {
    const between = text.slice(from, q.start);
    if (SENTENCE_END.test(between)) break;
    // remarks in brackets within the list, and quantities after the bracket that holds it, are no parts
    if (depths[q.start]! > depth) continue;
    if (depths[q.start]! < depth) break;
    const label = between
      .replace(/[（(][^）)]*[）)]/gu, '')
      .replace(/^[\s、，,；;：:和及与以]+/u, '')
      .trim();
    if (q.unit !== whole.unit || STATEMENT.test(label) || label.length > LONGEST_LABEL || label === '') {
      ended = q.start;
      break;
    }
    parts.push({ quantity: q, label });
    from = q.end;
  }
  const last = parts.at(-1);
  if (!last || whole.approximate || parts.some((p) => p.quantity.approximate)) return null;
  const tail = text.slice(last.quantity.end, Math.min(ended, last.quantity.end + 8));
  const etc = /^[^。；，,]{0,4}等/u.test(tail);
  const weak = cue.groups?.weak !== undefined || cue.groups?.weak2 !== undefined;
  const remainder = parts.length > 1 && REMAINDER.test(last.label);
  const open = etc || weak || parts.some((p) => OPEN_PART.test(p.label));
  const quote = text.slice(Math.max(whole.start - 20, 0), last.quantity.end).trim();
  return {
    line,
    whole,
    parts,
    closed: !open && (remainder || parts.length >= COMPLETE_FROM),
    direction: 'before',
    quote,
  };
}

/** Counts of one unit that lead up to 合计 or 共计 in the same sentence. */
function summaryOf(line: Line, quantities: readonly Quantity[], index: number): Breakdown | null {
  const { text } = line;
  const whole = quantities[index]!;
  const sentence = Math.max(...['。', '；', '！', '\n'].map((mark) => text.lastIndexOf(mark, whole.start))) + 1;
  const lead = text.slice(Math.max(sentence, whole.start - 10), whole.start);
  if (!/(?:合计|共计|总计)[^，、]{0,6}$/u.test(lead) || whole.unit === null) return null;
  const parts: Part[] = [];
  let from = sentence;
  for (const q of quantities.slice(0, index)) {
    if (q.start < sentence) continue;
    const label = text
      .slice(from, q.start)
      .replace(/^[\s、，,；;：:和及与以]+/u, '')
      .trim();
    from = q.end;
    if (q.unit !== whole.unit || q.approximate || label.length > LONGEST_LABEL) return null;
    parts.push({ quantity: q, label });
  }
  if (whole.approximate || parts.length < 2) return null;
  const nested = parts.some((p) => /其中|包括/u.test(p.label));
  return nested
    ? null
    : { line, whole, parts, closed: true, direction: 'after', quote: text.slice(sentence, whole.end).trim() };
}

function breakdownsOf(evidence: Evidence): readonly Breakdown[] {
  return evidence.lines().flatMap((line) => {
    if (!/其中|包括|包含|分别|分为|含|合计|共计|总计/u.test(line.text)) return [];
    const quantities = line.quantities();
    const depths = depthAt(line.text);
    return quantities.flatMap((_, i) => {
      const found = breakdownOf(line, quantities, i, depths) ?? summaryOf(line, quantities, i);
      return found ? [found] : [];
    });
  });
}

const DUST = 1e-6;

/**
 * Whether the parts make up the whole. In a list without a remainder its first parts may do so before something else
 * begins; in a list that leads up to its total, the last ones.
 */
function addsUp({ whole, parts, direction }: Breakdown): boolean {
  const values = parts.map((p) => p.quantity.value);
  const ordered = direction === 'after' ? values.toReversed() : values;
  let sum = 0;
  const sums = ordered.map((value) => {
    sum += value;
    return sum;
  });
  const complete = direction === 'before' && REMAINDER.test(parts.at(-1)!.label);
  return (complete ? sums.slice(-1) : sums.slice(1)).some((s) => Math.abs(s - whole.value) < DUST);
}

const areChannels = ({ parts }: Breakdown): boolean => parts.filter((p) => CHANNEL.test(p.label)).length >= 2;

function sums(evidence: Evidence): readonly Instance[] {
  const faults = breakdownsOf(evidence).flatMap((b): Fault[] => {
    if (!b.closed || addsUp(b)) return [];
    const sum = Math.round(b.parts.reduce((total, p) => total + p.quantity.value, 0) * 1e6) / 1e6;
    if (sum > b.whole.value && areChannels(b)) return [];
    return [
      {
        message: `文字说共${b.whole.text}，所列各项之和是${sum}${b.whole.unit}，相差${Math.round(Math.abs(sum - b.whole.value) * 1e6) / 1e6}。`,
        formula: `${b.parts.map((p) => p.quantity.value).join(' + ')} = ${b.whole.value}`,
        expected: sum,
        actual: b.whole.value,
        section: b.line.section,
        quote: b.quote,
        suggestion: '核对总数和各项；没有列全的，写“等”或补列“其他”。',
      },
    ];
  });
  return failEach(faults);
}

function subsets(evidence: Evidence): readonly Instance[] {
  const faults = breakdownsOf(evidence).flatMap((b) =>
    b.parts
      .filter((p) => p.quantity.value > b.whole.value + DUST && !areChannels(b))
      .map(
        (p): Fault => ({
          message: `“${p.label}”${p.quantity.text}，大于总数${b.whole.text}。`,
          formula: `${p.quantity.value} ≤ ${b.whole.value}`,
          expected: b.whole.value,
          actual: p.quantity.value,
          section: b.line.section,
          quote: b.quote,
          key: `${b.quote}|${p.label}`,
          suggestion: '核对总数和该项。',
        }),
      ),
  );
  return failEach(faults);
}

const overview = (...paragraphs: string[]) => ({ sections: { overview: { paragraphs } } });

export const NARRATIVE_SUM_RULES: readonly Rule[] = [
  {
    id: 'narrative.sum',
    severity: 'error',
    versions: 'all',
    title: '文字中的总数与各项之和不符',
    explanation:
      '文字列出总数和全部分项的，各项之和应等于总数。带“等”“主要”“涉及”的列举不求和；“其中”之内再套的“其中”不重复计入。',
    basis: '报告数据应当准确、前后一致（国办公开办函〔2021〕30号）',
    formula: '各项之和 = 总数',
    check: sums,
    passes: overview(
      '公开信息88条，其中涉及提案答复6条，涉及项目备案38条。政协提案共10件，包含主办件3件（其中重点提案1件）、分办1件、会办6件。',
    ),
    fails: overview('公开信息100条，其中，动态信息60条，公告20条，其他10条。'),
  },
  {
    id: 'narrative.subset',
    severity: 'warning',
    versions: 'all',
    title: '其中项大于总数',
    explanation: '“其中”所列的任何一项都不应大于总数。',
    basis: '报告数据应当准确、前后一致（国办公开办函〔2021〕30号）',
    formula: '其中项 ≤ 总数',
    check: subsets,
    passes: overview('办理建议20件，其中重点建议3件。'),
    fails: overview('办理建议20件，其中重点建议30件。'),
  },
];
