import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Invitations, invitationsSchema } from '../../contracts/agency-accounts.ts';
import { fromFile } from '../../office/sheet.ts';
import { repeats } from '../../store/schema.ts';
import { openYear, rosterFile, takeRoster } from './office-year.ts';
import { type RunningApp, startApp } from './running-app.ts';

const YEAR = 2023;
const LONG = `${'白沙市'.repeat(13)}水务工作管理局`;
const NAMES = ['白沙市水务局', '=白沙市林业局', LONG];

let running: RunningApp;
beforeAll(async () => {
  running = await startApp();
  const boss = { name: '管理员', password: 'long enough 0', roles: ['administrator'] };
  await running.app.inject({ method: 'POST', url: '/api/people', payload: boss });
  await openYear(running, YEAR);
  await takeRoster(
    running,
    YEAR,
    rosterFile([...NAMES.map((agency) => ({ agency })), { agency: '白沙市气象局', standing: '免报' }]),
  );
});
afterAll(() => running.close());

const invite = async (more: object = {}, end = '') =>
  running.app.inject({ method: 'POST', url: `/api/people/agency-accounts${end}`, payload: { year: YEAR, ...more } });
const invited = async (more: object = {}): Promise<Invitations['items']> =>
  invitationsSchema.parse((await invite(more)).json()).items;
const open = (path: string | null) =>
  running.app.inject({
    method: 'POST',
    url: '/api/session/welcome',
    headers: { cookie: '' },
    payload: { token: path?.split('token=')[1] ?? '' },
  });

describe('accounts of agencies', () => {
  it('are made for everybody on the roster who owes a report, each with an address of its own', async () => {
    const items = await invited();
    expect(items.map(({ agency, state }) => [agency, state])).toEqual(NAMES.map((name) => [name, 'made']));
    expect(new Set(items.map(({ path }) => path)).size).toBe(3);
    expect(items.every(({ name }) => name.length <= 40)).toBe(true);
  });

  it('are handed out in one answer, which is kept nowhere', async () => {
    const headers = { authorization: running.authorization, 'idempotency-key': 'one-time-0001' };
    const asked = { method: 'POST', url: '/api/people/agency-accounts', payload: { year: YEAR }, headers } as const;
    const [{ path } = { path: null }] = invitationsSchema.parse((await running.app.inject(asked)).json()).items;
    const again = await running.app.inject(asked);
    expect([again.statusCode, again.json().code]).toEqual([409, 'key-reused']);
    const kept = await running.tables.select().from(repeats);
    expect(kept.map(({ body }) => body)).toEqual([null]);
    expect((await open(path)).statusCode).toBe(200);
    const program = { name: '程序', roles: ['viewer'], agencyId: null, scopeAgencyId: null, expiresOn: null };
    const key = { ...headers, 'idempotency-key': 'one-time-0002' };
    await running.app.inject({ method: 'POST', url: '/api/tokens', payload: program, headers: key });
    expect((await running.tables.select().from(repeats)).every(({ body }) => body === null)).toBe(true);
  });

  it('are made once: who has not come yet gets a new address, and the one before ends', async () => {
    const before = await invited();
    const [own] = await invited({ agencyIds: [before[0]?.agencyId] });
    expect(own?.state).toBe('renewed');
    expect((await open(before[0]?.path ?? null)).statusCode).toBe(401);
    const came = await open(own?.path ?? null);
    expect(came.json()).toMatchObject({
      mustChoose: true,
      user: { name: NAMES[0], roles: ['agency'], agencyId: own?.agencyId },
    });
    expect((await open(own?.path ?? null)).statusCode).toBe(401);
  });

  it('of somebody who chose a password are left as they are', async () => {
    const [{ agencyId } = { agencyId: '' }] = await invited();
    const person = (await running.app.inject({ url: '/api/people' }))
      .json()
      .items.find((each: { agencyId: string }) => each.agencyId === agencyId);
    const changed = await running.app.inject({
      method: 'PATCH',
      url: `/api/people/${person.id}`,
      payload: { password: 'long enough 1' },
    });
    expect(changed.statusCode, changed.body).toBe(200);
    expect((await invited({ agencyIds: [agencyId] }))[0]).toMatchObject({ state: 'active', path: null });
  });

  it('outlive a start of the server, which ends the first address alone', async () => {
    const items = await invited();
    await running.parts.store.people.dropWelcomes();
    expect((await open(items[1]?.path ?? null)).statusCode).toBe(200);
  });

  it('come as a workbook to hand out, in which a name that begins with = is a text', async () => {
    const answer = await invite({}, '.xlsx');
    expect(answer.statusCode, answer.body).toBe(200);
    const rows = await fromFile(answer.rawPayload);
    expect(rows.flat().join()).toContain('=白沙市林业局');
    expect(rows.flat().filter((text) => /^http:\/\/[^/]+\/#\/welcome\?token=/u.test(text)).length).toBeGreaterThan(0);
  });
});
