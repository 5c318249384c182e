import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DOOR_LIMITS } from '../../config/limits/office.ts';
import { type RunningApp, startApp } from './running-app.ts';

let running: RunningApp;
let port: number;
beforeAll(async () => {
  running = await startApp();
  await running.app.listen({ host: '127.0.0.1', port: 0 });
  const address = running.app.server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterAll(() => running.close());

interface Answer {
  readonly status: number;
  readonly head: string;
  readonly code: unknown;
}

/** Sends bytes as they are. */
async function send(bytes: string): Promise<Answer> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const answer = text(socket);
  socket.end(bytes);
  const [head = '', body = ''] = (await answer).split('\r\n\r\n');
  let code: unknown = null;
  try {
    code = JSON.parse(body).code;
  } catch {
    // no JSON: the expectation tells
  }
  return { status: Number(head.split(' ')[1]), head: head.toLowerCase(), code };
}

const request = (line: string, headers: readonly string[] = [`Host: 127.0.0.1`], body = ''): string =>
  `${[line, ...headers, 'Connection: close'].join('\r\n')}\r\n\r\n${body}`;
const json = (length: number): readonly string[] => [
  'Host: 127.0.0.1',
  'Content-Type: application/json',
  `Content-Length: ${length}`,
];

const CASES: readonly (readonly [string, string, number, string])[] = [
  ['an address that is none', request('GET /nothing HTTP/1.1'), 404, 'not-found'],
  ['an API address that is none', request('GET /api/nothing HTTP/1.1'), 404, 'not-found'],
  ['an address that cannot be read', request('GET /%zz HTTP/1.1'), 404, 'not-found'],
  [
    'a whole address of another host',
    request('GET http://evil.example/api/health HTTP/1.1', ['Host: evil.example']),
    421,
    'unknown-host',
  ],
  ['another method', request('DELETE /api/health HTTP/1.1'), 405, 'method-not-allowed'],
  ['no host', request('GET /api/health HTTP/1.1', []), 421, 'unknown-host'],
  ['two hosts', request('GET /api/health HTTP/1.1', ['Host: 127.0.0.1', 'Host: evil.example']), 421, 'unknown-host'],
  ['a foreign host', request('GET /api/health HTTP/1.1', ['Host: evil.example']), 421, 'unknown-host'],
  [
    'long headers',
    request('GET /api/health HTTP/1.1', ['Host: 127.0.0.1', `X: ${'x'.repeat(20_000)}`]),
    431,
    'headers-too-large',
  ],
  ['what is no request', 'HELLO\r\n\r\n', 400, 'request-malformed'],
  [
    'two lengths',
    request('POST /api/session HTTP/1.1', [...json(2), 'Content-Length: 3'], '{}'),
    400,
    'request-malformed',
  ],
  ['a large body', request('POST /api/session HTTP/1.1', json(2_000_000), 'x'), 413, 'body-too-large'],
  [
    'another kind of body',
    request('POST /api/session HTTP/1.1', ['Host: 127.0.0.1', 'Content-Type: text/x', 'Content-Length: 1'], 'x'),
    415,
    'unsupported-media',
  ],
  ['broken JSON', request('POST /api/session HTTP/1.1', json(1), '{'), 400, 'bad-request'],
];

describe('a problem is told by its code, as a document of its type, and kept nowhere, for', () => {
  it.each(CASES)('%s', async (_what, bytes, status, code) => {
    const answer = await send(bytes);
    expect({ status: answer.status, code: answer.code }).toEqual({ status, code });
    expect(answer.head).toContain('content-type: application/problem+json');
    expect(answer.head).toContain('cache-control: no-store');
    if (status === 405) expect(answer.head).toContain('allow: get');
  });
});

it('what the API says is kept nowhere on the way', async () => {
  const answer = await running.app.inject({ url: '/api/health', headers: { host: '127.0.0.1' } });
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.json().fence).toMatchObject({ files: true, network: true, programs: true });
});

it('who asks again and again for what is refused is told to wait, and another is not', async () => {
  const ask = (remoteAddress: string) =>
    running.app.inject({ url: '/api/nothing', headers: { host: '127.0.0.1' }, remoteAddress });
  for (let times = 0; times <= DOOR_LIMITS.ofStrangers; times++) await ask('10.0.0.1');
  expect((await ask('10.0.0.1')).json()).toMatchObject({ status: 429, code: 'too-many-requests' });
  expect((await ask('10.0.0.2')).statusCode).toBe(404);
});
