import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type PreviewProcess, startPreview } from './preview-process.ts';

/** Friday, 20 November 2026, 9:00 AM in Chicago: what the clock of a test's clinic shows when it starts. */
export const TEST_NOW = '2026-11-20T15:00:00Z';

const endpoints = z.object({
  portal: z.string(),
  fhir: z.string(),
  mailbox: z.string(),
  smtp: z.object({ host: z.string(), port: z.number() }),
});
type Endpoints = z.infer<typeof endpoints>;

export interface AppOptions {
  /** The instant the clock starts at; `TEST_NOW` unless given. */
  readonly now?: string;
  /** A directory to use, and to leave as it is afterwards; otherwise a fresh one that is removed. */
  readonly dataDir?: string;
  /** Variables in place of this process's own; `undefined` takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What the preview is told of the system it stands for (`scripts/preview/options.ts`). */
  readonly system?: readonly string[];
}

/** The demo clinic, built bundles in the preview, running for a test. */
export interface RunningApp {
  /** Opens the desk: with its token, new at every start. */
  readonly deskUrl: string;
  /** The patient pages. */
  readonly portalUrl: string;
  readonly fhirUrl: string;
  readonly mailboxUrl: string;
  readonly smtp: { readonly host: string; readonly port: number };
  readonly dataDir: string;
  readonly pid: number;
  /** What it wrote to its terminal so far. */
  output(): string;
  /** Of one started with `HURRIED` among `system`: ends its long waits that have no longer than this to go. */
  hurry(ms: number): void;
  /** Ends it: SIGTERM lets it finish, SIGKILL is a power failure. Resolves to its exit status, `null` for a kill. */
  kill(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
  /** Starts it again on the same data and the same demo ports, its clock as much further as time has passed. */
  restart(): Promise<void>;
  /** Stops it if it runs, and removes its directory unless that was given. */
  dispose(): Promise<void>;
}

/** Starts the demo clinic from the built bundles and resolves when everything answers. */
export async function startApp(options: AppOptions = {}): Promise<RunningApp> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'reslot-test-'));
  const files = mkdtempSync(join(tmpdir(), 'reslot-test-files-'));
  const firstNow = Date.parse(options.now ?? TEST_NOW);
  const firstStart = Date.now();
  const { env = {}, system = [] } = options;
  let process_ = await launch({ dataDir, files, env, system }, firstNow, null);

  return {
    get deskUrl() {
      return process_.deskUrl;
    },
    get portalUrl() {
      return process_.endpoints.portal;
    },
    get fhirUrl() {
      return process_.endpoints.fhir;
    },
    get mailboxUrl() {
      return process_.endpoints.mailbox;
    },
    get smtp() {
      return process_.endpoints.smtp;
    },
    get pid() {
      return process_.pid;
    },
    dataDir,
    output: () => process_.output(),
    hurry: (ms) => process_.hurry(ms),
    kill: (signal) => process_.end(signal),
    async restart() {
      await process_.end('SIGTERM');
      process_ = await launch(
        { dataDir, files, env, system },
        firstNow + (Date.now() - firstStart),
        process_.endpoints,
      );
    },
    async dispose() {
      await process_.end('SIGTERM');
      rmSync(files, { recursive: true, force: true });
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

interface AppProcess extends PreviewProcess {
  readonly endpoints: Endpoints;
}

async function launch(
  {
    dataDir,
    files,
    env,
    system,
  }: {
    readonly dataDir: string;
    readonly files: string;
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly system: readonly string[];
  },
  now: number,
  before: Endpoints | null,
): Promise<AppProcess> {
  const endpointsFile = join(files, 'endpoints.json');
  const process_ = await startPreview({
    files,
    program: [
      ...system,
      '--demo',
      `--data-dir=${dataDir}`,
      `--endpoints-file=${endpointsFile}`,
      `--now=${new Date(now).toISOString()}`,
      ...(before
        ? [`--demo-ports=${portOf(before.portal)},${portOf(before.mailbox)},${before.smtp.port}`]
        : []),
    ],
    readyFiles: [endpointsFile],
    env,
  });
  return { ...process_, endpoints: endpoints.parse(JSON.parse(readFileSync(endpointsFile, 'utf8'))) };
}

function portOf(url: string): string {
  return new URL(url).port;
}
