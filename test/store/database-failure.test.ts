import { expect, it } from 'vitest';
import { isDatabaseAway } from '../../store/database-failure.ts';

const failure = (message: string, facts: object): Error => Object.assign(new Error(message), facts);

it.each([
  ['a socket that nobody listens on', failure('connect', { code: 'ENOENT', syscall: 'connect' })],
  ['a server that ends', failure('terminating connection', { code: '57P01' })],
  ['one that takes nobody in', failure('too many clients', { code: '53300' })],
  ['a connection that broke', new Error('Connection terminated unexpectedly')],
  ['a query for which one of these is the cause', new Error('Failed query', { cause: failure('', { code: '08006' }) })],
  ['addresses none of which answers', new AggregateError([failure('connect', { code: 'ECONNREFUSED' })])],
])('%s: the database is away', (_, error) => {
  expect(isDatabaseAway(error)).toBe(true);
});

it.each([
  ['a file that is not there', failure('open', { code: 'ENOENT', syscall: 'open' })],
  ['a row that breaks a rule', failure('duplicate key', { code: '23505' })],
  ['a fault of ours', new TypeError('x is undefined')],
  ['what is no error', 'ECONNREFUSED'],
])('%s: it is not', (_, error) => {
  expect(isDatabaseAway(error)).toBe(false);
});
