import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import DatabaseConnection from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { migrations } from '../../../src-main/db/migrations/index.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { answersTo } from '../../../src-main/db/queries/origins.ts';
import { answerResource } from '../../support/clinic-resources.ts';

test('answers read by an earlier version are found with all that they say', () => {
  const folder = mkdtempSync(join(tmpdir(), 'reslot-migrate-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'reslot.sqlite');
  const before = migrations.findIndex(({ name }) => name.endsWith('-answers-to-read'));
  const opened = openDatabase(path, migrations.slice(0, before));
  if (!opened.ok) throw new Error(opened.error.code);
  opened.value.close();
  const old = new DatabaseConnection(path);
  const insert = old.prepare(`INSERT INTO portal_copy
    (type, id, version_id, last_updated, about, shown_version, body_json)
    VALUES ('AppointmentResponse', ?, '1', ?, 'Appointment/p', '1', ?)`);
  const copies = [
    ['late', '2026-11-20T15:00:02Z', { participantStatus: 'accepted' }],
    [
      'early',
      '2026-11-20T15:00:01Z',
      { participantStatus: 'tentative', comment: 'Perhaps', start: '2026-11-30T10:00:00-06:00' },
    ],
    ['no', '2026-11-20T15:00:00Z', { participantStatus: 'declined', actor: { display: 'Leo' } }],
    ['none', '2026-11-20T15:00:03Z', { participantStatus: 'entered-in-error' }],
  ] as const;
  for (const [id, updated, over] of copies)
    insert.run(id, updated, JSON.stringify({ ...answerResource('p', 'accepted'), ...over }));
  old.close();

  const migrated = openDatabase(path);
  if (!migrated.ok) throw new Error(migrated.error.code);
  onTestFinished(() => migrated.value.close());
  // What nobody has contradicted is still to be seen.
  const toSee = migrated.value.all(qb.selectFrom('answer').select('id').where('to_see', '=', 1));
  expect(toSee).toEqual([{ id: 'no' }]);
  const by = { kind: 'patient', patientId: null, name: null };
  expect(answersTo(migrated.value, 'p').slice(1)).toEqual([
    {
      id: 'early',
      answer: 'tentative',
      by,
      comment: 'Perhaps',
      start: Date.parse('2026-11-30T16:00:00Z'),
      end: null,
      actor: 'Patient/patient-1',
      at: Date.parse('2026-11-20T15:00:01Z'),
      // When it was read is not known: before everything.
      readAt: 0,
      afterEnd: false,
    },
    {
      id: 'late',
      answer: 'accepted',
      by,
      comment: '',
      start: null,
      end: null,
      actor: 'Patient/patient-1',
      at: Date.parse('2026-11-20T15:00:02Z'),
      readAt: 0,
      afterEnd: false,
    },
  ]);
});
