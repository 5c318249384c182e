import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { PUBLISHED_PAGE_LIMITS } from '../../config/limits/office.ts';
import { isPublicAddress, openPublishedPages } from '../../server/published-page.ts';

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return `http://localhost:${(started.address() as AddressInfo).port}`;
}
const onThisMachine = (address: string): boolean => address === '127.0.0.1';
const pages = openPublishedPages(['localhost'], onThisMachine);

describe('a page is fetched', () => {
  it('from a host of the list, through redirects', async () => {
    const at = await serve((request, response) => {
      if (request.url === '/old') return response.writeHead(302, { location: '/new' }).end();
      return response.end('<p>年度报告</p>');
    });
    const { address, bytes } = await pages.fetch(`${at}/old`);
    expect([address.pathname, Buffer.from(bytes).toString()]).toEqual(['/new', '<p>年度报告</p>']);
  });
});

describe('nothing is fetched', () => {
  const refused = (address: string, hosts: readonly string[] = ['gov.cn']) =>
    openPublishedPages(hosts, onThisMachine)
      .fetch(address)
      .then(
        () => 'fetched',
        (error: { readonly code?: string }) => error.code,
      );

  it('where the office named no host', async () => {
    expect(await refused('https://www.example.gov.cn/', [])).toBe('fetching-off');
  });

  it.each([
    'https://example.com/',
    'https://example.com/?gov.cn',
    'https://evilgov.cn/',
    'https://www.gov.cn@example.com/',
    'https://user:word@www.gov.cn/',
    'ftp://www.gov.cn/',
    'file:///etc/passwd',
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://[::1]/',
    'no address',
  ])('from %s', async (address) => {
    expect(await refused(address)).toBe('address-not-allowed');
  });

  it('from a number of a host, also where that number is on the list', async () => {
    expect(await refused('http://127.0.0.1/', ['127.0.0.1'])).toBe('address-not-allowed');
  });

  it('from a host of the list whose name leads into the own network', async () => {
    const at = await serve((_, response) => response.end('inner'));
    const guarded = openPublishedPages(['localhost']);
    await expect(guarded.fetch(at)).rejects.toMatchObject({ code: 'address-inner' });
  });

  it('where a redirect leads elsewhere, or round and round', async () => {
    const at = await serve((request, response) =>
      response.writeHead(302, { location: request.url === '/away' ? 'http://example.com/' : '/again' }).end(),
    );
    await expect(pages.fetch(`${at}/away`)).rejects.toMatchObject({ code: 'address-not-allowed' });
    await expect(pages.fetch(`${at}/again`)).rejects.toMatchObject({ code: 'page-not-there' });
  });

  it('that is not there, too large, or cut off', async () => {
    const at = await serve((request, response) => {
      if (request.url === '/none') return response.writeHead(404).end();
      if (request.url === '/cut') {
        response.writeHead(200, { 'content-length': 100 }).write('begun');
        return setTimeout(() => response.destroy(), 20);
      }
      const part = Buffer.alloc(1024 * 1024);
      const more = (): void => {
        for (let n = 0; n < PUBLISHED_PAGE_LIMITS.bytes / part.length + 2; n++) response.write(part);
        response.end();
      };
      return more();
    });
    for (const [path, code] of [
      ['/none', 'page-not-there'],
      ['/cut', 'page-not-there'],
      ['/large', 'page-too-large'],
    ]) {
      await expect(pages.fetch(`${at}${path}`)).rejects.toMatchObject({ code });
    }
  });
});

it.each([
  ['8.8.8.8', true],
  ['2400:3200::1', true],
  ['127.0.0.1', false],
  ['10.1.2.3', false],
  ['172.16.0.1', false],
  ['192.168.1.1', false],
  ['169.254.169.254', false],
  ['100.64.0.1', false],
  ['0.0.0.0', false],
  ['224.0.0.1', false],
  ['::1', false],
  ['::ffff:10.0.0.1', false],
  ['fd00::1', false],
  ['fe80::1', false],
])('%s is public: %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});
