import { sql } from 'drizzle-orm';
import { customType, date, timestamp } from 'drizzle-orm/pg-core';

/** Kinds of columns that several tables have. */

/** Whole milliseconds, so that a moment that went through JavaScript still compares as equal. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });
export const oneOf = (column: string, values: readonly string[]) =>
  sql.raw(`${column} in (${values.map((value) => `'${value}'`).join(', ')})`);

export const keysOf = <T extends string>(words: Readonly<Record<T, string>>): [T, ...T[]] =>
  Object.keys(words) as [T, ...T[]];
export const day = (name: string) => date(name, { mode: 'string' });
/** Numbers of 32 bits. A driver may hand out a view on memory that holds other rows as well: what it gives is copied. */
export const numbers32 = customType<{ data: Uint32Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  toDriver: ({ buffer, byteOffset, byteLength }) => Buffer.from(new Uint8Array(buffer, byteOffset, byteLength)),
  fromDriver: (bytes) => new Uint32Array(Uint8Array.from(bytes).buffer),
});
