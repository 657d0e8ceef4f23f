import type { SecureContext } from 'node:tls';
import { isLoopbackHost } from '../../src-shared/domain/loopback.ts';
import type { Fetch } from './fetch.ts';
import type { Exchange } from './fhir-http.ts';
import { neverConnected } from './fhir-http.ts';
import { type Issuer, peerIssuer } from './peer-issuer.ts';
import { type Route, routesOf } from './routes.ts';
import { CONNECT_TIMEOUT, createTrustingFetch } from './trusting-fetch.ts';

/** What this computer's proxy settings answer for a URL, in the words of a PAC script (`Session.resolveProxy` of Electron). */
export type ProxyFor = (url: string) => Promise<string>;

/** The code of the error where the network's proxies are of a kind that cannot be used: nothing was sent. */
const NO_ROUTE = 'NO_ROUTE';

/** A script for the proxy that cannot be had or does not end is waited for so long. */
const RESOLVE_LIMIT_MS = 10_000;

/**
 * `fetch` by the ways the network allows: each in its order, the next one only where no connection came about, so that nothing is
 * sent twice. This computer's own servers are asked directly, whatever the settings say. `trust`: whom to believe, or
 * null for Node's defaults.
 */
export function createRoutedFetch(
  trust: SecureContext | null,
  proxyFor: ProxyFor | null,
): { readonly fetch: Fetch; readonly issuerOf: NonNullable<Exchange['issuerOf']> } {
  const ways = new Map<Route, Fetch>();

  async function routesTo(url: URL): Promise<Route[]> {
    if (proxyFor === null || url.protocol !== 'https:' || isLoopbackHost(url.hostname)) return [null];
    const found = routesOf(await limited(proxyFor(url.href)));
    if (found.length === 0) throw Object.assign(new Error('no usable proxy'), { code: NO_ROUTE });
    return found;
  }

  function wayThrough(route: Route): Fetch {
    const known = ways.get(route);
    if (known) return known;
    const way: Fetch =
      route === null && trust === null ? (url, init) => fetch(url, init) : createTrustingFetch(trust, route);
    ways.set(route, way);
    return way;
  }

  return {
    async fetch(url, init) {
      let last: unknown;
      for (const route of await routesTo(url)) {
        try {
          return await wayThrough(route)(url, init);
        } catch (error) {
          if (init.signal?.aborted || !neverConnected(error)) throw error;
          last = error;
        }
      }
      throw last;
    },
    async issuerOf(url): Promise<Issuer | null> {
      const [route = null] = await routesTo(url).catch((): Route[] => [null]);
      return peerIssuer(url, route);
    },
  };
}

async function limited(answer: Promise<string>): Promise<string> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(Object.assign(new Error('no proxy settings in time'), { code: CONNECT_TIMEOUT })),
    RESOLVE_LIMIT_MS,
  );
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
