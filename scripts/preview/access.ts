import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Who may talk to the preview's server: a page of its own, opened with its token. */
export interface Access {
  readonly port: number;
  readonly token: string;
  /** Each opens one page, once: for an address that others on this computer can read, as they can a program's command line. */
  readonly tickets: Set<string>;
}

/** Why a request is refused. */
export type Refusal = 'host' | 'origin' | 'token' | 'address';

export function ownOrigin({ port }: Access): string {
  return `http://127.0.0.1:${port}`;
}

/**
 * What a request asks for; `null` for anything but a path from the root (RFC 9112, section 3.2.1). A path may begin with two
 * slashes, and is a path then, too.
 */
export function requestUrl(request: IncomingMessage, access: Access): URL | null {
  const target = request.url ?? '';
  return target.startsWith('/') ? URL.parse(`${ownOrigin(access)}${target}`) : null;
}

/** Cookies do not know ports: the name keeps two previews on one machine apart. */
export function cookieName({ port }: Access): string {
  return `reslot-preview-${port}`;
}

/**
 * `null` when the request may be answered. Host is checked against DNS rebinding, Origin against other pages in the same
 * browser (a WebSocket must have one), and the token, in the address or the cookie, against everybody else. A ticket in the
 * address is used up.
 */
export function refusal(request: IncomingMessage, access: Access, isWebSocket: boolean): Refusal | null {
  if (request.headers.host !== `127.0.0.1:${access.port}`) return 'host';
  const origin = request.headers.origin;
  if (origin === undefined ? isWebSocket : origin !== ownOrigin(access)) return 'origin';
  const url = requestUrl(request, access);
  if (!url) return 'address';
  return hasToken(request, url, access) ? null : 'token';
}

function hasToken(request: IncomingMessage, url: URL, access: Access): boolean {
  const inAddress = url.searchParams.get('token');
  const inCookie = (request.headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim().split('='))
    .find(([name]) => name === cookieName(access))?.[1];
  if ([inAddress, inCookie].some((given) => typeof given === 'string' && same(given, access.token)))
    return true;
  return inAddress !== null && access.tickets.delete(inAddress);
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
