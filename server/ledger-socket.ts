import { chmod, rm } from 'node:fs/promises';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { ZodError } from 'zod';
import type { Ledger } from '../store/ledger.ts';
import { LEDGER_BODY_BYTES, LEDGER_CALLS } from '../store/ledger-calls.ts';

/** Answers the workers' calls to the ledger. */
export function buildLedgerApp(ledger: Ledger, log: Logger): FastifyInstance {
  const app = Fastify({ bodyLimit: LEDGER_BODY_BYTES, forceCloseConnections: true });
  const { claim, finish, fail, release, interrupt, alive, giveWay, progress, underWay } = LEDGER_CALLS;

  app.post('/claim', ({ body }) => json(ledger.claim(claim.question.parse(body).documentId)));
  app.post('/finish', ({ body }) => {
    const { mark, conversion } = finish.question.parse(body);
    return json(ledger.finish(mark, conversion));
  });
  app.post('/fail', ({ body }) => {
    const { mark, code } = fail.question.parse(body);
    return json(ledger.fail(mark, code));
  });
  app.post('/release', ({ body }) => {
    const { mark, code } = release.question.parse(body);
    return json(ledger.release(mark, code));
  });
  app.post('/interrupt', ({ body }) => json(ledger.interrupt(interrupt.question.parse(body).mark)));
  app.post('/alive', ({ body }) => json(ledger.alive(alive.question.parse(body).mark)));
  app.post('/giveWay', ({ body }) => {
    const { mark, next } = giveWay.question.parse(body);
    return json(ledger.giveWay(mark, next));
  });
  app.post('/progress', ({ body }) => {
    const question = progress.question.parse(body);
    return json(ledger.progress(question.mark, question.progress));
  });
  app.post('/underWay', ({ body }) => json(ledger.underWay(underWay.question.parse(body).mark)));

  app.setErrorHandler((error, request, reply) => {
    log.error({ err: error, call: request.url }, 'a worker was not answered');
    return reply.code(error instanceof ZodError ? 400 : 500).send({ failed: true });
  });
  return app;
}

/** Fastify sends a bare null or string as it is, so every answer is turned into JSON here. */
const json = async (value: Promise<unknown>): Promise<string> => JSON.stringify(await value);

/** Listens on a socket that only this user can open. The caller holds the lock of the data folder, so an old socket is dead. */
export async function listenOnSocket(app: FastifyInstance, path: string): Promise<void> {
  await rm(path, { force: true });
  await app.listen({ path });
  await chmod(path, 0o600);
}
