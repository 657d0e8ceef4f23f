import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { finishReplacement, replaceDatabase } from '../../../src-main/backups/replace-database.ts';

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'reslot-replace-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder with a database, its log, and another one to take its place. */
function prepare(): { readonly folder: string; readonly database: string; readonly next: string } {
  const folder = temporaryFolder();
  const [database, next] = [join(folder, 'reslot.sqlite'), join(folder, 'next.restoring')];
  writeFileSync(database, 'old');
  writeFileSync(`${database}-wal`, 'old log');
  writeFileSync(next, 'new');
  return { folder, database, next };
}

const contents = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );

const REPLACED = {
  'reslot.sqlite': 'new',
  'reslot.sqlite.replaced-S': 'old',
  'reslot.sqlite.replaced-S-wal': 'old log',
};

test('another database takes the place, and the present one stays beside it with its log', () => {
  const { folder, database, next } = prepare();
  expect(replaceDatabase(database, { next, why: 'replaced', stamp: 'S' })).toBe(`${database}.replaced-S`);
  expect(contents(folder)).toEqual(REPLACED);
});

test('none takes the place: the desk begins anew, and the damaged one stays', () => {
  const { folder, database } = prepare();
  replaceDatabase(database, { next: null, why: 'damaged', stamp: 'S' });
  expect(existsSync(database)).toBe(false);
  expect(contents(folder)).toMatchObject({
    'reslot.sqlite.damaged-S': 'old',
    'reslot.sqlite.damaged-S-wal': 'old log',
  });
});

test('twice within a second loses nothing', () => {
  const { folder, database, next } = prepare();
  replaceDatabase(database, { next, why: 'replaced', stamp: 'S' });
  writeFileSync(next, 'newer');
  replaceDatabase(database, { next, why: 'replaced', stamp: 'S' });
  expect(contents(folder)).toEqual({
    ...REPLACED,
    'reslot.sqlite': 'newer',
    'reslot.sqlite.replaced-S-2': 'new',
  });
});

test('whichever file a power failure comes after, the next start ends what was begun', () => {
  const { folder, database } = prepare();
  // What lies there once the order has been written, and after each file that is moved.
  const order = JSON.stringify({ next: 'next.restoring', aside: 'reslot.sqlite.replaced-S' });
  const moves = [
    ['reslot.sqlite-wal', 'reslot.sqlite.replaced-S-wal'],
    ['reslot.sqlite', 'reslot.sqlite.replaced-S'],
    ['next.restoring', 'reslot.sqlite'],
  ] as const;
  writeFileSync(`${database}.replacing`, order);
  for (let moved = 0; moved <= moves.length; moved += 1) {
    const crashed = temporaryFolder();
    cpSync(folder, crashed, { recursive: true });
    for (const [from, to] of moves.slice(0, moved)) {
      cpSync(join(crashed, from), join(crashed, to));
      rmSync(join(crashed, from));
    }
    finishReplacement(join(crashed, 'reslot.sqlite'));
    expect(contents(crashed)).toEqual(REPLACED);
    // Once more: it has been done.
    finishReplacement(join(crashed, 'reslot.sqlite'));
    expect(contents(crashed)).toEqual(REPLACED);
  }
});

test('a start without anything begun changes nothing', () => {
  const { folder, database } = prepare();
  const before = contents(folder);
  finishReplacement(database);
  expect(contents(folder)).toEqual(before);
});
