import type { Indicators } from '../../../contracts/indicators.ts';
import { inLanguage, LANGUAGE } from '../language.ts';
import { count } from './count.ts';
import * as ENGLISH from './english/indicators.ts';

/** What is said on the page of rates and of the written analysis. */
export const INDICATOR_WORDS = inLanguage(ENGLISH.INDICATOR_WORDS, {
  title: (year: number): string => `${year} 年度指标与分析`,
  link: '指标与分析',
  sums: '汇总表',
  included: (included: number, due: number): string => `已计入 ${count(included)} 个单位，应计入 ${count(due)} 个`,
  rates: '指标',
  name: '指标',
  definition: '定义',
  now: (year: number): string => `${year} 年`,
  of: '分子 / 分母',
  heat: '各地各系统',
  heatNone: '没有下级区域或系统。',
  heatHint: '颜色越深，在同一指标中越高；数字在每一格里。',
  body: '名称',
  ranking: '单位排名',
  rank: '名次',
  agency: '单位',
  by: (name: string): string => `按${name}从高到低`,
  rate: '比率',
  analysis: '文字分析',
  analysisHint: '每一句都由指明的单元格算出，点开可以看每个数的来源。',
  take: '下载 Word 文件（含图表和来源）',
  source: '来源',
  share: ' ÷ ',
  none: '—',
  page: (from: number, to: number, total: number): string => `第 ${from}—${to} 个，共 ${count(total)} 个`,
  noTables: '这一年度没有统计表，不能计算指标。',
});

export const OUTGOING_WORDS = inLanguage(ENGLISH.OUTGOING_WORDS, {
  title: '文书与清单',
  late: '逾期和未报名单（XLSX）',
  issues: '问题清单（XLSX）',
  circular: '通报（DOCX）',
  notices: '退回通知（已退回的，ZIP）',
  reports: '全部报告数据与格式说明（JSON，ZIP）',
  audit: '操作记录（CSV）',
  auditLines: '操作记录（JSONL，可验证链条）',
});

type Definition = Indicators['definitions'][number];
/** The indicators as the server names them, in the language of the page. */
export const inPageWords = (definitions: readonly Definition[]): readonly Definition[] =>
  LANGUAGE === 'zh' ? definitions : definitions.map((each) => ({ ...each, ...ENGLISH.INDICATOR_NAMES[each.id] }));
