import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { LETTER_LIMITS } from '../../config/limits/office.ts';
import { NOTICE_WORDS } from '../../config/notice-words.ts';
import { SUM_STATES } from '../../contracts/consolidated.ts';
import { analysisSchema, indicatorsSchema, type Rated } from '../../contracts/indicators.ts';
import { bodiesBelow, gather, type Summand, sumUp } from '../../office/consolidate.ts';
import { dayOf } from '../../office/deadlines.ts';
import { INDICATORS, RATED_CELLS, ratesOf } from '../../office/indicators.ts';
import { type AnalysisFacts, analysis, analysisDocument } from '../../office/written/analysis.ts';
import { documentDocx } from '../../office/written/docx.ts';
import { answers, pageQuery, unlessEmpty, yearParams } from '../answers.ts';
import type { AppParts } from '../app-parts.ts';
import { RequestError } from '../errors.ts';
import { viewerOf } from '../people/asker.ts';
import { plainLine } from '../plain-words.ts';
import { DOCX, fileHeaders } from '../security.ts';

const sumQuery = z.object({ scope: unlessEmpty(z.uuid()), state: z.enum(SUM_STATES).default('accepted') });
const rankQuery = sumQuery.extend({
  indicator: z.enum(INDICATORS.map(({ id }) => id)).default('disclosed'),
  ...pageQuery,
});
const analysisQuery = sumQuery.extend({
  office: unlessEmpty(plainLine(LETTER_LIMITS.officeCharacters)),
  date: unlessEmpty(z.iso.date()),
});

/** Rates over the summed tables, and the analysis that is written of them. */
export async function indicatorRoutes(app: FastifyInstance, { store }: AppParts): Promise<void> {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  interface Asked {
    readonly Params: { year: number };
    readonly Querystring: z.infer<typeof sumQuery>;
  }
  /** What is summed, the year and the year before. @throws RequestError not-found, no-tables */
  const sumsOf = async (request: FastifyRequest<Asked>) => {
    const { year } = request.params;
    const { state } = request.query;
    const viewer = viewerOf(request);
    if ((await store.campaigns.find(year)) === null) throw new RequestError('not-found');
    const scopeId = request.query.scope ?? (viewer.sight.kind === 'below' ? viewer.sight.agencyId : null);
    const scope = scopeId === null ? null : await store.consolidation.scope(scopeId, viewer);
    if (scopeId !== null && scope === null) throw new RequestError('not-found');
    const filings = await store.consolidation.summands(year, scopeId, viewer);
    const { form, included, due } = gather(filings, year, state);
    if (form === null) throw new RequestError('not-found');
    const before = gather(await store.consolidation.summands(year - 1, scopeId, viewer), year - 1, state);
    const sums = sumUp(included, form);
    const previous =
      before.form === null || before.included.length === 0
        ? null
        : {
            year: year - 1,
            included: before.included.length,
            // Only cells of both forms are compared.
            sums: new Map([...sumUp(before.included, before.form)].filter(([path]) => sums.has(path))),
          };
    const below = (path: string): readonly Summand[] => included.filter((each) => each.path.startsWith(path));
    const parts = bodiesBelow(filings, scopeId).map((body) => ({ body, summed: below(body.path) }));
    return { year, state, scope, form, sums, included, due, previous, parts };
  };

  routes.get(
    '/api/campaigns/:year/indicators',
    { schema: { params: yearParams, querystring: rankQuery, ...answers({ 200: indicatorsSchema }) } },
    async (request) => {
      const { year, state, scope, form, sums, included, due, previous, parts } = await sumsOf(request);
      const { indicator, page, size } = request.query;
      const rated = (of: Summand, summed: readonly Summand[]): Rated => ({
        agency: { id: of.agencyId, name: of.agency },
        included: summed.length,
        rates: ratesOf(sumUp(summed, form, RATED_CELLS)),
      });
      const rateIn = ({ rates }: Rated): number => rates[indicator]?.rate ?? Number.NEGATIVE_INFINITY;
      const all = included.map((summand) => rated(summand, [summand])).toSorted((a, b) => rateIn(b) - rateIn(a));
      const ranks = ranksOf(all.map(rateIn));
      return {
        ...{ year, state, included: included.length, due: due.length },
        scope: scope === null ? null : { id: scope.id, name: scope.name },
        definitions: INDICATORS.map(({ numerator, denominator, ...words }) => ({
          ...words,
          numerator: [...numerator],
          denominator: [...denominator],
        })),
        rates: { ...ratesOf(sums) },
        previous:
          previous === null
            ? null
            : { year: previous.year, included: previous.included, rates: { ...ratesOf(previous.sums) } },
        parts: parts.map(({ body, summed }) => rated(body, summed)),
        agencies: {
          ...{ indicator, page, size, total: all.length },
          items: all
            .map((each, index) => ({ ...each, rank: ranks[index] ?? null }))
            .slice((page - 1) * size, page * size),
        },
      };
    },
  );

  const factsOf = async (request: FastifyRequest<Asked>): Promise<AnalysisFacts> => {
    const { year, state, scope, form, sums, included, due, previous, parts } = await sumsOf(request);
    return {
      ...{ year, scope: scope?.name ?? null, state, form, sums, previous },
      ...{ included: included.length, due: due.length },
      parts: parts.map(({ body, summed }) => ({ name: body.agency, sums: sumUp(summed, form) })),
    };
  };
  routes.get(
    '/api/campaigns/:year/analysis',
    { schema: { params: yearParams, querystring: sumQuery, ...answers({ 200: analysisSchema }) } },
    async (request) => analysis(await factsOf(request)),
  );
  routes.get(
    '/api/campaigns/:year/analysis.docx',
    { schema: { params: yearParams, querystring: analysisQuery } },
    async (request, reply) => {
      const { office = null, date = dayOf(new Date()) } = request.query;
      const document = analysisDocument(await factsOf(request), { office, day: NOTICE_WORDS.day(date) });
      return reply.headers(fileHeaders(`${document.title}.docx`, DOCX)).send(await documentDocx(document));
    },
  );
}

/** The same place for the same rate; none for those without. @param rates from high to low */
const ranksOf = (rates: readonly number[]): readonly (number | null)[] =>
  rates.map((rate) => (Number.isFinite(rate) ? 1 + rates.indexOf(rate) : null));
