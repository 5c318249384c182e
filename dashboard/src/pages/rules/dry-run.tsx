import { Button } from 'antd';
import { useState } from 'react';
import type { DryRunAnswer, RuleSummary } from '../../../../contracts/rules.ts';
import { SEVERITIES, type Severity } from '../../../../pipeline/contracts/finding.ts';
import { dryRunRule } from '../../office-api.ts';
import { wordsOf } from '../../parts/use-read.ts';
import type { Telling } from '../../parts/use-told.ts';
import { documentHref } from '../../route.ts';

/** What the rule would find in the reports of a year, in another severity. */
export function DryRun({
  rule,
  year,
  telling,
}: {
  readonly rule: RuleSummary;
  readonly year: number;
  readonly telling: Telling;
}) {
  const [severity, setSeverity] = useState<Severity>(rule.setting.severity);
  const [answer, setAnswer] = useState<DryRunAnswer | null>(null);
  const [running, setRunning] = useState(false);
  const [alarm, setAlarm] = useState<string | null>(null);
  const { told } = telling;
  const words = told.rules;
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
    <section className="dry-run" aria-label={words.dryRun}>
      <h2>{words.dryRun}</h2>
      <p className="quiet">{words.dryRunLead}</p>
      <div className="room-bar">
        <label>
          {words.dryRunAs}{' '}
          <select value={severity} onChange={(event) => setSeverity(event.target.value as Severity)}>
            {SEVERITIES.map((each) => (
              <option key={each} value={each}>
                {told.severities[each]}
              </option>
            ))}
          </select>
        </label>
        <Button onClick={() => void run()} disabled={running}>
          {running ? words.running : words.dryRun}
        </Button>
        <span role="status">{answer !== null && words.wouldFire(answer.fires, answer.reports, answer.findings)}</span>
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
              <a href={documentHref(found.documentId)}>{found.agency}</a> <span lang="zh-CN">{found.message}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
