import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { listChoicesSchema } from '../../contracts/list-choices.ts';
import { ruleTitle } from '../../pipeline/validate/catalogue.ts';
import { answers } from '../answers.ts';
import type { AppParts } from '../app-parts.ts';
import { viewerOf } from '../people/asker.ts';

/** What the lists can be narrowed by. */
export async function listChoiceRoutes(app: FastifyInstance, { store }: AppParts): Promise<void> {
  app
    .withTypeProvider<ZodTypeProvider>()
    .get('/api/list-choices', { schema: answers({ 200: listChoicesSchema }) }, async (request) => {
      const { rules, ...rest } = await store.listChoices(viewerOf(request));
      // A rule that there is no more still has findings of reports that were checked before.
      return { ...rest, rules: rules.map((rule) => ({ ...rule, title: ruleTitle(rule.id) })) };
    });
}
