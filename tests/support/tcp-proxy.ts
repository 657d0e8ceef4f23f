import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A wire between two programs that a test can cut. */
export interface TcpProxy {
  readonly host: '127.0.0.1';
  readonly port: number;
  /** Breaks every connection and refuses new ones, as a cable that is pulled out. */
  cut(): Promise<void>;
  /** The same port answers again. */
  restore(): Promise<void>;
  /** Where to send what comes from now on: a server that came back has a port of its own. */
  setTarget(port: number): void;
  /**
   * Lets the next request that `matches` (by its first bytes, such as `POST /fhir`) through, waits until the server has
   * begun to answer, and then breaks the connection: the server did the work, the client never learns of it. Resolves
   * when that has happened.
   */
  dropNextAnswer(matches?: (head: string) => boolean): Promise<void>;
  close(): Promise<void>;
}

/** Forwards connections on a free port of 127.0.0.1 to `targetPort` there. */
export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let target = targetPort;
  let drop: { matches: (head: string) => boolean; done: () => void } | null = null;

  function forward(client: Socket): void {
    const upstream = connect({ host: '127.0.0.1', port: target });
    let dropThisAnswer: (() => void) | null = null;
    const breakBoth = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', breakBoth);
      socket.on('close', () => {
        sockets.delete(socket);
        breakBoth();
      });
    }
    client.on('data', (chunk) => {
      if (drop?.matches(chunk.toString('latin1'))) {
        dropThisAnswer = drop.done;
        drop = null;
      }
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (!dropThisAnswer) {
        client.write(chunk);
        return;
      }
      breakBoth();
      dropThisAnswer();
      dropThisAnswer = null;
    });
    client.on('end', () => upstream.end());
    upstream.on('end', () => client.end());
  }

  let server = createServer(forward);
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
  let connected = true;

  async function cut(): Promise<void> {
    if (!connected) return;
    connected = false;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  return {
    host: '127.0.0.1',
    port,
    cut,
    async restore() {
      if (connected) return;
      server = createServer(forward);
      await listen(server, port);
      connected = true;
    },
    setTarget(next) {
      target = next;
    },
    dropNextAnswer: (matches = () => true) =>
      new Promise((resolve) => {
        drop = { matches, done: resolve };
      }),
    close: cut,
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}
