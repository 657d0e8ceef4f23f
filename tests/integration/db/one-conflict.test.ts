import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import DatabaseConnection from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { migrations } from '../../../src-main/db/migrations/index.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { rowsOf } from '../../support/local-desk.ts';

const PORTAL = { what: 'cancelled' };
const CANCEL = { type: 'cancel-appointment', appointmentId: 'visit-1', notify: true };

/** A database as it was when there was a table for each kind of conflict, with `rows` in it; as it is from then on. */
function migrated(rows: (old: DatabaseConnection.Database) => void) {
  const folder = mkdtempSync(join(tmpdir(), 'reslot-migrate-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'reslot.sqlite');
  const before = migrations.findIndex(({ name }) => name === '0015-one-conflict');
  const opened = openDatabase(path, migrations.slice(0, before));
  if (!opened.ok) throw new Error(opened.error.code);
  opened.value.close();
  const old = new DatabaseConnection(path);
  rows(old);
  old.close();
  const now = openDatabase(path, migrations.slice(0, before + 1));
  if (!now.ok) throw new Error(now.error.code);
  onTestFinished(() => now.value.close());
  return now.value;
}

const ofRequest = (old: DatabaseConnection.Database, requestId: string, outboxId: string, note: string) =>
  old
    .prepare('INSERT INTO conflict (request_id, outbox_id, at_ms, note_json) VALUES (?, ?, 1, ?)')
    .run(requestId, outboxId, note);

const ofVisit = (old: DatabaseConnection.Database, visitId: string, outboxId: string, note: string) =>
  old
    .prepare(
      'INSERT INTO appointment_conflict (appointment_id, outbox_id, at_ms, note_json) VALUES (?, ?, 2, ?)',
    )
    .run(visitId, outboxId, note);

const decided = (old: DatabaseConnection.Database, id: string, changes: string, before: string) =>
  old
    .prepare(`
      INSERT INTO outbox (id, thread, command_json, changes_json, plan_json, before_json, user_id, user_name,
        state, release_ms, attempts, next_attempt_ms, created_ms)
      VALUES (?, 'thread-1', '{}', ?, '[]', ?, 'u', 'U', 'held', 0, 0, 0, 0)
    `)
    .run(id, changes, before);

const bySubject = (rows: readonly Record<string, unknown>[]) =>
  rows.map(({ outbox_id, appointment_id, request_id }) => [outbox_id, appointment_id, request_id]).sort();

test('a visit keeps what is said of its request and what is said of itself, each with what had been chosen', () => {
  const db = migrated((old) => {
    decided(old, 'a', JSON.stringify({ request: { appointmentId: 'visit-1' }, appointments: [] }), '{}');
    ofRequest(old, 'task-1', 'a', JSON.stringify({ chosen: { type: 'approve' }, portal: PORTAL }));
    const note = { chosen: null, chosenOnSchedule: CANCEL, portal: PORTAL };
    ofVisit(old, 'visit-1', 'b', JSON.stringify(note));
  });
  const rows = rowsOf(db, 'conflict');
  expect(bySubject(rows)).toEqual([
    ['a', 'visit-1', 'task-1'],
    ['b', 'visit-1', null],
  ]);
  const notes = new Map(rows.map((row) => [row.outbox_id, JSON.parse(String(row.note_json))]));
  expect(notes.get('a')).toEqual({ chosen: { type: 'approve' }, portal: PORTAL });
  expect(notes.get('b')).toEqual({ chosen: CANCEL, portal: PORTAL });
});

test('what an undo puts back is rewritten with them', () => {
  const said = { outbox_id: 'earlier', at_ms: 1, note_json: JSON.stringify({ chosenOnSchedule: CANCEL }) };
  const before = {
    request: null,
    conflict: { ...said, request_id: 'task-1', note_json: '{"chosen":null}' },
    appointmentConflict: { ...said, outbox_id: 'earlier too', appointment_id: 'visit-1' },
  };
  const db = migrated((old) => {
    decided(old, 'earlier', JSON.stringify({ appointments: [{ id: 'visit-1' }] }), '{"conflict":null}');
    decided(old, 'c', '{}', JSON.stringify(before));
  });
  const snapshots = rowsOf(db, 'outbox').map((row) => JSON.parse(String(row.before_json)));
  expect(snapshots).toEqual([
    { conflicts: [] },
    {
      request: null,
      conflicts: [
        {
          outbox_id: 'earlier',
          appointment_id: 'visit-1',
          request_id: 'task-1',
          at_ms: 1,
          note_json: '{"chosen":null}',
        },
        {
          outbox_id: 'earlier too',
          appointment_id: 'visit-1',
          request_id: null,
          at_ms: 1,
          note_json: JSON.stringify({ chosen: CANCEL }),
        },
      ],
    },
  ]);
});

test('what cannot be read stays as it is, and the database opens', () => {
  const db = migrated((old) => {
    decided(old, 'broken', '{"request":', '{"conflict":');
    decided(old, 'odd', '[]', '[1]');
    ofRequest(old, 'task-1', 'broken', '{"chosen":');
    ofRequest(old, 'task-2', 'of another database', 'null');
  });
  expect(rowsOf(db, 'outbox').map((row) => row.before_json)).toEqual(['{"conflict":', '[1]']);
  expect(bySubject(rowsOf(db, 'conflict'))).toEqual([
    ['broken', 'thread-1', 'task-1'],
    ['of another database', '', 'task-2'],
  ]);
});
