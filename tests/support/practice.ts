import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { locationResources } from '../../src-demo/data/people.ts';
import { startMailboxServer } from '../../src-demo/mailbox/server.ts';
import { startPortalServer } from '../../src-demo/portal/server.ts';
import type { Result } from '../../src-shared/result.ts';
import { Clinic } from './clinic.ts';
import { MONDAY } from './clinic-test.ts';
import type { Desk } from './desk.ts';
import { Mailbox } from './mailbox.ts';
import { type PreviewProcess, startPreview } from './preview-process.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

/** The portal and the mail server of a practice: outside its desk, and there whatever becomes of the desk. */
export interface Surroundings {
  readonly clinic: Clinic;
  readonly mailbox: Mailbox;
  /** The patients' pages, past the wire. */
  readonly portalUrl: string;
  readonly portalPort: number;
  readonly smtpPort: number;
  /** Between the desk and its portal, and its mail server. */
  readonly wires: { readonly portal: TcpProxy; readonly mail: TcpProxy };
  stop(): Promise<void>;
}

/** No mail server takes it. */
export const REFUSED_ADDRESS = 'bounce@example.com';

/**
 * Starts both servers with nothing but the clinic's locations in them. They share a clock that begins on `MONDAY` and never
 * shows one instant twice, so that what happened after what can be told from their stamps.
 */
export async function startSurroundings(): Promise<Surroundings> {
  const now = neverTwice();
  const portal = started(
    await startPortalServer({
      dataDir: null,
      port: 0,
      now,
      practice: { name: 'Hillside Clinic', phone: '(312) 555-0100', zone: 'America/Chicago' },
      initial: { at: Date.parse(MONDAY), resources: locationResources },
    }),
  );
  const mailServer = started(
    await startMailboxServer({
      dataDir: null,
      httpPort: 0,
      smtpPort: 0,
      now,
      zone: 'America/Chicago',
      refuse: [REFUSED_ADDRESS],
    }),
  );
  const wires = {
    portal: await startTcpProxy(portal.port),
    mail: await startTcpProxy(mailServer.smtp.port),
  };
  return {
    clinic: new Clinic(portal.fhirUrl),
    mailbox: new Mailbox(mailServer.url),
    portalUrl: portal.url,
    portalPort: portal.port,
    smtpPort: mailServer.smtp.port,
    wires,
    async stop() {
      await Promise.all([wires.portal.close(), wires.mail.close()]);
      await Promise.all([portal.stop(), mailServer.stop()]);
    },
  };
}

/** A desk without the demo clinic, as a practice has it: its program can be ended and started again on the same data. */
export interface PracticeDesk {
  readonly dataDir: string;
  /** What all its runs wrote to their terminals. */
  output(): string;
  /** Starts the program, and resolves to the address of its window. */
  start(): Promise<string>;
  /** Ends it, SIGKILL as a power failure would. Resolves to its exit status, `null` for a kill. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
  /** Ends it if it runs, and removes its data. */
  dispose(): Promise<void>;
}

export function createPracticeDesk(): PracticeDesk {
  const root = mkdtempSync(join(tmpdir(), 'reslot-practice-'));
  const dataDir = join(root, 'data');
  const firstStart = Date.now();
  let running: PreviewProcess | null = null;
  let earlier = '';

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    if (running === null) return null;
    const ending = running;
    running = null;
    const code = await ending.end(signal);
    earlier += ending.output();
    return code;
  }

  return {
    dataDir,
    output: () => earlier + (running?.output() ?? ''),
    async start() {
      const now = Date.parse(MONDAY) + (Date.now() - firstStart);
      running = await startPreview({
        files: root,
        program: [`--data-dir=${dataDir}`, `--now=${new Date(now).toISOString()}`],
        // What some program's instructions left in the environment does not switch off what a practice relies on.
        env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
      });
      return running.deskUrl;
    },
    end,
    async dispose() {
      await end('SIGTERM');
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Connects the desk to a portal as a user does, in Settings. */
export async function connectPortal(desk: Desk, port: number, token?: string): Promise<void> {
  const panel = await desk.openSettings('Portal connection');
  await panel.getByRole('radio', { name: 'FHIR server' }).check();
  await panel.getByRole('textbox', { name: 'Base URL' }).fill(`http://127.0.0.1:${port}/fhir`);
  if (token !== undefined) {
    await panel.getByRole('combobox', { name: 'Sign-in' }).selectOption({ label: 'Bearer token' });
    await panel.getByLabel('Bearer token', { exact: true }).fill(token);
  }
  await desk.save(panel);
}

/** Connects the desk to a mail server as a user does, in Settings. */
export async function connectMail(desk: Desk, port: number): Promise<void> {
  const panel = await desk.openSettings('Mail server');
  await panel.getByRole('radio', { name: 'SMTP server' }).check();
  await panel.getByRole('textbox', { name: 'Server', exact: true }).fill('127.0.0.1');
  await panel.getByRole('textbox', { name: 'Port' }).fill(String(port));
  await panel.getByRole('combobox', { name: 'Encryption' }).selectOption('none');
  await panel.getByRole('textbox', { name: 'Sender address' }).fill('desk@hillside.example');
  await desk.save(panel);
}

/** The header's words while nothing waits and nothing is wrong. */
const UP_TO_DATE = /^Up to date \(9:\d\d AM\)$/;

export async function expectUpToDate(desk: Desk): Promise<void> {
  // A desk that was offline asks again within 15 seconds by itself.
  await expect(desk.status).toHaveText(UP_TO_DATE, { timeout: 30_000 });
}

/** A clock that goes on with the machine's, from `MONDAY`; each reading is later than the one before. */
function neverTwice(): () => number {
  const offset = Date.parse(MONDAY) - Date.now();
  let last = 0;
  return () => {
    last = Math.max(last + 1, Date.now() + offset);
    return last;
  };
}

function started<T>(result: Result<T, { readonly code: string }>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
