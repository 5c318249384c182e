import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { PEOPLE_LIMITS } from '../../config/limits/office.ts';
import {
  type Person,
  passwordChangeSchema,
  type Session,
  sessionSchema,
  signInSchema,
  welcomeSchema,
} from '../../contracts/people.ts';
import type { KnownPerson } from '../../store/people.ts';
import { answers } from '../answers.ts';
import type { AppParts } from '../app-parts.ts';
import { RequestError } from '../errors.ts';
import { askerOf } from '../people/asker.ts';
import { hashPassword, isPassword } from '../people/passwords.ts';
import { keyOfSecret } from '../people/secrets.ts';

const LIMITED = { rateLimit: { max: PEOPLE_LIMITS.attemptsPerMinute, timeWindow: 60_000 } };

/** Signing in and out, and one's own password. */
export async function sessionRoutes(
  app: FastifyInstance,
  { store, asksForPassword }: AppParts & { readonly asksForPassword: boolean },
): Promise<void> {
  const { people } = store;
  const routes = app.withTypeProvider<ZodTypeProvider>();

  const asSession = (person: Person, hasNoPassword: boolean, reply: FastifyReply): Session => ({
    user: person,
    csrfToken: reply.generateCsrf(),
    mustChoose: hasNoPassword && asksForPassword,
  });

  /** A session of its own for whoever has just shown who he is: what a browser had before ends. */
  const begin = async (person: KnownPerson, request: FastifyRequest, reply: FastifyReply): Promise<Session> => {
    await request.session.regenerate();
    request.session.personId = person.id;
    const { passwordHash, lockedUntil: _, ...user } = person;
    return asSession(user, passwordHash === null, reply);
  };

  routes.get('/api/session', { schema: answers({ 200: sessionSchema }) }, async (request, reply) => {
    const { asker } = request;
    const known = asker === null || asker.kind === 'program' ? null : await people.byId(asker.id);
    if (known === null) throw new RequestError('signed-out');
    const { passwordHash, lockedUntil: _, ...user } = known;
    return asSession(user, passwordHash === null, reply);
  });

  routes.post(
    '/api/session',
    { config: LIMITED, schema: { body: signInSchema, ...answers({ 200: sessionSchema }) } },
    async (request, reply) => {
      const { name, password } = request.body;
      const person = await people.byName(name);
      if (person?.lockedUntil && person.lockedUntil > new Date()) throw new RequestError('locked');
      const right = await isPassword(password, person?.disabled === false ? person.passwordHash : null);
      if (!right || person === null) {
        if (person !== null) await people.countFailure(person.id);
        throw new RequestError('wrong-password');
      }
      await people.signedIn(person.id);
      return begin(person, request, reply);
    },
  );

  routes.post(
    '/api/session/welcome',
    { config: LIMITED, schema: { body: welcomeSchema, ...answers({ 200: sessionSchema }) } },
    async (request, reply) => {
      const taken = await people.takeWelcome(keyOfSecret(request.body.token));
      const person = taken === null ? null : await people.byId(taken.id);
      if (person === null) throw new RequestError('welcome-used');
      return begin(person, request, reply);
    },
  );

  routes.put(
    '/api/session/password',
    { config: LIMITED, schema: { body: passwordChangeSchema, ...answers({ 200: sessionSchema }) } },
    async (request, reply) => {
      const { old, password, name } = request.body;
      const { id, kind } = askerOf(request);
      const known = kind === 'person' ? await people.byId(id) : null;
      if (known === null) throw new RequestError('forbidden');
      if (known.passwordHash !== null && !(await isPassword(old ?? '', known.passwordHash))) {
        await people.countFailure(id);
        throw new RequestError('wrong-password');
      }
      // The name is given with the first password and changed by an administrator ever after.
      const renamed = known.passwordHash === null && name !== undefined ? { name } : {};
      await people.change(
        id,
        { passwordHash: await hashPassword(password), ...renamed },
        { personId: id, who: known.name },
      );
      const changed = await people.byId(id);
      if (changed === null) throw new RequestError('not-found');
      return begin(changed, request, reply);
    },
  );

  routes.delete('/api/session', async (request, reply) => {
    await request.session.destroy();
    return reply.clearCookie('gouji-session', { path: '/api' }).code(204).send();
  });
}
