import { CAUSE_WORDS, SEVERITY_WORDS } from '../config/office-words.ts';
import { DECISION_NAMES, ISSUE_WORDS } from '../config/outgoing-words.ts';
import type { Issue } from '../contracts/issues.ts';

/** A finding as a line of the list that is saved or sent out. */
export interface ListedIssue extends Pick<Issue, 'severity' | 'cause' | 'rule' | 'title' | 'message'> {
  readonly district: string;
  readonly agency: { readonly name: string };
  readonly above: string;
  /** What was decided last; null: nothing. */
  readonly decided: string | null;
  readonly reviewer: { readonly name: string } | null;
  readonly fileName: string | null;
}

/** The list as a table of texts, headers first. @param most lines asked for: as many may be a part, which is said */
export function issueTable(issues: readonly ListedIssue[], most: number): string[][] {
  const rows = issues.map((issue) => [
    ...[issue.district, issue.agency.name, issue.above],
    ...[SEVERITY_WORDS[issue.severity], CAUSE_WORDS[issue.cause], issue.rule, issue.title, issue.message],
    DECISION_NAMES[issue.decided ?? ''] ?? ISSUE_WORDS.open,
    ...[issue.reviewer?.name ?? '', issue.fileName ?? ''],
  ]);
  return [[...ISSUE_WORDS.columns], ...rows, ...(rows.length < most ? [] : [[ISSUE_WORDS.cut(most)]])];
}
