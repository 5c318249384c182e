import type { KeptCampaign } from '../../../../contracts/campaigns.ts';
import type { Person } from '../../../../contracts/people.ts';
import type { RuleDetail } from '../../../../contracts/rules.ts';
import { LANGUAGE } from '../../language.ts';
import type { Live } from '../../live.ts';
import { may } from '../../may.ts';
import { getRule } from '../../office-api.ts';
import { Failure } from '../../parts/failure.tsx';
import { BackIcon } from '../../parts/icons.tsx';
import { useRead } from '../../parts/use-read.ts';
import { RULES_HREF } from '../../route.ts';
import { SEVERITY_WORDS } from '../../words/codes.ts';
import { RULE_WORDS } from '../../words/rules.ts';
import { RuleSetting } from './rule-setting.tsx';
import { basisOf, percentOf, settingOf, titleOf } from './rules-page.tsx';

function Facts({ detail }: { readonly detail: RuleDetail }) {
  const { rule, explanation, explanationEn, formula, formulaEn, example } = detail;
  const { findings, precision, faults, recall } = rule.measured;
  const isMeasured = findings + faults > 0;
  const english = LANGUAGE === 'en';
  const facts: readonly (readonly [string, string | null])[] = [
    [RULE_WORDS.severity, SEVERITY_WORDS[rule.severity]],
    [RULE_WORDS.setting, settingOf(rule) ?? RULE_WORDS.usual],
    [RULE_WORDS.wants, english ? explanationEn : explanation],
    [RULE_WORDS.formula, english ? formulaEn : formula],
    [RULE_WORDS.basis, basisOf(rule)],
    [RULE_WORDS.forms, rule.versions === null ? RULE_WORDS.allForms : rule.versions.map(RULE_WORDS.form).join(' · ')],
    [
      RULE_WORDS.precision,
      isMeasured
        ? RULE_WORDS.measured(
            findings,
            percentOf(precision) ?? RULE_WORDS.none,
            faults,
            percentOf(recall) ?? RULE_WORDS.none,
          )
        : RULE_WORDS.byExamples,
    ],
    [RULE_WORDS.example, english ? (example?.messageEn ?? null) : (example?.message ?? null)],
    [RULE_WORDS.open, rule.open === null ? null : RULE_WORDS.openOf(rule.open.findings, rule.open.reports)],
  ];
  return (
    <dl className="list rule-facts">
      {facts.map(([name, text]) =>
        text === null ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** One rule: what it wants, what it rests on, how precise it is, and what it would find in the year. */
export function RulePage({
  id,
  year,
  campaign,
  person,
  live,
  onCampaigns,
}: {
  readonly id: string;
  readonly year: number | null;
  readonly campaign: KeptCampaign | null;
  readonly person: Person;
  readonly live: Live;
  readonly onCampaigns: () => void;
}) {
  const { value, failure, reload } = useRead(`rule ${id} ${year}`, (signal) => getRule(id, year, signal), live);
  return (
    <section className="page-rules">
      <a className="back" href={RULES_HREF}>
        <BackIcon />
        {RULE_WORDS.back}
      </a>
      {failure !== null && <Failure failure={failure} onAgain={reload} />}
      {value !== null && (
        <>
          <header className="page-head">
            <h1>{titleOf(value.rule)}</h1>
            <code className="page-sum rule-id">{value.rule.id}</code>
          </header>
          <Facts detail={value} />
          {campaign !== null && may(person, 'POST /api/rules/:id/dry-run') && (
            <RuleSetting
              key={`${id} ${year}`}
              rule={value.rule}
              campaign={campaign}
              person={person}
              onChanged={() => {
                onCampaigns();
                reload();
              }}
            />
          )}
        </>
      )}
    </section>
  );
}
