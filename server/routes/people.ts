import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  issuedProgramSchema,
  newPersonSchema,
  newProgramSchema,
  personChangeSchema,
  personSchema,
  programSchema,
} from '../../contracts/people.ts';
import { answers, idParams } from '../answers.ts';
import type { AppParts } from '../app-parts.ts';
import { actorOf } from '../people/asker.ts';
import { addPerson, addProgram, changePerson } from '../people/commands.ts';
import { ANSWERS_SECRET } from '../repeatable.ts';

/** People and the tokens of programs: for administrators. */
export async function peopleRoutes(app: FastifyInstance, { store }: AppParts): Promise<void> {
  const { people } = store;
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const list = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) });

  routes.get('/api/people', { schema: answers({ 200: list(personSchema) }) }, async () => ({
    items: [...(await people.list())],
  }));
  routes.post(
    '/api/people',
    { schema: { body: newPersonSchema, ...answers({ 201: personSchema }) } },
    async (request, reply) => reply.code(201).send(await addPerson(people, request.body, actorOf(request))),
  );
  routes.patch(
    '/api/people/:id',
    { schema: { params: idParams, body: personChangeSchema, ...answers({ 200: personSchema }) } },
    async (request) => changePerson(people, request.params.id, request.body, actorOf(request)),
  );

  routes.get('/api/tokens', { schema: answers({ 200: list(programSchema) }) }, async () => ({
    items: [...(await people.programs())],
  }));
  routes.post(
    '/api/tokens',
    {
      config: ANSWERS_SECRET,
      schema: {
        body: newProgramSchema,
        ...answers({ 201: issuedProgramSchema }),
      },
    },
    async (request, reply) => reply.code(201).send(await addProgram(people, request.body, actorOf(request))),
  );
  routes.delete('/api/tokens/:id', { schema: { params: idParams } }, async (request, reply) => {
    await people.revokeProgram(request.params.id, actorOf(request));
    return reply.code(204).send();
  });
}
