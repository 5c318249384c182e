/** What a report that was filled in at our door says of itself. */
export const DRAFT_REPORT_WORDS = {
  title: (agency: string, year: number): string => `${agency}${year}年政府信息公开工作年度报告`,
  period: (year: number): string => `本报告所列数据的统计期限自${year}年1月1日起至${year}年12月31日止。`,
} as const;
