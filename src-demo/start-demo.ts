import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { z } from 'zod';
import type { Demo, DemoChange, DemoStart } from '../src-main/demo-clinic.ts';
import type { DemoServers } from '../src-shared/ipc/sync-views.ts';
import { err, ok, type Result } from '../src-shared/result.ts';
import { demoRules } from './data/demo-rules.ts';
import type { DemoError } from './demo-error.ts';
import { keepRunning, type Revival, type Running } from './keep-running.ts';
import {
  type MailboxWorkerData,
  mailboxReady,
  type PortalWorkerData,
  portalReady,
  type StopMessage,
  workerMessage,
} from './worker-protocol.ts';
import { clockFrom } from './worker-side.ts';

export interface DemoOptions extends DemoStart {
  /** The directory of the workers' files. */
  readonly workerDir: string;
  /** The workers' file names there; as the build names them unless given. */
  readonly workerFiles?: { readonly portal: string; readonly mailbox: string };
  /** How a worker that dies is started again; as `REVIVAL` has it unless given. */
  readonly revival?: Revival;
}

/**
 * Starts the demo clinic's portal and mailbox, each in a worker of its own: both, or none. A worker that dies afterwards is
 * started again on its data, at its address; what it was being asked has no answer, which is for those who asked.
 */
export async function startDemo(options: DemoOptions): Promise<Result<Demo, DemoError>> {
  const { dataDir, ports, workerDir, revival } = options;
  const files = options.workerFiles ?? { portal: 'portal.js', mailbox: 'mailbox.js' };
  const now = clockFrom(options.now);
  const listeners = new Set<(change: DemoChange) => void>();
  const servers: Record<keyof DemoServers, DemoServers['portal']> = { portal: 'running', mailbox: 'running' };
  const told =
    (server: keyof DemoServers) =>
    (standing: DemoServers['portal'], why: unknown): void => {
      servers[server] = standing;
      for (const listener of [...listeners]) listener({ server, servers: { ...servers }, why });
    };

  const [portal, mailbox] = await Promise.all([
    keepRunning<z.infer<typeof portalReady>>(
      (was, signal) => {
        const port = was === null ? ports.portal : portOf(was.url);
        const data: PortalWorkerData = { dataDir, fresh: options.fresh && was === null, now: now(), port };
        return startWorker(join(workerDir, files.portal), data, portalReady, signal);
      },
      told('portal'),
      revival,
    ),
    keepRunning<z.infer<typeof mailboxReady>>(
      (was, signal) => {
        const data: MailboxWorkerData = {
          dataDir,
          fresh: options.fresh && was === null,
          now: now(),
          httpPort: was === null ? ports.mailbox : portOf(was.url),
          smtpPort: was === null ? ports.smtp : was.smtp.port,
        };
        return startWorker(join(workerDir, files.mailbox), data, mailboxReady, signal);
      },
      told('mailbox'),
      revival,
    ),
  ]);
  if (!portal.ok || !mailbox.ok) {
    await Promise.all([portal, mailbox].map((one) => (one.ok ? one.value.stop() : undefined)));
    if (!portal.ok) return portal;
    return mailbox.ok ? err({ code: 'failed', detail: 'stopped' }) : mailbox;
  }
  const { url: portalUrl, fhirUrl, filledAt } = portal.value.ready;
  const { url: mailboxUrl, smtp } = mailbox.value.ready;
  return ok({
    portalUrl,
    fhirUrl,
    mailboxUrl,
    smtp,
    rules: demoRules(filledAt ?? options.now, `${portalUrl}requests/{request}`),
    servers: () => ({ ...servers }),
    onChange(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    async stop() {
      await Promise.all([portal.value.stop(), mailbox.value.stop()]);
    },
  });
}

const portOf = (url: string): number => Number(new URL(url).port);

/** A start that takes longer hangs. */
const START_LIMIT_MS = 120_000;

function startWorker<T>(
  file: string,
  workerData: PortalWorkerData | MailboxWorkerData,
  ready: z.ZodType<T>,
  signal: AbortSignal,
): Promise<Result<Running<T>, DemoError>> {
  const worker = new Worker(file, { workerData });
  let why: unknown = null;
  const ended = new Promise<unknown>((resolve) => worker.once('exit', () => resolve(why)));
  const end = (): void => void worker.terminate();
  const limit = setTimeout(end, START_LIMIT_MS);
  signal.addEventListener('abort', end);
  return new Promise<Result<Running<T>, DemoError>>((resolve) => {
    const fail = (detail: string): void => resolve(err({ code: 'failed', detail }));
    // Stays for good: an error nobody listens for would end the program.
    worker.on('error', (error) => {
      why = error;
      fail(error instanceof Error ? error.message : String(error));
    });
    worker.once('exit', (code) => fail(`The worker ended with ${code}`));
    worker.once('message', (message: unknown) => {
      const said = workerMessage.safeParse(message);
      if (!said.success) return fail('The worker spoke out of turn');
      if (said.data.type === 'error') return resolve(err(said.data.error));
      const parsed = ready.safeParse(said.data.ready);
      if (!parsed.success) return fail('The worker spoke out of turn');
      const stop: StopMessage = { type: 'stop' };
      resolve(
        ok({
          ready: parsed.data,
          ended,
          async stop() {
            worker.postMessage(stop);
            await ended;
          },
        }),
      );
    });
  }).finally(() => {
    clearTimeout(limit);
    signal.removeEventListener('abort', end);
  });
}
