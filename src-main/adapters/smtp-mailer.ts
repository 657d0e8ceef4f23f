import type { SecureContext } from 'node:tls';
import { createTransport } from 'nodemailer';
import { readEmailAddress } from '../../src-shared/domain/email-address.ts';
import { t } from '../../src-shared/text/text.ts';
import type { MailAnswer, Mailer, OutgoingMail } from '../ports.ts';
import { classifySmtpError } from './smtp-answer.ts';
import { createSmtpSession } from './smtp-session.ts';

export interface SmtpOptions {
  readonly host: string;
  readonly port: number;
  /**
   * `tls`: from the first byte. `starttls`: upgraded before anything else, or nothing is sent (RFC 3207, 4). `none`: in clear,
   * sign-in included; for a server on this machine or network only.
   */
  readonly security: 'tls' | 'starttls' | 'none';
  /** Whom to believe that the server is the one it says; absent or null: whom Node believes. */
  readonly trust?: SecureContext | null;
  /** Empty: no sign-in. */
  readonly user: string;
  readonly password: string | null;
  readonly fromName: string;
  readonly fromAddress: string;
  /** The longest one message may take, from connecting to the server's answer; default one minute. */
  readonly timeoutMs?: number;
}

const CONNECTION_TIMEOUT_MS = 10_000;
const GREETING_TIMEOUT_MS = 15_000;
const SILENCE_TIMEOUT_MS = 30_000;
const OVERALL_TIMEOUT_MS = 60_000;

/**
 * The practice's mail server, over SMTP (RFC 5321) with a connection of its own for each message. Adds the sender, the
 * Message-ID given, the date and `Auto-Submitted` (RFC 3834, so that no holiday notice answers). Never throws for what a
 * network or a server can do; each answer's `detail` holds the server's words without any address.
 */
export function createSmtpMailer(options: SmtpOptions): Mailer {
  const overall = options.timeoutMs ?? OVERALL_TIMEOUT_MS;
  const connection = {
    host: options.host,
    port: options.port,
    secure: options.security === 'tls',
    requireTLS: options.security === 'starttls',
    ignoreTLS: options.security === 'none',
    // Said here, so that nothing in the environment can switch it off.
    tls: {
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2' as const,
      ...(options.trust ? { secureContext: options.trust } : {}),
    },
    signIn: options.user === '' ? null : { user: options.user, pass: options.password ?? '' },
    connectionTimeout: Math.min(overall, CONNECTION_TIMEOUT_MS),
    greetingTimeout: Math.min(overall, GREETING_TIMEOUT_MS),
    dnsTimeout: Math.min(overall, CONNECTION_TIMEOUT_MS),
    socketTimeout: Math.min(overall, SILENCE_TIMEOUT_MS),
  };
  const { fromAddress, fromName } = options;

  return {
    async deliver(mail: OutgoingMail): Promise<MailAnswer> {
      const to = readEmailAddress(mail.to.address);
      // What people write around an address is taken off long before; here nothing but it may stand.
      if (to === null || !mail.to.address.startsWith(to.slice(0, to.lastIndexOf('@') + 1)))
        return { kind: 'refused', what: 'recipient', detail: t.details.detailText.notAnAddress };
      // With a signed-in session behind it, a failure without a reply may be this message's own doing.
      let begun = false;
      const transport = createTransport(createSmtpSession(connection));
      transport.use('stream', (compiled, proceed) => {
        compiled.message.processFunc((content) => {
          begun = true;
          return content;
        });
        proceed();
      });
      const limit = new AbortController();
      // A server that sends a byte now and then never falls silent; this ends it all the same.
      const timer = setTimeout(() => limit.abort(), overall);
      try {
        await transport.sendMail({
          from: { name: fromName, address: fromAddress },
          to: { name: mail.to.name, address: to },
          envelope: { from: { name: '', address: fromAddress }, to: { name: '', address: to } },
          messageId: mail.messageId,
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          ...(mail.calendar
            ? {
                icalEvent: {
                  method: mail.calendar.method,
                  content: mail.calendar.ics,
                  filename: 'appointment.ics',
                },
              }
            : {}),
          headers: { 'Auto-Submitted': 'auto-generated' },
          signal: limit.signal,
          disableFileAccess: true,
          disableUrlAccess: true,
        });
        return { kind: 'accepted' };
      } catch (error) {
        return classifySmtpError(error, begun);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
