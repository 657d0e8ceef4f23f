import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import DatabaseConnection from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Db } from '../../../src-main/db/db.ts';
import { migrations } from '../../../src-main/db/migrations/index.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { readSetting, writeSetting } from '../../../src-main/db/queries/settings.ts';

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'reslot-db-'));
  path = join(directory, 'data', 'reslot.sqlite');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function opened(): Db {
  const result = openDatabase(path);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

/** A database with something in it, closed. */
function fill(): void {
  const db = opened();
  db.transaction(() => {
    for (let n = 0; n < 2000; n += 1) writeSetting(db, `note-${n}`, 'x'.repeat(200));
    writeSetting(db, 'note', 'kept');
  });
  db.close();
}

function note(): string {
  const db = opened();
  const value = readSetting(db, 'note', z.string(), 'lost');
  db.close();
  return value;
}

describe('opening the database', () => {
  it('makes it, with its directory, and finds everything again', () => {
    fill();
    expect(note()).toBe('kept');
  });

  it('sets it up to lose nothing: WAL, synchronous=FULL, foreign keys', () => {
    const db = opened();
    const reader = new DatabaseConnection(path, { readonly: true });
    expect(reader.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(reader.pragma('user_version', { simple: true })).toBe(migrations.length);
    reader.close();
    expect(() =>
      db.transaction(() => {
        writeSetting(db, 'note', 'half');
        throw new Error('power failure');
      }),
    ).toThrow('power failure');
    db.close();
    expect(note()).toBe('lost');
  });

  it('leaves alone what a newer version wrote', () => {
    fill();
    const newer = new DatabaseConnection(path);
    newer.pragma(`user_version = ${migrations.length + 1}`);
    newer.pragma('journal_mode = DELETE');
    newer.close();
    const before = readFileSync(path);
    expect(openDatabase(path)).toEqual({ ok: false, error: { code: 'database-newer', path } });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it.each<[string, (path: string) => void]>([
    [
      'a file that is no database',
      (file) => writeFileSync(file, 'These are not the pages you are looking for.'.repeat(50)),
    ],
    ['a database cut in the middle', (file) => truncateSync(file, 50_000)],
    [
      'a database with a page of noise',
      (file) => {
        const bytes = readFileSync(file);
        bytes.fill(0xa5, 4096, 40_960);
        writeFileSync(file, bytes);
      },
    ],
  ])('says so of %s, and leaves it as it is', (_name, damage) => {
    fill();
    damage(path);
    const before = readFileSync(path);
    expect(openDatabase(path)).toMatchObject({ ok: false, error: { code: 'database-corrupt', path } });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it.each<[string, () => string]>([
    [
      'whose directory is a file',
      () => {
        writeFileSync(join(directory, 'data'), 'a file');
        return path;
      },
    ],
    [
      'that is a directory',
      () => {
        mkdirSync(path, { recursive: true });
        return path;
      },
    ],
    ...(process.platform === 'linux'
      ? [['where nothing can be written', () => '/proc/reslot/reslot.sqlite'] as [string, () => string]]
      : []),
  ])('says so of one %s', (_name, prepare) => {
    const where = prepare();
    expect(openDatabase(where)).toMatchObject({
      ok: false,
      error: { code: 'database-unwritable', path: where },
    });
  });

  it('says so when another program holds it', () => {
    fill();
    const other = new DatabaseConnection(path);
    other.pragma('locking_mode = EXCLUSIVE');
    other.exec('BEGIN EXCLUSIVE');
    expect(openDatabase(path)).toEqual({ ok: false, error: { code: 'database-busy', path } });
    other.exec('COMMIT');
    other.close();
    expect(note()).toBe('kept');
  });

  describe('of an older version', () => {
    const older = [{ name: 'one', up: 'CREATE TABLE one (x INTEGER) STRICT' }];
    const newer = [
      ...older,
      { name: 'two', up: 'CREATE TABLE two (y INTEGER) STRICT; INSERT INTO one VALUES (2)' },
    ];
    const broken = [
      ...older,
      { name: 'two', up: 'INSERT INTO one VALUES (2); CREATE TABLE one (x INTEGER)' },
    ];

    const look = (file: string): unknown => {
      const connection = new DatabaseConnection(file, { readonly: true });
      const seen = {
        version: connection.pragma('user_version', { simple: true }),
        one: connection.prepare('SELECT x FROM one').pluck().all(),
      };
      connection.close();
      return seen;
    };

    beforeEach(() => {
      const result = openDatabase(path, older);
      if (!result.ok) throw new Error(result.error.code);
      result.value.close();
    });

    it('keeps a copy of it, and brings it up to date', () => {
      const result = openDatabase(path, newer);
      if (result.ok) result.value.close();
      expect(result.ok).toBe(true);
      expect(look(path)).toEqual({ version: 2, one: [2] });
      expect(look(`${path}.before-2`)).toEqual({ version: 1, one: [] });
    });

    it('makes no copy where there is nothing to change', () => {
      const result = openDatabase(path, older);
      if (result.ok) result.value.close();
      expect(existsSync(`${path}.before-1`)).toBe(false);
    });

    it('leaves it as it was when a migration fails half-way', () => {
      openDatabase(path, broken);
      expect(look(path)).toEqual({ version: 1, one: [] });
    });
  });
});
