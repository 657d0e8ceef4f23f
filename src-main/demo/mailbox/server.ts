import { mkdirSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { ok, type Result } from '../../../src-shared/result.ts';
import { type DemoError, demoError } from '../demo-error.ts';
import { close, isForeign, listen, loopbackHost, type Reply, sendReply } from '../http.ts';
import { mailboxPages } from './mailbox-pages.ts';
import { MessageStore } from './message-store.ts';
import { closeSmtp, createSmtpServer, listenSmtp } from './smtp.ts';

export interface MailboxServerOptions {
  /** Where `mailbox.sqlite` lives; made if it is not there. `null`: in memory. */
  readonly dataDir: string | null;
  /** Of the page; 0 takes a free port. */
  readonly httpPort: number;
  /** 0 takes a free port. */
  readonly smtpPort: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** The IANA zone the page shows times in. */
  readonly zone: string;
  /** Addresses the SMTP server refuses (550), so that a bounced message can be seen. Any case. */
  readonly refuse?: readonly string[];
  /** Forget what is stored. */
  readonly fresh?: boolean;
}

export interface MailboxServer {
  /** The page: `http://127.0.0.1:<port>/`. */
  readonly url: string;
  readonly smtp: { readonly host: string; readonly port: number };
  stop(): Promise<void>;
}

/** Starts the demo clinic's mail server and the page that shows what it received, both on 127.0.0.1. */
export async function startMailboxServer(
  options: MailboxServerOptions,
): Promise<Result<MailboxServer, DemoError>> {
  let port = options.httpPort;
  const undo: (() => Promise<void> | void)[] = [];
  try {
    const store = openStore(options);
    undo.unshift(() => store.close());
    const refuse = (options.refuse ?? []).map((address) => address.toLowerCase());
    const smtp = createSmtpServer({ store, now: options.now, refuse });
    port = options.smtpPort;
    const smtpPort = await listenSmtp(smtp, port);
    undo.unshift(() => closeSmtp(smtp));
    const web = createServer((request, response) => {
      sendReply(response, answer(request, mailboxPages(store, options.zone)));
    });
    port = options.httpPort;
    const httpPort = await listen(web, port);
    return ok({
      url: `http://127.0.0.1:${httpPort}/`,
      smtp: { host: '127.0.0.1', port: smtpPort },
      async stop() {
        await Promise.all([close(web), closeSmtp(smtp)]);
        store.close();
      },
    });
  } catch (error) {
    for (const step of undo) await step();
    return demoError(error, port, options.dataDir ?? '');
  }
}

function openStore(options: MailboxServerOptions): MessageStore {
  const { dataDir } = options;
  if (dataDir === null) return new MessageStore(':memory:');
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'mailbox.sqlite');
  if (options.fresh) for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
  return new MessageStore(file);
}

function answer(request: IncomingMessage, pages: ReturnType<typeof mailboxPages>): Reply {
  const host = loopbackHost(request);
  const method = request.method ?? 'GET';
  const isRead = method === 'GET' || method === 'HEAD';
  if (host === null || (!isRead && isForeign(request, host)))
    return { status: 403, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: 'Forbidden' };
  const reply = pages({
    method: method === 'HEAD' ? 'GET' : method,
    url: new URL(request.url ?? '/', `http://${host}`),
  });
  return method === 'HEAD' ? { ...reply, body: undefined } : reply;
}
