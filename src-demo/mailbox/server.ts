import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { makePrivateDirectory } from '../../src-main/private-files.ts';
import { ok, type Result } from '../../src-shared/result.ts';
import { removeDatabase, tightenDatabase } from '../database-files.ts';
import { type DemoError, demoError } from '../demo-error.ts';
import {
  answerRequests,
  BAD_REQUEST,
  close,
  isForeign,
  listen,
  loopbackHost,
  type Reply,
  requestUrl,
} from '../http.ts';
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
  const web = createServer();
  let store: MessageStore | null = null;
  const smtp = createSmtpServer({
    refuse: (options.refuse ?? []).map((address) => address.toLowerCase()),
    keep(to, message, source) {
      if (store === null) throw new Error('The mailbox is not open');
      store.add(options.now(), to, message, source);
    },
  });
  let port = options.httpPort;
  try {
    // The ports come first: who holds one may be this same mailbox, whose file must be left alone.
    const httpPort = await listen(web, port);
    port = options.smtpPort;
    const smtpPort = await listenSmtp(smtp, port);
    const opened = openStore(options);
    store = opened;
    const pages = mailboxPages(opened, options.zone);
    answerRequests(web, (request) => answer(request, pages));
    return ok({
      url: `http://127.0.0.1:${httpPort}/`,
      smtp: { host: '127.0.0.1', port: smtpPort },
      async stop() {
        await Promise.all([close(web), closeSmtp(smtp)]);
        opened.close();
      },
    });
  } catch (error) {
    store?.close();
    await Promise.all([close(web), closeSmtp(smtp)]);
    return demoError(error, port, options.dataDir ?? '');
  }
}

function openStore(options: MailboxServerOptions): MessageStore {
  const { dataDir } = options;
  if (dataDir === null) return new MessageStore(':memory:');
  makePrivateDirectory(dataDir);
  const file = join(dataDir, 'mailbox.sqlite');
  if (options.fresh) removeDatabase(file);
  tightenDatabase(file);
  return new MessageStore(file);
}

function answer(request: IncomingMessage, pages: ReturnType<typeof mailboxPages>): Reply {
  const host = loopbackHost(request);
  const method = request.method ?? 'GET';
  const isRead = method === 'GET' || method === 'HEAD';
  if (host === null || (!isRead && isForeign(request, host)))
    return { status: 403, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: 'Forbidden' };
  const url = requestUrl(request, host);
  return url === null ? BAD_REQUEST : pages({ method: method === 'HEAD' ? 'GET' : method, url });
}
