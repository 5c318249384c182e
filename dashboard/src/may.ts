import type { Person } from '../../contracts/people.ts';
import { ACCESS, mayTake } from '../../office/access.ts';

/** Whether somebody may take a route, by the same table by which the server judges: what he may not do is not offered. */
export function may(person: Person, route: string): boolean {
  const access = ACCESS[route];
  if (access === undefined) throw new Error(`there is no route ${route}`);
  return mayTake(access, person.roles);
}
