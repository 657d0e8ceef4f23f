import DatabaseConnection from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Db } from '../../../src-main/db/db.ts';
import { migrations } from '../../../src-main/db/migrations/index.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { appendHistory, newestLine } from '../../../src-main/db/queries/history.ts';
import { recordKeyOf, sealOf } from '../../../src-main/db/record-chain.ts';
import { createRecordCheck, type RecordFindings } from '../../../src-main/db/record-check.ts';
import { testKey } from '../../support/data-key.ts';
import { NOW } from '../../support/domain.ts';
import { actor, temporaryDatabase } from '../../support/local-desk.ts';

const WHOLE = { faults: 0, first: null };

function note(db: Db, text: string, over: { readonly userName?: string } = {}): void {
  appendHistory(db, {
    at: NOW,
    actor: { ...actor, ...over },
    kind: 'noted',
    requestId: 'task-1',
    appointmentId: null,
    outboxId: null,
    detail: { note: text },
  });
}

/** As somebody does it who has come past the triggers. */
function tamper(path: string, sql: string): void {
  const connection = new DatabaseConnection(path);
  try {
    const triggers = connection
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'history'")
      .pluck()
      .all();
    for (const name of triggers) connection.exec(`DROP TRIGGER ${name}`);
    connection.exec(sql);
  } finally {
    connection.close();
  }
}

function check(db: Db, atOnce = 3): RecordFindings {
  const looking = createRecordCheck(db);
  while (looking.go(atOnce));
  return looking.findings();
}

function recordOf(lines: number) {
  const { db, path } = temporaryDatabase();
  for (let line = 1; line <= lines; line += 1) note(db, `line ${line}`);
  return { db, path };
}

test('lines are sealed one upon the other, whatever stands in them', () => {
  const { db } = temporaryDatabase();
  let count = 0;
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, userName) => {
      note(db, text, { userName });
      // A half of a surrogate pair.
      note(db, `${text}\ud800`, { userName: `\udc00${userName}` });
      count += 2;
    }),
    { numRuns: 50 },
  );
  expect(check(db)).toEqual({ lines: count, ...WHOLE });
});

test.each([
  ['changed', "UPDATE history SET detail_json = '{}' WHERE id = 4", { lines: 9, faults: 1, first: 4 }],
  [
    'given another name',
    "UPDATE history SET user_name = 'x' WHERE id = 4",
    { lines: 9, faults: 1, first: 4 },
  ],
  ['removed', 'DELETE FROM history WHERE id = 4', { lines: 8, faults: 1, first: 5 }],
  ['the first, removed', 'DELETE FROM history WHERE id < 3', { lines: 7, faults: 1, first: 3 }],
  ['robbed of its seal', 'UPDATE history SET seal = NULL WHERE id = 4', { lines: 9, faults: 1, first: 4 }],
  [
    'given the seal of another',
    'UPDATE history SET seal = (SELECT seal FROM history WHERE id = 3) WHERE id = 4',
    { lines: 9, faults: 2, first: 4 },
  ],
  ['put elsewhere', 'UPDATE history SET id = 100 WHERE id = 4', { lines: 9, faults: 2, first: 5 }],
  [
    'made up',
    "INSERT INTO history (at_ms, user_id, user_name, desk_id, desk_name, kind, detail_json) VALUES (1, '', '', '', '', 'noted', '{}')",
    { lines: 10, faults: 1, first: 10 },
  ],
])('a line that was %s shows, and only there', (_, sql, found) => {
  const { db, path } = recordOf(9);
  tamper(path, sql);
  expect(check(db)).toMatchObject(found);
  const before = check(db);
  note(db, 'what comes after it');
  expect(check(db)).toEqual({ ...before, lines: before.lines + 1 });
});

test.each([
  ['the last', 'DELETE FROM history WHERE id = 9', { lines: 8, faults: 1, first: 9 }, 10],
  ['the last few', 'DELETE FROM history WHERE id > 4', { lines: 4, faults: 1, first: 5 }, 10],
])('%s, cut off at the end, are missed, also once there are others', (_, sql, found, next) => {
  const { db, path } = recordOf(9);
  tamper(path, sql);
  expect(check(db)).toEqual(found);
  note(db, 'what comes after it');
  note(db, 'and after that');
  expect(check(db)).toEqual({ lines: found.lines + 2, faults: 1, first: next });
});

test('a record that was emptied is missed', () => {
  const { db, path } = recordOf(9);
  tamper(path, 'DELETE FROM history');
  expect(check(db)).toEqual({ lines: 0, faults: 1, first: 1 });
  note(db, 'what comes after it');
  expect(check(db)).toEqual({ lines: 1, faults: 1, first: 10 });
});

test('the triggers refuse to change, remove and replace a line', () => {
  const { db, path } = recordOf(2);
  const connection = new DatabaseConnection(path);
  const columns = 'id, at_ms, user_id, user_name, desk_id, desk_name, kind, detail_json';
  for (const sql of [
    "UPDATE history SET user_name = 'x'",
    'UPDATE history SET seal = NULL',
    'DELETE FROM history',
    `INSERT OR REPLACE INTO history (${columns}) VALUES (1, 1, '', '', '', '', 'noted', '{}')`,
  ])
    expect(() => connection.exec(sql)).toThrow('append-only');
  connection.close();
  expect(check(db)).toEqual({ lines: 2, ...WHOLE });
});

test('a line that is taken back with its transaction leaves no trace', () => {
  const { db } = recordOf(2);
  expect(() =>
    db.transaction(() => {
      note(db, 'never was');
      throw new Error('no');
    }),
  ).toThrow('no');
  note(db, 'is');
  expect(check(db)).toEqual({ lines: 3, ...WHOLE });
});

test('lines of an earlier version are taken in by the first seal after them', () => {
  const { db, path } = recordOf(2500);
  // As the earlier version left them.
  tamper(path, 'UPDATE history SET seal = NULL');
  // A decision does not wait until all have been gone through.
  note(db, 'without a seal, too');
  expect(newestLine(db)?.seal).toBeNull();
  const looking = createRecordCheck(db);
  expect(looking.go(1000)).toBe(true);
  note(db, 'while it is being looked at');
  expect(newestLine(db)?.seal).toBeNull();
  while (looking.go(1000));
  expect(looking.findings()).toEqual({ lines: 2502, ...WHOLE });
  note(db, 'the first with a seal');
  note(db, 'and another');
  expect(newestLine(db)?.seal).not.toBeNull();
  expect(check(db, 1000)).toEqual({ lines: 2504, ...WHOLE });
  tamper(path, "UPDATE history SET user_name = 'x' WHERE id = 7");
  expect(check(db, 1000)).toMatchObject({ faults: 1, first: 2503 });
});

test('many lines that were made up do not keep the next ones from their seals', () => {
  const { db, path } = recordOf(3);
  const one = `INSERT INTO history (at_ms, user_id, user_name, desk_id, desk_name, kind, detail_json) VALUES (1, '', '', '', '', 'noted', '{}');`;
  tamper(path, one.repeat(150));
  note(db, 'before anybody has looked');
  expect(check(db, 1000)).toMatchObject({ lines: 154, faults: 151, first: 4 });
  note(db, 'after it');
  expect(newestLine(db)?.seal).not.toBeNull();
  expect(check(db, 1000)).toMatchObject({ lines: 155, faults: 151 });
});

test('the seals are of the database’s own key, which they do not tell', () => {
  const { path } = recordOf(0);
  const key = testKey();
  const opened = openDatabase(`${path}-2`, migrations, 'clinic', true, key);
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  note(db, 'a');
  const { seal } = newestLine(db) ?? { seal: null };
  expect(check(db)).toEqual({ lines: 1, ...WHOLE });
  expect(Buffer.from(recordKeyOf(key)).equals(Buffer.from(key.bytes))).toBe(false);
  const line = {
    at_ms: NOW,
    user_id: actor.userId,
    user_name: actor.userName,
    desk_id: actor.deskId,
    desk_name: actor.deskName,
    request_id: 'task-1',
    appointment_id: null,
    patient_id: null,
    outbox_id: null,
    kind: 'noted',
    detail_json: '{"note":"a"}',
  } as const;
  expect(sealOf(recordKeyOf(key), '', line)).toBe(seal);
  expect(sealOf(recordKeyOf(null), '', line)).not.toBe(seal);
  db.close();
});
