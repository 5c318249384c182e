import { type MeasuredRules, precisionOf, recallOf } from '../../config/measured-rules.ts';
import { RULES } from '../../pipeline/validate/catalogue.ts';
import type { ToldCauses } from './causes.ts';
import type { Faultless } from './composed.ts';
import type { JudgedCorpus } from './corpus.ts';
import { type Tallies, tallyOf } from './tally.ts';

const SEVERITY_WORDS = { error: '错误', warning: '提示', info: '说明' } as const;
const percent = (share: number | null): string => (share === null ? '—' : `${(100 * share).toFixed(1)}%`);

/** The measurement as it is kept (config/rule-precision.ts): the page of the documentation and the dashboard show it. */
export function measuredRules(
  tallies: Tallies,
  { reports, sentences, documents }: Faultless,
  corpus: JudgedCorpus | null,
  { single, toldOnce, double, toldTwice }: ToldCauses,
  measuredOn: string,
): MeasuredRules {
  return {
    measuredOn,
    reports,
    sentences,
    documents,
    corpus: corpus?.documents ?? null,
    causes: { single, toldOnce, double, toldTwice },
    mentions: corpus === null ? null : { stated: corpus.bound.stated, right: corpus.bound.right },
    rules: Object.fromEntries(
      RULES.map(({ id }) => {
        const { true: right, false: wrong, injected, found } = tallyOf(tallies, id);
        return [id, { right, wrong, faults: injected, found }];
      }),
    ) as MeasuredRules['rules'],
  };
}

const literal = (value: object): string =>
  JSON.stringify(value)
    .replace(/"(\w+)":/gu, '$1: ')
    .replaceAll(',', ', ');

/** The module that keeps the measurement. */
export function measuredModule({ rules, causes, mentions, measuredOn, ...sample }: MeasuredRules): string {
  return [
    "import type { MeasuredRules } from './measured-rules.ts';",
    '',
    '/** Written by `npm run rules:precision -- --write`, never by hand. */',
    'export const RULE_PRECISION: MeasuredRules = {',
    `  measuredOn: '${measuredOn}',`,
    ...Object.entries(sample).map(([name, value]) => `  ${name}: ${value},`),
    `  causes: ${literal(causes).replace('{', '{ ').replace('}', ' }')},`,
    `  mentions: ${mentions === null ? 'null' : literal(mentions).replace('{', '{ ').replace('}', ' }')},`,
    '  rules: {',
    ...Object.entries(rules).map(
      ([id, rule]) => `    '${id}': ${literal(rule).replace('{', '{ ').replace('}', ' }')},`,
    ),
    '  },',
    '};',
    '',
  ].join('\n');
}

/** The page of measured precision: for each rule how much of what it says is so, and how many of its faults it finds. */
export function precisionPage(measured: MeasuredRules): string {
  const { causes, mentions } = measured;
  const corpus = measured.corpus === null ? '' : `，另有带标准答案的文件${measured.corpus}份`;
  const rows = RULES.map(({ id, title, severity }) => {
    const rule = measured.rules[id];
    const family = id.split('.')[0]!;
    const link = `[${id}](rules/${family}.md#${id.replace('.', '').toLowerCase()})`;
    return `| ${link} | ${title} | ${SEVERITY_WORDS[severity]} | ${rule.right + rule.wrong} | ${percent(precisionOf(rule))} | ${rule.faults} | ${percent(recallOf(rule))} |`;
  });
  return [
    '<!-- 由 npm run rules:precision -- --write 生成，不要直接修改 -->',
    '',
    '# 各条规则的实测准确率',
    '',
    `${measured.measuredOn}测得。依据：自动编写的无差错报告${measured.reports}份（其中换一种说法的正确语句${measured.sentences}句）、各种格式的文件${measured.documents}份，逐条放入一处差错后重新核对${corpus}。“提出”是规则提出的问题数，“属实”是其中确有问题的比例，“差错”是放入的差错数，“找到”是其中被该规则找到的比例；没有数的规则只由它自己的正例、反例和相似而无错的例子检验。`,
    '',
    '提出的问题属实不足95%的规则不作“错误”，不足80%的默认停用。',
    '',
    `一处差错只报一个错误的：${causes.single}份中${percent(causes.toldOnce / causes.single)}；两处差错最多报两个错误的：${causes.double}份中${percent(causes.toldTwice / causes.double)}。${mentions === null ? '' : `文字中重复表格数字的${mentions.stated}处，${percent(mentions.right / mentions.stated)}对应到正确的单元格。`}`,
    '',
    '| 规则 | 名称 | 级别 | 提出 | 属实 | 差错 | 找到 |',
    '| --- | --- | --- | ---: | ---: | ---: | ---: |',
    ...rows,
    '',
  ].join('\n');
}
