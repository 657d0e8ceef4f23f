import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import DatabaseConnection from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DatabaseKind } from '../../../src-main/database-kind.ts';
import { connect } from '../../../src-main/db/connect.ts';
import { inspectDatabase } from '../../../src-main/db/kind.ts';
import { migrations } from '../../../src-main/db/migrations/index.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { writeSetting } from '../../../src-main/db/queries/settings.ts';
import { keyOfDesk } from '../../support/data-key.ts';
import { startPreview } from '../../support/preview-process.ts';

const RUN = resolve(import.meta.dirname, '../../../scripts/preview/run.ts');
/** So long a start that is refused may take on a slow machine. */
const REFUSAL_LIMIT_MS = 80_000;
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

let root: string;
let directory: string;
let database: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'reslot-fresh-'));
  directory = join(root, 'data');
  mkdirSync(directory);
  database = join(directory, 'reslot.sqlite');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function make(kind: DatabaseKind, settings: Readonly<Record<string, unknown>> = {}, path = database): void {
  const opened = openDatabase(path, migrations, kind);
  if (!opened.ok) throw new Error(opened.error.code);
  for (const [key, value] of Object.entries(settings)) writeSetting(opened.value, key, value);
  opened.value.close();
}

/** Starts the program, which must refuse to; resolves to its status and what it wrote. */
function refused(...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [RUN, `--data-dir=${directory}`, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  return new Promise((done, failed) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      failed(new Error(`It did not end:\n${output}`));
    }, REFUSAL_LIMIT_MS);
    child.on('close', (code) => {
      clearTimeout(late);
      done({ code, output });
    });
  });
}

/** Starts the demo clinic on the data and ends it; resolves to what it wrote. */
async function runDemo(...args: string[]): Promise<string> {
  const endpoints = join(root, 'endpoints.json');
  const running = await startPreview({
    files: root,
    program: ['--demo', `--data-dir=${directory}`, `--endpoints-file=${endpoints}`, ...args],
    readyFiles: [endpoints],
  });
  expect(await running.end('SIGTERM')).toBe(0);
  return running.output();
}

/** Every file but the locks, which the program makes to see that it is alone. */
const everything = () =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.startsWith('lock') && statSync(join(directory, name)).isFile())
    .sort()
    .map((name) => [name, readFileSync(join(directory, name)).toString('base64')]);

describe('a start on data of the other kind is refused, and nothing is touched', () => {
  it('the demo clinic on a clinic’s', async () => {
    make('clinic');
    const before = everything();
    expect(await refused('--demo')).toEqual({
      code: 1,
      output: `The database ${database} is a clinic's own and was left as it is: choose another directory for the demo clinic with --data-dir.\n`,
    });
    expect(everything()).toEqual(before);
  });

  it('a desk of one’s own on the demo’s', async () => {
    make('demo');
    const before = everything();
    expect(await refused()).toEqual({
      code: 1,
      output: `The database ${database} holds the demo clinic's data and was left as it is: for a desk of your own choose another directory with --data-dir.\n`,
    });
    expect(everything()).toEqual(before);
  });
});

describe('--fresh', () => {
  it.each<[string, () => void, RegExp]>([
    ['a clinic’s database', () => make('clinic'), /is a clinic's own and was left as it is/],
    [
      'a database that is not marked',
      () => {
        make('clinic');
        const connection = new DatabaseConnection(database);
        connection.pragma('application_id = 0');
        connection.close();
      },
      /is not marked as the demo clinic's, so it counts as a clinic's own/,
    ],
    [
      'a demo’s that has been connected to a portal',
      () => make('demo', { portal: { kind: 'fhir' } }),
      /has been connected to a portal or a mail server of your own/,
    ],
    [
      'a newer version’s',
      () => {
        make('demo');
        const connection = new DatabaseConnection(database);
        connection.pragma('user_version = 999');
        connection.close();
      },
      /was written by a newer version of Reslot/,
    ],
    ['a file that is no database', () => writeFileSync(database, 'not a database '.repeat(99)), /is damaged/],
    [
      'a damaged database',
      () => {
        make('demo');
        truncateSync(database, 50_000);
      },
      /is damaged/,
    ],
    [
      'another program’s database',
      () => {
        const connection = new DatabaseConnection(database);
        connection.exec('CREATE TABLE recipes (name TEXT)');
        connection.close();
      },
      /was made by another program/,
    ],
    ['a directory in the place of the database', () => mkdirSync(database), /is a link, or no plain file/],
    [
      'a database that is a link',
      () => {
        const elsewhere = join(root, 'elsewhere.sqlite');
        make('demo', {}, elsewhere);
        symlinkSync(elsewhere, database);
      },
      /is a link, or no plain file: nothing was deleted/,
    ],
    [
      'a demo directory that is a link',
      () => {
        make('demo');
        mkdirSync(join(root, 'elsewhere'));
        writeFileSync(join(root, 'elsewhere', 'portal.sqlite'), '');
        symlinkSync(join(root, 'elsewhere'), join(directory, 'demo'));
      },
      /demo is a link, or no plain file/,
    ],
    [
      'somebody else’s file under the name of the portal’s',
      () => {
        mkdirSync(join(directory, 'demo'));
        writeFileSync(join(directory, 'demo', 'portal.sqlite'), 'my own notes');
      },
      /portal\.sqlite is not the demo clinic's: nothing was deleted/,
    ],
  ])('leaves %s as it is', async (_name, prepare, sentence) => {
    prepare();
    writeFileSync(join(directory, 'secrets.json'), '{}');
    const before = everything();
    const { code, output } = await refused('--demo', '--fresh');
    expect([code, output]).toEqual([1, expect.stringMatching(sentence)]);
    expect(everything()).toEqual(before);
  });

  it('needs the demo clinic', async () => {
    make('demo');
    expect(await refused('--fresh')).toEqual({
      code: 1,
      output: '--fresh is for the demo clinic only: use it together with --demo.\n',
    });
  });

  it('deletes nothing while another program has the database open', async () => {
    make('demo');
    const reader = new DatabaseConnection(database);
    reader.prepare('SELECT count(*) FROM setting').get();
    try {
      const { code, output } = await refused('--demo', '--fresh');
      expect([code, output]).toEqual([1, expect.stringContaining('open: nothing was deleted.')]);
    } finally {
      reader.close();
    }
    expect(inspectDatabase(database).is).toBe('demo');
  });

  it('says what it deletes, deletes that, and begins anew', async () => {
    await runDemo();
    writeFileSync(join(directory, 'notes.txt'), 'mine');
    writeFileSync(join(directory, 'demo', 'notes.txt'), 'mine');
    const copy = `${database}.before-3`;
    make('demo', {}, copy);
    const clinics = `${database}.before-2`;
    make('clinic', {}, join(root, 'clinic.sqlite'));
    renameSync(join(root, 'clinic.sqlite'), clinics);
    rmSync(database);
    make('demo', { note: 'old' });
    const backup = join(directory, 'backups', 'reslot-000001-20261120T150000Z.sqlite');
    mkdirSync(dirname(backup));
    make('demo', {}, backup);

    const output = await runDemo('--fresh');
    expect(output).toMatch(
      new RegExp(
        `^Deleting the demo clinic's data in ${directory}: reslot\\.sqlite, reslot\\.sqlite\\.record, reslot\\.sqlite\\.before-3, backups/reslot-000001-20261120T150000Z\\.sqlite, demo/portal\\.sqlite, demo/mailbox\\.sqlite\\.\\n`,
      ),
    );
    expect([existsSync(copy), existsSync(backup), existsSync(clinics)]).toEqual([false, false, true]);
    expect(readFileSync(join(directory, 'notes.txt'), 'utf8')).toBe('mine');
    expect(readFileSync(join(directory, 'demo', 'notes.txt'), 'utf8')).toBe('mine');
    const key = await keyOfDesk(directory, 'demo');
    const connection = connect(database, key, { readonly: true });
    expect(connection.prepare("SELECT 1 FROM setting WHERE key = 'note'").get()).toBeUndefined();
    connection.close();
    expect(inspectDatabase(database, key)).toMatchObject({ is: 'demo', marked: true });
  });
});
