import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type RunningApp, startApp } from './running-app.ts';

// A minute each, as an office has it, is too long for a test.
const SILENCE = vi.hoisted(() => 2_000);
vi.mock('../../config/limits/work.ts', async (original) => {
  const limits = await original<typeof import('../../config/limits/work.ts')>();
  return { ...limits, HOUSE_LIMITS: { ...limits.HOUSE_LIMITS, idleUploadMs: SILENCE } };
});

let running: RunningApp;
let port: number;
beforeAll(async () => {
  running = await startApp();
  Object.assign(running.app.server, { headersTimeout: SILENCE, connectionsCheckingInterval: SILENCE / 3 });
  await running.app.listen({ host: '127.0.0.1', port: 0 });
  const address = running.app.server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterAll(() => running.close());

/** Sends the beginning of a request and then nothing, and hears what it is answered until the connection is closed. */
async function silent(head: readonly string[], body = ''): Promise<{ status: number; type: string; code: string }> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const answer = text(socket);
  socket.write(head.join('\r\n') + (head.at(-1) === '' ? `\r\n${body}` : ''));
  const [heading = '', content = ''] = (await answer).split('\r\n\r\n');
  const type = /^content-type: ([^;\r]*)/im.exec(heading)?.[1] ?? '';
  return { status: Number(heading.split(' ')[1]), type, code: JSON.parse(content.replace(/^[\da-f]+\r\n/, '')).code };
}

const TIMEOUT = { status: 408, type: 'application/problem+json', code: 'request-timeout' };

it('a request whose headers do not end is answered with 408 and closed', async () => {
  expect(await silent(['GET /api/health HTTP/1.1', 'Host: 127.0.0.1'])).toEqual(TIMEOUT);
});

it('a JSON body that stalls is answered with 408 and closed', async () => {
  const head = ['POST /api/session HTTP/1.1', 'Host: 127.0.0.1', 'Content-Type: application/json'];
  expect(await silent([...head, 'Content-Length: 100', ''], '{"name":')).toEqual(TIMEOUT);
});

it('an upload that stalls is answered with 408 and closed', async () => {
  const head = ['POST /api/uploads HTTP/1.1', 'Host: 127.0.0.1', `Authorization: ${running.authorization}`];
  const form = [...head, 'Content-Type: multipart/form-data; boundary=x', 'Content-Length: 1000', ''];
  const part = '--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nabc';
  expect(await silent(form, part)).toEqual({ ...TIMEOUT, code: 'upload-idle' });
});

it('a body that goes on, however slowly, is read to its end', async () => {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const answer = text(socket);
  const body = JSON.stringify({ name: 'nobody', password: 'wrong-password' });
  const head = ['POST /api/session HTTP/1.1', 'Host: 127.0.0.1', 'Content-Type: application/json', 'Connection: close'];
  socket.write([...head, `Content-Length: ${body.length}`, '', ''].join('\r\n'));
  for (let at = 0; at < body.length; at += 4) {
    await new Promise((resolve) => setTimeout(resolve, SILENCE / 8));
    socket.write(body.slice(at, at + 4));
  }
  expect((await answer).split(' ')[1]).toBe('401');
});
