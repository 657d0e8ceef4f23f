import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import DatabaseConnection from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { migrations } from '../../../src-main/db/migrations/index.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { appointmentViews } from '../../../src-main/db/queries/appointment-views.ts';
import { patientCards } from '../../../src-main/db/queries/patient-cards.ts';
import { searchPatients } from '../../../src-main/db/queries/patient-search.ts';
import { findPatient } from '../../../src-main/db/queries/people.ts';
import { readPatient } from '../../../src-main/sync/fhir/read-person.ts';
import { appointmentResource, patientResource, rescheduleTask } from '../../support/clinic-resources.ts';
import { NOW } from '../../support/domain.ts';
import { openSmallClinic } from '../../support/portal-desk.ts';
import { mailsOf, openBenchDesk, startPortalBench } from '../../support/sync-bench.ts';

const replacedBy = { other: { reference: 'Patient/p2' }, type: 'replaced-by' };

/** What Patients say of themselves (https://hl7.org/fhir/R4/patient.html), and what is made of it. */
const PATIENTS: readonly (readonly [object, string | null])[] = [
  [{}, null],
  [{ active: true, deceasedBoolean: false }, null],
  [{ deceasedBoolean: null, deceasedDateTime: null, active: null }, null],
  [
    {
      link: [
        { ...replacedBy, type: 'replaces' },
        { ...replacedBy, type: 'seealso' },
      ],
    },
    null,
  ],
  [{ deceasedBoolean: true }, 'deceased'],
  [{ deceasedBoolean: 'perhaps' }, 'deceased'],
  [{ deceasedDateTime: '2026' }, 'deceased'],
  [{ deceasedDateTime: '2026-11-01', active: false, link: [replacedBy] }, 'deceased'],
  [{ active: false, link: [{ ...replacedBy, type: 'seealso' }, replacedBy] }, 'replaced'],
  [{ active: true, link: [replacedBy] }, 'replaced'],
  [{ active: false }, 'inactive'],
  [{ active: 'no' }, 'inactive'],
];

test('a link that is not in a list is one', () => {
  const read = readPatient('p', { ...patientResource(), link: replacedBy }, NOW);
  expect(read.ok && read.value.standing).toBe('replaced');
});

const withheld = {
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'masked' }],
};

test('a death on a day that is not said is one, and what is not known at all is none', () => {
  const read = (over: object) => readPatient('p', { ...patientResource(), ...over }, NOW);
  expect(read({ _deceasedDateTime: withheld })).toMatchObject({ value: { standing: 'deceased' } });
  expect(read({ _deceasedBoolean: withheld })).toMatchObject({ value: { standing: null } });
});

test.each(PATIENTS)('%j', (over, standing) => {
  const read = readPatient('p', { ...patientResource(), ...over }, NOW);
  expect(read.ok && read.value.standing).toBe(standing);
});

test('patients read by an earlier version stand as the portal says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'reslot-migrate-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'reslot.sqlite');
  const before = migrations.findIndex(({ name }) => name.endsWith('-patient-standing'));
  const opened = openDatabase(path, migrations.slice(0, before));
  if (!opened.ok) throw new Error(opened.error.code);
  opened.value.close();
  const old = new DatabaseConnection(path);
  const patient = old.prepare(`INSERT INTO patient
    (id, portal_id, name, family_name, given_name, folded_name, portal_access) VALUES (?, ?, '', '', '', '', 1)`);
  const copy = old.prepare(`INSERT INTO portal_copy
    (type, id, version_id, last_updated, about, shown_version, body_json)
    VALUES ('Patient', ?, '1', '2026-11-20T15:00:00Z', NULL, '1', ?)`);
  for (const [n, [over]] of PATIENTS.entries()) {
    patient.run(`own-${n}`, `p-${n}`);
    copy.run(`p-${n}`, JSON.stringify({ ...patientResource({ id: `p-${n}` }), ...over }));
  }
  patient.run('made-here', null);
  old.close();

  const migrated = openDatabase(path);
  if (!migrated.ok) throw new Error(migrated.error.code);
  onTestFinished(() => migrated.value.close());
  const ids = PATIENTS.map((_, n) => `own-${n}`);
  const cards = patientCards(migrated.value, [...ids, 'made-here']);
  expect(ids.map((id) => cards.get(id)?.standing)).toEqual(PATIENTS.map(([, standing]) => standing));
  expect(cards.get('made-here')?.standing).toBeNull();
});

test('who has died is shown so, not written to, and nothing new is booked; a correction in the portal ends that', async () => {
  const bench = await startPortalBench();
  await bench.put(patientResource({ deceasedDateTime: '2026-11-01' }));
  await bench.put(
    appointmentResource({
      id: 'other',
      start: '2026-12-04T09:00:00-06:00',
      end: '2026-12-04T09:30:00-06:00',
    }),
  );
  await bench.put(rescheduleTask());
  const desk = openBenchDesk(bench);
  await desk.refresh();
  expect(searchPatients(desk.db, 'Flores', 5)).toMatchObject([{ id: 'patient-1', standing: 'deceased' }]);

  const slot = {
    practitionerId: 'practitioner-1',
    locationId: 'location-1',
    type: { code: 'follow-up', display: 'Follow-up' },
    start: Date.parse('2026-12-03T16:00:00Z'),
    end: Date.parse('2026-12-03T16:30:00Z'),
  };
  const book = { type: 'book', patientId: 'patient-1', slot, message: '', notify: true } as const;
  expect(desk.decisions.decide({ on: 'schedule', command: book }, desk.actor)).toEqual({
    ok: false,
    error: { code: 'patient-not-bookable' },
  });

  const words = { reasonCode: 'other', reasonText: 'Please call us', message: '' };
  const command = { type: 'deny', words } as const;
  expect(desk.decisions.preview({ on: 'request', id: 'task-1', command })).toMatchObject({
    value: { to: null },
  });
  desk.decide('task-1', command);
  await desk.refresh();
  expect(mailsOf(desk)).toEqual([]);
  expect(desk.db.all(qb.selectFrom('call').select(['why', 'state']))).toEqual([
    { why: 'not-written-to', state: 'open' },
  ]);

  await bench.put(patientResource({ deceasedBoolean: false }));
  await desk.refresh();
  expect(desk.decisions.decide({ on: 'schedule', command: book }, desk.actor).ok).toBe(true);
});

test('a letter that is still to leave when the death is read goes to nobody', async () => {
  const { portal, clock, open } = await openSmallClinic();
  let mailAway = true;
  const desk = open({
    deliver: async () => (mailAway ? { kind: 'try-later', detail: 'away' } : { kind: 'accepted' }),
  });
  await desk.settle();
  await desk.move('visit-1', '2026-12-01T16:00:00Z');
  await desk.settle();
  await portal.put(patientResource({ deceasedBoolean: true }));
  await desk.settle();
  const tried = desk.sent.length;
  mailAway = false;
  await clock.advance(30 * 60_000);
  await desk.settle();
  expect(desk.sent).toHaveLength(tried);
  const [item] = await desk.ask('attention.list', undefined);
  expect(item).toMatchObject({ kind: 'mail', error: expect.stringContaining('has died') });
});

test('who has no name is shown as such, and told apart by the date of birth', async () => {
  const bench = await startPortalBench();
  await bench.put(patientResource({ name: [], birthDate: '1984-03-09' }));
  await bench.put(rescheduleTask());
  const desk = openBenchDesk(bench);
  await desk.refresh();
  expect(patientCards(desk.db, ['patient-1']).get('patient-1')).toMatchObject({
    name: 'Unnamed patient',
    birthDate: '1984-03-09',
  });
  const row = desk.db.get(qb.selectFrom('appointment').selectAll().where('id', '=', 'visit-1'));
  expect(row && appointmentViews(desk.db, [row])).toMatchObject([{ patientName: 'Unnamed patient' }]);
  // A letter greets them without a name, and nothing of it goes to the portal.
  expect(findPatient(desk.db, 'patient-1')?.name).toBe('');
});
