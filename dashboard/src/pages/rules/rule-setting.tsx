import { useState } from 'react';
import type { Campaign } from '../../../../contracts/campaigns.ts';
import type { RuleSummary } from '../../../../contracts/rules.ts';
import { SEVERITIES, type Severity } from '../../../../pipeline/contracts/finding.ts';
import { changeCampaign } from '../../office-api.ts';
import { wordsOf } from '../../parts/use-read.ts';
import { SEVERITY_WORDS } from '../../words/codes.ts';
import { RULE_WORDS } from '../../words/rules.ts';

type Setting = 'usual' | 'off' | Severity;
type RuleSettings = NonNullable<Campaign['settings']['rules']>;

const settingOf = ({ severity, setting }: RuleSummary): Setting =>
  setting.off ? 'off' : setting.severity === severity ? 'usual' : setting.severity;

/** The settings of a year with one rule set otherwise; those of other rules and thresholds stay. */
function settingsWith(settings: RuleSettings | undefined, id: string, next: Setting): RuleSettings {
  const { off = [], severity = {}, thresholds = {} } = settings ?? {};
  const { [id]: _, ...others } = severity;
  return {
    off: [...off.filter((each) => each !== id), ...(next === 'off' ? [id] : [])],
    severity: next === 'off' || next === 'usual' ? others : { ...others, [id]: next },
    thresholds,
  };
}

/** How a year sets the rule: off, or of another severity. The reports of the year are checked again at once. */
export function RuleSetting({
  rule,
  campaign,
  onChanged,
}: {
  readonly rule: RuleSummary;
  readonly campaign: Campaign;
  readonly onChanged: () => void;
}) {
  const [alarm, setAlarm] = useState<string | null>(null);
  const names: Readonly<Record<Setting, string>> = { usual: RULE_WORDS.usual, off: RULE_WORDS.off, ...SEVERITY_WORDS };
  const set = async (next: Setting): Promise<void> => {
    try {
      const rules = settingsWith(campaign.settings.rules, rule.id, next);
      await changeCampaign(campaign.year, { settings: { ...campaign.settings, rules } });
      setAlarm(null);
      onChanged();
    } catch (cause) {
      setAlarm(wordsOf(cause));
    }
  };
  return (
    <div className="room-bar">
      <label>
        {RULE_WORDS.setting}{' '}
        <select value={settingOf(rule)} onChange={(event) => void set(event.target.value as Setting)}>
          {(['usual', ...SEVERITIES.filter((each) => each !== rule.severity), 'off'] as const).map((each) => (
            <option key={each} value={each}>
              {names[each]}
            </option>
          ))}
        </select>
      </label>
      {alarm !== null && <span role="alert">{alarm}</span>}
    </div>
  );
}
