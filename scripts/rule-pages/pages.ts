import { RULE_FAMILIES } from '../../config/rule-words/families.ts';
import { formulaIn, RULE_THRESHOLDS } from '../../config/rules.ts';
import type { Severity } from '../../pipeline/contracts/finding.ts';
import { RULES } from '../../pipeline/validate/catalogue.ts';
import { contextOf, reportOf } from '../../pipeline/validate/example.ts';
import type { Rule } from '../../pipeline/validate/rule.ts';
import { validate } from '../../pipeline/validate/validate.ts';
import { exampleLines } from './example-words.ts';

export const PAGES = 'docs/rules';

const FAMILIES: Readonly<Record<string, string>> = RULE_FAMILIES;

const SEVERITIES: Readonly<Record<Severity, string>> = {
  error: '错误（退回）',
  warning: '提示（审核人员决定）',
  info: '说明',
};
const TEMPLATES = { '2021': '2021年格式', '2019': '2019年格式', narrative: '2018年及以前' } as const;

export const familyOf = (id: string): string => id.split('.')[0]!;

const versionsOf = ({ versions }: Rule): string =>
  versions === 'all' ? '全部' : versions.map((version) => TEMPLATES[version]).join('、');

const list = (lines: readonly string[]): string => lines.map((line) => `- ${line.replace(/\n/gu, ' ')}`).join('\n');

/** What the rule says of its failing example. */
function findingLines(rule: Rule): readonly string[] {
  const { findings } = validate(reportOf(rule.fails), contextOf(rule.fails));
  const found = findings.find((finding) => finding.rule === rule.id);
  if (!found) throw new Error(`${rule.id} finds nothing in its failing example`);
  return [
    found.message,
    ...(found.formula === null ? [] : [`算式：${found.formula}`]),
    ...(found.suggestion === null ? [] : [`建议：${found.suggestion}`]),
  ];
}

const formulaLine = (rule: Rule): string => {
  const formula = formulaIn(rule.formula, RULE_THRESHOLDS);
  return formula === null ? '' : `\n核对关系：${formula}\n`;
};

const section = (rule: Rule): string => `## ${rule.id}

**${rule.title}**

${rule.explanation}

| 级别 | 适用 | 依据 |
| --- | --- | --- |
| ${SEVERITIES[rule.severity]} | ${versionsOf(rule)} | ${rule.basis} |
${formulaLine(rule)}
不成立的例子：

${list(exampleLines(rule.fails))}

> ${findingLines(rule).join('\n>\n> ')}

成立的例子：

${list(exampleLines(rule.passes))}
`;

const NOTE = '<!-- 由 npm run rules:pages 从规则生成，不要直接修改 -->\n';

const page = (family: string, rules: readonly Rule[]): string =>
  `${NOTE}\n# ${FAMILIES[family] ?? family}\n\n例子只写与一份没有差错的报告不同之处；它们同时是规则的测试。\n\n${rules.map(section).join('\n')}`;

function index(families: ReadonlyMap<string, readonly Rule[]>): string {
  const tables = [...families].map(
    ([family, rules]) =>
      `## [${FAMILIES[family] ?? family}](${family}.md)\n\n| 规则 | 名称 | 级别 | 适用 |\n| --- | --- | --- | --- |\n${rules
        .map(
          (r) =>
            `| [${r.id}](${family}.md#${r.id.replaceAll('.', '').toLowerCase()}) | ${r.title} | ${SEVERITIES[r.severity]} | ${versionsOf(r)} |`,
        )
        .join('\n')}\n`,
  );
  return `${NOTE}\n# 规则\n\n共${RULES.length}条。级别、阈值和停用可以按每次收集设置（\`config/rules.ts\`，\`gouji validate --settings\`）；结论分四种：成立、不成立、无法判断、不适用。需要名录、上年报告或其他报告的规则，没有这些材料时不适用。各条规则的[实测准确率](../rules-precision.md)另页列出。\n\n${tables.join('\n')}`;
}

/** Text of every page by its file name, in the order of the rules. */
export function rulePages(): ReadonlyMap<string, string> {
  const families = new Map<string, Rule[]>();
  for (const rule of RULES) {
    const family = familyOf(rule.id);
    families.set(family, [...(families.get(family) ?? []), rule]);
  }
  return new Map([
    ['README.md', index(families)],
    ...[...families].map(([family, rules]) => [`${family}.md`, page(family, rules)] as const),
  ]);
}
