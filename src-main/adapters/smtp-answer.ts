import { certificateProblem } from '../../src-shared/certificate-problem.ts';
import { t } from '../../src-shared/text/text.ts';
import type { MailAnswer } from '../ports.ts';
import { NO_SMTPUTF8 } from './smtp-session.ts';

/** Replies that ask for another sign-in, whatever command they answer (RFC 4954, 6). */
const SIGN_IN_REPLIES: readonly number[] = [530, 534, 535, 538];
const LONGEST_DETAIL = 300;

/** What nodemailer attaches to an error; see `NodemailerError` in its typings. */
interface SmtpFailure {
  readonly code: string;
  /** The system's or TLS's own code, which nodemailer's covers. */
  readonly cause: string;
  readonly command: string;
  readonly reply: number | null;
  readonly text: string;
}

/**
 * Which answer a failed attempt is. A refusal counts as one only when the server gave it for the sender, the recipient or
 * the message (RFC 5321, 4.2.1: 5yz); a server that refuses everybody at the door may be right again tomorrow. `begun`: the
 * session stood and the message was on its way.
 */
export function classifySmtpError(error: unknown, begun: boolean): MailAnswer {
  const failure = read(error);
  const { code, command, reply } = failure;
  const detail = inWords(failure);
  if (code === NO_SMTPUTF8)
    return { kind: 'refused', what: 'recipient', detail: t.details.detailText.cannotBeMailed };
  if (certificateProblem(failure.cause) !== null) return { kind: 'certificate', detail: failure.cause };
  const permanent = reply !== null && reply >= 500;
  if (reply !== null && SIGN_IN_REPLIES.includes(reply)) return { kind: 'sign-in-failed', detail };
  if (code === 'EAUTH' && (reply === null || permanent)) return { kind: 'sign-in-failed', detail };
  // 421: the service closes the connection; 503: the session was out of step. Neither is about the message.
  if (reply === 421 || reply === 503) return { kind: 'try-later', detail };
  if (command === 'RCPT TO' && permanent) return { kind: 'refused', what: 'recipient', detail };
  if ((code === 'EENVELOPE' || code === 'EMESSAGE') && (permanent || reply === null))
    return { kind: 'refused', what: 'message', detail };
  return begun ? { kind: 'try-later', detail, scope: 'message' } : { kind: 'try-later', detail };
}

function read(error: unknown): SmtpFailure {
  const has = typeof error === 'object' && error !== null ? (error as Readonly<Record<string, unknown>>) : {};
  const text = (key: string): string => (typeof has[key] === 'string' ? has[key] : '');
  return {
    code: text('code'),
    cause: text('originalCode') || text('code'),
    command: text('command'),
    reply: typeof has.responseCode === 'number' ? has.responseCode : null,
    text: text('response') || text('message'),
  };
}

/** The server's own words where it gave any, else what happened; one line, no addresses, not too long. */
function inWords(failure: SmtpFailure): string {
  const words = failure.text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g, '(address)')
    .trim();
  const line = words === '' ? failure.code || t.details.detailText.noAnswer : words;
  return line.length > LONGEST_DETAIL ? `${line.slice(0, LONGEST_DETAIL - 1)}…` : line;
}
