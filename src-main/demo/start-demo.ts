import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { z } from 'zod';
import type { PracticeRules } from '../../src-shared/domain/practice.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { demoRules } from './data/demo-rules.ts';
import type { DemoError } from './demo-error.ts';
import {
  type MailboxWorkerData,
  mailboxReady,
  type PortalWorkerData,
  portalReady,
  type StopMessage,
  workerMessage,
} from './worker-protocol.ts';

export type { DemoError } from './demo-error.ts';

export interface DemoOptions {
  /** The directory of the workers' files. */
  readonly workerDir: string;
  /** The workers' file names there; as the build names them unless given. */
  readonly workerFiles?: { readonly portal: string; readonly mailbox: string };
  /** Where the portal and the mailbox keep what they have; made if it is not there. */
  readonly dataDir: string;
  /** Begin anew: forget what the portal and the mailbox have. */
  readonly fresh: boolean;
  /** 0 takes a free port. */
  readonly ports: { readonly portal: number; readonly mailbox: number; readonly smtp: number };
  /** The demo clinic's clock now. Data that is made anew is made around it. */
  readonly now: EpochMs;
}

/** A demo clinic that runs. URLs end in a slash, but for the FHIR base. */
export interface Demo {
  readonly portalUrl: string;
  readonly fhirUrl: string;
  readonly mailboxUrl: string;
  readonly smtp: { readonly host: string; readonly port: number };
  /** What a desk of this clinic begins with. */
  readonly rules: PracticeRules;
  /** Stops both servers. What they have accepted is on the disk before. */
  stop(): Promise<void>;
}

/** Starts the demo clinic's portal and mailbox, each in a worker of its own: both, or none. */
export async function startDemo(options: DemoOptions): Promise<Result<Demo, DemoError>> {
  const { dataDir, fresh, now, ports } = options;
  const files = options.workerFiles ?? { portal: 'demo-portal.js', mailbox: 'demo-mailbox.js' };
  const portalData: PortalWorkerData = { dataDir, fresh, now, port: ports.portal };
  const mailboxData: MailboxWorkerData = {
    dataDir,
    fresh,
    now,
    httpPort: ports.mailbox,
    smtpPort: ports.smtp,
  };
  const [portal, mailbox] = await Promise.all([
    startWorker(join(options.workerDir, files.portal), portalData, portalReady),
    startWorker(join(options.workerDir, files.mailbox), mailboxData, mailboxReady),
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
    rules: demoRules(filledAt ?? now, portalUrl),
    async stop() {
      await Promise.all([portal.value.stop(), mailbox.value.stop()]);
    },
  });
}

interface Running<T> {
  readonly ready: T;
  stop(): Promise<void>;
}

function startWorker<T>(
  file: string,
  workerData: PortalWorkerData | MailboxWorkerData,
  ready: z.ZodType<T>,
): Promise<Result<Running<T>, DemoError>> {
  const worker = new Worker(file, { workerData });
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  return new Promise((resolve) => {
    const fail = (detail: string): void => resolve(err({ code: 'failed', detail }));
    // Stays for good: after the start, a worker that fails is a server that does not answer, and the desk says so.
    worker.on('error', (error) => fail(error instanceof Error ? error.message : String(error)));
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
          async stop() {
            worker.postMessage(stop);
            await gone;
          },
        }),
      );
    });
  });
}
