import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { AGENCY_ACCOUNT_WORDS } from '../../config/agency-account-words.ts';
import { INVITATION_LIMITS } from '../../config/limits/own-door.ts';
import {
  type InvitationRequest,
  type Invitations,
  invitationRequestSchema,
  invitationsSchema,
} from '../../contracts/agency-accounts.ts';
import { dayOf } from '../../office/deadlines.ts';
import { toXlsx } from '../../office/sheet.ts';
import { answers } from '../answers.ts';
import type { AppParts } from '../app-parts.ts';
import { actorOf } from '../people/asker.ts';
import { keyOfSecret, newSecret } from '../people/secrets.ts';
import { ANSWERS_SECRET } from '../repeatable.ts';
import { fileHeaders, XLSX } from '../security.ts';

/** Accounts of agencies with the addresses by which they get in: for administrators, to hand out. */
export async function agencyAccountRoutes(app: FastifyInstance, { store }: AppParts): Promise<void> {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  const invite = async (request: FastifyRequest<{ Body: InvitationRequest }>): Promise<Invitations> => {
    const goodUntil = new Date(Date.now() + INVITATION_LIMITS.keptMs);
    const newKey = () => {
      const secret = newSecret();
      return { key: keyOfSecret(secret), secret };
    };
    const invited = await store.agencyAccounts.invite(request.body, newKey, goodUntil, actorOf(request));
    const items = invited.map(({ secret, ...rest }) => ({
      ...rest,
      path: secret === null ? null : `/#/welcome?token=${secret}`,
    }));
    return { items, goodUntil: goodUntil.toISOString() };
  };

  routes.post(
    '/api/people/agency-accounts',
    { config: ANSWERS_SECRET, schema: { body: invitationRequestSchema, ...answers({ 200: invitationsSchema }) } },
    async (request) => invite(request),
  );

  routes.post(
    '/api/people/agency-accounts.xlsx',
    { config: ANSWERS_SECRET, schema: { body: invitationRequestSchema } },
    async (request, reply) => {
      const { items, goodUntil } = await invite(request);
      // The address that the administrator has before him is the one that agencies reach too.
      const origin = request.headers.origin ?? `${request.protocol}://${request.headers.host}`;
      const rows = items.map(({ agency, name, state, path }) => [
        ...[agency, name, AGENCY_ACCOUNT_WORDS.states[state]],
        ...(path === null ? ['', ''] : [`${origin}${path}`, dayOf(new Date(goodUntil))]),
      ]);
      const { title } = AGENCY_ACCOUNT_WORDS;
      const file = await toXlsx(title, [[...AGENCY_ACCOUNT_WORDS.columns], ...rows]);
      return reply.headers(fileHeaders(`${title}.xlsx`, XLSX)).send(file);
    },
  );
}
