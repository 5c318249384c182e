import type { DocumentState, FilingFlag, FilingState } from '../contracts/states.ts';
import type { Cause, Severity } from '../pipeline/contracts/finding.ts';
import type { ValidationStatus } from '../pipeline/contracts/report.ts';

/** What a user reads for the states of the office's year. */

export const STATE_WORDS: Readonly<Record<DocumentState, string>> = {
  received: '等待',
  converting: '处理中',
  converted: '已完成',
  'conversion-failed': '失败',
  duplicate: '重复',
  rejected: '拒收',
  removed: '已移除',
};

export const FILING_STATE_WORDS: Readonly<Record<FilingState, string>> = {
  expected: '未报',
  received: '已收到',
  converting: '转换中',
  checking: '核对中',
  needsReview: '待审核',
  clear: '可通过',
  returned: '已退回',
  accepted: '已通过',
  published: '已公开',
  exempt: '免报',
  merged: '已并入',
};

export const FILING_FLAG_WORDS: Readonly<Record<FilingFlag, string>> = {
  late: '逾期报送',
  missing: '逾期未报',
  dueSoon: '即将到期',
  overdueCorrection: '逾期未改',
  cameBack: '更正稿已到',
  conversionFailed: '转换失败',
  versionsDiffer: '版本不一致',
  changedAfterAcceptance: '通过后有改动',
  putAside: '搁置',
  waiverProposed: '待审批不予采纳',
};

export const VERDICT_WORDS: Readonly<Record<ValidationStatus, string>> = {
  passed: '核对通过',
  failed: '有错误',
  needsReview: '需人工核对',
};

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = { error: '错误', warning: '提示', info: '说明' };

/** Whose a finding is. */
export const CAUSE_WORDS: Readonly<Record<Cause, string>> = { agency: '单位', extraction: '识别', unknown: '待定' };
