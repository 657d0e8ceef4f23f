import { certificateProblem, signedBy } from '../../src-shared/certificate-problem.ts';
import type { Clock, NoAnswer } from '../ports.ts';
import type { Fetch } from './fetch.ts';
import type { Issuer } from './peer-issuer.ts';
import { CONNECT_TIMEOUT } from './trusting-fetch.ts';

/** How requests leave. */
export interface Exchange {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly bodyLimit: number;
  /** Who signed what the server shows, asked where that is not believed. Never rejects. */
  readonly issuerOf?: (url: URL) => Promise<Issuer | null>;
}

export interface HttpAnswer {
  readonly kind: 'answer';
  readonly status: number;
  /** Null when it was larger than the limit. */
  readonly text: string | null;
  readonly location: string | null;
  readonly retryAfterMs: number | null;
  /** The server's clock from `Date` (RFC 9110, 6.6.1), a cache's `Age` (RFC 9111, 5.1) added; null when absent. */
  readonly date: number | null;
}

export interface HttpSilence {
  readonly kind: 'none';
  readonly why: Extract<NoAnswer, 'unreachable' | 'timeout' | 'connection-lost' | 'certificate'>;
  readonly detail: string;
}

/** One HTTP request with its whole answer, within the time and size given. Redirects are answers. Never rejects. */
export async function exchange(
  { fetch, clock, timeoutMs, bodyLimit, issuerOf }: Exchange,
  url: URL,
  init: { readonly method: string; readonly headers: Record<string, string>; readonly body?: string },
): Promise<HttpAnswer | HttpSilence> {
  const controller = new AbortController();
  let timedOut = false;
  const cancel = clock.after(timeoutMs, () => {
    timedOut = true;
    controller.abort();
  });
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: controller.signal });
    const text = await readText(response, bodyLimit);
    return {
      kind: 'answer',
      status: response.status,
      text,
      location: response.headers.get('location'),
      retryAfterMs: parseRetryAfter(response.headers.get('retry-after'), clock.now()),
      date: dateOf(response.headers),
    };
  } catch (error) {
    if (timedOut) return { kind: 'none', why: 'timeout', detail: `no answer within ${timeoutMs} ms` };
    const code = errorCode(error);
    // A certificate is verified before the first byte of the request leaves.
    const problem = certificateProblem(code);
    if (problem !== null) {
      const issuer = problem === 'issuer' ? await issuerOf?.(url) : null;
      return {
        kind: 'none',
        why: 'certificate',
        detail: issuer ? signedBy(code, issuer.name, issuer.inspects) : code,
      };
    }
    const why = neverConnected(error) ? 'unreachable' : 'connection-lost';
    return { kind: 'none', why, detail: code || 'connection failed' };
  } finally {
    cancel();
  }
}

/**
 * Whether `fetch` rejected before anything could be sent. Of a connection that stood, reading or writing may fail with the same
 * codes: then `syscall` says so.
 */
export function neverConnected(error: unknown): boolean {
  const cause = codedCause(error);
  if (cause === null || !NEVER_CONNECTED.has(cause.code)) return false;
  return !('syscall' in cause) || !['read', 'write'].includes(String(cause.syscall));
}

const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  CONNECT_TIMEOUT,
  'ERR_INVALID_URL',
  // The proxy let nothing through, or is of a kind that cannot be used.
  'ERR_PROXY_TUNNEL',
  'NO_ROUTE',
]);

/** The code of what `fetch` rejected with: its message may hold an address, so it is left out. */
const errorCode = (error: unknown): string => codedCause(error)?.code ?? '';

function codedCause(error: unknown): (Error & { readonly code: string }) | null {
  for (let cause = error, depth = 0; depth < 4 && cause instanceof Error; depth += 1) {
    if (hasCode(cause)) return cause;
    // One attempt per address of the host: they fail alike.
    cause = cause instanceof AggregateError ? cause.errors[0] : cause.cause;
  }
  return null;
}

const hasCode = (error: Error): error is Error & { readonly code: string } =>
  'code' in error && typeof error.code === 'string';

async function readText(response: Response, limit: number): Promise<string | null> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    size += chunk.value.byteLength;
    if (size > limit) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(chunk.value, { stream: true });
  }
  return text + decoder.decode();
}

/** RFC 9110, 10.2.3: seconds, or an HTTP-date. As a delay from `now`; null when absent or not readable. */
function parseRetryAfter(value: string | null, now: number): number | null {
  if (value === null) return null;
  const text = value.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const at = parseDate(text);
  return at === null ? null : Math.max(0, at - now);
}

function dateOf(headers: Headers): number | null {
  const sent = parseDate(headers.get('date'));
  const age = headers.get('age') ?? '0';
  return sent === null || !/^\d{1,9}$/.test(age) ? null : sent + Number(age) * 1000;
}

/** RFC 9110, 5.6.7. */
function parseDate(value: string | null): number | null {
  const at = value === null || /^\d*$/.test(value) ? Number.NaN : Date.parse(value);
  return Number.isNaN(at) ? null : at;
}
