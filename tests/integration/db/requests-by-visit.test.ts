import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Db, qb } from '../../../src-main/db/db.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { deleteAppointment, saveAppointment } from '../../../src-main/db/queries/appointments.ts';
import { saveRequest } from '../../../src-main/db/queries/requests.ts';
import { listQuery } from '../../../src-main/features/requests/list-query.ts';
import { buildAppointment, buildRequest, HALF_HOUR, NOW, ZONE } from '../../support/domain.ts';
import { planOf } from '../../support/query-plan.ts';
import { WHOLE_INBOX } from '../../support/whole-inbox.ts';

const everything = { ...WHOLE_INBOX, sort: 'appointment' } as const;

function emptyDatabase(): Db {
  const opened = openDatabase(':memory:');
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

const visit = fc.constantFrom('visit-1', 'visit-2', 'visit-3');
const request = fc.constantFrom('request-1', 'request-2', 'request-3', 'request-4');
const provider = fc.constantFrom('practitioner-1', 'practitioner-2');
const startHours = fc.integer({ min: 1, max: 5 });

/** What happens to visits and requests, in any order: a request may name a visit that comes later, or never. */
const step = fc.oneof(
  fc.record({ what: fc.constant('visit' as const), visit, startHours, practitionerId: provider }),
  fc.record({ what: fc.constant('visit-gone' as const), visit }),
  fc.record({ what: fc.constant('request' as const), request, visit }),
  // As undo puts a row back: whole, with what it had then.
  fc.record({ what: fc.constant('put-back' as const), request, startHours }),
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function take(db: Db, one: Step): void {
  const start = 'startHours' in one ? NOW + one.startHours * HALF_HOUR : NOW;
  if (one.what === 'visit')
    saveAppointment(
      db,
      buildAppointment({
        id: one.visit,
        start,
        end: start + HALF_HOUR,
        practitionerId: one.practitionerId,
      }),
    );
  else if (one.what === 'visit-gone') deleteAppointment(db, one.visit);
  else if (one.what === 'request')
    saveRequest(db, buildRequest({ id: one.request, appointmentId: one.visit }), NOW);
  else
    db.run(
      qb
        .updateTable('request')
        .set({ appointment_start_ms: start, appointment_practitioner_id: 'practitioner-1' })
        .where('id', '=', one.request),
    );
}

test('a request stands where its visit does and has its provider, whatever came first and whatever changed since', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) => {
      const db = emptyDatabase();
      for (const one of steps) take(db, one);
      const rows = db.all(
        qb
          .selectFrom('request')
          .leftJoin('appointment', 'appointment.id', 'request.appointment_id')
          .select([
            'request.id',
            'request.appointment_start_ms as keptStart',
            'request.appointment_practitioner_id as keptProvider',
            'appointment.start_ms as start',
            'appointment.practitioner_id as provider',
          ]),
      );
      expect(rows.map(({ keptStart, keptProvider }) => [keptStart, keptProvider])).toEqual(
        rows.map(({ start, provider }) => [start, provider]),
      );
      const inOrder = rows
        .filter(({ start }) => start !== null)
        .sort((a, b) => (a.start ?? 0) - (b.start ?? 0) || (a.id < b.id ? -1 : 1));
      expect(db.all(listQuery(everything, ZONE, null, 50)).map(({ id }) => id)).toEqual(
        inOrder.map(({ id }) => id),
      );
      db.close();
    }),
    { numRuns: 60 },
  );
});

test.each(['inbox', 'awaiting'] as const)(
  'a page of %s by visit is read off an index, in its order',
  (view) => {
    const db = emptyDatabase();
    expect(planOf(db, listQuery({ ...everything, view }, ZONE, { key: NOW, id: 'request-1' }, 50))).toEqual([
      'SEARCH request USING INDEX request_by_start (state=? AND (appointment_start_ms,id)>(?,?))',
      // What is put off is left out, row by row.
      ...(view === 'inbox'
        ? ['CORRELATED SCALAR SUBQUERY 1', 'SEARCH snooze USING PRIMARY KEY (request_id=?)']
        : []),
      expect.stringMatching(/^SEARCH appointment USING .*\(id=\?\)$/),
    ]);
    db.close();
  },
);
