import type { Quantity } from '../../wording/quantities.ts';
import type { Evidence } from '../evidence.ts';
import type { LostDigits } from '../lost-digits.ts';
import type { Line } from '../report-lines.ts';
import { type Fault, failEach, type Instance, type Rule } from '../rule.ts';

const NEIGHBOURS = 2;

/** A figure without a unit behind figures that all have one, in the same sentence: 人事信息13条,…,其他7办理. */
function unitsGone(line: Line): readonly LostDigits[] {
  const quantities = line.quantities();
  return quantities.flatMap((q, i): LostDigits[] => {
    if (q.unit !== null || !/[\p{Script=Han}]\s?$/u.test(line.text.slice(Math.max(0, q.start - 2), q.start))) return [];
    const before: readonly Quantity[] = quantities.slice(Math.max(0, i - NEIGHBOURS), i);
    const [first] = before;
    const between = first ? line.text.slice(first.start, q.start) : '';
    const sameUnit =
      before.length === NEIGHBOURS && first!.unit !== null && before.every((b) => b.unit === first!.unit);
    const listed = /[，,、；]/u.test(line.text.slice(before.at(-1)?.end ?? q.start, q.start));
    if (!sameUnit || !listed || /[。！？]/u.test(between) || first!.unit === '%') return [];
    const label = /[^，,、；;]{0,6}$/u.exec(line.text.slice(0, q.start))?.[0] ?? '';
    return [
      {
        text: `${label}${q.text}`,
        start: q.start - label.length,
        readings: [`${q.text}${first!.unit}`],
      },
    ];
  });
}

const CONTEXT = 14;

function digitLoss(evidence: Evidence): readonly Instance[] {
  const gone = evidence.lines().flatMap((line) => unitsGone(line).map((lost) => ({ line, lost })));
  const faults = [...evidence.lostDigits(), ...gone].map(({ line, lost }): Fault => {
    const quote = line.text.slice(Math.max(0, lost.start - CONTEXT), lost.start + lost.text.length + 2).trim();
    return {
      message: `“${lost.text}”的数字与文字连在一起，疑似丢失了字符。`,
      section: line.section,
      actual: lost.text,
      expected: lost.readings.length === 1 ? lost.readings[0]! : null,
      quote,
      // the same loss comes from the agency's page and from a conversion on the way; the text alone does not tell
      cause: 'unknown',
      suggestion:
        lost.readings.length === 0
          ? '对照原件补上丢失的字符。'
          : `对照原件核对，可能是${lost.readings.map((r) => `“${r}”`).join('或')}。`,
    };
  });
  return failEach(faults);
}

export const DIGIT_LOSS_RULES: readonly Rule[] = [
  {
    id: 'narrative.digit-loss',
    severity: 'warning',
    versions: 'all',
    title: '数字丢失或连写',
    explanation: '文号、日期、数量中的〕、年、月或量词丢失，数字连成一串，无法确定原意。给出可能的写法，不自行改动。',
    basis: '报告数据应当准确（国办公开办函〔2021〕30号）；党政机关公文格式',
    formula: null,
    check: digitLoss,
    passes: { preface: ['依据国办函〔2020〕109号，数据自2022年1月1日起至12月31日止，10日内答复。'] },
    fails: { preface: ['依据川办发〔202116号，数据自202211日起至1231日止。'] },
  },
];
