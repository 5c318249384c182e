/** Counters that stand behind the numbers of the form, in its cells and in the sentences about them. */
export const COUNTERS = [
  '万人次',
  '人次',
  '件次',
  '条次',
  '项次',
  '家次',
  '场次',
  '批次',
  '户次',
  '件',
  '条',
  '篇',
  '份',
  '项',
  '个',
  '家',
  '名',
  '人',
  '位',
  '次',
  '场',
  '期',
  '起',
  '宗',
  '例',
  '封',
  '部',
  '册',
  '本',
  '张',
  '类',
  '批',
  '户',
] as const;

/** Units of an amount of money, as a power of ten of one 元. */
export const MONEY: Readonly<Record<string, number>> = { 亿元: 8, 万元: 4, 元: 0 };

/** What else prose measures in. */
const MEASURES = [
  '个百分点',
  '个工作日',
  '个部分',
  '平方米',
  '部分',
  '方面',
  '小时',
  '分钟',
  '公里',
  '个月',
  '处',
  '台',
  '套',
  '则',
  '幅',
  '页',
  '字',
  '天',
  '倍',
  '分',
  '吨',
] as const;

const longestFirst = (units: readonly string[]): readonly string[] => units.toSorted((a, b) => b.length - a.length);

/** Units that may stand behind the number of a cell, longest first. */
export const UNITS_OF_CELLS: readonly string[] = longestFirst([...COUNTERS, ...Object.keys(MONEY)]);

/** Counters and measures of prose, longest first, so that 人次 is not read as 人. */
export const UNITS_OF_PROSE: readonly string[] = longestFirst([...MEASURES, ...COUNTERS, ...Object.keys(MONEY)]);
