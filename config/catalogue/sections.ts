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
