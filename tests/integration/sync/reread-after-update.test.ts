import { expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { busyTimesTaken, saveBusyTimes } from '../../../src-main/db/queries/busy-times.ts';
import { findRequest } from '../../../src-main/db/queries/requests.ts';
import { quarantine } from '../../../src-main/sync/quarantine.ts';
import { appointmentResource, rescheduleTask } from '../../support/clinic-resources.ts';
import { openBenchDesk, quarantined, startPortalBench } from '../../support/sync-bench.ts';

const meta = { versionId: '1', lastUpdated: '2026-11-20T14:00:00.000Z' };
const START = Date.parse('2026-11-24T17:00:00Z');

test('what an earlier version of the program could not read is tried once by the next', async () => {
  const bench = await startPortalBench();
  const earlier = openBenchDesk(bench, { version: '1.0.0' });
  await earlier.refresh();
  const { path, db } = earlier;
  const group = appointmentResource({
    id: 'group',
    start: '2026-11-24T11:00:00-06:00',
    end: '2026-11-24T11:30:00-06:00',
    participant: ['Patient/patient-1', 'Patient/patient-2', 'Practitioner/practitioner-1'].map(
      (reference) => ({
        actor: { reference },
        status: 'accepted',
      }),
    ),
  });
  db.transaction(() => {
    for (const one of [
      rescheduleTask({ id: 'strange' }),
      { ...rescheduleTask({ id: 'stranger' }), status: 'mislaid' },
      group,
    ])
      quarantine(
        db,
        { type: one.resourceType, id: one.id ?? '', versionId: '1', body: { ...one, meta } },
        { reason: 'malformed', detail: 'as an earlier version saw it' },
        bench.clock.now(),
      );
    saveBusyTimes(db, 'group', [{ practitionerId: null, start: START, end: START + 60_000 }], []);
  });
  const ids = (desk: typeof earlier) => quarantined(desk).map(({ id }) => id);
  await earlier.refresh();
  expect(ids(earlier)).toEqual(['group', 'strange', 'stranger']);
  await earlier.crash();

  const later = openBenchDesk(bench, { path, seed: 2, version: '1.1.0' });
  await later.refresh();
  expect(ids(later)).toEqual(['group', 'stranger']);
  expect(findRequest(later.db, 'strange')).toMatchObject({ status: { state: 'open' } });
  // Whose time it takes is certain by now.
  expect(busyTimesTaken(later.db, 'group').map(({ practitionerId }) => practitionerId)).toEqual([
    'practitioner-1',
  ]);

  // Once is enough.
  later.db.run(
    qb
      .updateTable('quarantine')
      .set({ body_json: JSON.stringify({ ...rescheduleTask({ id: 'stranger' }), meta }) })
      .where('id', '=', 'stranger'),
  );
  await later.refresh();
  expect(ids(later)).toEqual(['group', 'stranger']);
});

test('what an earlier version read otherwise is shown as this one reads it', async () => {
  const bench = await startPortalBench();
  const earlier = openBenchDesk(bench, { version: '1.0.0' });
  for (const id of ['moved', 'impossible'])
    await bench.put(
      appointmentResource({ id, start: '2026-11-24T11:00:00-06:00', end: '2026-11-24T11:30:00-06:00' }),
    );
  await earlier.refresh();
  const { path, db } = earlier;
  // As a version would have left it that read other times out of the same copies.
  const wrong = START + 48 * 3_600_000;
  db.run(
    qb
      .updateTable('appointment')
      .set({ start_ms: wrong, end_ms: wrong + 1_800_000 })
      .where('id', '<>', ''),
  );
  const copy = db.get(qb.selectFrom('portal_copy').select('body_json').where('id', '=', 'impossible'));
  const body = { ...JSON.parse(copy?.body_json ?? '{}'), start: '2026-02-30T11:00:00Z' };
  db.run(
    qb
      .updateTable('portal_copy')
      .set({ body_json: JSON.stringify(body) })
      .where('id', '=', 'impossible'),
  );
  await earlier.crash();

  const later = openBenchDesk(bench, { path, seed: 2, version: '1.1.0' });
  await later.refresh();
  const starts = new Map(
    later.db
      .all(qb.selectFrom('appointment').select(['id', 'start_ms']))
      .map((row) => [row.id, row.start_ms]),
  );
  expect(starts.get('moved')).toBe(START);
  expect(quarantined(later).map(({ id }) => id)).toEqual(['impossible']);
});
