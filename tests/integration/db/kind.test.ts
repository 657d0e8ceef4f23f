import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import DatabaseConnection from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DatabaseKind } from '../../../src-main/database-kind.ts';
import { DEMO_DESK_NAME, inspectDatabase } from '../../../src-main/db/kind.ts';
import { migrations } from '../../../src-main/db/migrations/index.ts';
import { openDatabase, whyNotOpened } from '../../../src-main/db/open.ts';
import { writeSetting } from '../../../src-main/db/queries/settings.ts';

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'reslot-kind-'));
  path = join(directory, 'reslot.sqlite');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function make(kind: DatabaseKind): void {
  const opened = openDatabase(path, migrations, kind);
  if (!opened.ok) throw new Error(opened.error.code);
  opened.value.close();
}

function withConnection(work: (connection: DatabaseConnection.Database) => void): void {
  const connection = new DatabaseConnection(path);
  work(connection);
  connection.close();
}

/** As a program from before databases were marked left it. */
function makeUnmarked(work: (connection: DatabaseConnection.Database) => void = () => {}): void {
  make('clinic');
  withConnection((connection) => {
    connection.pragma('application_id = 0');
    work(connection);
  });
}

const setting = (connection: DatabaseConnection.Database, key: string, value: unknown): void =>
  void connection
    .prepare('INSERT INTO setting (key, value_json) VALUES (?, ?)')
    .run(key, JSON.stringify(value));

const decided = (connection: DatabaseConnection.Database, deskName: string): void =>
  void connection
    .prepare(
      "INSERT INTO history (at_ms, user_id, user_name, desk_id, desk_name, kind, detail_json) VALUES (1, 'u', 'u', 'd', ?, 'note', '{}')",
    )
    .run(deskName);

/** Everything in the directory, to be compared. */
const everything = () =>
  readdirSync(directory)
    .sort()
    .map((name) => {
      const file = join(directory, name);
      return { name, size: statSync(file).size, modified: statSync(file).mtimeMs, bytes: readFileSync(file) };
    });

describe('whose data a database holds', () => {
  it.each<[DatabaseKind, DatabaseKind]>([
    ['clinic', 'demo'],
    ['demo', 'clinic'],
  ])('a %s’s is marked from its first transaction on, and refused as a %s’s untouched', (kind, other) => {
    make(kind);
    expect(inspectDatabase(path)).toEqual({ is: kind, marked: true, version: migrations.length });
    const before = everything();
    const refusal = { code: 'database-other-kind', path, found: kind, marked: true };
    expect(whyNotOpened(path, other)).toEqual(refusal);
    expect(openDatabase(path, migrations, other)).toEqual({ ok: false, error: refusal });
    expect(everything()).toEqual(before);
    expect(whyNotOpened(path, kind)).toBeNull();
    make(kind);
  });

  it('is known while all of it stands in the log alone, as after a power failure', () => {
    const opened = openDatabase(path, migrations, 'demo');
    if (!opened.ok) throw new Error(opened.error.code);
    writeSetting(opened.value, 'note', 'x');
    const copy = join(directory, 'copy.sqlite');
    writeFileSync(copy, readFileSync(path));
    writeFileSync(`${copy}-wal`, readFileSync(`${path}-wal`));
    opened.value.close();
    expect(inspectDatabase(copy)).toEqual({ is: 'demo', marked: true, version: migrations.length });
  });

  it('no migration and no mark is half there: one that fails leaves neither', () => {
    openDatabase(
      path,
      [{ name: 'broken', up: 'CREATE TABLE a (x INTEGER); CREATE TABLE a (x INTEGER)' }],
      'demo',
    );
    expect(inspectDatabase(path)).toEqual({ is: 'nothing' });
  });

  describe('from before databases were marked', () => {
    const demo = (connection: DatabaseConnection.Database): void => {
      setting(connection, 'sync.server', 'demo');
      decided(connection, DEMO_DESK_NAME);
    };

    it('is the demo’s where only the demo can have left it so, and marked then', () => {
      makeUnmarked(demo);
      expect(inspectDatabase(path)).toMatchObject({ is: 'demo', marked: false });
      expect(whyNotOpened(path, 'clinic')).toMatchObject({ code: 'database-other-kind', found: 'demo' });
      make('demo');
      expect(inspectDatabase(path)).toMatchObject({ is: 'demo', marked: true });
    });

    it.each<[string, (connection: DatabaseConnection.Database) => void]>([
      ['nothing in it', () => {}],
      ['another server', (connection) => setting(connection, 'sync.server', 'https://fhir.example/r4')],
      [
        'a decision at another desk',
        (connection) => {
          demo(connection);
          decided(connection, 'front-desk-pc');
        },
      ],
      [
        'settings of its own',
        (connection) => {
          demo(connection);
          setting(connection, 'rules', {});
        },
      ],
      [
        'a portal of its own',
        (connection) => {
          demo(connection);
          setting(connection, 'portal', { kind: 'fhir' });
        },
      ],
      [
        'a mail server of its own',
        (connection) => {
          demo(connection);
          setting(connection, 'mail', { kind: 'smtp' });
        },
      ],
      [
        'a setting that cannot be read',
        (connection) => {
          demo(connection);
          connection.exec("INSERT INTO setting VALUES ('portal', '{')");
        },
      ],
    ])('with %s it counts as a clinic’s', (_name, fill) => {
      makeUnmarked(fill);
      expect(inspectDatabase(path)).toMatchObject({ is: 'clinic', marked: false });
      const before = everything();
      expect(openDatabase(path, migrations, 'demo')).toMatchObject({
        error: { code: 'database-other-kind', found: 'clinic', marked: false },
      });
      expect(everything()).toEqual(before);
      make('clinic');
      expect(inspectDatabase(path)).toMatchObject({ is: 'clinic', marked: true });
    });
  });

  it.each<[string, () => void]>([
    [
      'with a mark of its own',
      () => withConnection((c) => c.exec('CREATE TABLE a (x); PRAGMA application_id = 7')),
    ],
    ['without version', () => withConnection((c) => c.exec('CREATE TABLE a (x)'))],
  ])('another program’s %s is left alone', (_name, fill) => {
    fill();
    const before = everything();
    for (const kind of ['clinic', 'demo'] as const)
      expect(openDatabase(path, migrations, kind)).toEqual({
        ok: false,
        error: { code: 'database-foreign', path },
      });
    expect(everything()).toEqual(before);
  });

  it('a log without its database is not thrown away', () => {
    make('clinic');
    rmSync(path);
    writeFileSync(`${path}-wal`, 'what was decided last');
    expect(openDatabase(path)).toEqual({ ok: false, error: { code: 'database-corrupt', path } });
    expect(existsSync(path)).toBe(false);
  });
});
