import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../..');
const LIMIT_MS = 120_000;
vi.setConfig({ testTimeout: LIMIT_MS, hookTimeout: LIMIT_MS });

interface Start {
  readonly child: ChildProcess;
  output(): string;
  /** Resolves to the exit status. */
  readonly ended: Promise<number | null>;
}

interface Ready {
  readonly desk: string;
  readonly portal: string;
  readonly fhir: string;
  readonly mailbox: string;
  readonly smtp: { readonly host: string; readonly port: number };
  readonly pid: number;
}

let directory: string;
let readyFile: string;
const starts: Start[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'reslot-start-test-'));
  readyFile = join(directory, 'ready.json');
});

afterEach(async () => {
  for (const one of starts.splice(0)) {
    one.child.kill('SIGTERM');
    await one.ended;
  }
  rmSync(directory, { recursive: true, force: true });
});

/** Runs `npm start`'s script in a process group of its own, so that what it leaves behind can be found. */
function start(...options: string[]): Start {
  const args = [join(ROOT, 'scripts/start.mjs'), '--preview', '--no-open', ...options];
  const child = spawn(process.execPath, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const started = { child, output: () => output, ended };
  starts.push(started);
  return started;
}

const demo = (...more: string[]): Start =>
  start(`--data-dir=${join(directory, 'data')}`, `--ready-file=${readyFile}`, ...more);

async function ready({ child, output }: Start): Promise<Ready> {
  await vi.waitUntil(
    () => {
      if (child.exitCode !== null) throw new Error(`It ended:\n${output()}`);
      return existsSync(readyFile);
    },
    { timeout: LIMIT_MS, interval: 50 },
  );
  const written: Ready = JSON.parse(readFileSync(readyFile, 'utf8'));
  return written;
}

/** Whether a process, or with a negative number a process group, has anything alive in it. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function greeting({ host, port }: Ready['smtp']): Promise<string> {
  return new Promise((done, fail) => {
    const socket = connect({ host, port });
    socket.setEncoding('utf8');
    socket.once('data', (text: string) => {
      socket.end('QUIT\r\n');
      done(text);
    });
    socket.once('error', fail);
  });
}

test('the ready file names what answers; SIGTERM ends all of it; the second start makes nothing anew', async () => {
  const first = demo('--fresh');
  const { desk, portal, fhir, mailbox, smtp, pid, ...more } = await ready(first);
  expect(more).toEqual({});
  for (const url of [desk, portal, `${fhir}/metadata`, mailbox]) {
    expect([url, (await fetch(url)).status]).toEqual([url, 200]);
  }
  expect(await greeting(smtp)).toMatch(/^220 /);
  for (const url of [desk, portal, mailbox]) expect(first.output()).toContain(url);
  expect(isAlive(pid)).toBe(true);

  const group = -(first.child.pid ?? Number.NaN);
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  expect([existsSync(readyFile), isAlive(pid), isAlive(group)]).toEqual([false, false, false]);

  const stamp = join(ROOT, 'out/.sources');
  const built = statSync(stamp).mtimeMs;
  const second = demo();
  await ready(second);
  expect(second.output()).not.toMatch(/Installing|Building|Bringing/);
  expect(statSync(stamp).mtimeMs).toBe(built);

  // A second program on the same data is turned away, and the first goes on.
  const third = start(`--data-dir=${join(directory, 'data')}`);
  expect(await third.ended).toBe(1);
  expect(third.output()).toBe(
    `Reslot is already running with the data directory ${join(directory, 'data')}.\n`,
  );
  second.child.kill('SIGINT');
  expect(await second.ended).toBe(0);
});

test.skipIf(process.platform === 'win32')(
  'the ready file is this user’s alone, and no link that somebody has put there is followed',
  async () => {
    const victim = join(directory, 'victim');
    writeFileSync(victim, 'precious');
    for (const path of [readyFile, `${readyFile}.new`]) symlinkSync(victim, path);
    const started = demo();
    await vi.waitUntil(() => !lstatSync(readyFile, { throwIfNoEntry: false })?.isSymbolicLink(), {
      timeout: LIMIT_MS,
      interval: 20,
    });
    await ready(started);
    expect((statSync(readyFile).mode & 0o777).toString(8)).toBe('600');
    started.child.kill('SIGTERM');
    expect(await started.ended).toBe(0);
    expect([readFileSync(victim, 'utf8'), existsSync(readyFile)]).toEqual(['precious', false]);
  },
);

test('when the script itself is killed, nothing of it stays', async () => {
  const killed = demo('--fresh');
  const { pid } = await ready(killed);
  killed.child.kill('SIGKILL');
  await killed.ended;
  await vi.waitUntil(() => !isAlive(pid), { timeout: 30_000, interval: 50 });
  expect(isAlive(-(killed.child.pid ?? Number.NaN))).toBe(false);
});

test('a port in use, a data directory that cannot be written, an unknown option: a sentence and a status', async () => {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const file = join(directory, 'a-file');
  writeFileSync(file, '');
  try {
    const refused = [
      demo(`--port=${port}`),
      start(`--data-dir=${join(file, 'below')}`),
      start('--fast'),
      start('--port', 'many'),
    ];
    const statuses = await Promise.all(refused.map(({ ended }) => ended));
    const sentences = refused.map(({ output }) => output().split('\n')[0]);
    expect(sentences).toEqual([
      `Port ${port} is in use: choose another one with --port.`,
      `The data directory ${join(file, 'below')} cannot be written (ENOTDIR): choose another one with --data-dir.`,
      'Unknown option --fast.',
      '--port takes a number from 0 to 65532, not many.',
    ]);
    expect(statuses).toEqual([1, 1, 2, 2]);
    expect(existsSync(readyFile)).toBe(false);
  } finally {
    server.close();
  }
});
