import type { Quantity } from '../../wording/quantities.ts';
import { type Breakdown, CHANNEL, REMAINDER } from '../breakdown.ts';
import type { Evidence } from '../evidence.ts';
import { type Fault, failEach, type Instance, type Rule } from '../rule.ts';

const DUST = 1e-6;

/**
 * Whether the parts make up the whole. The first ones of a list may do so before something else begins, or it may go on
 * where it seemed to end; in a list that leads up to its total the last ones may. With a remainder only all of them can.
 */
function addsUp({ whole, parts, beyond, inOtherUnits, rivals, direction }: Breakdown): boolean {
  const values = parts.map((p) => p.quantity.value);
  const ordered =
    direction === 'after' ? values.toReversed() : [...values, ...(inOtherUnits.length > 0 ? inOtherUnits : beyond)];
  let sum = 0;
  const sums = ordered.map((value) => {
    sum += value;
    return sum;
  });
  const complete = direction === 'before' && REMAINDER.test(parts.at(-1)!.label);
  const candidates = complete ? sums.slice(values.length - 1) : sums.slice(1);
  const wholes = [whole.value, ...rivals.map((r) => r.value), totalOf(whole, rivals)];
  return candidates.some((s) => wholes.some((w) => Math.abs(s - w) < DUST));
}

const totalOf = (whole: Quantity, rivals: readonly Quantity[]): number =>
  rivals.reduce((sum, r) => sum + r.value, whole.value);

const OUTCOME = /予以公开|部分公开|不予公开|无法提供|不予处理|其他处理/u;

/** Outcomes of the year add up to what was handled, not to what was received, some of which is left and some carried in. */
const areOutcomes = ({ whole, parts }: Breakdown): boolean =>
  parts.some((p) => OUTCOME.test(p.label)) && !/办结|答复|办理/u.test(whole.clause);

/** Share of the whole from which a list that nothing closes is taken to have meant all of it. */
const COVERAGE = 0.8;

/** How sure it is that a list that does not add up is wrong; null: not at all. */
function gravity(b: Breakdown, sum: number): 'error' | 'warning' | null {
  const over = sum > b.whole.value;
  // told by narrative.subset; mostly the list is of something else
  if (b.rivals.length > 0 || b.parts.some((p) => p.quantity.value > b.whole.value)) return null;
  if ((over && areChannels(b)) || areOutcomes(b)) return null;
  // however many more there are, they make it no less
  if (b.extent === 'open') return over && b.parts.length > 1 ? 'warning' : null;
  if (b.extent === 'closed') return 'error';
  if (b.extent === 'listed') return over || sum >= COVERAGE * b.whole.value ? 'error' : 'warning';
  // two parts can be more than the whole only if they overlap, which they may
  return over && b.parts.length > 1 ? 'warning' : null;
}

const areChannels = ({ parts }: Breakdown): boolean => parts.filter((p) => CHANNEL.test(p.label)).length >= 2;

function sums(evidence: Evidence): readonly Instance[] {
  const faults = evidence.breakdowns().flatMap((b): Fault[] => {
    if (addsUp(b)) return [];
    const sum = Math.round(b.parts.reduce((total, p) => total + p.quantity.value, 0) * 1e6) / 1e6;
    const severity = gravity(b, sum);
    if (severity === null) return [];
    return [
      {
        severity,
        cause: severity === 'error' ? 'agency' : 'unknown',
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

/** Parts above their whole, or above all the totals that they may be parts of; where most are, the list is of something else. */
function partsAbove(b: Breakdown): readonly Breakdown['parts'][number][] {
  const limit = totalOf(b.whole, b.rivals);
  const above = b.parts.filter((p) => p.quantity.value > limit + DUST);
  return above.length > 1 ? [] : above;
}

function subsets(evidence: Evidence): readonly Instance[] {
  const faults = evidence.breakdowns().flatMap((b) =>
    partsAbove(b).map(
      (p): Fault => ({
        message:
          b.rivals.length === 0
            ? `“${p.label}”${p.quantity.text}，大于总数${b.whole.text}。`
            : `“${p.label}”${p.quantity.text}，大于前面各数之和${totalOf(b.whole, b.rivals)}${b.whole.unit}。`,
        formula: `${p.quantity.value} ≤ ${totalOf(b.whole, b.rivals)}`,
        expected: totalOf(b.whole, b.rivals),
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
