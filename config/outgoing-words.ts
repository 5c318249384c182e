/** Every sentence of the lists and documents that the office sends out. */

export const DECISION_NAMES: Readonly<Record<string, string>> = {
  confirmed: '已确认',
  waived: '不予采纳',
  withdrawn: '待处理',
};

const percent = (part: number, whole: number): string => (whole === 0 ? '—' : `${((part / whole) * 100).toFixed(1)}%`);

export const LATE_WORDS = {
  title: (year: number): string => `${year}年逾期和未报名单`,
  columns: ['单位名称', '上级单位', '情形', '截止', '收到', '逾期天数', '联系人', '电话'],
  missing: '逾期未报',
  awaited: '未报（未到期）',
  late: '逾期报送',
  overdue: '逾期未改',
} as const;

export const ISSUE_WORDS = {
  /** All that was found, with what was decided; and what of it nobody has decided on. */
  title: (year: number): string => `${year}年问题清单`,
  openTitle: (year: number): string => `${year}年待处理问题`,
  columns: ['地区', '单位名称', '上级单位', '级别', '原因', '规则', '规则说明', '问题', '处理', '审核人', '文件'],
  open: '待处理',
  cut: (most: number): string => `只列出前${most}条，其余请按地区分别下载。`,
} as const;

export const CIRCULAR_WORDS = {
  title: (year: number): string => `关于${year}年政府信息公开工作年度报告报送和核对情况的通报`,
  filedHeading: '一、报送情况',
  filed: (due: number, filed: number, missing: number, late: number): string =>
    `应报${due}个单位，已报${filed}个，未报${missing}个，其中逾期未报和逾期报送${late}个。`,
  onTime: (onTime: number, due: number): string => `按期报送${onTime}个，按期率${percent(onTime, due)}。`,
  checkedHeading: '二、核对情况',
  checked: (accepted: number, returned: number, returns: number): string =>
    `核对通过${accepted}个单位；被退回过的单位${returned}个，共退回${returns}次。`,
  topHeading: '三、主要问题',
  topIntro: (n: number): string => `涉及单位最多的${n}类问题如下（只计须由单位更正或说明的，识别存疑的不计）：`,
  topNone: '没有须由单位更正或说明的问题。',
  topColumns: ['序号', '问题', '单位数', '处数'],
  rankHeading: '四、各地各系统排名',
  rankHow: '按按期率排列，按期率相同的按被退回次数（平均每个单位）从少到多排列。',
  rankColumns: ['名次', '名称', '应报', '已报', '按期', '按期率', '通过', '退回次数'],
  rankNone: '没有下级区域或系统，不排名。',
  rate: percent,
  lateHeading: '五、逾期名单',
  lateNone: '没有逾期的单位。',
  lateMore: (n: number): string => `另有${n}个单位，见附表。`,
} as const;

export const ARCHIVE_WORDS = {
  notices: (year: number): string => `${year}年退回通知`,
  reports: (year: number): string => `${year}年报告数据`,
  index: '目录.csv',
  noticeColumns: ['文件', '单位名称', '须更正或说明', '更正期限'],
  reportColumns: ['文件', '单位名称', '状态', 'SHA-256'],
} as const;
