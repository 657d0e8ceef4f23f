import type { Transport } from 'nodemailer';
import SMTPConnection, { type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';

/** The code of the error given where an address needs SMTPUTF8 and the server does not offer it. */
export const NO_SMTPUTF8 = 'ENOSMTPUTF8';

export interface SessionOptions extends SMTPConnectionOptions {
  /** `null`: no sign-in. With one, nothing is sent before the server has taken it. */
  readonly signIn: { readonly user: string; readonly pass: string } | null;
}

/**
 * One SMTP session for one message: nodemailer's own transport but for one thing. An address in other letters than ASCII goes
 * to no server that does not offer SMTPUTF8 (RFC 6531, 3.2); what the server offers is known only within the session, after
 * EHLO and, with STARTTLS, after the second one.
 */
export function createSmtpSession({ signIn, ...options }: SessionOptions): Transport {
  return {
    name: 'SMTP session',
    version: '1',
    supportsAbortSignal: true,
    send(mail, callback) {
      const connection = new SMTPConnection(options);
      const { signal } = mail.data;
      let ended = false;
      const end = (...answer: Parameters<typeof callback>): void => {
        if (ended) return;
        ended = true;
        signal?.removeEventListener('abort', abort);
        connection.close();
        callback(...answer);
      };
      const abort = (): void => end(new Error('aborted'));
      signal?.addEventListener('abort', abort, { once: true });
      connection.once('error', (error) => end(error));

      const send = (offersUtf8: boolean): void => {
        if (ended) return;
        const envelope = mail.message.getEnvelope();
        const needsUtf8 = [envelope.from || '', ...envelope.to].some((address) => NOT_ASCII.test(address));
        if (needsUtf8 && !offersUtf8) {
          end(noSmtpUtf8());
          return;
        }
        const { from, to } = envelope;
        // The header fields hold the address as it is: eight bits (RFC 6531, 3.6).
        connection.send(
          { from, to, use8BitMime: needsUtf8 },
          mail.message.createReadStream(),
          (error, info) => {
            if (error) return end(error);
            end(null, { ...info, envelope, messageId: mail.message.messageId() });
          },
        );
      };
      connection.connect((failed) => {
        if (failed) return end(failed);
        const offersUtf8 = offered(connection.lastServerResponse, 'SMTPUTF8');
        if (signIn === null) return send(offersUtf8);
        connection.login(signIn, (refused) => {
          if (refused) return end(refused);
          send(offersUtf8);
        });
      });
    },
  };
}

const NOT_ASCII = /[^\p{ASCII}]/u;

/** `answer`: the server's answer to EHLO, a keyword a line (RFC 5321, 4.1.1.1). */
const offered = (answer: string | false, keyword: string): boolean =>
  answer !== false && new RegExp(`^250[ -]${keyword}\\s*$`, 'im').test(answer);

const noSmtpUtf8 = (): Error =>
  Object.assign(new Error('The server does not offer SMTPUTF8.'), { code: NO_SMTPUTF8 });
