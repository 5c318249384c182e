import type { z } from 'zod';
import type { NewPerson, NewProgram, Person, Program, personChangeSchema } from '../../contracts/people.ts';
import type { People } from '../../store/people.ts';
import type { Actor } from '../../store/viewer.ts';
import { RequestError } from '../errors.ts';
import { hashPassword } from './passwords.ts';
import { keyOfSecret, newSecret } from './secrets.ts';

/** What administrators do with people, by the page and by the command line. */

interface Placed {
  readonly roles: readonly string[];
  readonly agencyId: string | null;
}

/** @throws RequestError agency-missing: who hands in for an agency must have one */
function requireAgency({ roles, agencyId }: Placed): void {
  if (roles.includes('agency') && agencyId === null) throw new RequestError('agency-missing');
}

/** @throws RequestError agency-unknown: an id that no roster has */
async function requireKnown(people: People, ids: readonly (string | null | undefined)[]): Promise<void> {
  const given = ids.filter((id) => typeof id === 'string');
  if (!(await people.agenciesExist(given))) throw new RequestError('agency-unknown');
}

export async function addPerson(people: People, person: NewPerson, by: Actor): Promise<Person> {
  requireAgency(person);
  await requireKnown(people, [person.agencyId, person.scopeAgencyId]);
  const { password, ...facts } = person;
  return people.add({ ...facts, passwordHash: await hashPassword(password) }, by);
}

export async function changePerson(
  people: People,
  id: string,
  { password, roles, agencyId, scopeAgencyId, disabled }: z.infer<typeof personChangeSchema>,
  by: Actor,
): Promise<Person> {
  const known = await people.byId(id);
  if (known === null) throw new RequestError('not-found');
  requireAgency({ roles: roles ?? known.roles, agencyId: agencyId === undefined ? known.agencyId : agencyId });
  await requireKnown(people, [agencyId, scopeAgencyId]);
  return people.change(
    id,
    {
      ...(roles === undefined ? {} : { roles }),
      ...(agencyId === undefined ? {} : { agencyId }),
      ...(scopeAgencyId === undefined ? {} : { scopeAgencyId }),
      ...(disabled === undefined ? {} : { disabled }),
      ...(password === undefined ? {} : { passwordHash: await hashPassword(password) }),
    },
    by,
  );
}

/** The token is given once; only its hash is kept. */
export async function addProgram(
  people: People,
  program: NewProgram,
  by: Actor,
): Promise<Program & { readonly token: string }> {
  requireAgency(program);
  await requireKnown(people, [program.agencyId, program.scopeAgencyId]);
  const token = newSecret();
  return { ...(await people.addProgram(keyOfSecret(token), program, by)), token };
}
