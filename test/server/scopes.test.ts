import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentSummary } from '../../contracts/api.ts';
import { madePage } from '../../server/demo/made-report.ts';
import { followEvents } from './follow-events.ts';
import { convertAll, filingOf, openYear, rosterFile, takeRoster } from './office-year.ts';
import { type RunningApp, startApp, tokenFor } from './running-app.ts';
import { MULTIPART, multipartBody, upload } from './upload-files.ts';

/** What people of two scopes are told of each other's documents: nothing, whichever way it goes out. */

const YEAR = 2023;
const OWN = '青石市水务局';
const FOREIGN = '赤岭县教育局';

let running: RunningApp;
let url: string;
let ownClerk: string;
let foreignClerk: string;
beforeAll(async () => {
  running = await startApp();
  await openYear(running, YEAR);
  await takeRoster(running, YEAR, rosterFile([{ agency: OWN }, { agency: FOREIGN }]));
  const clerkOf = async (agency: string): Promise<string> =>
    tokenFor(running.parts, agency, ['clerk'], { scopeAgencyId: (await filingOf(running, YEAR, agency)).agency.id });
  [ownClerk, foreignClerk] = [await clerkOf(OWN), await clerkOf(FOREIGN)];
  url = await running.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => running.close());

const send = async (authorization: string, name: string, content: string) => {
  const payload = multipartBody([{ name, content }]);
  const answer = await running.app.inject({
    method: 'POST',
    url: '/api/uploads',
    headers: { ...MULTIPART, authorization },
    payload,
  });
  return answer.json();
};
const get = async (authorization: string, path: string) =>
  (await running.app.inject({ url: path, headers: { authorization } })).json();

describe('a document of another scope', () => {
  it('is not named as the one that came first, in receipt, list, document or live', async () => {
    const page = madePage({ agency: FOREIGN, year: YEAR, applications: 3 });
    const [first] = (await upload(running.app, [{ name: 'first.html', content: page }])).items;
    await convertAll(running);
    const heard = { own: await followEvents(url, ownClerk), foreign: await followEvents(url, foreignClerk) };
    for (const events of Object.values(heard)) await events.until(({ name }) => name === 'queue');

    const receipt = await send(ownClerk, 'again.html', page);
    const [again] = receipt.items as DocumentSummary[];
    expect(again).toMatchObject({ state: 'duplicate', duplicateOf: null });
    const list = await get(ownClerk, '/api/documents');
    expect(list.items.map((item: DocumentSummary) => item.duplicateOf)).toEqual([null]);
    expect((await get(ownClerk, `/api/documents/${again?.id}`)).duplicateOf).toBeNull();
    expect((await get(running.authorization, `/api/documents/${again?.id}`)).duplicateOf).toBe(first?.id);
    const told = await heard.own.until(({ name, data }) => name === 'document' && data.id === again?.id);
    expect(told.data.duplicateOf).toBeNull();

    // One that both may hear of comes last: what was withheld would have come before it.
    const mark = await send(foreignClerk, 'mark.html', madePage({ agency: FOREIGN, year: YEAR, applications: 4 }));
    await heard.foreign.until(({ name, data }) => name === 'document' && data.id === mark.items[0].id);
    expect(heard.foreign.heard.filter(({ data }) => data.id === again?.id)).toEqual([]);
    for (const events of Object.values(heard)) events.stop();
  });

  it('is told of live to its own people alone', async () => {
    const heard = { own: await followEvents(url, ownClerk), foreign: await followEvents(url, foreignClerk) };
    for (const events of Object.values(heard)) await events.until(({ name }) => name === 'queue');
    const idOf = async (agency: string): Promise<string> => {
      const content = madePage({ agency, year: YEAR, applications: 5 });
      return (await upload(running.app, [{ name: `${agency}.html`, content }])).items[0]?.id ?? '';
    };
    const ids = { own: await idOf(OWN), foreign: await idOf(FOREIGN) };
    await convertAll(running);
    for (const whose of ['own', 'foreign'] as const) {
      const isTold = ({ name, data }: { name: string; data: { [key: string]: unknown } }) =>
        name === 'document' && data.id === ids[whose] && data.state === 'converted';
      await heard[whose].until(isTold);
    }
    const documents = (whose: 'own' | 'foreign') =>
      new Set(heard[whose].heard.filter(({ name }) => name === 'document').map(({ data }) => data.id));
    expect([documents('own').has(ids.foreign), documents('foreign').has(ids.own)]).toEqual([false, false]);
    // It comes after the documents of the same look.
    const waiting = () => heard.own.heard.findLast(({ name }) => name === 'queue')?.data.waiting;
    await expect.poll(waiting).toBe(0);
    for (const events of Object.values(heard)) events.stop();
  });

  it('moves the filing for its own people alone', async () => {
    const filings = { own: await filingOf(running, YEAR, OWN), foreign: await filingOf(running, YEAR, FOREIGN) };
    const heard = { own: await followEvents(url, ownClerk), foreign: await followEvents(url, foreignClerk) };
    for (const events of Object.values(heard)) await events.until(({ name }) => name === 'queue');
    for (const { id } of [filings.foreign, filings.own]) {
      const payload = { text: '请尽快报送' };
      await running.app.inject({ method: 'POST', url: `/api/filings/${id}/comments`, payload });
    }
    const { id, year, agency } = filings.own;
    const told = await heard.own.until(({ name, data }) => name === 'filing' && data.id === id);
    expect(told.data).toEqual({ id, year, agencyId: agency.id });
    await heard.foreign.until(({ name, data }) => name === 'filing' && data.id === filings.foreign.id);
    const foreign = ({ name, data }: { name: string; data: { [key: string]: unknown } }) =>
      name === 'filing' && data.id === filings.foreign.id;
    expect(heard.own.heard.filter(foreign)).toEqual([]);
    for (const events of Object.values(heard)) events.stop();
  });

  it('is not among the guesses for what somebody of another scope brought', async () => {
    const content = madePage({ agency: FOREIGN, year: YEAR, applications: 6, title: '年度报告', signer: null });
    const receipt = await send(ownClerk, `${FOREIGN}${YEAR}.html`, content);
    await convertAll(running);
    const seen = await get(ownClerk, `/api/documents/${receipt.items[0].id}/placement`);
    const all = await get(running.authorization, `/api/documents/${receipt.items[0].id}/placement`);
    expect(all.guesses.map((guess: { agency: string }) => guess.agency)).toEqual([FOREIGN]);
    expect(seen.guesses).toEqual([]);
  });

  it('is not named in what is found in a report that is like it', async () => {
    await upload(running.app, [
      { name: 'like.html', content: madePage({ agency: FOREIGN, year: YEAR, applications: 7 }) },
    ]);
    await convertAll(running);
    const copy = madePage({ agency: OWN, year: YEAR, applications: 8, copiedFrom: FOREIGN });
    const [own] = (await upload(running.app, [{ name: 'own.html', content: copy }])).items;
    await convertAll(running);
    const { agency } = await filingOf(running, YEAR, OWN);
    const ofAgency = await tokenFor(running.parts, 'own agency', ['agency'], { agencyId: agency.id });
    const texts: string[] = [];
    for (const authorization of [ownClerk, ofAgency]) {
      for (const part of ['', '/report.json', '/decisions', '/notice.html?date=2024-02-01']) {
        const answer = await running.app.inject({
          url: `/api/documents/${own?.id}${part}`,
          headers: { authorization },
        });
        if (part === '') expect(answer.body).toContain('narrative.similar-peer');
        texts.push(answer.body);
      }
    }
    expect(texts.filter((body) => body.includes(FOREIGN))).toEqual([]);
    const known = await get(running.authorization, `/api/documents/${own?.id}`);
    const named = known.report.validation.findings.filter((finding: { otherAgency?: string }) => finding.otherAgency);
    expect(named).toMatchObject([{ rule: 'narrative.similar-peer', otherAgency: FOREIGN }]);
  });
});
