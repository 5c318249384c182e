import { ERROR_WORDS } from '../../config/words.ts';
import type { ToldWords } from './told-words.ts';

export const ZH: ToldWords = {
  verdicts: { passed: '核对通过', failed: '有错误', needsReview: '需人工核对' },
  severities: { error: '错误', warning: '提示', info: '说明' },
  causes: { agency: '单位填报', extraction: '识别存疑', unknown: '待定' },
  errors: ERROR_WORDS,
  checked: (name, verdict, errors, warnings, infos) =>
    `${name}：${verdict}。错误 ${errors}，提示 ${warnings}，说明 ${infos}`,
  section: (number) => `第${number}部分：`,
  relation: (names, numbers) =>
    names === null ? `算式：${numbers}` : `核对关系：${names}${numbers === null ? '' : `（现为 ${numbers}）`}`,
  quote: '原文：',
  suggestion: '建议：',
  follows: '由上面的一处问题引起。',
  unusable: (file, reason) => `无法核对 ${file}：${reason}`,
  unusedLastYear: (file) => `没有用上 ${file}：没有同一单位次年的报告。`,
  converted: (name, verdict, file) => `完成 ${name}（${verdict}）→ ${file}`,
  failed: (name, code, message) => `失败 ${name} [${code}] ${message}`,
  renamed: (name, file) => `重名 ${name}，结果写作 ${file}`,
  missing: '没有这个文件或文件夹',
  outputFailed: '结果无法写入磁盘',
  summary: (converted, failed, skipped, seconds, folder) =>
    `共 ${converted + failed} 个文件：完成 ${converted}，失败 ${failed}${skipped > 0 ? `，略过 ${skipped}` : ''}。用时 ${seconds} 秒，结果在 ${folder}`,
  interrupted: '已中断，已写好的结果保留。',
};
