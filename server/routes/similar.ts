import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { SIMILAR_LIMITS } from '../../config/limits/office.ts';
import { type Beside, besideSchema, similarPageSchema } from '../../contracts/similar.ts';
import { longestPassages, markAlike, paragraphsOf } from '../../office/alike.ts';
import type { CanonicalReport } from '../../pipeline/contracts/report.ts';
import type { KeptPair, SimilarSide } from '../../store/similar.ts';
import { answers, pageQuery, yearParams } from '../answers.ts';
import type { AppParts } from '../app-parts.ts';
import { RequestError } from '../errors.ts';
import { viewerOf } from '../people/asker.ts';

/** Pairs of a page: of each the two reports are read to show what they share. */
const PAIRS = 50;
const similarQuery = z.object({
  least: z.coerce.number().min(SIMILAR_LIMITS.kept).max(1).default(SIMILAR_LIMITS.shown),
  page: pageQuery.page,
  size: z.coerce.number().int().min(1).max(PAIRS).default(20),
});
const pairParams = yearParams.extend({ one: z.uuid(), other: z.uuid() });

/** Texts of a year that are like one another, or like one of the year before. */
export async function similarRoutes(app: FastifyInstance, { store, blobs }: AppParts): Promise<void> {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const textOf = async ({ reportSha256 }: SimilarSide): Promise<readonly string[]> => {
    // It was checked when it was kept and is named by its hash.
    const report: CanonicalReport = JSON.parse((await blobs.read('reports', reportSha256)).toString());
    return paragraphsOf(report.sections);
  };
  const textsOf = ({ one, other }: KeptPair) => Promise.all([textOf(one), textOf(other)]);

  routes.get(
    '/api/campaigns/:year/similar',
    { schema: { params: yearParams, querystring: similarQuery, ...answers({ 200: similarPageSchema }) } },
    async (request) => {
      const { year } = request.params;
      const { page, size } = request.query;
      if ((await store.campaigns.find(year)) === null) throw new RequestError('not-found');
      const { items, total, waiting } = await store.similar.list(year, request.query, viewerOf(request));
      const shown = [];
      for (const pair of items) {
        const [first, second] = await textsOf(pair);
        shown.push({ ...pair, passages: [...longestPassages(markAlike(first, second))] });
      }
      return { items: shown, total, page, size, waiting };
    },
  );

  routes.get(
    '/api/campaigns/:year/similar/:one/:other',
    { schema: { params: pairParams, ...answers({ 200: besideSchema }) } },
    async (request): Promise<Beside> => {
      const { one, other } = request.params;
      const pair = await store.similar.find(one, other, viewerOf(request));
      if (pair === null) throw new RequestError('not-found');
      const [first, second] = await textsOf(pair);
      const marked = (text: readonly string[], against: readonly string[]) =>
        markAlike(text, against).map((pieces) => [...pieces]);
      return {
        one: { ...pair.one, paragraphs: marked(first, second) },
        other: { ...pair.other, paragraphs: marked(second, first) },
      };
    },
  );
}
