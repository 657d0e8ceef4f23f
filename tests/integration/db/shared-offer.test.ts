import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import DatabaseConnection from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { migrations } from '../../../src-main/db/migrations/index.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { findAppointment } from '../../../src-main/db/queries/appointments.ts';
import { readAppointment } from '../../../src-main/sync/fhir/read-appointment.ts';
import { appointmentResource } from '../../support/clinic-resources.ts';

const offer = (value?: string) => ({
  system: 'urn:reslot:shared-offer',
  ...(value === undefined ? {} : { value }),
});

/** The identifiers of an Appointment, and the offer that they name. */
const NAMED: readonly [ReturnType<typeof offer>[], string | undefined][] = [
  [[], undefined],
  [[offer('offer-1')], 'offer-1'],
  [[offer('offer-1'), offer('offer-1')], 'offer-1'],
  [[{ system: 'urn:other', value: 'offer-1' } as never], undefined],
  [[offer('')], undefined],
  [[offer()], undefined],
];

test.each(NAMED)('%j', (identifier, named) => {
  const read = readAppointment('v', appointmentResource({ identifier }));
  expect(read.ok && read.value.sharedOffer).toBe(named);
});

test('of two offers nobody can tell which is meant', () => {
  const read = readAppointment(
    'v',
    appointmentResource({ identifier: [offer('offer-1'), offer('offer-2')] }),
  );
  expect(read.ok && read.value.sharedOffer).toBeUndefined();
});

test('what an earlier version has read of a later one’s offers stands as the portal has it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'reslot-migrate-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'reslot.sqlite');
  const before = migrations.findIndex(({ name }) => name.endsWith('-shared-offer'));
  const opened = openDatabase(path, migrations.slice(0, before));
  if (!opened.ok) throw new Error(opened.error.code);
  opened.value.close();
  const old = new DatabaseConnection(path);
  const row = old.prepare(`INSERT INTO appointment
    (id, portal_id, uid, sequence, type_code, type_display, start_ms, end_ms, status)
    VALUES (?, ?, ?, 0, '', '', 1, 2, 'tentative')`);
  const copy = old.prepare(`INSERT INTO portal_copy
    (type, id, version_id, last_updated, about, shown_version, body_json)
    VALUES ('Appointment', ?, '1', '2026-11-20T15:00:00Z', NULL, '1', ?)`);
  for (const [n, [identifier]] of NAMED.entries()) {
    row.run(`v-${n}`, `p-${n}`, `uid-${n}`);
    copy.run(`p-${n}`, JSON.stringify(appointmentResource({ id: `p-${n}`, identifier })));
  }
  row.run('here-alone', null, 'uid');
  old.close();

  const migrated = openDatabase(path);
  if (!migrated.ok) throw new Error(migrated.error.code);
  onTestFinished(() => migrated.value.close());
  expect(NAMED.map((_, n) => findAppointment(migrated.value, `v-${n}`)?.sharedOffer)).toEqual(
    NAMED.map(([, named]) => named),
  );
  expect(findAppointment(migrated.value, 'here-alone')?.sharedOffer).toBeUndefined();
});
