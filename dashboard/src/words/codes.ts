import { CAUSE_WORDS as CAUSES } from '../../../config/office-words.ts';
import type { Cause } from '../../../pipeline/contracts/finding.ts';
import type { ValidationStatus } from '../../../pipeline/contracts/report.ts';

/** What filings and documents are called stands with the office: the server writes it into tables as well. */
export { FILING_FLAG_WORDS, FILING_STATE_WORDS, SEVERITY_WORDS, STATE_WORDS } from '../../../config/office-words.ts';

/** The names of states, verdicts, severities and causes: as all of words/, by code, so that a new code does not compile without words. */

export const VERDICT_WORDS: Readonly<Record<ValidationStatus, string>> = {
  passed: '通过',
  failed: '须退回',
  needsReview: '待核对',
};

export const VERDICT_ADVICE: Readonly<Record<ValidationStatus, string>> = {
  passed: '未发现错误，也没有需要核对的单元格；提示请酌情处理。',
  failed: '报告本身存在错误，应退回填报单位更正。',
  needsReview: '有内容需要人工对照原件核对后才能下结论。',
};

export const CAUSE_WORDS: Readonly<Record<Cause, { readonly short: string; readonly long: string }>> = {
  agency: { short: CAUSES.agency, long: '原因：填报单位的报告有误' },
  extraction: { short: CAUSES.extraction, long: '原因：可能是读取有误，请对照原件' },
  unknown: { short: CAUSES.unknown, long: '原因待定：仅凭本文件无法判断' },
};
