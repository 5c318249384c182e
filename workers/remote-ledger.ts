import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { z } from 'zod';
import type { Ledger } from '../store/ledger.ts';
import { LEDGER_CALLS } from '../store/ledger-calls.ts';

const ANSWER_TIMEOUT_MS = 30_000;

export interface RemoteLedger extends Ledger {
  readonly close: () => void;
}

/** The ledger of the server that listens on this socket. Every call rejects while nothing listens there. */
export function connectLedger(socketPath: string): RemoteLedger {
  const agent = new Agent({ keepAlive: true });

  async function ask<Call extends keyof Ledger>(
    call: Call,
    question: z.input<(typeof LEDGER_CALLS)[Call]['question']>,
  ): Promise<unknown> {
    const body = JSON.stringify(question);
    const asked = request({
      socketPath,
      agent,
      method: 'POST',
      path: `/${call}`,
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      timeout: ANSWER_TIMEOUT_MS,
    });
    asked.once('timeout', () => asked.destroy(new Error(`the server did not answer ${call}`)));
    asked.end(body);
    const [response]: [IncomingMessage] = await (once(asked, 'response') as Promise<[IncomingMessage]>);
    const answer = await text(response);
    if (response.statusCode !== 200) throw new Error(`the server answered ${call} with status ${response.statusCode}`);
    return JSON.parse(answer);
  }

  return {
    claim: async (documentId) => LEDGER_CALLS.claim.answer.parse(await ask('claim', { documentId })),
    finish: async (mark, conversion) => LEDGER_CALLS.finish.answer.parse(await ask('finish', { mark, conversion })),
    fail: async (mark, code) => LEDGER_CALLS.fail.answer.parse(await ask('fail', { mark, code })),
    release: async (mark, code) => LEDGER_CALLS.release.answer.parse(await ask('release', { mark, code })),
    interrupt: async (mark) => LEDGER_CALLS.interrupt.answer.parse(await ask('interrupt', { mark })),
    alive: async (mark) => LEDGER_CALLS.alive.answer.parse(await ask('alive', { mark })),
    giveWay: async (mark, next) => LEDGER_CALLS.giveWay.answer.parse(await ask('giveWay', { mark, next })),
    progress: async (mark, progress) => LEDGER_CALLS.progress.answer.parse(await ask('progress', { mark, progress })),
    underWay: async (mark) => LEDGER_CALLS.underWay.answer.parse(await ask('underWay', { mark })),
    close: () => agent.destroy(),
  };
}
