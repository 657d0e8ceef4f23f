import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test as base, type ElectronApplication, _electron as electron, expect } from '@playwright/test';
import { z } from 'zod';
import { TEST_NOW } from '../support/app.ts';
import { Desk } from '../support/desk.ts';
import { Mailbox } from '../support/mailbox.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const END_LIMIT_MS = 30_000;
/** Where the machine's clock was when the tests' clock showed `TEST_NOW`. */
const BEGAN = Date.now();

/** The demo clinic under Electron, its window open at the inbox. */
export interface ElectronDesk {
  readonly app: ElectronApplication;
  readonly desk: Desk;
  readonly mailbox: Mailbox;
  /** What the window wrote to its console as errors. */
  readonly errors: readonly string[];
  /** Asks the program to quit, as its menu does. Resolves to its exit status, `null` where a signal ended it. */
  quit(): Promise<number | null>;
}

interface Fixtures {
  /** A data directory that goes away with the test. */
  readonly dataDir: string;
  /** Starts the program on the test's data directory; what still runs at the end of the test is ended. */
  readonly start: () => Promise<ElectronDesk>;
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
  dataDir: async ({}, use) => {
    const directory = mkdtempSync(join(tmpdir(), 'reslot-electron-'));
    await use(directory);
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  },
  start: async ({ dataDir }, use) => {
    const running: ElectronApplication[] = [];
    await use(async () => {
      const started = await open(dataDir);
      running.push(started.app);
      return started;
    });
    for (const app of running) if (app.process().exitCode === null) await app.close();
  },
});

async function open(dataDir: string): Promise<ElectronDesk> {
  const endpointsFile = join(dataDir, 'endpoints.json');
  rmSync(endpointsFile, { force: true });
  const app = await electron.launch({
    executablePath: executable(),
    args: [ROOT, ...options(dataDir), `--endpoints-file=${endpointsFile}`],
    cwd: ROOT,
    env: environment(),
    // Never without it: the program asks for the sandbox in any case.
    chromiumSandbox: true,
    timeout: 120_000,
  });
  const page = await app.firstWindow();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (said) => {
    if (said.type() === 'error') errors.push(said.text());
  });
  await expect(page.getByRole('heading', { name: 'Who is here?' })).toBeVisible({ timeout: 60_000 });
  const desk = new Desk(page);
  await desk.signIn();
  await expect(page.getByRole('tab', { name: /^Inbox \(/ })).toBeVisible({ timeout: 60_000 });
  const { mailbox } = await addresses(endpointsFile);
  return { app, desk, mailbox: new Mailbox(mailbox), errors, quit: () => quit(app) };
}

/** Starts the program once more on a data directory in use. Resolves to its exit status and what it wrote. */
export async function startAgain(
  dataDir: string,
): Promise<{ readonly code: number | null; readonly said: string }> {
  const child = spawn(executable(), [ROOT, ...options(dataDir)], {
    cwd: ROOT,
    env: environment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), END_LIMIT_MS);
  const code = await new Promise<number | null>((done) => child.on('close', done));
  clearTimeout(timer);
  return { code, said };
}

async function quit(app: ElectronApplication): Promise<number | null> {
  const child = app.process();
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  // The answer may not arrive any more.
  await app.evaluate(({ app: program }) => program.quit()).catch(() => undefined);
  const timer = setTimeout(() => child.kill('SIGKILL'), END_LIMIT_MS);
  const code = await ended;
  clearTimeout(timer);
  return code;
}

const written = z.object({ mailbox: z.string() });

async function addresses(file: string): Promise<z.infer<typeof written>> {
  let found: z.infer<typeof written> | null = null;
  await expect
    .poll(() => {
      found = readAddresses(file);
      return found;
    })
    .not.toBeNull();
  return written.parse(found);
}

function readAddresses(file: string): z.infer<typeof written> | null {
  try {
    return written.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** The demo clinic, on a clock that goes on from start to start. */
function options(dataDir: string): string[] {
  const now = new Date(Date.parse(TEST_NOW) + Date.now() - BEGAN).toISOString();
  return ['--demo', `--data-dir=${dataDir}`, `--now=${now}`];
}

function executable(): string {
  const path = process.env.RESLOT_ELECTRON;
  if (!path) throw new Error('RESLOT_ELECTRON names no Electron: npm test sets it where there is one');
  return path;
}

/** Electron is to be Electron, whatever stands in the environment for programs like it. */
function environment(): Record<string, string> {
  const { ELECTRON_RUN_AS_NODE: _asNode, ELECTRON_DISABLE_SANDBOX: _noSandbox, ...rest } = process.env;
  return Object.fromEntries(
    Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

export { expect };
