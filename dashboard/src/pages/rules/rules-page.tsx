import { dayWords } from '../../../../config/day-words.ts';
import type { RuleList, RuleSummary } from '../../../../contracts/rules.ts';
import type { Live } from '../../live.ts';
import { getRules } from '../../office-api.ts';
import { Failure } from '../../parts/failure.tsx';
import { useRead } from '../../parts/use-read.ts';
import { type Telling, useTold } from '../../parts/use-told.ts';
import { ruleHref } from '../../route.ts';

export const percentOf = (share: number | null): string | null =>
  share === null ? null : `${(100 * share).toFixed(share === 1 ? 0 : 1)}%`;

export const titleIn = ({ language }: Telling, { title, titleEn }: RuleSummary): string =>
  language === 'en' ? titleEn : title;

/** How the year has set a rule, where that is not as usual. */
export function settingIn({ told }: Telling, { severity, setting }: RuleSummary): string | null {
  if (setting.off) return told.rules.off;
  return setting.severity === severity ? null : told.rules.changed(told.severities[setting.severity]);
}

function Row({ rule, telling }: { readonly rule: RuleSummary; readonly telling: Telling }) {
  const { told } = telling;
  const words = told.rules;
  const { measured, open } = rule;
  const setting = settingIn(telling, rule);
  return (
    <tr data-rule={rule.id}>
      <th scope="row">
        <a href={ruleHref(rule.id)}>{titleIn(telling, rule)}</a>
        <code className="rule-id">{rule.id}</code>
      </th>
      <td data-label={words.basis} className="rule-basis" lang="zh-CN">
        {rule.basis}
      </td>
      <td data-label={words.severity}>
        <span className={`severity severity-${rule.severity}`}>{told.severities[rule.severity]}</span>
        {setting !== null && <span className="quiet rule-setting">{setting}</span>}
      </td>
      <td data-label={words.precision} className="number">
        {percentOf(measured.precision) ?? <span className="quiet">{words.notMeasured}</span>}
      </td>
      <td data-label={words.sampled} className="number">
        {measured.findings === 0 ? words.none : measured.findings}
      </td>
      <td data-label={words.recall} className="number">
        {measured.recall === null ? words.none : `${percentOf(measured.recall)} / ${measured.faults}`}
      </td>
      <td data-label={words.open} className={open === null || open.findings === 0 ? 'number is-nothing' : 'number'}>
        {open === null || open.findings === 0 ? words.none : words.openOf(open.findings, open.reports)}
      </td>
    </tr>
  );
}

const familyOf = ({ id }: RuleSummary): string => id.split('.')[0] ?? '';

function Family({ family, rules, telling }: { family: string; rules: readonly RuleSummary[]; telling: Telling }) {
  const words = telling.told.rules;
  const columns = ['rule', 'basis', 'severity', 'precision', 'sampled', 'recall', 'open'] as const;
  return (
    <section aria-label={words.families[family]}>
      <h2>{words.families[family] ?? family}</h2>
      <div className="list">
        <table className="docs cards rules">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {words[column]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rules.map((rule) => (
              <Row key={rule.id} rule={rule} telling={telling} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Catalogue({ list, telling }: { readonly list: RuleList; readonly telling: Telling }) {
  const { language } = telling;
  const words = telling.told.rules;
  const { measuredOn, reports, sentences, documents, corpus } = list.sample;
  const families = [...new Set(list.items.map(familyOf))];
  return (
    <>
      <p>{words.lead}</p>
      <p className="quiet">
        {words.sample(language === 'zh' ? dayWords(measuredOn) : measuredOn, reports, sentences, documents, corpus)}{' '}
        {words.bars}
      </p>
      {families.map((family) => (
        <Family
          key={family}
          family={family}
          rules={list.items.filter((rule) => familyOf(rule) === family)}
          telling={telling}
        />
      ))}
    </>
  );
}

/** Every rule with what it rests on and how precise it was found to be. */
export function RulesPage({ year, live }: { readonly year: number | null; readonly live: Live }) {
  const telling = useTold();
  const { value, failure, reload } = useRead(`rules ${year}`, (signal) => getRules(year, signal), live);
  const words = telling.told.rules;
  return (
    <section className="page-rules" lang={telling.language === 'zh' ? 'zh-CN' : 'en'}>
      <header className="page-head">
        <h1>{words.title}</h1>
        {value !== null && <span className="page-sum">{words.count(value.items.length)}</span>}
      </header>
      {failure !== null && <Failure failure={failure} onAgain={reload} />}
      {value !== null && <Catalogue list={value} telling={telling} />}
    </section>
  );
}
