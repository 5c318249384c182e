import type { Campaign } from '../../../../contracts/campaigns.ts';
import type { Person } from '../../../../contracts/people.ts';
import type { RuleDetail } from '../../../../contracts/rules.ts';
import type { Live } from '../../live.ts';
import { may } from '../../may.ts';
import { getRule } from '../../office-api.ts';
import { Failure } from '../../parts/failure.tsx';
import { useRead } from '../../parts/use-read.ts';
import { type Telling, useTold } from '../../parts/use-told.ts';
import { RULES_HREF } from '../../route.ts';
import { DryRun } from './dry-run.tsx';
import { RuleSetting } from './rule-setting.tsx';
import { percentOf, settingIn, titleIn } from './rules-page.tsx';

function Facts({ detail, telling }: { readonly detail: RuleDetail; readonly telling: Telling }) {
  const { rule, explanation, formula, example } = detail;
  const { told, language } = telling;
  const words = told.rules;
  const { findings, precision, faults, recall } = rule.measured;
  const isMeasured = findings + faults > 0;
  const facts: readonly (readonly [string, string | null, string])[] = [
    [words.severity, told.severities[rule.severity], language],
    [words.setting, settingIn(telling, rule) ?? words.usual, language],
    [words.wants, explanation, 'zh-CN'],
    [words.formula, formula, 'zh-CN'],
    [words.basis, rule.basis, 'zh-CN'],
    [words.forms, rule.versions === null ? words.allForms : rule.versions.map(words.form).join(' · '), language],
    [
      words.precision,
      isMeasured
        ? words.measured(findings, percentOf(precision) ?? words.none, faults, percentOf(recall) ?? words.none)
        : words.byExamples,
      language,
    ],
    [words.example, example === null ? null : language === 'en' ? example.messageEn : example.message, language],
    [words.open, rule.open === null ? null : words.openOf(rule.open.findings, rule.open.reports), language],
  ];
  return (
    <dl className="list rule-facts">
      {facts.map(([name, text, lang]) =>
        text === null ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd lang={lang}>{text}</dd>
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
  readonly campaign: Campaign | null;
  readonly person: Person;
  readonly live: Live;
  readonly onCampaigns: () => void;
}) {
  const telling = useTold();
  const { value, failure, reload } = useRead(`rule ${id} ${year}`, (signal) => getRule(id, year, signal), live);
  return (
    <section className="page-rules" lang={telling.language === 'zh' ? 'zh-CN' : 'en'}>
      <a href={RULES_HREF}>{telling.told.rules.back}</a>
      {failure !== null && <Failure failure={failure} onAgain={reload} />}
      {value !== null && (
        <>
          <header className="page-head">
            <h1>{titleIn(telling, value.rule)}</h1>
            <code className="page-sum rule-id">{value.rule.id}</code>
          </header>
          <Facts detail={value} telling={telling} />
          {campaign !== null && may(person, 'PATCH /api/campaigns/:year') && (
            <RuleSetting
              rule={value.rule}
              campaign={campaign}
              telling={telling}
              onChanged={() => {
                onCampaigns();
                reload();
              }}
            />
          )}
          {year !== null && may(person, 'POST /api/rules/:id/dry-run') && (
            <DryRun key={`${id} ${year}`} rule={value.rule} year={year} telling={telling} />
          )}
        </>
      )}
    </section>
  );
}
