import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimInstance } from '../../../src-main/shell/instance-lock.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

let directory: string;
let lock: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'reslot-lock-'));
  lock = join(directory, 'lock', 'preview-instance.lock');
});
afterEach(async () => {
  for (const child of children.splice(0)) await killed(child);
  rmSync(directory, { recursive: true, force: true });
});

function killed(child: ChildProcess): Promise<unknown> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGKILL');
  return ended;
}

/** Another process that says the first thing the program prints; it goes on until it is killed. */
function another(program: string): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program, directory], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return new Promise((done, fail) => {
    child.stdout.setEncoding('utf8').once('data', (text: string) => done({ child, said: text.trim() }));
    child.once('exit', (code) => fail(new Error(`It ended with ${code}`)));
  });
}

/** As the program under a runtime of its own, which is all that differs between Electron and the preview. */
const claims = `
  const { claimInstance } = await import(${JSON.stringify(join(ROOT, 'src-main/shell/instance-lock.ts'))});
  console.log(JSON.stringify(claimInstance(process.argv[1])));
  setInterval(() => undefined, 1000);
`;

/** As the preview did when only that had a lock. */
const earlierPreview = `
  const { default: Database } = await import('better-sqlite3');
  const { mkdirSync } = await import('node:fs');
  mkdirSync(process.argv[1] + '/lock', { recursive: true });
  const connection = new Database(process.argv[1] + '/lock/preview-instance.lock', { timeout: 0 });
  try {
    connection.exec('BEGIN EXCLUSIVE');
    console.log('true');
  } catch (error) {
    console.log(error.code);
  }
  setInterval(() => connection.open, 1000);
`;

/** Starts the built program in the preview, which must refuse to; resolves to its exit status and first line. */
function refused(): Promise<readonly [number | null, string | undefined]> {
  const child = spawn(
    process.execPath,
    [join(ROOT, 'scripts/preview/run.ts'), '--demo', `--data-dir=${directory}`],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  children.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  return new Promise((done) => child.on('close', (code) => done([code, output.split('\n')[0]])));
}

const running = { ok: false, error: { code: 'running' } };

describe('one program for one data directory', () => {
  it('another process has it until it is killed, and then it is free at once', async () => {
    const { child, said } = await another(claims);
    expect(said).toBe('{"ok":true,"value":null}');
    expect(claimInstance(directory)).toEqual(running);
    expect((await another(claims)).said).toBe(JSON.stringify(running));
    await killed(child);
    expect(claimInstance(directory)).toEqual({ ok: true, value: null });
    expect(claimInstance(directory)).toEqual(running);
  });

  it('whatever runtime it has: the preview is refused while another one is running', async () => {
    await another(claims);
    expect(await refused()).toEqual([1, `Reslot is already running with the data directory ${directory}.`]);
    expect(lstatSync(join(directory, 'reslot.sqlite'), { throwIfNoEntry: false })).toBeUndefined();
  });

  it('whatever version it has: the preview of the time when only that had a lock', async () => {
    const { child, said } = await another(earlierPreview);
    expect(said).toBe('true');
    expect(claimInstance(directory)).toEqual(running);
    await killed(child);
    await another(claims);
    expect((await another(earlierPreview)).said).toBe('SQLITE_BUSY');
  });

  it('a directory reached by another path is the same one', async () => {
    const alias = `${directory}-alias`;
    symlinkSync(directory, alias, 'junction');
    try {
      await another(claims);
      expect(claimInstance(alias)).toEqual(running);
    } finally {
      rmSync(alias);
    }
  });

  it('a link in the place of the lock is neither followed nor removed', async () => {
    const victim = join(directory, 'victim');
    writeFileSync(victim, '');
    mkdirSync(join(directory, 'lock'));
    symlinkSync(victim, lock);
    expect(await refused()).toEqual([
      1,
      `${lock} is not the lock that Reslot keeps there: move it away, or choose another directory with --data-dir.`,
    ]);
    expect([readFileSync(victim, 'utf8'), lstatSync(lock).isSymbolicLink()]).toEqual(['', true]);

    rmSync(victim);
    expect(claimInstance(directory)).toMatchObject({ error: { code: 'strange', path: lock } });
    expect(lstatSync(victim, { throwIfNoEntry: false })).toBeUndefined();
  });

  it.each([
    ['a link to a directory', (path: string) => symlinkSync(tmpdir(), path, 'junction')],
    ['a link to nothing', (path: string) => symlinkSync(`${path}-nowhere`, path)],
    ['a file', (path: string) => writeFileSync(path, '')],
  ])('nor is %s in the place of its directory', (_name, put) => {
    const path = join(directory, 'lock');
    put(path);
    expect(claimInstance(directory)).toEqual({ ok: false, error: { code: 'strange', path } });
  });

  it.each([
    ['a directory', () => mkdirSync(lock)],
    ['something that is no lock', () => writeFileSync(lock, 'precious '.repeat(1000))],
  ])('nor is %s', (_name, put) => {
    mkdirSync(join(directory, 'lock'));
    put();
    expect(claimInstance(directory)).toEqual({ ok: false, error: { code: 'strange', path: lock } });
  });

  it.skipIf(process.platform === 'win32')('a directory that cannot be written says so', () => {
    chmodSync(directory, 0o555);
    // The system's own user may write everywhere.
    if (process.getuid?.() === 0) process.seteuid?.(65_534);
    try {
      expect(claimInstance(directory)).toEqual({ ok: false, error: { code: 'unwritable' } });
    } finally {
      if (process.getuid?.() === 0) process.seteuid?.(0);
    }
  });
});
