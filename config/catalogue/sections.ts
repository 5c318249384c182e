/**
 * The six sections of the report, in their order.
 * @source 国办公开办函〔2021〕30号; aliases are the wording of 国办公开办函〔2019〕60号
 */
export type SectionRole = 'overview' | 'proactiveDisclosure' | 'applications' | 'remedies' | 'problems' | 'other';

export interface SectionTitle {
  readonly number: number;
  readonly role: SectionRole;
  readonly title: string;
  readonly aliases: readonly string[];
}

export const SECTION_TITLES: readonly SectionTitle[] = [
  { number: 1, role: 'overview', title: '总体情况', aliases: [] },
  { number: 2, role: 'proactiveDisclosure', title: '主动公开政府信息情况', aliases: [] },
  { number: 3, role: 'applications', title: '收到和处理政府信息公开申请情况', aliases: [] },
  {
    number: 4,
    role: 'remedies',
    title: '政府信息公开行政复议、行政诉讼情况',
    aliases: ['因政府信息公开工作被申请行政复议、提起行政诉讼情况', '政府信息公开行政复议行政诉讼情况'],
  },
  {
    number: 5,
    role: 'problems',
    title: '存在的主要问题及改进情况',
    aliases: ['政府信息公开工作存在的主要问题及改进情况'],
  },
  { number: 6, role: 'other', title: '其他需要报告的事项', aliases: [] },
];

/**
 * The aspects that section one has to report, by the words of their sub-headings.
 * @source 国办公开办函〔2021〕30号
 */
const ASPECT =
  /^(?:主动公开|依申请公开|政府信息(?:公开)?管理|(?:政府)?(?:信息)?(?:公开)?平台建设|政府信息公开平台|(?:工作)?监督保障)(?:工作)?(?:建设|管理|情况|方面)?$/u;

/** Whether a line is the title of an aspect of section one and nothing else. */
export const isAspectTitle = (line: string): boolean => ASPECT.test(line.trim().replace(/[：:]$/u, ''));
