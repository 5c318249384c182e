import { lookup as askName } from 'node:dns';
import { request as requestPlain } from 'node:http';
import { type RequestOptions, request as requestSecure } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { PUBLISHED_PAGE_LIMITS } from '../config/limits/office.ts';
import { RequestError } from './errors.ts';

/**
 * Fetches what an agency published, from the hosts that the office named and from no other. The guards stand where the
 * connection is made, so that neither a redirect nor a name that answers differently the second time gets past them
 * (docs/decisions/0041-what-was-published.md).
 */

export interface PublishedPages {
  /** Hosts by name, each with those below it; none: fetching is switched off. */
  readonly hosts: readonly string[];
  /** @throws RequestError fetching-off, address-not-allowed, address-inner, page-not-there, page-too-large */
  readonly fetch: (address: string) => Promise<PublishedPage>;
}

export interface PublishedPage {
  /** After redirects. */
  readonly address: URL;
  readonly bytes: Uint8Array;
}

/** Every network that is not the public one: loopback, private, link-local, carriers', multicast, reserved. */
export const isPublicAddress = (address: string): boolean => ipaddr.process(address).range() === 'unicast';

/** @param isReachable which addresses may be connected to; the tests have their server on this machine */
export function openPublishedPages(
  hosts: readonly string[],
  isReachable: (address: string) => boolean = isPublicAddress,
): PublishedPages {
  const lookup: LookupFunction = (name, options, answer) =>
    askName(name, { ...options, all: true }, (error, addresses) => {
      if (error) return answer(error, []);
      if (addresses.length === 0 || !addresses.every(({ address }) => isReachable(address))) {
        return answer(new RequestError('address-inner'), []);
      }
      const [first] = addresses;
      return options.all === true ? answer(null, addresses) : answer(null, first?.address ?? '', first?.family);
    });
  return {
    hosts,
    fetch: async (address) => {
      if (hosts.length === 0) throw new RequestError('fetching-off');
      // One time for all of it: neither a slow answer nor a chain of redirects holds a request longer.
      const signal = AbortSignal.timeout(PUBLISHED_PAGE_LIMITS.wallMs);
      let url = allowed(address, hosts);
      for (let redirects = 0; redirects <= PUBLISHED_PAGE_LIMITS.redirects; redirects++) {
        const answer = await ask(url, { lookup, signal });
        if (answer.bytes !== null) return { address: url, bytes: answer.bytes };
        url = allowed(new URL(answer.location, url).href, hosts);
      }
      throw new RequestError('page-not-there');
    },
  };
}

/** @throws RequestError address-not-allowed */
function allowed(address: string, hosts: readonly string[]): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  const isPlain =
    url !== null &&
    ['http:', 'https:'].includes(url.protocol) &&
    url.username === '' &&
    url.password === '' &&
    isIP(url.hostname.replaceAll(/[[\]]/g, '')) === 0;
  if (!isPlain || !hosts.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`))) {
    throw new RequestError('address-not-allowed');
  }
  return url;
}

type Answer = { readonly bytes: Uint8Array } | { readonly bytes: null; readonly location: string };

/** @throws RequestError page-not-there, page-too-large, address-inner */
function ask(url: URL, options: RequestOptions): Promise<Answer> {
  const request = url.protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const fail = (cause: Error): void =>
      reject(cause instanceof RequestError ? cause : new RequestError('page-not-there', { cause }));
    const asked = request(url, { ...options, headers: { accept: '*/*', 'user-agent': 'gouji' } }, (answer) => {
      const { statusCode = 0, headers } = answer;
      if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
        answer.resume();
        return resolve({ bytes: null, location: headers.location });
      }
      if (statusCode !== 200) return asked.destroy(new Error(`answered ${statusCode}`));
      const parts: Uint8Array[] = [];
      let size = 0;
      answer.on('data', (part: Buffer) => {
        size += part.length;
        if (size > PUBLISHED_PAGE_LIMITS.bytes) return asked.destroy(new RequestError('page-too-large'));
        parts.push(part);
      });
      answer.on('end', () => (answer.complete ? resolve({ bytes: Buffer.concat(parts) }) : fail(new Error('cut off'))));
      answer.on('error', fail);
    });
    asked.on('error', fail);
    asked.end();
  });
}
