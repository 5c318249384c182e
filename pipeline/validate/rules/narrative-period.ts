import { dayWords } from '../../../config/day-words.ts';
import type { Evidence } from '../evidence.ts';
import { lostDigitsIn } from '../lost-digits.ts';
import { fail, type Instance, NA, PASS, type Rule, UNSURE, VERSIONS } from '../rule.ts';
import { titleYearConflict } from './identity.ts';

const BASIS = '《政府信息公开条例》第四十九条：年度报告反映上一年度的情况';
/** The first report counts from the day on which the regulations came into force. @source 国务院令第492号 */
const FIRST_YEAR = 2008;
const IN_FORCE_FROM = '2008-05-01';
const PERIOD_WORDS = /统计期限|数据期限|统计时限|统计时段|统计区间|统计时间|数据(?:统计)?截至|起讫|期限[自从为]/u;

const periodLine = (evidence: Evidence) => evidence.lines().find((l) => PERIOD_WORDS.test(l.text));

function period(evidence: Evidence): readonly Instance[] {
  const { period: stated, year } = evidence.report.report;
  // a whole year other than that of the title is a conflict of years, told once
  if (stated === null || titleYearConflict(evidence)) return [NA];
  if (year === null) return [UNSURE];
  const expected = { start: `${year}-01-01`, end: `${year}-12-31` };
  const begins = stated.start === expected.start || (year === FIRST_YEAR && stated.start === IN_FORCE_FROM);
  if (begins && stated.end === expected.end) return [PASS];
  const line = periodLine(evidence);
  const clause = line?.text.split(/[。；]/u).find((s) => PERIOD_WORDS.test(s)) ?? null;
  return [
    fail({
      message: `统计期限是${dayWords(stated.start)}至${dayWords(stated.end)}，应为${dayWords(expected.start)}至${dayWords(expected.end)}。`,
      expected: `${expected.start}至${expected.end}`,
      actual: `${stated.start}至${stated.end}`,
      section: line?.section ?? null,
      quote: clause?.trim().slice(0, 120) ?? null,
      key: 'period',
      suggestion: '核对统计期限；数据确实只到该日的，补齐全年数据。',
    }),
  ];
}

function periodMissing(evidence: Evidence): readonly Instance[] {
  if (evidence.report.report.period !== null) return [PASS];
  if (!evidence.whole) return [UNSURE];
  const line = periodLine(evidence);
  // a period that cannot be read because its figures were lost is told by narrative.digit-loss
  if (line && lostDigitsIn(line.text).length > 0) return [UNSURE];
  if (line && /\d{4}|[一二]月|12月/u.test(line.text)) return [UNSURE];
  return [
    fail({
      message: '报告没有写明数据的统计期限。',
      expected: evidence.year === null ? '统计期限' : `${evidence.year}年1月1日至${evidence.year}年12月31日`,
      key: 'period',
      suggestion: `写明“本报告所列数据的统计期限自${evidence.year ?? '××××'}年1月1日起至${evidence.year ?? '××××'}年12月31日止”。`,
    }),
  ];
}

export const NARRATIVE_PERIOD_RULES: readonly Rule[] = [
  {
    id: 'narrative.period',
    severity: 'error',
    versions: 'all',
    title: '统计期限不是整年',
    explanation: '统计期限应为报告年度的1月1日至12月31日；2008年自条例施行的5月1日起也可以。',
    basis: BASIS,
    formula: '起 = 年度-01-01，止 = 年度-12-31',
    check: period,
    passes: {},
    fails: { facts: { period: { start: '2022-01-01', end: '2022-12-30' } } },
  },
  {
    id: 'narrative.period-missing',
    severity: 'warning',
    ofAbsence: true,
    versions: VERSIONS.both,
    title: '没有写明统计期限',
    explanation: '报告应写明数据的统计期限。',
    basis: BASIS,
    formula: null,
    check: periodMissing,
    passes: {},
    fails: { facts: { period: null }, preface: ['根据《中华人民共和国政府信息公开条例》编制本报告。'] },
  },
];
