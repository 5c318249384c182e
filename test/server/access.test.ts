import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../contracts/states.ts';
import { ACCESS, type Access, mayTake } from '../../office/access.ts';
import { madePage } from '../../server/demo/made-report.ts';
import { followEvents } from './follow-events.ts';
import { convertAll, filingOf, openYear, rosterFile, takeRoster } from './office-year.ts';
import { type RunningApp, startApp, tokenFor } from './running-app.ts';
import { upload } from './upload-files.ts';

/** The one table of office/access.ts, walked: every route, as each role, on what is one's own, another's, and as nobody. */

const YEAR = 2023;
const OWN = '白沙市水务局';
const FOREIGN = '黑山县教育局';

let running: RunningApp;
const tokens = new Map<Role, string>();
const ids = { own: new Map<string, string>(), foreign: new Map<string, string>() };

beforeAll(async () => {
  running = await startApp();
  await openYear(running, YEAR);
  await takeRoster(running, YEAR, rosterFile([{ agency: OWN }, { agency: FOREIGN }]));
  for (const [whose, agency] of [
    ['own', OWN],
    ['foreign', FOREIGN],
  ] as const) {
    const page = madePage({ agency, year: YEAR, applications: 3 });
    const receipt = await upload(running.app, [{ name: `${agency}.html`, content: page }]);
    await convertAll(running);
    const filing = await filingOf(running, YEAR, agency);
    ids[whose].set('filing', filing.id);
    ids[whose].set('agency', filing.agency.id);
    ids[whose].set('document', receipt.items[0]?.id ?? '');
    ids[whose].set('upload', receipt.batchId);
  }
  const agencyId = ids.own.get('agency') ?? '';
  for (const role of ROLES) {
    const standing = role === 'agency' ? { agencyId } : { scopeAgencyId: agencyId };
    tokens.set(role, await tokenFor(running.parts, role, [role], standing));
  }
});
afterAll(() => running.close());

const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000';

/** What is asked is judged before it is read: a body of no known type shows the judgement without doing anything. */
async function ask(route: string, id: string, authorization: string): Promise<number> {
  const [method = '', address = ''] = route.split(' ');
  const url = address.replace(':id', id).replace(':year', `${YEAR}`);
  const reads = method === 'GET';
  const answer = await running.app.inject({
    method: method as 'GET',
    url,
    // Nobody is refused so often from one address (server/doors.ts).
    remoteAddress: `127.0.0.${[...tokens.values()].indexOf(authorization) + 2}`,
    headers: { authorization, ...(reads ? {} : { 'content-type': 'application/x-none' }) },
    ...(reads ? {} : { payload: 'x' }),
  });
  return answer.statusCode;
}

/** Uploads belong to whoever brought them and to scopes over the agency of his account: here to neither. */
const isSeen = (access: Access): boolean => access.may !== 'anyone' && access.of !== 'upload';
const subjectOf = (access: Access): string => (access.may === 'anyone' ? 'nothing' : access.of);

/** Answers of routes that were let through but had nothing to give, or nothing to read in the body. */
const LET_THROUGH = [200, 201, 202, 204, 400, 409, 415, 503];

/** An answer that does not end is asked for by itself below. */
const routes = Object.entries(ACCESS).filter(([route]) => route !== 'GET /api/events');

describe('the table of who may do what', () => {
  it('has a row for every route, and a route for every row', () => {
    for (const route of Object.keys(ACCESS)) {
      const [method = '', url = ''] = route.split(' ');
      expect([route, running.app.hasRoute({ method: method as 'GET', url })]).toEqual([route, true]);
    }
    // The other way round the server does not start: server/people/guard.ts.
    expect(() => running.app.get('/api/without-a-row', async () => 1)).toThrow();
  });

  it.each(routes)('is kept at %s by nobody', async (route, access) => {
    const status = await ask(route, ids.own.get(subjectOf(access)) ?? UNKNOWN_ID, 'Bearer none');
    if (access.may !== 'anyone') expect(status).toBe(401);
    // Where nobody may go, no session is found, and no body is read.
    else expect([200, 400, 401, 415, 503]).toContain(status);
  });

  it.each(ROLES)('is kept at every route by the role %s, on its own and on foreign things', async (role) => {
    const authorization = tokens.get(role) ?? '';
    for (const [route, access] of routes) {
      if (access.may === 'anyone') continue;
      const may = mayTake(access, [role]);
      if (access.of === 'nothing') {
        const status = await ask(route, UNKNOWN_ID, authorization);
        if (may)
          expect([route, LET_THROUGH.concat(route.includes(':id') ? 404 : []).includes(status)]).toEqual([route, true]);
        else expect([route, status]).toEqual([route, 403]);
        continue;
      }
      const foreign = await ask(route, ids.foreign.get(access.of) ?? '', authorization);
      expect([route, 'foreign', foreign]).toEqual([route, 'foreign', 404]);
      const own = await ask(route, ids.own.get(access.of) ?? '', authorization);
      if (!isSeen(access)) expect([route, 'not his', own]).toEqual([route, 'not his', 404]);
      else if (!may) expect([route, 'own', own]).toEqual([route, 'own', 403]);
      // A report without anything to return has no letter: 409.
      else expect([route, 'own', LET_THROUGH.includes(own)]).toEqual([route, 'own', true]);
    }
  });

  it('is kept at the live events, which everybody of ours may hear and nobody else', async () => {
    const url = await running.app.listen({ host: '127.0.0.1', port: 0 });
    for (const role of ROLES) {
      const events = await followEvents(url, tokens.get(role) ?? '');
      expect([role, events.answer.status]).toEqual([role, 200]);
      events.stop();
    }
    const answer = await fetch(`${url}/api/events`, { headers: { authorization: 'Bearer none' } });
    expect(answer.status).toBe(401);
  });

  it('shows a person of one scope nothing of another: lists, counts, search, exports', async () => {
    const headers = { authorization: tokens.get('clerk') ?? '' };
    const get = async (url: string) => (await running.app.inject({ url, headers })).body;
    const bodies = await Promise.all(
      [
        '/api/documents',
        `/api/documents?query=${encodeURIComponent('教育')}`,
        `/api/campaigns/${YEAR}/filings`,
        `/api/campaigns/${YEAR}/overview`,
        `/api/campaigns/${YEAR}/roster.csv`,
        `/api/campaigns/${YEAR}/roster.json`,
        '/api/uploads',
        `/api/documents/${ids.foreign.get('document')}`,
      ].map(get),
    );
    for (const body of bodies) {
      expect(body).not.toContain(FOREIGN);
      for (const id of ids.foreign.values()) expect(body).not.toContain(id);
    }
    expect(JSON.parse(await get('/api/documents')).total).toBe(1);
    expect(JSON.parse(await get('/api/queue')).converted).toBe(1);
    expect(JSON.parse(await get(`/api/campaigns/${YEAR}/overview`)).total).toBe(1);
  });

  it('shows an agency nothing of another: lists, counts, rules, search', async () => {
    const headers = { authorization: tokens.get('agency') ?? '' };
    const lists = Object.entries(ACCESS).flatMap(([route, access]) => {
      const [method, address = ''] = route.split(' ');
      const isList =
        method === 'GET' && access.may !== 'anyone' && access.of === 'nothing' && !address.includes('/:id');
      return isList && address !== '/api/events' && mayTake(access, ['agency'])
        ? [address.replace(':year', `${YEAR}`)]
        : [];
    });
    expect(lists.length).toBeGreaterThan(8);
    for (const url of [...lists, `/api/documents?query=${encodeURIComponent('教育')}`, `/api/rules?year=${YEAR}`]) {
      const { body } = await running.app.inject({ url, headers });
      for (const foreign of [FOREIGN, ...ids.foreign.values()])
        expect([url, body.includes(foreign)]).toEqual([url, false]);
    }
    const total = async (url: string) => (await running.app.inject({ url, headers })).json().total;
    expect(await total(`/api/campaigns/${YEAR}/filings`)).toBe(1);
    expect(await total('/api/documents')).toBe(1);
  });
});
