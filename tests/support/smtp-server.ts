import { createServer, type Server, type Socket } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A reply other than 2xx: code and words, as the server sends them. */
interface Reply {
  readonly code: number;
  readonly words: string;
}

/** What the server says where it would otherwise agree; can be changed between messages. `'hang'`: it says nothing. */
export interface Behaviour {
  signIn?: Reply;
  sender?: Reply;
  recipient?: (address: string) => Reply | undefined;
  message?: Reply | 'hang' | 'drop';
}

export interface TestSmtp {
  readonly port: number;
  /** Those it took responsibility for, in order. */
  readonly messages: readonly ParsedMail[];
  /** The same, as they came. */
  readonly sources: readonly string[];
  /** Every user name and password presented to it. */
  readonly signIns: readonly { readonly user: string; readonly password: string; readonly secure: boolean }[];
  readonly behaviour: Behaviour;
  close(): Promise<void>;
}

function failure(reply: Reply): Error {
  return Object.assign(new Error(reply.words), { responseCode: reply.code });
}

/** A real SMTP server on 127.0.0.1. */
export async function startTestSmtp(
  options: {
    readonly behaviour?: Behaviour;
    readonly port?: number;
    readonly server?: SMTPServerOptions;
  } = {},
): Promise<TestSmtp> {
  const behaviour = options.behaviour ?? {};
  const messages: ParsedMail[] = [];
  const sources: string[] = [];
  const signIns: { user: string; password: string; secure: boolean }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 50,
    onAuth(auth, session, callback) {
      signIns.push({ user: auth.username ?? '', password: auth.password ?? '', secure: session.secure });
      if (behaviour.signIn) callback(failure(behaviour.signIn));
      else callback(null, { user: auth.username });
    },
    onMailFrom(_address, _session, callback) {
      callback(behaviour.sender ? failure(behaviour.sender) : null);
    },
    onRcptTo(address, _session, callback) {
      const reply = behaviour.recipient?.(address.address);
      callback(reply ? failure(reply) : null);
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { message } = behaviour;
        if (message === 'hang') return;
        if (message === 'drop') {
          for (const connection of server.connections)
            if (connection.session?.id === session.id) connection._socket.destroy();
          return;
        }
        if (message) return callback(failure(message));
        const source = Buffer.concat(chunks);
        simpleParser(source).then((parsed) => {
          messages.push(parsed);
          sources.push(source.toString('utf8'));
          callback(null, 'kept');
        }, callback);
      });
    },
    ...options.server,
  });
  // A client that turns away in the middle of a conversation is part of these tests.
  server.on('error', () => {});
  const port = await listening(server.listen(options.port ?? 0, '127.0.0.1'));
  return {
    port,
    messages,
    sources,
    signIns,
    behaviour,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** A server that accepts connections and then does what `greet` does, which may be nothing at all. */
export async function startRawServer(
  greet: (socket: Socket) => void,
): Promise<{ port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    greet(socket);
  });
  const port = await listening(server.listen(0, '127.0.0.1'));
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** A port of 127.0.0.1 on which nothing listens. */
export async function closedPort(): Promise<number> {
  const { port, close } = await startRawServer(() => {});
  await close();
  return port;
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('listening', () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
      else reject(new Error('no port'));
    });
  });
}
