import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import DatabaseConnection from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { migrations } from '../../../src-main/db/migrations/index.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { allPractitioners } from '../../../src-main/db/queries/directory.ts';
import { searchPatients } from '../../../src-main/db/queries/patient-search.ts';
import {
  findPatient,
  localIdOfPortalPatient,
  portalIdOfPatient,
  savePatient,
} from '../../../src-main/db/queries/people.ts';
import { buildPatient } from '../../support/domain.ts';

/** A database as the first schema left it: two patients, and an appointment with a provider nobody has described. */
function oldDatabase(): string {
  const folder = mkdtempSync(join(tmpdir(), 'reslot-migrate-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'reslot.sqlite');
  const opened = openDatabase(path, migrations.slice(0, 1));
  if (!opened.ok) throw new Error(opened.error.code);
  opened.value.close();
  const old = new DatabaseConnection(path);
  old.exec(`
    INSERT INTO patient (id, name, family_name, given_name, portal_access)
    VALUES ('patient-1', 'Ada Marsh', 'Marsh', 'Ada', 1), ('patient-2', 'Ben Ortiz', 'Ortiz', 'Ben', 1);
    INSERT INTO practitioner (id, name, active) VALUES ('known', 'Dr. Ruth Okafor', 1);
    INSERT INTO appointment (id, uid, sequence, practitioner_id, type_code, type_display, start_ms, end_ms, status)
    VALUES ('a', 'a', 0, 'known', '', '', 0, 1, 'booked'), ('b', 'b', 0, 'gone', '', '', 0, 1, 'booked'),
           ('c', 'c', 0, 'gone', '', '', 5, 6, 'booked'), ('d', 'd', 0, NULL, '', '', 0, 1, 'cancelled');
  `);
  old.close();
  return path;
}

test('every patient there was is one of the portal’s, and is found as before', () => {
  const opened = openDatabase(oldDatabase());
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  onTestFinished(() => db.close());
  expect(portalIdOfPatient(db, 'patient-1')).toBe('patient-1');
  expect(localIdOfPortalPatient(db, 'patient-2')).toBe('patient-2');
  expect(searchPatients(db, 'mar', 5).map((one) => one.id)).toEqual(['patient-1']);

  savePatient(
    db,
    buildPatient({ id: 'patient-1', name: 'Ada Field', familyName: 'Field', phone: '555-0909', email: null }),
  );
  expect(searchPatients(db, 'mar', 5)).toEqual([]);
  expect(searchPatients(db, '5550909', 5).map((one) => one.id)).toEqual(['patient-1']);
  expect(portalIdOfPatient(db, 'patient-1')).toBe('patient-1');

  savePatient(db, buildPatient({ id: 'new', name: 'Cy Nolan' }));
  expect(portalIdOfPatient(db, 'new')).toBeNull();
  savePatient(db, buildPatient({ id: 'new', name: 'Cy Nolan' }), { portalId: 'portal-9' });
  expect(localIdOfPortalPatient(db, 'portal-9')).toBe('new');
  expect(findPatient(db, 'new')?.name).toBe('Cy Nolan');

  expect(allPractitioners(db)).toEqual([
    { id: 'known', name: 'Dr. Ruth Okafor', active: true },
    { id: 'gone', name: 'Unknown provider', active: false },
  ]);
});
