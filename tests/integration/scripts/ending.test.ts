import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../..');
const LIMIT_MS = 120_000;
vi.setConfig({ testTimeout: LIMIT_MS, hookTimeout: LIMIT_MS });

const manifest: { version: string } = JSON.parse(
  readFileSync(join(ROOT, 'node_modules/electron/package.json'), 'utf8'),
);
const NOT_ROOT = `--import=data:text/javascript,${encodeURIComponent('process.getuid=()=>1000')}`;
const SLOW = 'Finishing what is under way: 10 seconds at most …';

/** In the place of Electron: notes everything that asks it to end, and ends once it may. */
const PROGRAM = `
  import { appendFileSync, existsSync, renameSync, writeFileSync } from 'node:fs';
  const [record, finish, ...args] = process.argv.slice(2);
  let asked = false;
  function ask(how) {
    appendFileSync(record, how + '\\n');
    if (asked) return;
    asked = true;
    setInterval(() => {
      if (!existsSync(finish)) return;
      appendFileSync(record, 'finished\\n');
      process.exit(0);
    }, 20);
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => ask(signal));
  process.on('message', (message) => ask(JSON.stringify(message)));
  process.on('disconnect', () => ask('disconnect'));
  setInterval(() => undefined, 60_000);
  const file = args.find((arg) => arg.startsWith('--endpoints-file='))?.slice('--endpoints-file='.length);
  // Whole at once, as the program writes it.
  if (file) {
    writeFileSync(file + '.part', '{}');
    renameSync(file + '.part', file);
  } else appendFileSync(record, '');
`;

let directory: string;
let record: string;
let finish: string;
let children: ChildProcess[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'reslot-ending-'));
  record = join(directory, 'record');
  finish = join(directory, 'finish');
  const program = join(directory, 'program.mjs');
  writeFileSync(program, PROGRAM);
  const electron = join(directory, 'electron');
  writeFileSync(
    electron,
    [
      '#!/bin/sh',
      `if [ "$1" = --version ]; then echo v${manifest.version}; exit 0; fi`,
      `exec '${process.execPath}' '${program}' '${record}' '${finish}' "$@"`,
      '',
    ].join('\n'),
  );
  chmodSync(electron, 0o755);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  writeFileSync(finish, '');
  for (const child of children) {
    if (isAlive(-group(child))) process.kill(-group(child), 'SIGTERM');
    await vi.waitUntil(() => !isAlive(-group(child)), { timeout: LIMIT_MS, interval: 20 });
  }
  children = [];
  rmSync(directory, { recursive: true, force: true });
});

const group = (child: ChildProcess): number => child.pid ?? Number.NaN;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Runs a command as a terminal's foreground job: all that it starts is told what the terminal tells. */
async function startInTerminal(command: string, ...args: readonly string[]) {
  const home = join(directory, 'home');
  mkdirSync(home);
  const child = spawn(command, args, {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      HOME: home,
      DISPLAY: ':99',
      ELECTRON_OVERRIDE_DIST_PATH: directory,
      npm_config_update_notifier: 'false',
    },
  });
  children.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  const ended = new Promise<number | NodeJS.Signals | null>((done) =>
    child.once('exit', (code, signal) => done(code ?? signal)),
  );
  const says = (text: string) =>
    vi.waitUntil(
      () => {
        if (child.exitCode !== null) throw new Error(`It ended:\n${output}`);
        return output.includes(text);
      },
      { timeout: LIMIT_MS, interval: 20 },
    );
  await says('Press Ctrl-C to stop.');
  return { child, ended, says, tell: (signal: NodeJS.Signals) => process.kill(-group(child), signal) };
}

const npmStart = () => startInTerminal('npm', 'start', '--', ...OPTIONS());
const scriptStart = () =>
  startInTerminal(process.execPath, NOT_ROOT, join(ROOT, 'scripts/start.mjs'), ...OPTIONS());
const OPTIONS = () => ['--clinic', `--data-dir=${join(directory, 'data')}`];

const asked = (): string[] => (existsSync(record) ? readFileSync(record, 'utf8').trim().split('\n') : []);

async function expectOneSignal(): Promise<void> {
  await vi.waitUntil(() => asked().length > 0, { timeout: LIMIT_MS, interval: 20 });
  writeFileSync(finish, '');
  await vi.waitUntil(() => asked().includes('finished'), { timeout: LIMIT_MS, interval: 20 });
  expect(asked()).toEqual(['SIGTERM', 'finished']);
}

describe.skipIf(process.platform === 'win32')('the program is asked to end once, and finishes', () => {
  it('after Ctrl-C, which npm passes on as well', async () => {
    vi.stubEnv('NODE_OPTIONS', NOT_ROOT);
    const { ended, tell } = await npmStart();
    tell('SIGINT');
    await expectOneSignal();
    // npm ends as its shell has ended, and shells differ.
    expect([0, 'SIGINT']).toContain(await ended);
  });

  it('after Ctrl-C twice: the second is answered by what is being waited for', async () => {
    const { ended, says, tell } = await scriptStart();
    tell('SIGINT');
    await says(SLOW);
    tell('SIGINT');
    await expectOneSignal();
    expect(await ended).toBe(0);
  });

  it('after npm was told to end', async () => {
    vi.stubEnv('NODE_OPTIONS', NOT_ROOT);
    const { child, ended } = await npmStart();
    child.kill('SIGTERM');
    await expectOneSignal();
    expect([0, 'SIGTERM']).toContain(await ended);
  });

  it('after its terminal was closed, which takes no more output', async () => {
    const { child, ended, tell } = await scriptStart();
    child.stdout?.destroy();
    child.stderr?.destroy();
    tell('SIGHUP');
    await vi.waitUntil(() => asked().length > 0, { timeout: LIMIT_MS, interval: 20 });
    tell('SIGTERM');
    await expectOneSignal();
    expect(await ended).toBe(0);
  });
});

describe.skipIf(process.platform === 'win32')('a program that is asked to end', () => {
  /** Starts the stand-in by the script's own means, asks it as on that system, and prints how it ended. */
  function ask(platform: string, limitMs: number) {
    const processes = pathToFileURL(join(ROOT, 'scripts/lib/processes.mjs')).href;
    const script = `
      const { askToEnd, onEnd, start } = await import(${JSON.stringify(processes)});
      const [program, record, finish] = process.argv.slice(1);
      const child = start(process.execPath, [program, record, finish], {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        ownGroup: true,
      });
      onEnd(child, (code, signal) => console.log(JSON.stringify({ code, signal })));
      const { existsSync } = await import('node:fs');
      const timer = setInterval(() => {
        if (!existsSync(record)) return;
        clearInterval(timer);
        askToEnd(child, { platform: ${JSON.stringify(platform)}, limitMs: ${limitMs} });
      }, 20);
    `;
    const child = spawn(
      process.execPath,
      ['--input-type=module', '-e', script, join(directory, 'program.mjs'), record, finish],
      { stdio: ['ignore', 'pipe', 'inherit'], detached: true },
    );
    children.push(child);
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    return new Promise<{ code: number | null; signal: string | null }>((done) =>
      child.once('close', () => done(JSON.parse(output))),
    );
  }

  it('gets a message where a signal would kill it', async () => {
    writeFileSync(finish, '');
    expect(await ask('win32', LIMIT_MS)).toEqual({ code: 0, signal: null });
    expect(asked().filter(Boolean)).toEqual(['{"type":"quit"}', 'finished']);
  });

  it('is killed where it does not end in time', async () => {
    expect(await ask('linux', 50)).toEqual({ code: null, signal: 'SIGKILL' });
    expect(asked().filter(Boolean)).toEqual(['SIGTERM']);
  });
});

it.each([
  ['a message', (child: ChildProcess) => child.send({ type: 'quit' })],
  ['the end of whoever started it', (child: ChildProcess) => child.disconnect()],
])('Reslot itself ends by %s, as on Windows', async (_name, end) => {
  const endpoints = join(directory, 'endpoints.json');
  const child = spawn(
    process.execPath,
    [
      join(ROOT, 'scripts/preview/run.ts'),
      `--data-dir=${join(directory, 'data')}`,
      `--endpoints-file=${endpoints}`,
    ],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], detached: true },
  );
  children.push(child);
  const ended = new Promise((done) => child.once('exit', (code, signal) => done(code ?? signal)));
  await vi.waitUntil(() => existsSync(endpoints), { timeout: LIMIT_MS, interval: 20 });
  child.send({ type: 'other' });
  end(child);
  expect(await ended).toBe(0);
});
