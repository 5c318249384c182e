import { randomUUID } from 'node:crypto';
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { INVITATION_LIMITS } from '../config/limits/own-door.ts';
import type { Invitation } from '../contracts/agency-accounts.ts';
import type { Tables } from './database.ts';
import { agencies, filings, people, welcomes } from './schema.ts';
import { type Happening, tellTrail } from './trail.ts';
import type { Actor } from './viewer.ts';

/** Accounts of agencies, made by the administrator; whoever has the one-time address chooses the password. */
export interface AgencyAccounts {
  /**
   * Makes the accounts that are missing and new addresses for those that nobody has signed in to, all or none.
   * @param agencyIds null: everybody who owes a report in the year
   * @param newKey under what the next address is kept, with the secret that leads there
   */
  readonly invite: (
    of: { readonly year: number; readonly agencyIds: readonly string[] | null },
    newKey: () => { readonly key: string; readonly secret: string },
    goodUntil: Date,
    by: Actor,
  ) => Promise<readonly (Omit<Invitation, 'path'> & { readonly secret: string | null })[]>;
}

/** Characters of a name to sign in by. @source contracts/people.ts */
const NAME_CHARACTERS = 40;
const ROWS_AT_ONCE = 500;

type Kept = typeof people.$inferSelect;
type Invited = Awaited<ReturnType<AgencyAccounts['invite']>>[number];

export const createAgencyAccounts = (tables: Tables): AgencyAccounts => ({
  invite: ({ year, agencyIds }, newKey, goodUntil, by) =>
    tables.transaction(async (transaction) => {
      const invited = await transaction
        .select({ id: agencies.id, name: agencies.name })
        .from(filings)
        .innerJoin(agencies, eq(agencies.id, filings.agencyId))
        .where(
          and(
            eq(filings.year, year),
            agencyIds === null
              ? sql`${filings.state} not in ('exempt', 'merged')`
              : inArray(filings.agencyId, [...agencyIds]),
          ),
        )
        .orderBy(asc(filings.position))
        .limit(INVITATION_LIMITS.atOnce);
      const kept = await transaction.select().from(people);
      const names = new Set(kept.map(({ name }) => name.toLowerCase()));
      const accounts = new Map<string, Kept>();
      for (const person of kept) {
        if (person.agencyId === null || person.roles.join() !== 'agency') continue;
        const before = accounts.get(person.agencyId);
        if (before === undefined || rank(person) < rank(before)) accounts.set(person.agencyId, person);
      }
      const added: Kept[] = [];
      const addresses: (typeof welcomes.$inferInsert)[] = [];
      const happenings: Happening[] = [];
      const address = (personId: string): string => {
        const { key, secret } = newKey();
        addresses.push({ key, personId, goodUntil });
        return secret;
      };
      const answer = invited.map(({ id, name }): Invited => {
        const found = accounts.get(id);
        const person = found ?? newPerson(id, freeName(name, names));
        const of = { agencyId: id, agency: name, personId: person.id, name: person.name };
        if (found === undefined) added.push(person);
        else if (rank(found) !== RENEWABLE)
          return { ...of, state: rank(found) < RENEWABLE ? 'active' : 'disabled', secret: null };
        const what = found === undefined ? 'person.add' : 'person.invite';
        const after = { name: person.name, roles: person.roles, agencyId: id };
        happenings.push({ what, subject: { kind: 'person', id: person.id }, agencyId: id, after });
        return { ...of, state: found === undefined ? 'made' : 'renewed', secret: address(person.id) };
      });
      for (let start = 0; start < Math.max(added.length, addresses.length); start += ROWS_AT_ONCE) {
        const [persons, keys] = [added, addresses].map((rows) => rows.slice(start, start + ROWS_AT_ONCE)) as [
          Kept[],
          typeof addresses,
        ];
        if (persons.length > 0) await transaction.insert(people).values(persons);
        // The address before ends where there was one.
        await transaction.delete(welcomes).where(
          and(
            isNull(welcomes.usedAt),
            inArray(
              welcomes.personId,
              keys.map(({ personId }) => personId),
            ),
          ),
        );
        await transaction.insert(welcomes).values(keys);
      }
      await tellTrail(transaction, by, happenings);
      return answer;
    }),
});

const RENEWABLE = 1;
/** An account that is in use before one that waits for its first visit, that before one that was shut. */
const rank = ({ disabledAt, passwordHash }: Kept): number =>
  disabledAt !== null ? 2 : passwordHash !== null ? 0 : RENEWABLE;

const newPerson = (agencyId: string, name: string): Kept => ({
  ...{ id: randomUUID(), name, roles: ['agency'], agencyId, scopeAgencyId: null, passwordHash: null },
  ...{ failures: 0, lockedUntil: null, disabledAt: null, createdAt: new Date() },
});

/** The name of the agency, or that with a number behind it; taken from now on. */
function freeName(agency: string, taken: Set<string>): string {
  for (let number = 1; ; number++) {
    const end = number === 1 ? '' : `（${number}）`;
    const name = `${agency.slice(0, NAME_CHARACTERS - end.length)}${end}`;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}
