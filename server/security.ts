import { isIP } from 'node:net';
import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { hasOneHost } from './doors.ts';
import { RequestError } from './errors.ts';

export interface Reachability {
  /** Address the server listens on. */
  readonly host: string;
  /** Names by which browsers reach it besides. */
  readonly hostNames: readonly string[];
  /** Addresses of proxies that say truly who asks; left out: none. */
  readonly trustedProxies?: readonly string[];
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Headers and checks for every answer, before anybody is asked who he is: listening on this machine only unless told
 * otherwise, names that we know (no rebinding of a foreign name to our address), and writes from our own page only.
 */
export async function protect(app: FastifyInstance, reach: Reachability): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // Ant Design's styles are built into a file (dashboard/ant-styles.ts), so that no script needs to write any.
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
        // papers without pages (server/routes/paper.ts)
        frameSrc: ["'self'"],
      },
    },
    // The office's network speaks plain HTTP; whoever puts TLS in front sets it there.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
  app.addHook('onRequest', async (request) => {
    if (!hasOneHost(request.raw) || !isOurHost(request, reach)) throw new RequestError('unknown-host');
    if (!READS.has(request.method) && !comesFromOurPage(request, reach)) throw new RequestError('foreign-origin');
  });
}

/**
 * The headers of a paper that is shown in a frame of our page: nothing in it runs, asks for anything or leads anywhere.
 * Its own origin stays, so that the page around it can find its places; without scripts that gives it nothing.
 */
export const PAPER_FRAME_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox allow-same-origin",
  'x-frame-options': 'SAMEORIGIN',
  'x-content-type-options': 'nosniff',
};

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The headers for a file that somebody uploaded or that quotes one: a browser saves it and runs nothing in it. */
export const fileHeaders = (fileName: string, mediaType: string): Readonly<Record<string, string>> => ({
  'content-type': mediaType,
  'content-disposition': `attachment; filename="download"; filename*=UTF-8''${encodeName(fileName)}`,
  'content-security-policy': "sandbox; default-src 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'private, no-cache',
});

/** RFC 5987. */
const encodeName = (name: string): string =>
  encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** A name that somebody else could point at our address must not be answered; an address cannot be pointed anywhere. */
function isOurHost(request: FastifyRequest, reach: Reachability): boolean {
  const name = hostNameOf(request.headers.host);
  if (name === null) return false;
  return (
    isIP(name) !== 0 || name === 'localhost' || name === reach.host.toLowerCase() || reach.hostNames.includes(name)
  );
}

function comesFromOurPage(request: FastifyRequest, reach: Reachability): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const { origin } = request.headers;
  // Programs send none; every browser does with a write.
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const { host, hostname } = new URL(origin);
  return host === request.headers.host?.toLowerCase() || reach.hostNames.includes(hostname);
}

function hostNameOf(host: string | undefined): string | null {
  const url = `http://${host ?? ''}`;
  if (host === undefined || !URL.canParse(url)) return null;
  return new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');
}
