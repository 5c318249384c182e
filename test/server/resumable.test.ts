import { randomBytes } from 'node:crypto';
import { readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RESUMABLE_LIMITS } from '../../config/limits/work.ts';
import { type ResumableState, resumableStateSchema } from '../../contracts/api.ts';
import { ALL_SEEING } from '../../store/viewer.ts';
import { sha256Of } from '../store/handed-in.ts';
import { type RunningApp, startApp, tokenFor } from './running-app.ts';
import { reportText, zipOf } from './upload-files.ts';

let running: RunningApp;
let base: string;
beforeAll(async () => {
  running = await startApp();
  base = await running.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => running.close());

const TUS = { 'tus-resumable': '1.0.0' };
const BYTES = { ...TUS, 'content-type': 'application/offset+octet-stream' };

interface Asked {
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
  readonly authorization?: string | null;
}

const ask = (method: string, path: string, { headers = {}, body, authorization }: Asked = {}): Promise<Response> =>
  fetch(`${base}${path}`, {
    method,
    headers: {
      ...headers,
      ...(authorization === null ? {} : { authorization: authorization ?? running.authorization }),
    },
    ...(body === undefined ? {} : { body: new Uint8Array(Buffer.from(body)) }),
  });

const nameHeader = (name: string): string => `filename ${Buffer.from(name).toString('base64')}`;

const create = (name: string, bytes: number, asked: Asked = {}): Promise<Response> =>
  ask('POST', '/api/resumable', {
    ...asked,
    headers: { ...TUS, 'upload-length': `${bytes}`, 'upload-metadata': nameHeader(name), ...asked.headers },
  });

/** @returns the address of a new upload */
async function begin(name: string, bytes: number, asked?: Asked): Promise<string> {
  const answer = await create(name, bytes, asked);
  expect(answer.status).toBe(201);
  return answer.headers.get('location') ?? '';
}

const send = (path: string, offset: number, body: string | Buffer, asked: Asked = {}): Promise<Response> =>
  ask('PATCH', path, { ...asked, headers: { ...BYTES, 'upload-offset': `${offset}` }, body });

const offsetOf = async (path: string): Promise<number> =>
  Number((await ask('HEAD', path, { headers: TUS })).headers.get('upload-offset'));

/** @throws while it is not here whole */
async function stateOf(path: string): Promise<Extract<ResumableState, { state: 'received' }>> {
  const state = resumableStateSchema.parse(await (await ask('GET', path)).json());
  if (state.state !== 'received') throw new Error('it is not received');
  return state;
}

/** Sends a part of what it announces and breaks off once some of it is there. */
async function breakOff(path: string, bytes: Buffer, sent: number): Promise<void> {
  const headers = { ...BYTES, 'upload-offset': '0', 'content-length': `${bytes.length}` };
  const patch = request(`${base}${path}`, {
    method: 'PATCH',
    headers: { ...headers, authorization: running.authorization },
  });
  patch.on('error', () => {});
  patch.write(bytes.subarray(0, sent));
  await expect.poll(async () => (await stat(join(folder(), path.split('/').at(-1) ?? ''))).size).toBeGreaterThan(0);
  const closed = new Promise((resolve) => patch.once('close', resolve));
  patch.destroy();
  await closed;
}

const folder = (): string => join(running.parts.dataFolder, 'resumable');

describe('an upload in pieces', () => {
  it('goes on where the line broke, and ends with the receipt of an upload', async () => {
    const bytes = await zipOf([
      { name: 'a.txt', content: reportText('断线局') },
      { name: 'b.bin', content: randomBytes(300_000) },
    ]);
    const path = await begin('全市/断线.zip', bytes.length);
    await breakOff(path, bytes, 100_000);
    const here = await offsetOf(path);
    expect(here).toBeGreaterThan(0);
    expect(here).toBeLessThanOrEqual(100_000);
    expect(await (await ask('GET', path)).json()).toEqual({ state: 'receiving', bytes: bytes.length, here });
    expect((await send(path, here - 1, 'x')).status).toBe(409);
    expect((await send(path, here, bytes.subarray(here))).status).toBe(204);
    expect(await offsetOf(path)).toBe(bytes.length);

    const { state, receipt } = await stateOf(path);
    expect([state, receipt.received, receipt.rejected]).toEqual(['received', 1, 1]);
    expect(receipt.items[0]).toMatchObject({
      fileName: '全市/断线.zip › a.txt',
      sha256: sha256Of(reportText('断线局')),
    });
    expect((await running.parts.blobs.read('originals', receipt.items[0]?.sha256 ?? '')).toString()).toBe(
      reportText('断线局'),
    );
    // It is kept under the id of the upload, and the bytes that came are let go.
    expect(receipt.batchId).toBe(path.split('/').at(-1));
    expect(await readdir(folder())).toEqual([]);
    expect(await (await ask('GET', path)).json()).toMatchObject({ state: 'received', receipt: { received: 1 } });
  });

  it('whose last byte is here when the server ends is taken in at the next start, once', async () => {
    const bytes = Buffer.from(reportText('停电局'));
    const path = await begin('停电局.txt', bytes.length);
    // As it lies there after a kill between the last byte and the row.
    await writeFile(join(folder(), path.split('/').at(-1) ?? ''), bytes);
    await Promise.all([running.parts.resumable.sweep(), running.parts.resumable.sweep(), ask('GET', path)]);
    const { items } = await running.parts.store.list({ query: '停电局', page: 1, size: 50 }, ALL_SEEING);
    expect(items.map(({ state }) => state)).toEqual(['received']);
  });

  it('belongs to whoever began it', async () => {
    const path = await begin('自己的.txt', 10);
    const other = await tokenFor(running.parts, '别人', ['clerk']);
    for (const method of ['GET', 'HEAD', 'DELETE']) {
      expect((await ask(method, path, { headers: TUS, authorization: other })).status).toBe(404);
    }
    expect((await send(path, 0, '0123456789', { authorization: other })).status).toBe(404);
    expect((await ask('HEAD', path, { headers: TUS, authorization: null })).status).toBe(401);
    const viewer = await tokenFor(running.parts, '只看', ['viewer']);
    expect((await create('a.txt', 10, { authorization: viewer })).status).toBe(403);
    expect((await ask('DELETE', path, { headers: TUS })).status).toBe(204);
    expect((await ask('GET', path)).status).toBe(404);
  });

  it('takes no name for a path, and nothing of what a client says of itself', async () => {
    const bytes = Buffer.from(reportText('越界局'));
    const forged = `${nameHeader('../../../etc/越界局.txt')},who ${Buffer.from('局长').toString('base64')}`;
    const path = await begin('', bytes.length, { headers: { 'upload-metadata': forged } });
    expect((await send(path, 0, bytes)).status).toBe(204);
    const { receipt } = await stateOf(path);
    expect(receipt).toMatchObject({ received: 1, items: [{ sha256: sha256Of(bytes.toString()) }] });
    expect((await running.parts.store.uploads.find(receipt.batchId))?.who).not.toContain('局长');
    expect((await ask('HEAD', '/api/resumable/..%2Flock', { headers: TUS })).status).toBe(400);
  });

  it('is refused with a code when it has no name or length, is too large, or there are too many', async () => {
    const codeOf = async (answer: Response): Promise<string> =>
      z.object({ code: z.string() }).parse(await answer.json()).code;
    expect(await codeOf(await create('', 10))).toBe('bad-request');
    expect(await codeOf(await ask('POST', '/api/resumable', { headers: { ...TUS, 'upload-defer-length': '1' } }))).toBe(
      'bad-request',
    );
    expect(await codeOf(await create('大.zip', 3 * 1024 ** 3))).toBe('upload-too-large');
    const busy = await tokenFor(running.parts, '很多', ['clerk']);
    for (let each = 0; each < RESUMABLE_LIMITS.ofOneSender; each++) await begin('a.txt', 5, { authorization: busy });
    expect(await codeOf(await create('a.txt', 5, { authorization: busy }))).toBe('too-many-uploads');
    await begin('a.txt', 5);
  });

  it('is swept away once it is old, with what a crash left of its description', async () => {
    const path = await begin('旧.txt', 10);
    const id = path.split('/').at(-1) ?? '';
    const description = JSON.parse(JSON.stringify({ id, size: 10, offset: 0, creation_date: '2020-01-01T00:00:00Z' }));
    await writeFile(join(folder(), `${id}.json`), JSON.stringify(description));
    const torn = '00000000-0000-4000-8000-000000000000';
    await writeFile(join(folder(), `${torn}.json`), '{"id":');
    await writeFile(join(folder(), torn), 'x');
    await utimes(join(folder(), torn), 0, 0);
    const fresh = await begin('新.txt', 10);
    await running.parts.resumable.sweep();
    const left = await readdir(folder());
    expect(left.filter((name) => name.startsWith(id) || name.startsWith(torn))).toEqual([]);
    expect(left).toContain(fresh.split('/').at(-1));
  });
});
