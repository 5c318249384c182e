import { afterAll, beforeAll, expect, it } from 'vitest';
import { ALL_SEEING } from '../../store/viewer.ts';
import { convertAll } from './office-year.ts';
import { type RunningApp, startApp } from './running-app.ts';
import { reportText, upload } from './upload-files.ts';

let running: RunningApp;
beforeAll(async () => {
  running = await startApp();
});
afterAll(() => running.close());

const ask = async (method: 'GET' | 'POST', url: string, payload?: object) => {
  const answer = await running.app.inject({ method, url, ...(payload === undefined ? {} : { payload }) });
  expect(answer.statusCode).toBe(200);
  return answer.json();
};

it('results name the program that made them, and those that are chosen are made anew', async () => {
  const { items } = await upload(running.app, [
    { name: 'a.txt', content: reportText('一局') },
    { name: 'b.txt', content: reportText('二局') },
    { name: 'a2.txt', content: reportText('一局') },
  ]);
  await convertAll(running);
  const { current, versions } = await ask('GET', '/api/conversions');
  expect(current).toBe('tested');
  expect(versions).toMatchObject([{ documents: 2 }]);

  const ids = items.map(({ id }) => id);
  const { done, refused } = await ask('POST', '/api/documents/many/convert', { of: { ids } });
  expect([...done].toSorted()).toEqual(ids.slice(0, 2).toSorted());
  expect(refused).toMatchObject([{ id: ids[2], name: 'a2.txt', code: 'not-convertible' }]);
  const states = await Promise.all(ids.map((id) => running.parts.store.find(id, ALL_SEEING)));
  expect(states.map((found) => found?.summary.state)).toEqual(['received', 'received', 'duplicate']);
  await convertAll(running);

  const matching = { of: { matching: { query: '二局' }, count: 1 } };
  expect(await ask('POST', '/api/documents/many/convert', matching)).toMatchObject({ done: [ids[1]] });
  await convertAll(running);
  expect(await ask('POST', '/api/conversions', { notMadeBy: current })).toEqual({ retried: 2 });
});
