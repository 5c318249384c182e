import type { Quantity } from '../wording/quantities.ts';
import type { Line, ReportLines } from './report-lines.ts';

/**
 * Whether the parts are meant to be all of the whole. `closed`: a remainder at the end, or the form, says so.
 * `listed`: three and more parts in a row, which mostly are all. `open`: 等, 主要, 涉及 say that there are more.
 * `unknown`: nothing says anything.
 */
export type Extent = 'closed' | 'listed' | 'open' | 'unknown';

/** A whole with the list of its parts, as a sentence states it. */
export interface Breakdown {
  readonly line: Line;
  readonly whole: Quantity;
  readonly parts: readonly Part[];
  /** Same-unit counts of the sentence behind the last part, which may or may not go on with the list. */
  readonly beyond: readonly number[];
  /** Counts behind the last part that go on with the list in another unit: 公告11条、规范性文件1件. */
  readonly inOtherUnits: readonly number[];
  /** Parts that have a share and no number. */
  readonly uncounted: readonly Uncounted[];
  /** Other totals before the list, of which the parts may be as well: 复议4件和诉讼2件，其中. */
  readonly rivals: readonly Quantity[];
  readonly extent: Extent;
  /** Whether the whole stands before its parts or after them. */
  readonly direction: 'before' | 'after';
  readonly quote: string;
}

export interface Part {
  readonly quantity: Quantity;
  /** Of the quantity among those of its line. */
  readonly index: number;
  readonly label: string;
  /** What share of the whole it is said to be. */
  readonly share: Quantity | null;
}

/** A part of which only the share is told. */
export interface Uncounted {
  readonly label: string;
  readonly share: Quantity;
}

/** A share said of the number or of the name before it: 20件，占40%; 20件（40%）; 所占比例为30%. */
const SHARE_WORDS =
  /^\s?[，,（(、]?\s?(?:其|所|约)?(?:占[\p{Script=Han}]{0,12}?|比例|比重|百分比)(?:比例|比重|比率|百分比|份额)?(?:的|为|是|约|达|达到|大约){0,2}\s?$|^\s?[（(]约?\s?$/u;

/** Words that open a list of parts, between the whole and its first part. */
const CUE =
  /^[^。；！？]{0,14}?[，,。；（(]?\s*(?<weak>主要|重点)?(?:其中|包括|包含|分别为|分别是|分为|含)(?<weak2>主要|重点)?(?:有|是|为|包括)?\s?[:：，,]?/u;
/** Beginnings of a new statement, which is no part of the list before it. */
const STATEMENT =
  /上年|去年|上一年|同比|环比|较|比上|增长|下降|结转|现行有效|满意率|办复率|按时|均[在获已按为]|(?<!公)共(?:计|有|收|办|发)?$|合计|累计|全年|^(?:并|已|先后|及时|积极)?(?:办结|答复|印发|制发|废止|召开|组织|举办|开展|回应|关注|访问|阅读|减少|增加)/u;
const OPEN_PART = /涉及|例如|比如|尤其|重点|主要/u;
/** All the rest; 其他部门 and the like are one more kind. */
export const REMAINDER =
  /(?:其他|其它|其余|剩余)(?!.{0,2}(?:部门|单位|机关|组织|地区|县|市|区|乡|镇|街道|省|科室|股室|企业|法律))/u;
/** Ways of publishing: one item goes out by several of them, so their counts may exceed the whole. */
export const CHANNEL =
  /网站|网上|微博|微信|公众号|新媒体|公报|报刊|报纸|电视|广播|客户端|APP|媒体|平台|专栏|栏目|公开栏|查阅/iu;
const LONGEST_LABEL = 18;
/** Characters between two totals that one list may be of. */
const LONGEST_RIVAL = 24;
/** Units in which a list of things published may go on. */
const THINGS: ReadonlySet<string | null> = new Set(['件', '条', '份', '篇', '项', '个', '则', '期']);
/** Characters before a total in which its parts are looked for. */
const LONGEST_SENTENCE = 600;
/** Parts that are looked at; no published list is as long. */
const LONGEST_LIST = 60;
/** Parts that make a list. */
const LIST_FROM = 3;

/** Natural persons and organisations are all the applicants that the form knows. */
const areApplicants = (parts: readonly Part[]): boolean =>
  parts.length === 2 && parts[0]!.label.startsWith('自然人') && parts[1]!.label.startsWith('法人');

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

/** 较上年增加, 同比减少: what a number says that follows is no total. */
const CHANGE = /(?:较|比(?:上|去|20)|同比)[^，。；、\d]{0,12}\d{0,4}[^，。；、\d]{0,8}$/u;

/** Index of the total that a list is of, which a change against last year may follow: 90条，较上年增加5条，其中甲60条. */
function wholeAt(text: string, quantities: readonly Quantity[], index: number): number {
  const [total, change, first] = [quantities[index - 1], quantities[index]!, quantities[index + 1]];
  if (total?.unit !== change.unit) return index;
  const between = text.slice(total.end, change.start);
  const label = text.slice(change.end, first?.start ?? change.end);
  return CHANGE.test(between) && !SENTENCE_END.test(between) && !/[增减多少]/u.test(label) ? index - 1 : index;
}

/** The list that follows a whole, if the words after it open one. */
function breakdownOf(line: Line, quantities: readonly Quantity[], index: number, depths: Int8Array): Breakdown | null {
  const { text } = line;
  const last = quantities[index]!;
  const next = quantities[index + 1];
  if (!next || last.unit === null || last.unit === '%') return null;
  const cue = CUE.exec(text.slice(last.end, next.start));
  if (!cue) return null;
  const at = wholeAt(text, quantities, index);
  const whole = quantities[at]!;
  const first = last.end + cue[0].length;
  const depth = depths[first] ?? 0;
  // 45件（甲20件、乙25件），其中: the list is of what stands before the brackets
  if (depths[whole.start]! > depth) return null;
  const ownSentence = /^\s*[^。；！？]{0,14}。\s*其中/u.test(cue[0]);
  const { parts, beyond, inOtherUnits, uncounted, end } = listFrom(
    line,
    quantities.slice(index + 1, index + 1 + LONGEST_LIST),
    {
      whole,
      from: first,
      first: index + 1,
      depths,
      depth,
      bySemicolons: ownSentence || /[:：]\s?$/u.test(cue[0]),
    },
  );
  const final = parts.at(-1);
  if (!final || whole.approximate || parts.some((p) => p.quantity.approximate)) return null;
  const weak = cue.groups?.weak !== undefined || cue.groups?.weak2 !== undefined;
  const tail = text.slice(final.quantity.end, Math.min(end, final.quantity.end + 8));
  const open = weak || /^[^。；，,]{0,4}等/u.test(tail) || parts.some((p) => OPEN_PART.test(p.label));
  const quote = text.slice(Math.max(whole.start - 20, 0), final.quantity.end).trim();
  const rivals = rivalsOf(text, quantities, at);
  const goesOn = beyond.length > 0 || inOtherUnits.length > 0 || uncounted.length > 0;
  const extent = open ? 'open' : rivals.length > 0 ? 'unknown' : extentOf(parts, goesOn, tail);
  return { line, whole, parts, beyond, inOtherUnits, uncounted, rivals, extent, direction: 'before', quote };
}

/** Totals of the same unit that lead up to the last one before the list, without a full stop between them. */
function rivalsOf(text: string, quantities: readonly Quantity[], index: number): readonly Quantity[] {
  const rivals: Quantity[] = [];
  for (let i = index - 1, next = quantities[index]!; i >= 0; i--) {
    const each = quantities[i]!;
    const between = text.slice(each.end, next.start);
    if (each.unit !== next.unit || each.approximate || between.length > LONGEST_RIVAL) break;
    if (
      !/^\s?(?:[和与及、]|以及|[，,](?!其中|包括|同比|较))[^。；！？\n]*$/u.test(between) ||
      /其中|包括|分别/u.test(between)
    )
      break;
    rivals.push(each);
    next = each;
  }
  // what leads up to these totals may be a list itself
  return /其中|包括|包含|分别/u.test(/[^。；！？\n]*$/u.exec(text.slice(0, rivals.at(-1)?.start ?? 0))?.[0] ?? '')
    ? []
    : rivals;
}

function extentOf(parts: readonly Part[], goesOn: boolean, tail: string): Extent {
  if (areApplicants(parts) || (parts.length > 1 && REMAINDER.test(parts.at(-1)!.label))) return 'closed';
  // shares behind the list, or more counts, leave it open whether these are all
  if (goesOn || parts.some((p) => p.share !== null) || /^[，,、]?\s?占/u.test(tail)) return 'unknown';
  return parts.length >= LIST_FROM ? 'listed' : 'unknown';
}

interface ListStart {
  readonly whole: Quantity;
  readonly from: number;
  /** Index of the first of the quantities among those of the line. */
  readonly first: number;
  readonly depths: Int8Array;
  readonly depth: number;
  /** A colon opens the list, so semicolons may part it. */
  readonly bySemicolons: boolean;
}

/** The parts of a list, up to where the sentence ends or goes on with something else; remarks in brackets left out. */
function listFrom(line: Line, quantities: readonly Quantity[], start: ListStart) {
  const { whole, first, depths, depth } = start;
  const parts: Part[] = [];
  const beyond: number[] = [];
  const inOtherUnits: number[] = [];
  const uncounted: Uncounted[] = [];
  let { from } = start;
  let end = line.text.length;
  for (const [i, q] of quantities.entries()) {
    const between = line.text.slice(from, q.start);
    if (SENTENCE_END.test(between) || depths[q.start]! < depth) break;
    const last = parts.at(-1);
    const isOpen = beyond.length === 0 && end === line.text.length;
    // 分别占57%、26%、17% shares out what stands before it, one by one
    if (q.unit === '%' && isOpen && !/分别|依次|各占/u.test(between)) {
      const shared =
        last !== undefined && from === last.quantity.end && SHARE_WORDS.test(between.replace(/^[）)]/u, ''));
      if (shared) {
        parts[parts.length - 1] = { ...last, share: q };
        from = q.end;
        continue;
      }
      const named = /^[\s、，,；;）)]*(?<label>[^，,、；;（(）)]{2,18})(?<words>[，,（(]?\s?(?:其|所|约)?占.*)$/u.exec(
        between,
      )?.groups;
      if (last && named && SHARE_WORDS.test(named.words ?? '')) {
        uncounted.push({ label: named.label ?? '', share: q });
        from = q.end;
        continue;
      }
    }
    if (depths[q.start]! > depth) continue;
    from = q.end;
    // 其中：甲1件；乙2件 goes on behind a semicolon, 其中甲1件，乙2件；丙3件 ends there
    // each part with its share: 甲1件，占50%；乙1件，占50%
    if (
      parts.length > 0 &&
      !start.bySemicolons &&
      last?.share == null &&
      uncounted.length === 0 &&
      /[；;]/u.test(between)
    )
      end = Math.min(end, q.start);
    const label = between
      .replace(/[（(][^）)]*[）)]/gu, '')
      .replace(/^[\s、，,；;：:和及与以）)]+/u, '')
      .trim();
    const isPart = q.unit === whole.unit && !STATEMENT.test(label) && label.length <= LONGEST_LABEL && label !== '';
    if (isPart && beyond.length === 0 && end === line.text.length)
      parts.push({ quantity: q, index: first + i, label, share: null });
    else {
      const goesOn = beyond.length === 0 && THINGS.has(q.unit) && label !== '' && label.length <= LONGEST_LABEL;
      if (q.unit !== whole.unit && goesOn && parts.length > 0 && !STATEMENT.test(label) && !/[；;]/u.test(between))
        inOtherUnits.push(q.value);
      end = Math.min(end, q.start);
      if (q.unit === whole.unit) beyond.push(q.value);
    }
  }
  return { parts, beyond, inOtherUnits, uncounted, end };
}

/** Counts of one unit that lead up to 合计 or 共计 in the same sentence. */
function summaryOf(line: Line, quantities: readonly Quantity[], index: number): Breakdown | null {
  const { text } = line;
  const whole = quantities[index]!;
  const lead = text.slice(Math.max(0, whole.start - 10), whole.start);
  if (!/(?:合计|共计|总计)[^，、。；！\n]{0,6}$/u.test(lead) || whole.unit === null) return null;
  const window = Math.max(0, whole.start - LONGEST_SENTENCE);
  const sentence = window + text.slice(window, whole.start).search(/[^。；！\n]*$/u);
  const parts: Part[] = [];
  let from = sentence;
  const begin = Math.max(0, index - LONGEST_LIST);
  for (const [i, q] of quantities.slice(begin, index).entries()) {
    if (q.start < sentence) continue;
    const label = text
      .slice(from, q.start)
      .replace(/^[\s、，,；;：:和及与以]+/u, '')
      .trim();
    from = q.end;
    if (q.unit !== whole.unit || q.approximate || label.length > LONGEST_LABEL) return null;
    parts.push({ quantity: q, index: begin + i, label, share: null });
  }
  if (whole.approximate || parts.length < 2) return null;
  const nested = parts.some((p) => /其中|包括/u.test(p.label));
  return nested
    ? null
    : {
        line,
        whole,
        parts,
        beyond: [],
        inOtherUnits: [],
        uncounted: [],
        rivals: [],
        extent: 'closed',
        direction: 'after',
        quote: text.slice(sentence, whole.end).trim(),
      };
}

/** Every whole with its parts that the prose states, in reading order. */
export function breakdownsOf(report: ReportLines): readonly Breakdown[] {
  return report.lines().flatMap((line) => {
    if (!/其中|包括|包含|分别|分为|含|合计|共计|总计/u.test(line.text)) return [];
    const quantities = line.quantities();
    const depths = depthAt(line.text);
    const ends = new Set<number>();
    return quantities.flatMap((quantity, i) => {
      // a sentence behind a list speaks of its whole, not of its last part: …微信20条。主要包括
      if (ends.has(i) && /^\s*。/u.test(line.text.slice(quantity.end))) return [];
      const found = breakdownOf(line, quantities, i, depths) ?? summaryOf(line, quantities, i);
      if (found?.direction === 'before') ends.add(found.parts.at(-1)!.index);
      return found ? [found] : [];
    });
  });
}

/** A share of the whole and what it is of; no number where only the share is told. */
export interface Share {
  readonly quantity: Quantity | null;
  readonly share: Quantity;
}

/** All shares of a list that are said exactly. */
export const sharesOf = ({ parts, uncounted }: Breakdown): readonly Share[] =>
  [
    ...parts.flatMap(({ quantity, share }) => (share === null ? [] : [{ quantity, share }])),
    ...uncounted.map(({ share }) => ({ quantity: null, share })),
  ].filter(({ share }) => !share.approximate);

/** Pairs of parts that bear one name. */
export const namedTwice = ({ parts }: Breakdown): readonly (readonly [Part, Part])[] => {
  const named = new Map<string, Part>();
  return parts.flatMap((part): (readonly [Part, Part])[] => {
    const name = part.label.replace(/\s+/gu, '');
    const first = named.get(name);
    named.set(name, first ?? part);
    return first && name.length > 1 ? [[first, part]] : [];
  });
};
