import { Button } from 'antd';
import { useState } from 'react';
import type { DryRunAnswer, RuleSummary } from '../../../../contracts/rules.ts';
import { SEVERITIES, type Severity } from '../../../../pipeline/contracts/finding.ts';
import { LANGUAGE } from '../../language.ts';
import { dryRunRule } from '../../office-api.ts';
import { wordsOf } from '../../parts/use-read.ts';
import { documentHref } from '../../route.ts';
import { SEVERITY_WORDS } from '../../words/codes.ts';
import { RULE_WORDS } from '../../words/rules.ts';

/** What the rule would find in the reports of a year, in another severity. */
export function DryRun({ rule, year }: { readonly rule: RuleSummary; readonly year: number }) {
  const [severity, setSeverity] = useState<Severity>(rule.setting.severity);
  const [answer, setAnswer] = useState<DryRunAnswer | null>(null);
  const [running, setRunning] = useState(false);
  const [alarm, setAlarm] = useState<string | null>(null);
  const run = async (): Promise<void> => {
    setRunning(true);
    setAlarm(null);
    try {
      setAnswer(await dryRunRule(rule.id, year, severity));
    } catch (cause) {
      setAlarm(wordsOf(cause));
    }
    setRunning(false);
  };
  return (
    <section className="dry-run" aria-label={RULE_WORDS.dryRun}>
      <h2>{RULE_WORDS.dryRun}</h2>
      <p className="quiet">{RULE_WORDS.dryRunLead}</p>
      <div className="room-bar">
        <label>
          {RULE_WORDS.dryRunAs}{' '}
          <select value={severity} onChange={(event) => setSeverity(event.target.value as Severity)}>
            {SEVERITIES.map((each) => (
              <option key={each} value={each}>
                {SEVERITY_WORDS[each]}
              </option>
            ))}
          </select>
        </label>
        <Button onClick={() => void run()} disabled={running}>
          {running ? RULE_WORDS.running : RULE_WORDS.dryRun}
        </Button>
        <span role="status">
          {answer !== null && RULE_WORDS.wouldFire(answer.fires, answer.reports, answer.findings)}
        </span>
      </div>
      {alarm !== null && (
        <p className="list-alarm" role="alert">
          {alarm}
        </p>
      )}
      {answer !== null && answer.examples.length > 0 && (
        <ul className="list dry-run-found">
          {answer.examples.map((found, at) => (
            <li key={`${found.documentId} ${at}`}>
              <a href={documentHref(found.documentId)} lang="zh-CN">
                {found.agency}
              </a>{' '}
              {LANGUAGE === 'en' ? found.messageEn : found.message}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
