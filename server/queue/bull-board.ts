import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import files from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AppParts } from '../app.ts';
import { RequestError } from '../errors.ts';
import { whoAsks } from '../people/asker.ts';

/** What the board hands to the server that shows it; of its answers the status and the body are read. */
type ServerAdapter = Parameters<typeof createBullBoard>[0]['serverAdapter'];
type ApiRoutes = Parameters<ServerAdapter['setApiRoutes']>[0];
type EntryRoute = Parameters<ServerAdapter['setEntryRoute']>[0];
type Queues = Parameters<ServerAdapter['setQueues']>[0];
type UiConfig = Parameters<ServerAdapter['setUIConfig']>[0];

const BASE = '/bull-board';
const DIST = join(dirname(createRequire(import.meta.url).resolve('@bull-board/ui/package.json')), 'dist');
/** As of our own page; the board reads where it lives from its base element. */
const POLICY = [
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'",
  "base-uri 'self'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
].join('; ');

export interface BoardParts extends Pick<AppParts, 'queue' | 'store'> {
  readonly asksForPassword: boolean;
}

/**
 * What Redis holds of the queues, as BullMQ's own board shows it: for administrators, to look and no more. Its routes that
 * write are not there. Its page is put together here, because the one it brings asks a foreign host for fonts and has styles
 * that the policy forbids.
 */
export async function bullBoard(app: FastifyInstance, { queue, store, asksForPassword }: BoardParts): Promise<void> {
  const board = takenBoard(queue);
  app.addHook('onRequest', async (request) => {
    const asker = await whoAsks(request, store.people);
    if (asker === null) throw new RequestError('signed-out');
    if (asker.hasNoPassword && asksForPassword) throw new RequestError('choose-password');
    if (!asker.roles.includes('administrator')) throw new RequestError('forbidden');
  });
  await app.register(files, { root: join(DIST, 'static'), prefix: `${BASE}/static/`, decorateReply: false });

  const page = pageOf(board);
  const showPage = (_request: FastifyRequest, reply: FastifyReply) =>
    reply.header('content-security-policy', POLICY).header('cache-control', 'no-store').type('text/html').send(page);
  for (const route of [board.entry.route].flat()) app.get(`${BASE}${route}`, showPage);
  app.get(BASE, (_request, reply) => reply.redirect(`${BASE}/`));

  for (const { method, route, handler } of board.routes) {
    if (![method].flat().includes('get')) continue;
    for (const each of [route].flat()) {
      app.get<{ Params: Record<string, string>; Querystring: Record<string, string> }>(
        `${BASE}${each}`,
        async ({ params, query }, reply) => {
          const { queues, uiConfig } = board;
          const answer = await handler({ queues, uiConfig, params, query, body: {}, headers: {} });
          return reply
            .code(answer.status ?? 200)
            .header('cache-control', 'no-store')
            .send(answer.body);
        },
      );
    }
  }
}

interface Board {
  readonly queues: Queues;
  readonly routes: ApiRoutes;
  readonly entry: EntryRoute;
  readonly uiConfig: UiConfig;
}

/** Everything that the board says of itself to the server that shows it. */
function takenBoard({ queues }: Pick<AppParts['queue'], 'queues'>): Board {
  const taken: { -readonly [K in keyof Board]?: Board[K] } = {};
  const adapter: ServerAdapter = {
    setQueues: (given) => take('queues', given),
    setApiRoutes: (given) => take('routes', given),
    setEntryRoute: (given) => take('entry', given),
    setUIConfig: (given) => take('uiConfig', given),
    setViewsPath: () => adapter,
    setStaticPath: () => adapter,
    setErrorHandler: () => adapter,
  };
  const take = <K extends keyof Board>(key: K, given: Board[K]): ServerAdapter => {
    taken[key] = given;
    return adapter;
  };
  createBullBoard({
    queues: queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true, allowRetries: false })),
    serverAdapter: adapter,
    options: { uiBasePath: dirname(DIST), uiConfig: { boardTitle: 'BullMQ', hideRedisDetails: true } },
  });
  const { queues: shown, routes, entry, uiConfig } = taken;
  if (shown === undefined || routes === undefined || entry === undefined || uiConfig === undefined) {
    throw new Error('the board did not say what it shows');
  }
  return { queues: shown, routes, entry, uiConfig };
}

/** The page of the board with its own scripts and styles alone. */
function pageOf({ entry, uiConfig }: Board): string {
  const { params } = entry.handler({ basePath: BASE, uiConfig });
  const template = readFileSync(join(DIST, 'index.ejs'), 'utf8');
  const own = (pattern: RegExp): string => [...template.matchAll(pattern)].map(([tag]) => tag).join('\n');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<base href="${BASE}/">
<title>BullMQ</title>
${own(/<link href="static\/[^"]+" rel="stylesheet">/g)}
</head>
<body>
<script id="__UI_CONFIG__" type="application/json">${params.uiConfig}</script>
<div id="root"></div>
${own(/<script defer src="static\/[^"]+"><\/script>/g)}
</body>
</html>
`;
}
