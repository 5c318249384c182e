import { RULES } from '../../pipeline/validate/catalogue.ts';
import { precisionOf, type Tallies, tallyOf } from './tally.ts';

/** What the figures rest on. */
export interface Sample {
  readonly reports: number;
  readonly sentences: number;
  readonly documents: number;
  /** Documents of the corpus with its truth; null where there was none. */
  readonly corpus: number | null;
  /** ISO date. */
  readonly today: string;
}

const SEVERITY_WORDS = { error: '错误', warning: '提示', info: '说明' } as const;
const percent = (share: number | null): string => (share === null ? '—' : `${(100 * share).toFixed(1)}%`);

/** The page of measured precision: for each rule how much of what it says is so, and how many of its faults it finds. */
export function precisionPage(tallies: Tallies, sample: Sample): string {
  const corpus = sample.corpus === null ? '' : `，另有带标准答案的文件${sample.corpus}份`;
  const rows = RULES.map(({ id, title, severity }) => {
    const { true: right, false: wrong, injected, found } = tallyOf(tallies, id);
    const family = id.split('.')[0]!;
    const rule = `[${id}](rules/${family}.md#${id.replace('.', '').toLowerCase()})`;
    const recall = injected === 0 ? null : found / injected;
    return `| ${rule} | ${title} | ${SEVERITY_WORDS[severity]} | ${right + wrong} | ${percent(precisionOf(right, wrong))} | ${injected} | ${percent(recall)} |`;
  });
  return [
    '<!-- 由 npm run rules:precision -- --write 生成，不要直接修改 -->',
    '',
    '# 各条规则的实测准确率',
    '',
    `${sample.today}测得。依据：自动编写的无差错报告${sample.reports}份（其中换一种说法的正确语句${sample.sentences}句）、各种格式的文件${sample.documents}份，逐条放入一处差错后重新核对${corpus}。“提出”是规则提出的问题数，“属实”是其中确有问题的比例，“差错”是放入的差错数，“找到”是其中被该规则找到的比例；没有数的规则只由它自己的正例、反例和相似而无错的例子检验。`,
    '',
    '提出的问题属实不足95%的规则不作“错误”，不足80%的默认停用。',
    '',
    '| 规则 | 名称 | 级别 | 提出 | 属实 | 差错 | 找到 |',
    '| --- | --- | --- | ---: | ---: | ---: | ---: |',
    ...rows,
    '',
  ].join('\n');
}
