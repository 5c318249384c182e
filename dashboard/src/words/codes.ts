import * as OFFICE from '../../../config/office-words.ts';
import { inLanguage } from '../language.ts';
import * as ENGLISH from './english/codes.ts';

/** What filings and documents are called stands with the office: the server writes it into tables as well. */
export const FILING_FLAG_WORDS = inLanguage(ENGLISH.FILING_FLAG_WORDS, OFFICE.FILING_FLAG_WORDS);
export const FILING_STATE_WORDS = inLanguage(ENGLISH.FILING_STATE_WORDS, OFFICE.FILING_STATE_WORDS);
export const SEVERITY_WORDS = inLanguage(ENGLISH.SEVERITY_WORDS, OFFICE.SEVERITY_WORDS);
export const STATE_WORDS = inLanguage(ENGLISH.STATE_WORDS, OFFICE.STATE_WORDS);

/** The names of states, verdicts, severities and causes: as all of words/, by code, so that a new code does not compile without words. */

export const VERDICT_WORDS = inLanguage(ENGLISH.VERDICT_WORDS, {
  passed: '通过',
  failed: '须退回',
  needsReview: '待核对',
});

export const VERDICT_ADVICE = inLanguage(ENGLISH.VERDICT_ADVICE, {
  passed: '未发现错误，也没有需要核对的单元格；提示请酌情处理。',
  failed: '报告本身存在错误，应退回填报单位更正。',
  needsReview: '有内容需要人工对照原件核对后才能下结论。',
});

export const CAUSE_WORDS = inLanguage(ENGLISH.CAUSE_WORDS, {
  agency: { short: OFFICE.CAUSE_WORDS.agency, long: '原因：填报单位的报告有误' },
  extraction: { short: OFFICE.CAUSE_WORDS.extraction, long: '原因：可能是读取有误，请对照原件' },
  unknown: { short: OFFICE.CAUSE_WORDS.unknown, long: '原因待定：仅凭本文件无法判断' },
});
