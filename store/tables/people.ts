import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { ROLES } from '../../contracts/states.ts';
import { day, moment } from './columns.ts';
import { agencies } from './office.ts';

/** Who may sign in or ask, and by what. */

/** Somebody who may sign in. */
export const people = pgTable(
  'people',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    roles: text('roles', { enum: ROLES }).array().notNull(),
    agencyId: uuid('agency_id').references(() => agencies.id),
    scopeAgencyId: uuid('scope_agency_id').references(() => agencies.id),
    /** Argon2id in the PHC string format; null while only a one-time address leads in. */
    passwordHash: text('password_hash'),
    /** Wrong passwords in a row, and until when no further one is looked at. */
    failures: integer('failures').notNull().default(0),
    lockedUntil: moment('locked_until'),
    disabledAt: moment('disabled_at'),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [uniqueIndex('people_name').on(sql`lower(${table.name})`)],
);

/** Sessions of browsers. Their keys are hashes, so that who reads the table can take over none. */
export const sessions = pgTable(
  'sessions',
  {
    key: text('key').primaryKey(),
    personId: uuid('person_id').references(() => people.id),
    /** What the library keeps, as JSON. */
    content: text('content').notNull(),
    beganAt: moment('began_at').notNull().defaultNow(),
    usedAt: moment('used_at').notNull().defaultNow(),
  },
  (table) => [index('sessions_person').on(table.personId)],
);

/** One-time addresses. */
export const welcomes = pgTable('welcomes', {
  key: text('key').primaryKey(),
  personId: uuid('person_id')
    .notNull()
    .references(() => people.id),
  madeAt: moment('made_at').notNull().defaultNow(),
  usedAt: moment('used_at'),
  /** Until when an invitation is good; null: the first address of all, which a start makes anew. */
  goodUntil: moment('good_until'),
});

/** Programs that ask with a token. */
export const programs = pgTable('programs', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  /** SHA-256 of the token, which has more chance in it than any password. */
  key: text('key').notNull().unique(),
  roles: text('roles', { enum: ROLES }).array().notNull(),
  agencyId: uuid('agency_id').references(() => agencies.id),
  scopeAgencyId: uuid('scope_agency_id').references(() => agencies.id),
  expiresOn: day('expires_on'),
  revokedAt: moment('revoked_at'),
  createdAt: moment('created_at').notNull().defaultNow(),
});
