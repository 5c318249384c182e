/** The tables, room by room: one door for the queries and for drizzle-kit. */

export * from './tables/documents.ts';
export * from './tables/like-texts.ts';
export * from './tables/office.ts';
export * from './tables/own-door.ts';
export * from './tables/people.ts';
export * from './tables/queue.ts';
export * from './tables/records.ts';
export * from './tables/results.ts';
