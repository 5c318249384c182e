import { RULE_FAMILIES } from '../../../config/rule-words/families.ts';
import { inLanguage } from '../language.ts';
import * as ENGLISH from './english/rules.ts';

/** What is said of rules. */

export const RULE_WORDS = inLanguage(ENGLISH.RULE_WORDS, {
  title: '规则',
  lead: '每份报告都按这些规则核对。这里写明每条规则的依据、级别，以及实测有多准。',
  sample: (day: string, reports: number, sentences: number, documents: number, corpus: number | null): string =>
    `${day}测得：自动编写的无差错报告${reports}份、正确语句${sentences}句、各种格式的文件${documents}份${corpus === null ? '' : `、带标准答案的文件${corpus}份`}，逐条放入差错后重新核对。`,
  bars: '提出的问题属实不足95%的规则不作“错误”，不足80%的默认停用。',
  rule: '规则',
  basis: '依据',
  severity: '级别',
  precision: '属实',
  sampled: '样本',
  recall: '找到',
  open: '未处理',
  openOf: (findings: number, reports: number): string => `${findings} 条（${reports} 份）`,
  none: '—',
  off: '本年度停用',
  changed: (severity: string): string => `本年度作“${severity}”`,
  notMeasured: '只由例子检验',
  count: (rules: number): string => `共 ${rules} 条规则`,
  back: '全部规则',
  unknown: '没有这条规则。',
  wants: '要求',
  formula: '核对关系',
  example: '例如',
  forms: '适用',
  allForms: '各种格式',
  form: (version: string): string => (version === 'narrative' ? '2018年及以前' : `${version}年格式`),
  measured: (findings: number, percent: string, faults: number, found: string): string =>
    [
      ...(findings === 0 ? [] : [`提出的${findings}个问题中${percent}属实`]),
      ...(faults === 0 ? [] : [`放入的${faults}处差错中找到${found}`]),
    ].join('；'),
  setting: '本年度的设置',
  settingLead:
    '先试后定：试一试按下面的设置把本年度已收的报告核对一遍，不改动任何内容；保存后，本年度的报告随即按新设置重新核对。',
  standing: '级别',
  usual: '按默认级别',
  usually: (what: string): string => `通常${what}`,
  keep: '保存',
  kept: '已保存，正在重新核对。',
  asUsual: '恢复通常设置',
  otherThresholds: '本年度另设限值',
  thresholds: {
    lowConfidence: '可信度低于此值的单元格须对照原件',
    otherShare: '“其他处理”占办理结果的比例超过',
    otherShareHandled: '办理结果不少于此数才判断',
    backlogShare: '结转下年度占应办申请的比例超过',
    labelDistance: '相差超过此比例的标签不再逐字比较',
    jumpRatio: '与上年相差超过',
    jumpBase: '两年中较大的数不少于此数才判断',
    outlierFactor: '超过同类单位最高数的',
    outlierFloor: '此数以内不判断',
    feeFactor: '达到上年的此倍数，疑为以元填报',
    feeDigits: '不带小数且达到此位数，疑为以元填报',
    similarSelf: '与本单位上年报告相同的文字超过',
    similarPeer: '与其他单位报告相同的文字超过',
    problemsShort: '少于此字数视为没有实质内容',
  },
  units: { share: '%', times: '倍', applications: '件', digits: '位', characters: '字', number: '' },
  dryRun: '试一试',
  running: '正在核对……',
  someOf: (shown: number, all: number): string => `列出前 ${shown} 处，共 ${all} 处。`,
  wouldFire: (fires: number, reports: number, findings: number): string =>
    `已收的${reports}份报告中，${fires}份会有这条问题，共${findings}处。`,
  byExamples: '没有放入差错测过，由它自己的正例、反例和相似而无错的例子检验。',
  families: RULE_FAMILIES,
});
