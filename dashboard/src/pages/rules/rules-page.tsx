import { dayWords } from '../../../../config/day-words.ts';
import type { RuleList, RuleSummary } from '../../../../contracts/rules.ts';
import { LANGUAGE } from '../../language.ts';
import type { Live } from '../../live.ts';
import { getRules } from '../../office-api.ts';
import { Failure } from '../../parts/failure.tsx';
import { useRead } from '../../parts/use-read.ts';
import { ruleHref } from '../../route.ts';
import { SEVERITY_WORDS } from '../../words/codes.ts';
import { PHRASES } from '../../words/phrases.ts';
import { RULE_WORDS } from '../../words/rules.ts';

export const percentOf = (share: number | null): string | null =>
  share === null ? null : `${(100 * share).toFixed(share === 1 ? 0 : 1)}%`;

export const titleOf = ({ title, titleEn }: RuleSummary): string => (LANGUAGE === 'en' ? titleEn : title);

export const basisOf = ({ basis, basisEn }: RuleSummary): string => (LANGUAGE === 'en' ? basisEn : basis);

/** How the year has set a rule, where that is not as usual. */
export function settingOf({ severity, setting }: RuleSummary): string | null {
  if (setting.off) return RULE_WORDS.off;
  const changed = [
    ...(setting.severity === severity ? [] : [RULE_WORDS.changed(SEVERITY_WORDS[setting.severity])]),
    ...(setting.thresholds.every(({ value, usual }) => value === usual) ? [] : [RULE_WORDS.otherThresholds]),
  ];
  return changed.length === 0 ? null : changed.join(PHRASES.comma);
}

function Row({ rule }: { readonly rule: RuleSummary }) {
  const { measured, open } = rule;
  const setting = settingOf(rule);
  return (
    <tr data-rule={rule.id}>
      <th scope="row">
        <a href={ruleHref(rule.id)}>{titleOf(rule)}</a>
        <code className="rule-id">{rule.id}</code>
      </th>
      <td data-label={RULE_WORDS.basis} className="rule-basis">
        {basisOf(rule)}
      </td>
      <td data-label={RULE_WORDS.severity}>
        <span className={`severity severity-${rule.severity}`}>{SEVERITY_WORDS[rule.severity]}</span>
        {setting !== null && <span className="quiet rule-setting">{setting}</span>}
      </td>
      <td data-label={RULE_WORDS.precision} className="number">
        {percentOf(measured.precision) ?? <span className="quiet">{RULE_WORDS.notMeasured}</span>}
      </td>
      <td data-label={RULE_WORDS.sampled} className="number">
        {measured.findings === 0 ? RULE_WORDS.none : measured.findings}
      </td>
      <td data-label={RULE_WORDS.recall} className="number">
        {measured.recall === null ? RULE_WORDS.none : `${percentOf(measured.recall)} / ${measured.faults}`}
      </td>
      <td
        data-label={RULE_WORDS.open}
        className={open === null || open.findings === 0 ? 'number is-nothing' : 'number'}
      >
        {open === null || open.findings === 0 ? RULE_WORDS.none : RULE_WORDS.openOf(open.findings, open.reports)}
      </td>
    </tr>
  );
}

const FAMILIES: Readonly<Record<string, string>> = RULE_WORDS.families;
const familyName = (family: string): string => FAMILIES[family] ?? family;
const familyOf = ({ id }: RuleSummary): string => id.split('.')[0] ?? '';

function Family({ family, rules }: { family: string; rules: readonly RuleSummary[] }) {
  const columns = ['rule', 'basis', 'severity', 'precision', 'sampled', 'recall', 'open'] as const;
  return (
    <section aria-label={familyName(family)}>
      <h2>{familyName(family)}</h2>
      <div className="list">
        <table className="docs cards rules">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {RULE_WORDS[column]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rules.map((rule) => (
              <Row key={rule.id} rule={rule} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Catalogue({ list }: { readonly list: RuleList }) {
  const { measuredOn, reports, sentences, documents, corpus } = list.sample;
  const families = [...new Set(list.items.map(familyOf))];
  return (
    <>
      <p>{RULE_WORDS.lead}</p>
      <p className="quiet">
        {RULE_WORDS.sample(
          LANGUAGE === 'zh' ? dayWords(measuredOn) : measuredOn,
          reports,
          sentences,
          documents,
          corpus,
        )}{' '}
        {RULE_WORDS.bars}
      </p>
      {families.map((family) => (
        <Family key={family} family={family} rules={list.items.filter((rule) => familyOf(rule) === family)} />
      ))}
    </>
  );
}

/** Every rule with what it rests on and how precise it was found to be. */
export function RulesPage({ year, live }: { readonly year: number | null; readonly live: Live }) {
  const { value, failure, reload } = useRead(`rules ${year}`, (signal) => getRules(year, signal), live);
  return (
    <section className="page-rules">
      <header className="page-head">
        <h1>{RULE_WORDS.title}</h1>
        {value !== null && <span className="page-sum">{RULE_WORDS.count(value.items.length)}</span>}
      </header>
      {failure !== null && <Failure failure={failure} onAgain={reload} />}
      {value !== null && <Catalogue list={value} />}
    </section>
  );
}
