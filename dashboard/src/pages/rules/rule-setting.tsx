import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Campaign, KeptCampaign } from '../../../../contracts/campaigns.ts';
import type { Person } from '../../../../contracts/people.ts';
import type { DryRunAnswer, RuleSummary, Threshold } from '../../../../contracts/rules.ts';
import { SEVERITIES, type Severity } from '../../../../pipeline/contracts/finding.ts';
import { isStale } from '../../api.ts';
import { may } from '../../may.ts';
import { changeCampaign, dryRunRule } from '../../office-api.ts';
import { wordsOf } from '../../parts/use-read.ts';
import { SEVERITY_WORDS } from '../../words/codes.ts';
import { CAMPAIGN_WORDS } from '../../words/office.ts';
import { RULE_WORDS } from '../../words/rules.ts';
import { DryRun } from './dry-run.tsx';

type RuleSettings = NonNullable<Campaign['settings']['rules']>;
type Thresholds = NonNullable<RuleSettings['thresholds']>;
type Standing = 'usual' | 'off' | Severity;

const standingOf = ({ severity, setting }: RuleSummary): Standing =>
  setting.off ? 'off' : setting.severity === severity ? 'usual' : setting.severity;

/** Shares are written in percent; what that adds in binary digits is taken off again. */
const FACTOR: Readonly<Partial<Record<Threshold['unit'], number>>> = { share: 100 };
const rounded = (value: number): number => Number(value.toPrecision(12));
const shownOf = ({ unit }: Threshold, value: number): number => rounded(value * (FACTOR[unit] ?? 1));
const keptOf = ({ unit }: Threshold, shown: number): number => rounded(shown / (FACTOR[unit] ?? 1));

/** The settings of a year with one rule set otherwise; those of other rules stay. What is as usual is not written down. */
function settingsWith(
  settings: RuleSettings | undefined,
  { id, setting }: RuleSummary,
  standing: Standing,
  values: Thresholds,
): RuleSettings {
  const { off = [], severity = {}, thresholds = {} } = settings ?? {};
  const { [id]: _, ...others } = severity;
  const set = Object.fromEntries(
    setting.thresholds.map(({ key, usual }) => [key, values[key] === usual ? undefined : values[key]]),
  );
  return {
    off: [...off.filter((each) => each !== id), ...(standing === 'off' ? [id] : [])],
    severity: standing === 'off' || standing === 'usual' ? others : { ...others, [id]: standing },
    thresholds: { ...thresholds, ...set },
  };
}

/** How a year sets the rule: off, of another severity, by other thresholds; tried on what is stored before it is kept. */
export function RuleSetting({
  rule,
  campaign,
  person,
  onChanged,
}: {
  readonly rule: RuleSummary;
  readonly campaign: KeptCampaign;
  readonly person: Person;
  readonly onChanged: () => void;
}) {
  const { year } = campaign;
  const { thresholds } = rule.setting;
  const form = useRef<HTMLFormElement>(null);
  // The year as it was when somebody began to set the rule: what another keeps meanwhile comes into the page by itself.
  const seen = useRef<KeptCampaign | null>(null);
  const begin = (): void => {
    seen.current ??= campaign;
  };
  useEffect(() => {
    if (seen.current?.etag === campaign.etag) seen.current = null;
  }, [campaign.etag]);
  // What the server says of the year comes after the page: until somebody chooses, it is as that says.
  const [chosen, setStanding] = useState<Standing | null>(null);
  const standing = chosen ?? standingOf(rule);
  const [answer, setAnswer] = useState<DryRunAnswer | null>(null);
  const [busy, setBusy] = useState<'try' | 'keep' | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [alarm, setAlarm] = useState<string | null>(null);
  const names: Readonly<Record<Standing, string>> = { usual: RULE_WORDS.usual, off: RULE_WORDS.off, ...SEVERITY_WORDS };

  const act = async (what: 'try' | 'keep', send: (values: Thresholds) => Promise<void>): Promise<void> => {
    if (form.current === null || !form.current.reportValidity()) return;
    const given = new FormData(form.current);
    const values = Object.fromEntries(
      thresholds.map((threshold) => [threshold.key, keptOf(threshold, Number(given.get(threshold.key)))]),
    );
    setBusy(what);
    setAlarm(null);
    setSaid(null);
    try {
      await send(values);
    } catch (cause) {
      const stale = isStale(cause);
      setAlarm(stale ? CAMPAIGN_WORDS.changedMeanwhile : wordsOf(cause));
      if (stale) {
        seen.current = null;
        onChanged();
      }
    }
    setBusy(null);
  };
  const tryIt = () =>
    act('try', async (values) => {
      const severity = standing === 'usual' || standing === 'off' ? rule.severity : standing;
      setAnswer(await dryRunRule(rule.id, { year, severity, thresholds: values }));
    });
  const keep = () =>
    act('keep', async (values) => {
      const now = seen.current ?? campaign;
      const { settings } = now;
      const rules = settingsWith(settings.rules, rule, standing, values);
      seen.current = await changeCampaign(now, { settings: { ...settings, rules } });
      setSaid(RULE_WORDS.kept);
      onChanged();
    });
  const asUsual = (): void => {
    begin();
    setStanding('usual');
    for (const threshold of thresholds) {
      const field = form.current?.elements.namedItem(threshold.key);
      if (field instanceof HTMLInputElement) field.value = String(shownOf(threshold, threshold.usual));
    }
  };

  const tries = may(person, 'POST /api/rules/:id/dry-run');
  const keeps = may(person, 'PATCH /api/campaigns/:year');
  return (
    <section className="dry-run" aria-label={RULE_WORDS.setting}>
      <h2>{RULE_WORDS.setting}</h2>
      <p className="quiet">{RULE_WORDS.settingLead}</p>
      <form ref={form} className="rule-form" onSubmit={(event) => event.preventDefault()} onChange={begin}>
        <label>
          <span>{RULE_WORDS.standing}</span>
          <select value={standing} onChange={(event) => setStanding(event.target.value as Standing)}>
            {(['usual', ...SEVERITIES.filter((each) => each !== rule.severity), 'off'] as const).map((each) => (
              <option key={each} value={each}>
                {names[each]}
              </option>
            ))}
          </select>
          <small className="quiet">{RULE_WORDS.usually(SEVERITY_WORDS[rule.severity])}</small>
        </label>
        {thresholds.map((threshold) => (
          <label key={threshold.key}>
            <span>{RULE_WORDS.thresholds[threshold.key]}</span>
            <input
              key={threshold.value}
              type="number"
              name={threshold.key}
              required
              step="any"
              min={shownOf(threshold, threshold.least)}
              max={shownOf(threshold, threshold.most)}
              defaultValue={shownOf(threshold, threshold.value)}
            />
            {RULE_WORDS.units[threshold.unit]}{' '}
            <small className="quiet">
              {RULE_WORDS.usually(`${shownOf(threshold, threshold.usual)}${RULE_WORDS.units[threshold.unit]}`)}
            </small>
          </label>
        ))}
        <div className="buttons">
          {tries && (
            <Button onClick={() => void tryIt()} disabled={busy !== null}>
              {busy === 'try' ? RULE_WORDS.running : RULE_WORDS.dryRun}
            </Button>
          )}
          {keeps && (
            <>
              <Button type="primary" onClick={() => void keep()} disabled={busy !== null}>
                {RULE_WORDS.keep}
              </Button>
              <Button type="link" onClick={asUsual}>
                {RULE_WORDS.asUsual}
              </Button>
            </>
          )}
          <span role="status">
            {said ?? (answer === null ? null : RULE_WORDS.wouldFire(answer.fires, answer.reports, answer.findings))}
          </span>
        </div>
      </form>
      {alarm !== null && (
        <p className="list-alarm" role="alert">
          {alarm}
        </p>
      )}
      {answer !== null && <DryRun answer={answer} />}
    </section>
  );
}
