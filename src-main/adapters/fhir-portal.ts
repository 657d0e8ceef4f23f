import type { PortalConfig } from '../../src-shared/domain/connections.ts';
import { t } from '../../src-shared/text/text.ts';
import type { Clock, Ids, Portal, PortalAnswer, PortalRequest } from '../ports.ts';
import type { Fetch } from './fetch.ts';
import { type Exchange, exchange, type HttpAnswer } from './fhir-http.ts';
import { createSignIn } from './fhir-sign-in.ts';
import { createOwnAddress } from './own-address.ts';

type FhirConfig = Extract<PortalConfig, { kind: 'fhir' }>;

export interface FhirPortalOptions {
  /** The FHIR base, with or without a slash at its end. */
  readonly baseUrl: string;
  readonly signIn: FhirConfig['signIn'];
  /** A token, a client secret or a private key (PKCS #8 PEM or JWK), as `signIn` needs; never logged, never in an error. */
  readonly secret: string | null;
  readonly clock: Clock;
  readonly ids: Ids;
  /** In place of the built-in one: for whom an authority of the clinic's vouches, or for a test that injects the network. */
  readonly fetch?: Fetch;
  /** Who signed what the server shows, asked where that is not believed. Never rejects. */
  readonly issuerOf?: Exchange['issuerOf'];
  /** For a whole answer, its body included. Default: 30 seconds. */
  readonly timeoutMs?: number;
  /** The largest body that is read, in bytes. Default: 32 MiB. */
  readonly bodyLimit?: number;
}

const TIMEOUT_MS = 30_000;
const BODY_LIMIT = 32 * 1024 * 1024;
const REDIRECTS = 3;

/** What was asked, where, and with which sign-in. */
interface Asked {
  readonly request: PortalRequest;
  readonly url: URL;
  readonly authorization: string | null;
}

/** A FHIR R4 server over HTTP (https://hl7.org/fhir/R4/http.html). Nothing is sent to any other origin, or outside the base. */
export function createFhirPortal(options: FhirPortalOptions): Portal {
  const { clock } = options;
  const base = new URL(options.baseUrl.endsWith('/') ? options.baseUrl : `${options.baseUrl}/`);
  const http: Exchange = {
    fetch: options.fetch ?? fetch,
    clock,
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    bodyLimit: options.bodyLimit ?? BODY_LIMIT,
    ...(options.issuerOf ? { issuerOf: options.issuerOf } : {}),
  };
  const own = createOwnAddress(base);
  const signIn = createSignIn({ method: options.signIn, secret: options.secret, ids: options.ids, http });

  async function send(request: PortalRequest): Promise<PortalAnswer> {
    const url = resolveWithin(base, request.url);
    if (url === null)
      return { kind: 'none', why: 'foreign-url', detail: t.details.detailText.foreignAddress };
    const first = await authorized(request, url, false);
    // A token may have been revoked before its time: one fresh one is asked for.
    if (first.kind === 'answer' && first.status === 401 && signIn.renewable)
      return authorized(request, url, true);
    return first;
  }

  async function authorized(request: PortalRequest, url: URL, renew: boolean): Promise<PortalAnswer> {
    const authorization = await signIn.authorization(renew);
    if (!authorization.ok) return { kind: 'none', ...authorization.error };
    return follow(request, url, authorization.value, REDIRECTS);
  }

  /** A redirect is followed within the base only: elsewhere the desk's sign-in would go to a stranger. */
  async function follow(
    request: PortalRequest,
    url: URL,
    authorization: string | null,
    left: number,
  ): Promise<PortalAnswer> {
    const answer = await exchange(http, url, {
      method: request.method,
      headers: headersOf(request, authorization),
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    });
    if (answer.kind === 'none') return answer;
    const target = redirectOf(request, answer);
    if (target === null) return toPortalAnswer(answer, { request, url, authorization });
    const next = resolveWithin(base, new URL(target, url).href);
    if (next === null)
      return { kind: 'none', why: 'foreign-url', detail: t.details.detailText.foreignAddress };
    return left > 0
      ? follow(request, next, authorization, left - 1)
      : toPortalAnswer(answer, { request, url: next, authorization });
  }

  async function toPortalAnswer(answer: HttpAnswer, asked: Asked): Promise<PortalAnswer> {
    const { status, text, retryAfterMs, date } = answer;
    const told = date === null ? {} : { date };
    const answered = { body: parseJson(text), text: text ?? '', asked: asked.url };
    if (own.isUnsure(answered) && (await hasSaidItsName(asked))) own.leaveToOthers(answered);
    return {
      kind: 'answer',
      status,
      body: own.inOwnWords(answered),
      retryAfterMs,
      ...told,
      ...(text === null ? { tooLarge: true as const } : {}),
    };
  }

  /**
   * A page says how the server calls itself, and a resource by itself does not. After a start, or where the server has got another name,
   * one may be read before any page: what it refers to by that name would be taken for another server's, and stay so until it is changed.
   */
  async function hasSaidItsName({ request, authorization }: Asked): Promise<boolean> {
    const type = typeIn(request);
    const url = type === null ? null : resolveWithin(base, `${type}?_count=1`);
    if (url === null) return false;
    const headers = headersOf({ method: 'GET', url: '' }, authorization);
    const answer = await exchange(http, url, { method: 'GET', headers });
    // Without an answer it is asked with the next that names others.
    if (answer.kind === 'none' || answer.status >= 500) return false;
    own.inOwnWords({ body: parseJson(answer.text), text: answer.text ?? '', asked: url });
    return true;
  }

  return { send };
}

/** The type of what is read, or of the first that is written; null where that is none. */
const typeIn = ({ method, url, body }: PortalRequest): string | null =>
  (method === 'GET'
    ? /^[A-Z][A-Za-z]+/.exec(url)?.[0]
    : /"resourceType":"(?!Bundle")([A-Z][A-Za-z]+)"/.exec(JSON.stringify(body))?.[1]) ?? null;

function headersOf(request: PortalRequest, authorization: string | null): Record<string, string> {
  return {
    accept: 'application/fhir+json',
    // Some servers answer the same search from a store of answers for a while (HAPI: a minute).
    ...(request.method === 'GET' ? { 'cache-control': 'no-cache' } : {}),
    ...(request.body === undefined
      ? {}
      : { 'content-type': 'application/fhir+json', prefer: 'return=representation' }),
    ...(authorization === null ? {} : { authorization }),
  };
}

/** RFC 9110, 15.4: a write is repeated only where the server says that the method stays (307, 308). */
function redirectOf({ method }: PortalRequest, answer: HttpAnswer): string | null {
  const followed = method === 'GET' ? [301, 302, 303, 307, 308] : [307, 308];
  return followed.includes(answer.status) ? answer.location : null;
}

function parseJson(text: string | null): unknown {
  if (text === null || text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The absolute URL of a request, or null when it lies outside the base: another scheme, host or port, a path beside the
 * base's (also by `..`), or one that carries a user name.
 */
function resolveWithin(base: URL, url: string): URL | null {
  const absolute = /^[a-z][a-z0-9+.-]*:/i.test(url) || url.startsWith('//');
  let resolved: URL;
  try {
    // "Task?..." must not be read as relative to anything but the base; an empty one is the base itself.
    resolved = url === '' ? new URL(base.href.replace(/\/$/, '')) : new URL(url, absolute ? undefined : base);
  } catch {
    return null;
  }
  const path = base.pathname.replace(/\/$/, '');
  const inside = resolved.pathname === path || resolved.pathname.startsWith(`${path}/`);
  const plain = resolved.username === '' && resolved.password === '';
  return resolved.origin === base.origin && inside && plain ? resolved : null;
}
