import type { CellPath } from '../../../config/catalogue/form.ts';
import { CHANNELS_OF_REQUESTS, KINDS_OF_APPLICANTS } from '../../../config/catalogue/lexicon.ts';
import { STATEMENT_CONFIDENCE } from '../../../config/limits/statements.ts';
import { numberInWords, type Quantity } from '../../wording/quantities.ts';
import { type Breakdown, namedTwice, sharesOf } from '../breakdown.ts';
import type { Evidence } from '../evidence.ts';
import { cellName } from '../place-name.ts';
import type { Line } from '../report-lines.ts';
import { type Fault, fail, failEach, type Instance, NA, PASS, type Rule, UNSURE } from '../rule.ts';
import { titleYearConflict } from './identity.ts';

const BASIS = '报告数据应当准确、前后一致（国办公开办函〔2021〕30号）';

const decimals = (text: string): number => /\.(\d+)/u.exec(text.normalize('NFKC'))?.[1]?.length ?? 0;
const rounded = (value: number): number => Math.round(value * 100) / 100;

const RATE = /率(?:均)?(?:为|达到?|是|保持在?)?\s?$/u;

/** Share of each part that has one, by the whole of its list. */
function shareFaults(evidence: Evidence): readonly Fault[] {
  return evidence.breakdowns().flatMap((b) => {
    const { line, whole, quote, rivals } = b;
    if (whole.value === 0 || rivals.length > 0) return [];
    const shares = sharesOf(b);
    const faults = shares.flatMap(({ quantity, share }): Fault[] => {
      if (quantity === null) return [];
      const ratio = (100 * quantity.value) / whole.value;
      const tolerance = 10 ** -decimals(share.text) + 1e-9;
      if (Math.abs(ratio - share.value) <= tolerance) return [];
      return [
        {
          message: `${quantity.text}占${whole.text}的${rounded(ratio)}%，文字写的是${share.text}。`,
          formula: `${quantity.value} ÷ ${whole.value} = ${share.value}%`,
          expected: rounded(ratio),
          actual: share.value,
          section: line.section,
          quote,
          key: `${quote}|${share.text}`,
          suggestion: '核对比例。',
        },
      ];
    });
    const sum = shares.reduce((total, s) => total + s.share.value, 0);
    if (shares.length > 1 && sum > 100 + shares.length) {
      faults.push({
        message: `各项比例之和是${rounded(sum)}%，超过100%。`,
        formula: `${shares.map((s) => s.share.value).join(' + ')} ≤ 100`,
        expected: 100,
        actual: rounded(sum),
        section: line.section,
        quote,
        key: `${quote}|sum`,
        suggestion: '核对各项比例。',
      });
    }
    return [...faults, ...uncounted(b), ...sharedTwice(b)];
  });
}

/** Parts that have a share and no number, where the others have both. */
const uncounted = (b: Breakdown): readonly Fault[] =>
  b.uncounted.map(({ label, share }) => ({
    message: `“${label}”只有比例${share.text}，没有件数。`,
    actual: share.value,
    section: b.line.section,
    quote: b.quote,
    key: `${b.quote}|${label}`,
    suggestion: '补上件数，并核对各项之和。',
  }));

/** One category with one number and two shares. */
const sharedTwice = (b: Breakdown): readonly Fault[] =>
  namedTwice(b).flatMap(([first, second]) =>
    first.quantity.value === second.quantity.value && first.share?.value !== second.share?.value
      ? [
          {
            message: `“${first.label}”列了两次，比例先写${first.share?.text ?? '（无）'}、后写${second.share?.text ?? '（无）'}。`,
            expected: first.share?.value ?? null,
            actual: second.share?.value ?? null,
            section: b.line.section,
            quote: b.quote,
            key: `${b.quote}|${first.label}`,
            suggestion: '删去重复的一项，或改正类别名称。',
          },
        ]
      : [],
  );

/** Shares of one list without its counts: 土地类占45%，规划类占40%，环保类占25%. */
const LISTED_SHARE =
  /(?:^|[，,、；;：:。])(?:其中[，,：:]?)?(?<label>[^，,、；;：:。占]{1,16})占(?:比|总数的?|全部的?)?(?:为|约|达)?\s?$/u;
/** From so many shares on a list is one; of two each may be of something else. */
const LISTED_FROM = 3;

/** Ways and applicants are two divisions of the same applications. */
const mixesDivisions = (labels: readonly string[]): boolean =>
  labels.some((label) => CHANNELS_OF_REQUESTS.test(label)) && labels.some((label) => KINDS_OF_APPLICANTS.test(label));

function listedShareFaults(evidence: Evidence): readonly Fault[] {
  return evidence.lines().flatMap((line) =>
    line.sentences().flatMap((sentence): Fault[] => {
      const shares = line.quantities().flatMap((q) => {
        if (q.unit !== '%' || q.approximate || q.start < sentence.start || q.end > sentence.end) return [];
        const label = LISTED_SHARE.exec(line.text.slice(Math.max(sentence.start, q.start - 30), q.start))?.groups
          ?.label;
        return label === undefined ? [] : [{ label, quantity: q }];
      });
      const [first, last] = [shares[0]?.quantity, shares.at(-1)?.quantity];
      // shares beside counts are judged with the counts
      const counted =
        first !== undefined &&
        last !== undefined &&
        line.quantities().some((q) => q.unit !== '%' && q.start > first.start && q.end < last.start);
      const sum = shares.reduce((total, { quantity }) => total + quantity.value, 0);
      if (counted || shares.length < LISTED_FROM || sum <= 100 + shares.length) return [];
      if (mixesDivisions(shares.map(({ label }) => label))) return [];
      return [
        {
          message: `所列${shares.length}项比例之和是${rounded(sum)}%，超过100%。`,
          formula: `${shares.map(({ quantity }) => quantity.value).join(' + ')} ≤ 100`,
          expected: 100,
          actual: rounded(sum),
          section: line.section,
          quote: sentence.text.trim().slice(0, 160),
          cause: 'unknown',
          suggestion: '核对各项比例；各项有交叉的，写明。',
        },
      ];
    }),
  );
}

/** Rates of things done cannot pass the whole. */
function rateFaults(evidence: Evidence): readonly Fault[] {
  return evidence.lines().flatMap((line) =>
    line.quantities().flatMap((q): Fault[] => {
      if (q.unit !== '%' || q.value <= 100) return [];
      const before = line.text.slice(Math.max(0, q.start - 10), q.start);
      if (!RATE.test(before) || /增长率|增幅|完成率|达标率/u.test(before)) return [];
      return [
        {
          message: `“${before.trim()}${q.text}”超过100%。`,
          expected: 100,
          actual: q.value,
          section: line.section,
          quote: q.clause,
          suggestion: '核对比例。',
        },
      ];
    }),
  );
}

const percent = (evidence: Evidence): readonly Instance[] =>
  failEach([...shareFaults(evidence), ...listedShareFaults(evidence), ...rateFaults(evidence)]);

const CHANGE =
  /(?:同比|(?:较|比)(?:上年|去年|上一年|上年度|去年度)(?:同期)?(?:相比)?)[，,]?(?<way>增加|增长|上升|提高|减少|下降|降低)(?:了|约)?\s?$/u;

/** A change against last year that follows a number of the tables in the same sentence. */
function yearOnYear(evidence: Evidence): readonly Instance[] {
  const { lastYear } = evidence.context;
  if (!lastYear) return [NA];
  const instances = evidence.statements().flatMap((s): Instance[] => {
    const [path] = s.cells;
    if (s.cells.length !== 1 || path === undefined) return [];
    const next = s.line.quantities().find((q) => q.start >= s.quantity.end);
    if (!next || next.start > s.sentence.end || next.approximate) return [];
    const way = CHANGE.exec(s.line.text.slice(s.quantity.end, next.start))?.groups?.way;
    if (way === undefined || (next.unit !== '%' && next.unit !== s.quantity.unit)) return [];
    const [table, row, column] = path.split('/');
    const before = lastYear.tables[table as 'applications']?.rows[row!]?.[column!]?.value ?? null;
    if (before === null) return [UNSURE];
    const sign = /减少|下降|降低/u.test(way) ? -1 : 1;
    const change = s.quantity.value - before;
    const expected = next.unit === '%' ? (before === 0 ? null : (100 * change) / before) : change;
    if (expected === null) return [UNSURE];
    const tolerance = next.unit === '%' ? 10 ** -decimals(next.text) : 1e-9;
    if (Math.abs(expected - sign * next.value) <= tolerance) return [PASS];
    return [
      fail({
        message: `${cellName(path)}上年为${before}，本年${s.quantity.value}，变化${rounded(expected)}${next.unit}，文字写的是${way}${next.text}。`,
        formula: `(${s.quantity.value} - ${before})${next.unit === '%' ? ` ÷ ${before}` : ''} = ${sign * next.value}${next.unit}`,
        cells: [path],
        expected: rounded(expected),
        actual: sign * next.value,
        section: s.line.section,
        quote: s.sentence.text.trim().slice(0, 160),
        suggestion: '核对增减幅度和上年数。',
      }),
    ];
  });
  return instances.length === 0 ? [NA] : instances;
}

/** One quantity stated twice with different numbers, where no table tells which is right. */
function repeatConflict(evidence: Evidence): readonly Instance[] {
  const byCells = new Map<string, { readonly path: CellPath; readonly quantity: Quantity; readonly line: Line }[]>();
  for (const s of evidence.statements()) {
    if (s.scope !== 'own' || s.confidence < STATEMENT_CONFIDENCE.errorFrom || s.otherwise.length > 0) continue;
    const key = s.cells.join(' ');
    byCells.set(key, [...(byCells.get(key) ?? []), { path: s.cells[0]!, quantity: s.quantity, line: s.line }]);
  }
  if (byCells.size === 0) return [NA];
  return [...byCells.values()].map((said): Instance => {
    const [first] = said;
    const other = said.find(
      (s) => s.quantity.value !== first!.quantity.value && s.quantity.unit === first!.quantity.unit,
    );
    if (!first || !other) return PASS;
    // where the table has the number, the statement that differs from it is told there
    if (evidence.amount(first.path) !== null) return PASS;
    return fail({
      message: `同一个数前后不一致：“${first.quantity.clause}”和“${other.quantity.clause}”。`,
      cells: evidence.cell(first.path) ? [first.path] : [],
      expected: first.quantity.value,
      actual: other.quantity.value,
      section: other.line.section,
      quote: other.quantity.clause,
      key: `${first.quantity.clause}|${other.quantity.clause}`,
      suggestion: '核对后统一。',
    });
  });
}

const PART_COUNT =
  /(?:共|由|包括|分为?|含|等)\s?(?<count>\d{1,2}|[一二三四五六七八九十]{1,2})\s?(?:个)?(?:大)?部分(?:组成|构成|内容)?(?=[。，；、（(组构]|$)/u;
const ABOUT_REPORT = /报告/u;

function sectionCount(evidence: Evidence): readonly Instance[] {
  if (!evidence.whole) return [UNSURE];
  const counted = evidence.report.sections.length;
  if (counted === 0) return [NA];
  for (const line of evidence.lines()) {
    if (line.kind !== 'preface' && line.kind !== 'paragraph') continue;
    for (const sentence of line.sentences()) {
      const match = ABOUT_REPORT.test(sentence.text) ? PART_COUNT.exec(sentence.text) : null;
      const words = match?.groups?.count;
      if (words === undefined) continue;
      const stated = /^\d/u.test(words) ? Number(words) : numberInWords(words);
      if (stated === counted || stated === null) return [PASS];
      return [
        fail({
          message: `文字说报告有${stated}个部分，实际有${counted}个。`,
          formula: `写明${stated}部分 = 实有${counted}部分`,
          expected: counted,
          actual: stated,
          section: line.section,
          quote: sentence.text.trim().slice(0, 160),
          key: 'count',
          cause: 'unknown',
          suggestion: '核对部分数，或改正标题层次。',
        }),
      ];
    }
  }
  return [NA];
}

const OPENING_YEAR = /^(?<year>20\d{2})\s?年度?(?=[，,]|我|本|全|共|，)/u;

/** Sentences of the first section that open with a year gone by as if it were the report's. */
function yearStale(evidence: Evidence): readonly Instance[] {
  const { year } = evidence;
  if (year === null) return [UNSURE];
  const conflict = titleYearConflict(evidence);
  const years = conflict ? [conflict.title, conflict.period] : [year];
  const faults = evidence.linesOf('overview').flatMap((line) =>
    line.kind === 'heading'
      ? []
      : line.sentences().flatMap((sentence): Fault[] => {
          const text = sentence.text
            .replace(/^\s*[（(][一二三四五六七八九十]{1,2}[）)][^。，]{0,16}[。：:]?\s*/u, '')
            .trim();
          const opening = OPENING_YEAR.exec(text)?.groups?.year;
          const stale = opening === undefined ? null : Number(opening);
          if (stale === null || stale >= Math.min(...years) || /相比|以来|较|比/u.test(text.slice(0, 30))) return [];
          return [
            {
              message: `${year}年的报告里，这一句说的是${stale}年，疑似沿用往年文字。`,
              expected: year,
              actual: stale,
              section: line.section,
              quote: text.slice(0, 60),
              suggestion: '核对年份；确属往年情况的，写明与本年的关系。',
            },
          ];
        }),
  );
  return failEach(faults);
}

const overview = (...paragraphs: string[]) => ({ sections: { overview: { paragraphs } } });
const NEW = 'applications/newlyReceived/total';
const said = (text: string, quantity: number) => ({ text, quantity, unit: '件', section: 1, refersTo: NEW });

export const NARRATIVE_FIGURE_RULES: readonly Rule[] = [
  {
    id: 'narrative.percent',
    severity: 'warning',
    versions: 'all',
    title: '比例不对',
    explanation: '文字写出的比例应与件数相符，各项比例之和不超过100%，办结率、满意率等不超过100%。',
    basis: BASIS,
    formula: '分项 ÷ 总数 = 所写比例（四舍五入）',
    check: percent,
    passes: overview('公开信息80条，其中动态60条，占75%，公告20条，占25%。'),
    fails: overview('公开信息80条，其中动态60条，占85%，公告20条，占25%。'),
  },
  {
    id: 'narrative.yoy',
    severity: 'warning',
    versions: 'all',
    title: '同比增减不对',
    explanation: '文字写出的同比增减，应与上年已核定的报告相符。',
    basis: BASIS,
    formula: '(本年数 − 上年数) ÷ 上年数 = 所写增幅',
    check: yearOnYear,
    passes: {
      ...overview('新收申请12件，同比增长20%。'),
      mentions: [said('新收申请12件', 12)],
      lastYear: { cells: { [NEW]: 10 } },
    },
    fails: {
      ...overview('新收申请12件，同比增长50%。'),
      mentions: [said('新收申请12件', 12)],
      lastYear: { cells: { [NEW]: 10 } },
    },
  },
  {
    id: 'narrative.repeat-conflict',
    severity: 'error',
    versions: 'all',
    title: '同一个数前后不一致',
    explanation: '同一个数在文字中出现两次而不相同。表格里有这个数的，由与表格核对的规则指出。',
    basis: BASIS,
    formula: '前后相等',
    check: repeatConflict,
    passes: {
      ...overview('收到申请12件。', '全年收到申请12件。'),
      mentions: [said('收到申请12件', 12), said('全年收到申请12件', 12)],
    },
    fails: {
      form: 'narrative',
      ...overview('收到申请12件。', '全年收到申请15件。'),
      mentions: [said('收到申请12件', 12), said('全年收到申请15件', 15)],
    },
  },
  {
    id: 'narrative.section-count',
    severity: 'warning',
    versions: 'all',
    title: '所说部分数与实际不符',
    explanation: '文字说报告由几个部分组成，应与实际的部分数一致。',
    basis: BASIS,
    formula: '所说部分数 = 实际部分数',
    check: sectionCount,
    passes: { preface: ['本报告由总体情况等六个部分组成。'] },
    fails: { preface: ['本报告由总体情况等7部分组成。'] },
  },
  {
    id: 'narrative.year-stale',
    severity: 'warning',
    versions: 'all',
    title: '疑似沿用往年文字',
    explanation: '总体情况中以往年年份开头叙述工作，疑似照抄往年报告。计划和与往年的比较不算。',
    basis: '国办公开办函〔2021〕30号：报告不得照搬照抄往年内容',
    formula: null,
    check: yearStale,
    passes: overview('2022年，我局推进信息公开。与2021年相比有所增长。'),
    fails: overview('2021年，我局推进信息公开。'),
  },
];
