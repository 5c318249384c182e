import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { precisionOf, recallOf } from '../../config/measured-rules.ts';
import { RULE_PRECISION } from '../../config/rule-precision.ts';
import { ENGLISH_BASES, ENGLISH_WANTS } from '../../config/rule-words/english-catalogue.ts';
import { englishTitle, findingIn } from '../../config/rule-words/words-of.ts';
import {
  DEFAULT_RULE_SETTINGS,
  formulaIn,
  RULE_THRESHOLDS,
  type RuleSettings,
  THRESHOLD_RANGES,
} from '../../config/rules.ts';
import { ruleSettingsOf } from '../../contracts/campaigns.ts';
import {
  dryRunAnswerSchema,
  dryRunSchema,
  type RuleSummary,
  ruleDetailSchema,
  ruleListSchema,
} from '../../contracts/rules.ts';
import { RULES } from '../../pipeline/validate/catalogue.ts';
import { contextOf, reportOf } from '../../pipeline/validate/example.ts';
import type { Rule } from '../../pipeline/validate/rule.ts';
import { validate } from '../../pipeline/validate/validate.ts';
import type { Viewer } from '../../store/viewer.ts';
import { answers, unlessEmpty, yearParams } from '../answers.ts';
import type { AppParts } from '../app-parts.ts';
import { dryRun } from '../checking/dry-run.ts';
import { RequestError } from '../errors.ts';
import { viewerOf } from '../people/asker.ts';

const ruleParams = z.object({ id: z.string().max(60) });
const ofYear = z.object({ year: unlessEmpty(yearParams.shape.year) });

const BY_ID = new Map<string, Rule>(RULES.map((rule) => [rule.id, rule]));

type Open = ReadonlyMap<string, RuleSummary['open']>;

function summaryOf(rule: Rule, settings: RuleSettings, open: Open | null): RuleSummary {
  const measured = RULE_PRECISION.rules[rule.id];
  return {
    id: rule.id,
    title: rule.title,
    titleEn: englishTitle(rule.id) ?? rule.title,
    basis: rule.basis,
    basisEn: ENGLISH_BASES[rule.basis] ?? rule.basis,
    severity: rule.severity,
    versions: rule.versions === 'all' ? null : [...rule.versions],
    measured: {
      findings: measured.right + measured.wrong,
      precision: precisionOf(measured),
      faults: measured.faults,
      recall: recallOf(measured),
    },
    setting: {
      off: settings.off.includes(rule.id),
      severity: settings.severity[rule.id] ?? rule.severity,
      thresholds: (rule.thresholds ?? []).map((key) => ({
        key,
        ...THRESHOLD_RANGES[key],
        value: settings.thresholds[key],
        usual: RULE_THRESHOLDS[key],
      })),
    },
    open: open === null ? null : (open.get(rule.id) ?? { findings: 0, reports: 0 }),
  };
}

/** The catalogue of rules, with what was measured of each and what it found in a year. */
export async function ruleRoutes(app: FastifyInstance, { store, blobs }: AppParts): Promise<void> {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  const settingsOf = async (year: number | undefined): Promise<RuleSettings> => {
    if (year === undefined) return DEFAULT_RULE_SETTINGS;
    const campaign = await store.campaigns.find(year);
    if (campaign === null) throw new RequestError('not-found');
    return ruleSettingsOf(campaign.settings);
  };
  const openIn = async (year: number | undefined, viewer: Viewer): Promise<Open | null> =>
    year === undefined
      ? null
      : new Map((await store.ruleCounts.open(year, viewer)).map(({ rule, ...counts }) => [rule, counts]));
  const ruleOf = (id: string): Rule => {
    const rule = BY_ID.get(id);
    if (rule === undefined) throw new RequestError('not-found');
    return rule;
  };

  routes.get(
    '/api/rules',
    { schema: { querystring: ofYear, ...answers({ 200: ruleListSchema }) } },
    async (request) => {
      const { year } = request.query;
      const settings = await settingsOf(year);
      const open = await openIn(year, viewerOf(request));
      const { measuredOn, reports, sentences, documents, corpus } = RULE_PRECISION;
      return {
        year: year ?? null,
        sample: { measuredOn, reports, sentences, documents, corpus },
        items: RULES.map((rule) => summaryOf(rule, settings, open)),
      };
    },
  );

  routes.get(
    '/api/rules/:id',
    { schema: { params: ruleParams, querystring: ofYear, ...answers({ 200: ruleDetailSchema }) } },
    async (request) => {
      const rule = ruleOf(request.params.id);
      const { year } = request.query;
      const settings = await settingsOf(year);
      const summary = summaryOf(rule, settings, await openIn(year, viewerOf(request)));
      const findings = validate(reportOf(rule.fails), contextOf(rule.fails)).findings;
      const finding = findings.find((one) => one.rule === rule.id);
      const [explanationEn, formulaEn] = ENGLISH_WANTS[rule.id];
      return {
        rule: summary,
        explanation: rule.explanation,
        explanationEn,
        formula: formulaIn(rule.formula, settings.thresholds),
        formulaEn: formulaIn(formulaEn, settings.thresholds),
        example:
          finding === undefined
            ? null
            : {
                message: finding.message,
                messageEn: findingIn('en', finding).message,
                suggestion: finding.suggestion,
              },
      };
    },
  );

  routes.post(
    '/api/rules/:id/dry-run',
    { schema: { params: ruleParams, body: dryRunSchema, ...answers({ 200: dryRunAnswerSchema }) } },
    async (request) => {
      const { id } = ruleOf(request.params.id);
      const { year, severity, thresholds } = request.body;
      await settingsOf(year);
      const change = (settings: RuleSettings): RuleSettings => ({
        off: settings.off.filter((off) => off !== id),
        severity: severity === undefined ? settings.severity : { ...settings.severity, [id]: severity },
        thresholds: { ...settings.thresholds, ...thresholds },
      });
      return dryRun({ store, blobs }, id, year, change, viewerOf(request));
    },
  );
}
