import { namedTwice, REMAINDER, sharesOf } from '../breakdown.ts';
import type { Evidence } from '../evidence.ts';
import { type Fault, failEach, type Instance, type Rule } from '../rule.ts';

const BASIS = '报告数据应当准确、前后一致（国办公开办函〔2021〕30号）';
/** Shares of one list from which they are meant to be all. */
const SHARES_FROM = 3;
/** Per cent by which each share may be rounded. */
const ROUNDING = 1;

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** Shares that stop short of the whole, where nothing says that there is more. */
function shares(evidence: Evidence): readonly Instance[] {
  const faults = evidence.breakdowns().flatMap((b): Fault[] => {
    const told = sharesOf(b);
    const parts = b.parts.length + b.uncounted.length;
    if (b.extent === 'open' || b.rivals.length > 0 || told.length < SHARES_FROM || told.length < parts) return [];
    if (b.beyond.length > 0 || b.inOtherUnits.length > 0 || b.parts.some((p) => REMAINDER.test(p.label))) return [];
    const sum = told.reduce((total, s) => total + s.share.value, 0);
    if (sum >= 100 - ROUNDING * told.length) return [];
    return [
      {
        message: `所列各项比例之和是${rounded(sum)}%，不足100%，又没有列出其他。`,
        formula: `${told.map((s) => s.share.value).join(' + ')} = 100`,
        expected: 100,
        actual: rounded(sum),
        section: b.line.section,
        quote: b.quote,
        cause: 'unknown',
        suggestion: '核对各项比例；没有列全的，补列“其他”。',
      },
    ];
  });
  return failEach(faults);
}

function categoryTwice(evidence: Evidence): readonly Instance[] {
  const faults = evidence.breakdowns().flatMap((b) =>
    namedTwice(b).flatMap(([first, second]): Fault[] =>
      first.quantity.value === second.quantity.value
        ? []
        : [
            {
              message: `“${first.label}”在同一列举中出现两次：${first.quantity.text}和${second.quantity.text}。`,
              expected: first.quantity.value,
              actual: second.quantity.value,
              section: b.line.section,
              quote: b.quote,
              key: `${b.quote}|${first.label}`,
              suggestion: '合并重复的类别，或改正类别名称。',
            },
          ],
    ),
  );
  return failEach(faults);
}

const overview = (...paragraphs: string[]) => ({ sections: { overview: { paragraphs } } });

export const NARRATIVE_LIST_RULES: readonly Rule[] = [
  {
    id: 'narrative.shares',
    severity: 'warning',
    versions: 'all',
    title: '各项比例之和不足100%',
    explanation: '同一总数的各项比例之和应为100%（允许四舍五入的误差）；没有列全的，应列出“其他”。',
    basis: BASIS,
    formula: '各项比例之和 = 100%',
    check: shares,
    passes: overview('公开信息80条，其中动态40条，占50%，公告20条，占25%，解读20条，占25%。'),
    fails: overview('公开信息80条，其中动态20条，占25%，公告20条，占25%，解读20条，占25%。'),
  },
  {
    id: 'narrative.category-twice',
    severity: 'warning',
    versions: 'all',
    title: '同一类别列了两次',
    explanation: '同一列举中一个类别只应出现一次；出现两次而件数不同的，类别名称或件数有误。',
    basis: BASIS,
    formula: null,
    check: categoryTwice,
    passes: overview('公开信息80条，其中动态40条、公告20条、解读20条。'),
    fails: overview('公开信息80条，其中动态40条、公告20条、动态20条。'),
  },
];
