import type { PortalAnswer } from '../ports.ts';
import { outcomeText } from './fhir/read-outcome.ts';

/** Why an exchange with the portal came to nothing. `detail` is for the screen; it may quote the server, so not for a log. */
export interface ExchangeFailure {
  readonly kind: /** No answer. */
    | 'offline'
    /** The portal or the authorization server does not let the desk in. */
    | 'sign-in-failed'
    /** The portal does not let the desk do this one thing (403): that says nothing of another. */
    | 'forbidden'
    /** It does not let the desk read these types (`detail`, with a comma between), and the desk has read the others. */
    | 'types-refused'
    /** It asks to be left alone for a while. */
    | 'busy'
    /** It answered, but not usably. */
    | 'server-error'
    /** The server's certificate could not be verified: nothing was sent. */
    | 'certificate'
    /** The secret that is stored was entered for another address: nothing was sent, and nothing will be as it is. */
    | 'secret-elsewhere'
    /** The secret that is stored cannot be read yet, as the key store waits for somebody: nothing was sent. */
    | 'key-store'
    /** The address is not encrypted and leads to another computer: nothing was sent, and nothing will be as it is. */
    | 'clear-text'
    /** Nothing was sent, and nothing will be until Settings change or the desk starts again. */
    | 'not-sent'
    /** This computer's disk did not take, or give, what the round needed. */
    | 'storage'
    /** An error in the program. */
    | 'program-error';
  readonly detail: string;
  readonly retryAfterMs: number | null;
}

export const exchangeFailure = (
  kind: ExchangeFailure['kind'],
  detail: string,
  retryAfterMs: number | null = null,
): ExchangeFailure => ({ kind, detail, retryAfterMs });

/** A right that is missing: it holds up what it concerns alone. */
export const isForbidden = ({ kind }: Pick<ExchangeFailure, 'kind'>): boolean => kind === 'forbidden';

/** A 4xx that says nothing of what was asked: once the desk is let in, or a little later, the same may be answered. */
export const isPassing4xx = (status: number): boolean =>
  status === 401 || status === 408 || status === 425 || status === 429;

/** Null for an answer with a 2xx status. */
export function exchangeFailureOf(answer: PortalAnswer): ExchangeFailure | null {
  if (answer.kind === 'none') {
    switch (answer.why) {
      case 'unreachable':
      case 'timeout':
      case 'connection-lost':
        return exchangeFailure('offline', answer.why);
      case 'sign-in-failed':
        return exchangeFailure('sign-in-failed', answer.detail);
      case 'certificate':
      case 'secret-elsewhere':
      case 'key-store':
      case 'clear-text':
        return exchangeFailure(answer.why, answer.detail);
      case 'foreign-url':
        return exchangeFailure('server-error', answer.detail);
      case 'not-configured':
        return exchangeFailure('not-sent', answer.detail);
    }
  }
  const { status, retryAfterMs } = answer;
  if (status >= 200 && status < 300) return null;
  const said = outcomeText(answer.body);
  const detail = said === null ? `HTTP ${status}` : `HTTP ${status}: ${said}`;
  if (status === 401) return exchangeFailure('sign-in-failed', detail);
  if (status === 403) return exchangeFailure('forbidden', detail);
  if (status === 429 || (status === 503 && retryAfterMs !== null))
    return exchangeFailure('busy', detail, retryAfterMs);
  return exchangeFailure('server-error', detail, retryAfterMs);
}
