import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import DatabaseConnection from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { migrations } from '../../../src-main/db/migrations/index.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { searchPatients } from '../../../src-main/db/queries/patient-search.ts';
import { savePatient } from '../../../src-main/db/queries/people.ts';
import { buildPatient } from '../../support/domain.ts';

test('who was on file before is found by what a hand types too', () => {
  const folder = mkdtempSync(join(tmpdir(), 'reslot-migrate-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'reslot.sqlite');
  const before = migrations.findIndex(({ name }) => name === '0011-search-fold');
  const opened = openDatabase(path, migrations.slice(0, before));
  if (!opened.ok) throw new Error(opened.error.code);
  opened.value.close();
  const old = new DatabaseConnection(path);
  old.exec(`
    INSERT INTO patient (id, portal_id, name, family_name, given_name, birth_date, phone, phone_digits, email, portal_access)
    VALUES ('p1', 'p1', 'Anna Sørensen', 'Sørensen', 'Anna', '1980-05-04', '+44 20 7946 0958', '442079460958', 'a@x.example', 1),
           ('p2', 'p2', 'Gina D’Angelo', 'D’Angelo', 'Gina', NULL, NULL, NULL, NULL, 1);
  `);
  old.close();

  const now = openDatabase(path);
  if (!now.ok) throw new Error(now.error.code);
  const db = now.value;
  onTestFinished(() => db.close());
  const find = (text: string) => searchPatients(db, text, 5).map(({ id }) => id);
  for (const text of ['sorensen', '02079460958', '5/4/1980', 'a@x.example'])
    expect(find(text)).toEqual(['p1']);
  expect(find('dangelo')).toEqual(['p2']);

  savePatient(
    db,
    buildPatient({ id: 'p2', name: 'Gina Weiß', familyName: 'Weiß', givenName: 'Gina', email: null }),
  );
  expect(find('dangelo')).toEqual([]);
  expect(find('weiss')).toEqual(['p2']);
});
