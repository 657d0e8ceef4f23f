import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import DatabaseConnection from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src-main/db/open.ts';

const RUN = resolve(import.meta.dirname, '../../../scripts/preview/run.ts');

let directory: string;
let database: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'reslot-startup-'));
  database = join(directory, 'reslot.sqlite');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Starts the built program, which must refuse to; resolves to its exit status and the first line it wrote. */
function refused(...args: string[]): Promise<{ code: number | null; sentence: string }> {
  const child = spawn(process.execPath, [RUN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return new Promise((done) =>
    child.on('close', (code) => done({ code, sentence: output.split('\n')[0] ?? '' })),
  );
}

function newDatabase(): void {
  const opened = openDatabase(database);
  if (!opened.ok) throw new Error(opened.error.code);
  opened.value.close();
}

describe('the program refuses to start, with one sentence,', () => {
  it('on a database from a newer version, which it leaves alone', async () => {
    newDatabase();
    const newer = new DatabaseConnection(database);
    newer.pragma('user_version = 999');
    newer.pragma('journal_mode = DELETE');
    newer.close();
    const before = readFileSync(database);
    expect(await refused(`--data-dir=${directory}`)).toEqual({
      code: 1,
      sentence: `The database ${database} was written by a newer version of Reslot: install that version. Nothing was changed.`,
    });
    expect(readFileSync(database).equals(before)).toBe(true);
  });

  it('installed, with a switch that hands its page to somebody else', async () => {
    expect(
      await refused('--preview-packaged', '--remote-debugging-port=0', `--data-dir=${directory}`),
    ).toEqual({
      code: 1,
      sentence:
        'An installed Reslot does not start with --remote-debugging-port: with it another program could read or change what Reslot shows and keeps. Start it without.',
    });
    expect(readdirSync(directory)).toEqual([]);
  });

  it('on a database it cannot write', async () => {
    mkdirSync(database);
    expect(await refused(`--data-dir=${directory}`)).toEqual({
      code: 1,
      sentence: `The database ${database} cannot be written (EISDIR).`,
    });
  });

  it.runIf(process.platform === 'linux')('on a data directory where nothing can be written', async () => {
    expect(await refused('--data-dir=/proc/reslot/data')).toEqual({
      code: 1,
      sentence:
        'The data directory /proc/reslot/data cannot be written: choose another one, or ask for the right to write there.',
    });
  });

  it('on a data directory that is a file', async () => {
    const file = join(directory, 'file');
    writeFileSync(file, '');
    const { code, sentence } = await refused(`--data-dir=${file}`);
    expect([code, sentence]).toEqual([
      1,
      expect.stringContaining(`The data directory ${file} cannot be written`),
    ]);
  });

  it.each([0, 1, 2])('when a port of the demo clinic is in use (%i)', async (position) => {
    const other: Server = createServer();
    await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const ports = [0, 0, 0].with(position, port).join(',');
    const endpoints = join(directory, 'endpoints.json');
    expect(
      await refused(
        `--data-dir=${directory}`,
        '--demo',
        `--demo-ports=${ports}`,
        `--endpoints-file=${endpoints}`,
      ),
    ).toEqual({ code: 1, sentence: `Port ${port} is in use: choose another one with --port.` });
    expect(existsSync(endpoints)).toBe(false);
    other.close();
  });

  it('on an option it cannot understand', async () => {
    expect(await refused(`--data-dir=${directory}`, '--demo', '--now=yesterday')).toEqual({
      code: 1,
      sentence: '--now takes an instant with an offset, such as 2026-11-20T15:00:00Z.',
    });
  });
});
