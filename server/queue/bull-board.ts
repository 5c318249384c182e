import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import type { FastifyInstance } from 'fastify';
import type { AppParts } from '../app-parts.ts';
import { RequestError } from '../errors.ts';

/** What the board hands to the server that shows it; of its answers the status and the body are read. */
type ServerAdapter = Parameters<typeof createBullBoard>[0]['serverAdapter'];
type ApiRoutes = Parameters<ServerAdapter['setApiRoutes']>[0];
type EntryRoute = Parameters<ServerAdapter['setEntryRoute']>[0];
type Queues = Parameters<ServerAdapter['setQueues']>[0];
type UiConfig = Parameters<ServerAdapter['setUIConfig']>[0];

const BASE = '/api/bull-board';
const DIST = join(dirname(createRequire(import.meta.url).resolve('@bull-board/ui/package.json')), 'dist');
/** As of our own page; the board reads where it lives from its base element. */
const POLICY = [
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'",
  "base-uri 'self'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
].join('; ');
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/**
 * What Redis holds of the queues, as BullMQ's own board shows it: for administrators (office/access.ts), to look and no
 * more. What of it writes is not there. Its page is put together here, because the one it brings asks a foreign host for
 * fonts and has styles that the policy forbids. One route, for the table of rights has a row for each.
 */
export async function bullBoard(app: FastifyInstance, { queue }: Pick<AppParts, 'queue'>): Promise<void> {
  const board = takenBoard(queue);
  const page = pageOf(board);
  const files = new Set(readdirSync(join(DIST, 'static'), { recursive: true, encoding: 'utf8' }));
  const reads = readsOf(board.routes);

  app.get<{ Params: { '*': string }; Querystring: Record<string, string> }>(
    `${BASE}/*`,
    { schema: { hide: true } },
    async (request, reply) => {
      const path = request.params['*'];
      const file = path.replace(/^static\//, '');
      const type = TYPES[extname(file)];
      if (path.startsWith('static/')) {
        if (!files.has(file) || type === undefined) throw new RequestError('not-found');
        return reply
          .type(type)
          .header('cache-control', 'private, max-age=3600')
          .send(createReadStream(join(DIST, path)));
      }
      reply.header('cache-control', 'no-store');
      if (!path.startsWith('api/')) {
        return reply.header('content-security-policy', POLICY).type('text/html; charset=utf-8').send(page);
      }
      for (const { pattern, handler } of reads) {
        const params = pattern.exec(`/${path}`)?.groups;
        if (params === undefined) continue;
        const { queues, uiConfig } = board;
        const answer = await handler({ queues, uiConfig, params, query: request.query, body: {}, headers: {} });
        return reply.code(answer.status ?? 200).send(answer.body);
      }
      throw new RequestError('not-found');
    },
  );
}

/** The routes that read, those with the fewest parts that vary first. */
const readsOf = (routes: ApiRoutes) =>
  routes
    .filter(({ method }) => [method].flat().includes('get'))
    .flatMap(({ route, handler }) => [route].flat().map((each) => ({ route: each, handler })))
    .toSorted((a, b) => a.route.split(':').length - b.route.split(':').length)
    .map(({ route, handler }) => ({
      // An empty group, so that there are groups where nothing varies.
      pattern: new RegExp(`^${route.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}(?<end>)$`),
      handler,
    }));

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
    options: {
      uiBasePath: dirname(DIST),
      uiConfig: { boardTitle: 'BullMQ', hideRedisDetails: true, locale: { lng: 'zh-CN' } },
    },
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
<link rel="icon" href="static/images/logo.svg">
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
