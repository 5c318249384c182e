import type { FastifyInstance } from 'fastify';
import { HOUSE_LIMITS } from '../../config/limits/work.ts';
import { queueStatusSchema } from '../../contracts/api.ts';
import { answers } from '../answers.ts';
import type { AppParts } from '../app-parts.ts';
import { RequestError } from '../errors.ts';
import { type LiveEvent, openLiveFeed } from '../live.ts';
import { viewerOf } from '../people/asker.ts';
import { queueStatusReader } from '../queue-status.ts';

/** Proxies drop a connection on which nothing is said for a minute, and a page takes one for dead after 40 s. */
const HEARTBEAT_MS = 15_000;
/** What a browser that does not read may leave unread before it is let go; it connects again by itself. */
const UNREAD_BYTES = 4 * 1024 * 1024;

/** How the queue stands, once or live. */
export async function queueRoutes(app: FastifyInstance, { store, queue }: AppParts): Promise<void> {
  const readStatus = queueStatusReader(store, queue);
  const feed = openLiveFeed(store, readStatus, app.log);
  app.addHook('preClose', async () => feed.close());

  app.get('/api/queue', { schema: answers({ 200: queueStatusSchema }) }, (request) => readStatus(viewerOf(request)));

  app.get('/api/events', async (request, reply) => {
    const viewer = viewerOf(request);
    if (feed.listeners() >= HOUSE_LIMITS.liveListeners) throw new RequestError('too-many-listeners');
    // Whoever reads a list after he is answered misses nothing.
    await feed.follows();
    const { raw } = reply;
    reply.hijack();
    if (raw.destroyed) return;
    raw.writeHead(200, {
      ...headersOf(reply.getHeaders()),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // nginx would hold events back to fill its buffers.
      'x-accel-buffering': 'no',
    });
    raw.write('retry: 2000\n\n');
    const write = (text: string): void => {
      if (raw.writableLength > UNREAD_BYTES) raw.destroy();
      else raw.write(text);
    };
    const stopListening = feed.listen(viewer, (event) => write(asText(event)));
    const heartbeat = setInterval(() => write('event: pulse\ndata: null\n\n'), HEARTBEAT_MS);
    raw.once('close', () => {
      stopListening();
      clearInterval(heartbeat);
    });
  });
}

const asText = ({ name, data }: LiveEvent): string => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

const headersOf = (headers: Readonly<Record<string, number | string | readonly string[] | undefined>>) =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
