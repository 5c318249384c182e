import type { Cause, Severity } from '../pipeline/contracts/finding.ts';
import { dayWords } from './day-words.ts';
import { failingFormula } from './formula-words.ts';

/** Every sentence of the letters to agencies and of the office's own list, apart from those of the rules. */

export const CAUSE_NAMES: Readonly<Record<Cause, string>> = {
  agency: '单位填报',
  extraction: '识别存疑',
  unknown: '原因待定',
};

export const PART_HEADINGS: Readonly<Record<Severity, string>> = {
  error: '须修改后重新报送的问题',
  warning: '请核实并修改或作出说明的问题',
  info: '请一并订正的问题',
};

export const NOTICE_WORDS = {
  title: '政府信息公开工作年度报告退回整改通知',
  agency: '报送单位',
  year: '报告年度',
  file: '报送文件',
  sha256: '文件校验码',
  unknown: '未写明',
  opening: (year: number | null, errors: number, warnings: number, infos: number): string => {
    const counts = [
      ...(errors > 0 ? [`须修改的${errors}处`] : []),
      ...(warnings > 0 ? [`请核实的${warnings}处`] : []),
      ...(infos > 0 ? [`请一并订正的${infos}处`] : []),
    ];
    return `你单位报送的${year === null ? '' : `${year}年`}政府信息公开工作年度报告已经核对，发现${counts.join('、')}问题，逐项列出如下。`;
  },
  closing: (mustReturn: boolean, due: string | null): string => {
    const by = due === null ? '' : `于${dayWords(due)}前`;
    return mustReturn
      ? `请${by}逐项核实修改后重新报送全文；认为原报告无误的，请${by}书面说明理由并附依据。`
      : `请${by}逐项核实，有误的修改后重新报送，无误的书面说明。`;
  },
  addressee: (agency: string) => `${agency}：`,
  basis: '依据：',
  formula: '核对关系：',
  columns: ['序号', '位置', '发现的问题', '应有的结果', '改正办法'],
  quote: (text: string) => `原文：“${text}”`,
  follows: (messages: readonly string[]) => `由同一原因引起：${messages.join('')}`,
  failing: (formula: string) => `勾稽关系应成立（现为 ${failingFormula(formula)}）`,
  instead: (expected: string, actual: string) => `${expected}（现为：${actual}）`,
  more: (count: number) => `另有${count}处同类问题，未一一列出。`,
  places: (count: number) => `（${count}处）`,
  day: dayWords,
} as const;

export const WORKSHEET_WORDS = {
  title: '年度报告内部核对单（不发送报送单位）',
  opening: (count: number) =>
    `以下${count}处可能出自识别或原因待定，请先对照原件核对。确认属于单位填报错误的，在审核中确认后列入退回通知；属于识别错误的，更正识别结果。`,
  headings: {
    error: '错误级',
    warning: '提示级',
    info: '说明',
  } satisfies Readonly<Record<Severity, string>>,
} as const;
