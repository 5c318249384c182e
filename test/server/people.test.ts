import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PEOPLE_LIMITS } from '../../config/limits/office.ts';
import { offerWelcome } from '../../server/people/welcome.ts';
import { type RunningApp, startApp } from './running-app.ts';

let running: RunningApp;
let welcome: string;
beforeAll(async () => {
  running = await startApp();
  const { store, dataFolder } = running.parts;
  welcome = (await offerWelcome(store.people, 'http://127.0.0.1:8080', dataFolder, false)) ?? '';
});
afterAll(() => running.close());

interface Browser {
  readonly ask: (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    payload?: object,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<{ statusCode: number; json: () => Record<string, unknown> }>;
}

/** Keeps the cookie and sends the token of its session, as the page does. */
function openBrowser(): Browser {
  let cookie = '';
  let csrf = '';
  return {
    ask: async (method, url, payload, headers = {}) => {
      const answer = await running.app.inject({
        method,
        url,
        headers: { cookie, 'x-csrf-token': csrf, ...headers },
        ...(payload === undefined ? {} : { payload }),
      });
      const set = answer.headers['set-cookie'];
      const first = Array.isArray(set) ? set[0] : set;
      if (first !== undefined) cookie = first.split(';')[0] ?? '';
      if (answer.statusCode < 300 && answer.body.startsWith('{')) csrf = answer.json().csrfToken ?? csrf;
      return answer;
    },
  };
}

const PASSWORD = 'correct horse 电池';
const tokenOf = (address: string) => ({ token: address.split('token=')[1] ?? '' });
let administrator: Browser;

describe('the first start', () => {
  it('lets nobody reach anything but the page, health and the one-time address', async () => {
    const browser = openBrowser();
    for (const url of ['/api/documents', '/api/session', '/api/campaigns', '/api/openapi.json']) {
      expect((await browser.ask('GET', url)).statusCode).toBe(401);
    }
    expect((await browser.ask('GET', '/api/health')).statusCode).toBe(200);
  });

  it('signs in once by the address, and asks for a name and a password before anything else', async () => {
    administrator = openBrowser();
    const begun = await administrator.ask('POST', '/api/session/welcome', tokenOf(welcome));
    expect(begun.json()).toMatchObject({ mustChoose: true, user: { roles: ['administrator'] } });
    expect((await administrator.ask('GET', '/api/people')).json()).toMatchObject({ code: 'choose-password' });
    const again = await openBrowser().ask('POST', '/api/session/welcome', tokenOf(welcome));
    expect([again.statusCode, again.json().code]).toEqual([401, 'welcome-used']);
    const chosen = await administrator.ask('PUT', '/api/session/password', { name: '周管理', password: PASSWORD });
    expect(chosen.json()).toMatchObject({ mustChoose: false, user: { name: '周管理' } });
    expect((await administrator.ask('GET', '/api/people')).statusCode).toBe(200);
  });

  it('offers no further address once somebody has a password', async () => {
    const { store, dataFolder } = running.parts;
    expect(await offerWelcome(store.people, 'http://127.0.0.1:8080', dataFolder, false)).toBeNull();
  });
});

describe('somebody', () => {
  const person = { name: '钱审核', password: PASSWORD, roles: ['reviewer'] };

  it('is added by an administrator, signs in, and is told who he is', async () => {
    expect((await administrator.ask('POST', '/api/people', person)).statusCode).toBe(201);
    expect((await administrator.ask('POST', '/api/people', person)).json().code).toBe('name-taken');
    const browser = openBrowser();
    expect((await browser.ask('POST', '/api/session', { name: '钱审核', password: PASSWORD })).statusCode).toBe(200);
    expect((await browser.ask('GET', '/api/session')).json()).toMatchObject({
      user: { name: '钱审核', roles: ['reviewer'] },
    });
    expect((await browser.ask('POST', '/api/people', person)).statusCode).toBe(403);
  });

  it('cannot write by the cookie alone', async () => {
    const browser = openBrowser();
    await browser.ask('POST', '/api/session', { name: '周管理', password: PASSWORD });
    const other = { ...person, name: '孙复核' };
    const refused = await browser.ask('POST', '/api/people', other, { 'x-csrf-token': 'forged' });
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'csrf']);
    expect((await browser.ask('POST', '/api/people', other)).statusCode).toBe(201);
  });

  it('signs out, and the cookie is worth nothing from then on', async () => {
    const browser = openBrowser();
    await browser.ask('POST', '/api/session', { name: '钱审核', password: PASSWORD });
    expect((await browser.ask('DELETE', '/api/session')).statusCode).toBe(204);
    expect((await browser.ask('GET', '/api/session')).statusCode).toBe(401);
  });

  it('is thrown out everywhere when he is disabled, and cannot come back', async () => {
    const browser = openBrowser();
    const begun = await browser.ask('POST', '/api/session', { name: '孙复核', password: PASSWORD });
    const { id } = begun.json().user as { id: string };
    expect((await administrator.ask('PATCH', `/api/people/${id}`, { disabled: true })).statusCode).toBe(200);
    expect((await browser.ask('GET', '/api/session')).statusCode).toBe(401);
    expect((await browser.ask('POST', '/api/session', { name: '孙复核', password: PASSWORD })).statusCode).toBe(401);
  });

  it('changes his password with the old one, which then opens nothing', async () => {
    const browser = openBrowser();
    await browser.ask('POST', '/api/session', { name: '钱审核', password: PASSWORD });
    const wrong = await browser.ask('PUT', '/api/session/password', { old: 'something', password: 'another one 二' });
    expect(wrong.statusCode).toBe(401);
    const right = await browser.ask('PUT', '/api/session/password', { old: PASSWORD, password: 'another one 二' });
    expect(right.statusCode).toBe(200);
    const old = await openBrowser().ask('POST', '/api/session', { name: '钱审核', password: PASSWORD });
    expect(old.statusCode).toBe(401);
  });

  it('is locked out after wrong passwords, with the right one too, and no longer once an administrator resets it', async () => {
    const browser = openBrowser();
    const name = '吴经办';
    const added = await administrator.ask('POST', '/api/people', { ...person, name });
    for (let failure = 0; failure < PEOPLE_LIMITS.failures; failure++) {
      await browser.ask('POST', '/api/session', { name, password: 'a wrong password' });
    }
    const locked = await browser.ask('POST', '/api/session', { name, password: PASSWORD });
    expect([locked.statusCode, locked.json().code]).toEqual([429, 'locked']);
    await administrator.ask('PATCH', `/api/people/${added.json().id}`, { password: PASSWORD });
    expect((await browser.ask('POST', '/api/session', { name, password: PASSWORD })).statusCode).toBe(200);
  });

  it('who is the last administrator stays one', async () => {
    const { items } = (await administrator.ask('GET', '/api/people')).json() as {
      items: { id: string; name: string }[];
    };
    const own = items.find(({ name }) => name === '周管理');
    const refused = await administrator.ask('PATCH', `/api/people/${own?.id}`, { disabled: true });
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'last-administrator']);
  });
});

describe('a program', () => {
  it('asks with a token that is shown once, and no more when it is revoked', async () => {
    const added = await administrator.ask('POST', '/api/tokens', { name: '汇总程序', roles: ['viewer'] });
    const { token, id } = added.json() as { token: string; id: string };
    const headers = { authorization: `Bearer ${token}` };
    expect((await running.app.inject({ url: '/api/documents', headers })).statusCode).toBe(200);
    expect(JSON.stringify((await administrator.ask('GET', '/api/tokens')).json())).not.toContain(token);
    expect((await administrator.ask('DELETE', `/api/tokens/${id}`)).statusCode).toBe(204);
    expect((await running.app.inject({ url: '/api/documents', headers })).statusCode).toBe(401);
  });

  it('whose token has expired is nobody', async () => {
    const added = await administrator.ask('POST', '/api/tokens', {
      name: '旧',
      roles: ['viewer'],
      expiresOn: '2020-01-01',
    });
    const headers = { authorization: `Bearer ${added.json().token}` };
    expect((await running.app.inject({ url: '/api/documents', headers })).statusCode).toBe(401);
  });

  it('of an agency that no roster has is refused in words, as is a person', async () => {
    const nowhere = '00000000-0000-4000-8000-000000000000';
    const asked = [
      await administrator.ask('POST', '/api/tokens', { name: '无', roles: ['viewer'], scopeAgencyId: nowhere }),
      await administrator.ask('POST', '/api/people', {
        name: '无',
        password: PASSWORD,
        roles: ['agency'],
        agencyId: nowhere,
      }),
    ];
    for (const answer of asked) expect([answer.statusCode, answer.json().code]).toEqual([422, 'agency-unknown']);
  });
});
