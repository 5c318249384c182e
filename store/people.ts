import { randomUUID } from 'node:crypto';
import { and, asc, count, eq, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import { PEOPLE_LIMITS } from '../config/limits/office.ts';
import type { NewProgram, Person, Program } from '../contracts/people.ts';
import type { Role } from '../contracts/states.ts';
import type { Tables } from './database.ts';
import { StoreRefusal } from './refusal.ts';
import { agencies, people, programs, sessions, welcomes } from './schema.ts';
import { storable } from './storable.ts';
import { tellTrail } from './trail.ts';
import type { Actor } from './viewer.ts';

/** A person as signing in needs him. */
export interface KnownPerson extends Person {
  readonly passwordHash: string | null;
  readonly lockedUntil: Date | null;
}

export interface PersonFacts {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly agencyId: string | null;
  readonly scopeAgencyId: string | null;
  readonly passwordHash: string | null;
}
export type PersonChange = Partial<PersonFacts & { readonly disabled: boolean }>;

/** A session of a browser, as the library that keeps it needs it. */
export interface KeptSession {
  readonly personId: string | null;
  readonly content: string;
}

/** People, their sessions and the tokens of programs. Secrets come in as hashes only. */
export interface People {
  readonly exist: () => Promise<boolean>;
  readonly list: () => Promise<readonly Person[]>;
  readonly byName: (name: string) => Promise<KnownPerson | null>;
  readonly byId: (id: string) => Promise<KnownPerson | null>;
  /** @throws StoreRefusal name-taken */
  readonly add: (facts: PersonFacts, by: Actor) => Promise<Person>;
  /** A change of password, roles or state ends the person's sessions. @throws StoreRefusal not-found, name-taken, last-administrator */
  readonly change: (id: string, change: PersonChange, by: Actor) => Promise<Person>;
  /** Counts a wrong password; from the limit on the name is locked for a while. */
  readonly countFailure: (id: string) => Promise<void>;
  readonly signedIn: (id: string) => Promise<void>;

  readonly keepSession: (key: string, session: KeptSession) => Promise<void>;
  /** Null: there is none, it has ended, or its person may not sign in any more. */
  readonly session: (key: string) => Promise<KeptSession | null>;
  readonly endSession: (key: string) => Promise<void>;
  readonly endSessionsOf: (personId: string) => Promise<void>;
  /** Removes what has ended. */
  readonly sweepSessions: () => Promise<void>;

  readonly addWelcome: (key: string, personId: string) => Promise<void>;
  /** Uses a one-time address up. @returns whom it signs in; null: it is none, used or too old */
  readonly takeWelcome: (key: string) => Promise<Person | null>;
  /** Ends the first address of all; invitations stay. */
  readonly dropWelcomes: () => Promise<void>;

  readonly programs: () => Promise<readonly Program[]>;
  readonly addProgram: (key: string, program: NewProgram, by: Actor) => Promise<Program>;
  /** The program of a token, unless it has expired or was revoked. @param today YYYY-MM-DD */
  readonly program: (key: string, today: string) => Promise<Program | null>;
  /** @throws StoreRefusal not-found */
  readonly revokeProgram: (id: string, by: Actor) => Promise<void>;
  /** Id of the agency of this very name; null for none. */
  readonly agencyNamed: (name: string) => Promise<string | null>;
  /** Whether each of these ids is an agency's. Agencies are never removed, so what is true stays so. */
  readonly agenciesExist: (ids: readonly string[]) => Promise<boolean>;
}

const ago = (milliseconds: number) => sql`now() - ${`${milliseconds} milliseconds`}::interval`;
const sameName = (name: string) => sql`lower(${people.name}) = lower(${name})`;

export const createPeople = (tables: Tables): People => ({
  exist: async () => {
    const [counted] = await tables.select({ people: count() }).from(people).where(isNotNull(people.passwordHash));
    return (counted?.people ?? 0) > 0;
  },
  list: async () => (await tables.select().from(people).orderBy(asc(people.name))).map(asPerson),
  byName: async (name) => {
    const [row] = await tables
      .select()
      .from(people)
      .where(sameName(storable(name)));
    return row === undefined ? null : asKnown(row);
  },
  byId: async (id) => {
    const [row] = await tables.select().from(people).where(eq(people.id, id));
    return row === undefined ? null : asKnown(row);
  },
  add: (facts, by) =>
    tables.transaction(async (transaction) => {
      const [row] = await transaction
        .insert(people)
        .values({ id: randomUUID(), ...facts, name: storable(facts.name), roles: [...facts.roles] })
        .onConflictDoNothing()
        .returning();
      if (row === undefined) throw new StoreRefusal('name-taken');
      const person = asPerson(row);
      await tellTrail(transaction, by, [
        { what: 'person.add', subject: { kind: 'person', id: person.id }, after: person },
      ]);
      return person;
    }),
  change: (id, change, by) => changePerson(tables, id, change, by),
  countFailure: async (id) => {
    await tables
      .update(people)
      .set({
        failures: sql`case when ${people.failures} + 1 >= ${PEOPLE_LIMITS.failures} then 0 else ${people.failures} + 1 end`,
        lockedUntil: sql`case when ${people.failures} + 1 >= ${PEOPLE_LIMITS.failures}
          then now() + ${`${PEOPLE_LIMITS.lockedMs} milliseconds`}::interval else ${people.lockedUntil} end`,
      })
      .where(eq(people.id, id));
  },
  signedIn: async (id) => {
    await tables.update(people).set({ failures: 0, lockedUntil: null }).where(eq(people.id, id));
  },

  keepSession: async (key, session) => {
    await tables
      .insert(sessions)
      .values({ key, ...session })
      .onConflictDoUpdate({ target: sessions.key, set: { ...session, usedAt: sql`now()` } });
  },
  session: async (key) => {
    const [row] = await tables
      .select({ personId: sessions.personId, content: sessions.content, usedAt: sessions.usedAt })
      .from(sessions)
      .leftJoin(people, eq(people.id, sessions.personId))
      .where(
        and(
          eq(sessions.key, key),
          sql`${sessions.beganAt} > ${ago(PEOPLE_LIMITS.sessionMs)}`,
          sql`${sessions.usedAt} > ${ago(PEOPLE_LIMITS.idleMs)}`,
          isNull(people.disabledAt),
        ),
      );
    if (row === undefined) return null;
    // Once a minute is enough to know that it is in use, and spares a write a request.
    if (Date.now() - row.usedAt.getTime() > 60_000) {
      await tables.update(sessions).set({ usedAt: sql`now()` }).where(eq(sessions.key, key));
    }
    return { personId: row.personId, content: row.content };
  },
  endSession: async (key) => {
    await tables.delete(sessions).where(eq(sessions.key, key));
  },
  endSessionsOf: async (personId) => {
    await tables.delete(sessions).where(eq(sessions.personId, personId));
  },
  sweepSessions: async () => {
    await tables
      .delete(sessions)
      .where(or(lt(sessions.beganAt, ago(PEOPLE_LIMITS.sessionMs)), lt(sessions.usedAt, ago(PEOPLE_LIMITS.idleMs))));
  },

  addWelcome: async (key, personId) => {
    await tables.insert(welcomes).values({ key, personId });
  },
  takeWelcome: async (key) => {
    const [taken] = await tables
      .update(welcomes)
      .set({ usedAt: sql`now()` })
      .where(
        and(
          eq(welcomes.key, key),
          isNull(welcomes.usedAt),
          sql`now() < coalesce(${welcomes.goodUntil}, ${welcomes.madeAt} + ${`${PEOPLE_LIMITS.welcomeMs} milliseconds`}::interval)`,
        ),
      )
      .returning({ personId: welcomes.personId });
    if (taken === undefined) return null;
    const [row] = await tables
      .select()
      .from(people)
      .where(and(eq(people.id, taken.personId), isNull(people.disabledAt)));
    return row === undefined ? null : asPerson(row);
  },
  dropWelcomes: async () => {
    await tables.delete(welcomes).where(and(isNull(welcomes.usedAt), isNull(welcomes.goodUntil)));
  },

  programs: async () => (await tables.select().from(programs).orderBy(asc(programs.name))).map(asProgram),
  addProgram: (key, program, by) =>
    tables.transaction(async (transaction) => {
      const [row] = await transaction
        .insert(programs)
        .values({ id: randomUUID(), key, ...program, name: storable(program.name) })
        .returning();
      if (row === undefined) throw new Error('a program was not kept');
      const added = asProgram(row);
      await tellTrail(transaction, by, [{ what: 'token.add', subject: { kind: 'token', id: added.id }, after: added }]);
      return added;
    }),
  program: async (key, today) => {
    const [row] = await tables
      .select()
      .from(programs)
      .where(
        and(
          eq(programs.key, key),
          isNull(programs.revokedAt),
          or(isNull(programs.expiresOn), sql`${programs.expiresOn} >= ${today}`),
        ),
      );
    return row === undefined ? null : asProgram(row);
  },
  revokeProgram: (id, by) =>
    tables.transaction(async (transaction) => {
      const revoked = await transaction
        .update(programs)
        .set({ revokedAt: sql`now()` })
        .where(and(eq(programs.id, id), isNull(programs.revokedAt)))
        .returning({ id: programs.id });
      if (revoked.length === 0) throw new StoreRefusal('not-found');
      await tellTrail(transaction, by, [{ what: 'token.revoke', subject: { kind: 'token', id } }]);
    }),
  agencyNamed: async (name) => {
    const [row] = await tables.select({ id: agencies.id }).from(agencies).where(eq(agencies.name, name));
    return row?.id ?? null;
  },
  agenciesExist: async (ids) => {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) return true;
    const [counted] = await tables.select({ agencies: count() }).from(agencies).where(inArray(agencies.id, wanted));
    return counted?.agencies === wanted.length;
  },
});

async function changePerson(tables: Tables, id: string, change: PersonChange, by: Actor): Promise<Person> {
  return tables.transaction(async (transaction) => {
    const [row] = await transaction.select().from(people).where(eq(people.id, id)).for('update');
    if (row === undefined) throw new StoreRefusal('not-found');
    const { disabled, name, roles, ...rest } = change;
    if (name !== undefined) {
      const [holder] = await transaction.select({ id: people.id }).from(people).where(sameName(name));
      if (holder !== undefined && holder.id !== id) throw new StoreRefusal('name-taken');
    }
    const [changed] = await transaction
      .update(people)
      .set({
        ...rest,
        ...(name === undefined ? {} : { name: storable(name) }),
        ...(roles === undefined ? {} : { roles: [...roles] }),
        ...(disabled === undefined ? {} : { disabledAt: disabled ? sql`now()` : null }),
        failures: 0,
        lockedUntil: null,
      })
      .where(eq(people.id, id))
      .returning();
    if (changed === undefined) throw new StoreRefusal('not-found');
    await requireAdministrator(transaction);
    await transaction.delete(sessions).where(eq(sessions.personId, id));
    await tellTrail(transaction, by, [
      {
        what: change.passwordHash !== undefined ? 'person.password' : 'person.change',
        subject: { kind: 'person', id },
        before: asPerson(row),
        after: asPerson(changed),
      },
    ]);
    return asPerson(changed);
  });
}

/** Somebody must be left who can let others in. */
async function requireAdministrator(tables: Pick<Tables, 'select'>): Promise<void> {
  const [left] = await tables
    .select({ people: count() })
    .from(people)
    .where(and(isNull(people.disabledAt), sql`'administrator' = any(${people.roles})`));
  if ((left?.people ?? 0) === 0) throw new StoreRefusal('last-administrator');
}

const asPerson = (row: typeof people.$inferSelect): Person => ({
  id: row.id,
  name: row.name,
  roles: row.roles,
  agencyId: row.agencyId,
  scopeAgencyId: row.scopeAgencyId,
  disabled: row.disabledAt !== null,
});

const asKnown = (row: typeof people.$inferSelect): KnownPerson => ({
  ...asPerson(row),
  passwordHash: row.passwordHash,
  lockedUntil: row.lockedUntil,
});

const asProgram = (row: typeof programs.$inferSelect): Program => ({
  id: row.id,
  name: row.name,
  roles: row.roles,
  agencyId: row.agencyId,
  scopeAgencyId: row.scopeAgencyId,
  expiresOn: row.expiresOn,
  revoked: row.revokedAt !== null,
});
