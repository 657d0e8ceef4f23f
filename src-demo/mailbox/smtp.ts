import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { type ReadMessage, readMessage } from './read-message.ts';

export interface SmtpOptions {
  /** Keeps a message for good, or throws. */
  readonly keep: (to: readonly string[], message: ReadMessage, source: Buffer) => void;
  /** Recipients that are answered with 550, in lower case. */
  readonly refuse: readonly string[];
}

/** The largest message taken, in bytes; announced by SIZE (RFC 1870). */
const SIZE_LIMIT = 5_000_000;

/** An SMTP refusal with its reply code (RFC 5321, section 4.2). */
const refusal = (responseCode: number, text: string): Error =>
  Object.assign(new Error(text), { responseCode });

/**
 * A mail server that delivers to nobody but this program. A message is acknowledged (250) only after it is on the disk;
 * when that fails it answers 451, and the sender tries again.
 */
export function createSmtpServer(options: SmtpOptions): SMTPServer {
  return new SMTPServer({
    banner: 'Reslot demo mailbox',
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: SIZE_LIMIT,
    closeTimeout: 1000,
    onRcptTo(address, _session, callback) {
      const refused = options.refuse.includes(address.address.toLowerCase());
      callback(refused ? refusal(550, '5.1.1 No mailbox of that name here') : null);
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => {
        // What is refused in the end need not be kept until then.
        if (!stream.sizeExceeded) chunks.push(chunk);
      });
      stream.on('error', (error) => callback(error));
      stream.on('end', () => {
        if (stream.sizeExceeded) {
          callback(refusal(552, '5.3.4 The message is too large'));
          return;
        }
        const source = Buffer.concat(chunks);
        const to = session.envelope.rcptTo.map((recipient) => recipient.address);
        readMessage(source)
          .then((message) => options.keep(to, message, source))
          .then(
            () => callback(null),
            () => callback(refusal(451, '4.3.0 The message could not be stored')),
          );
      });
    },
  });
}

/** Listens on 127.0.0.1 and resolves to the port; port 0 takes a free one. Rejects when it cannot. */
export function listenSmtp(server: SMTPServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      // From here on an error is one connection's: the client notices, there is nothing to do.
      server.on('error', () => undefined);
      resolve((server.server.address() as AddressInfo).port);
    });
  });
}

export const closeSmtp = (server: SMTPServer): Promise<void> =>
  new Promise((resolve) => server.close(() => resolve()));
