import fc from 'fast-check';
import { expect, test } from 'vitest';
import { savePractitioner } from '../../../src-main/db/queries/people.ts';
import { scheduleDays } from '../../../src-main/features/schedule/days.ts';
import { findFreeSlots } from '../../../src-main/features/schedule/free-slots.ts';
import { scheduleLoad } from '../../../src-main/features/schedule/load.ts';
import { findNextSlots } from '../../../src-main/features/schedule/next-slots.ts';
import { createEffects } from '../../../src-main/sync/effects.ts';
import { storeResource } from '../../../src-main/sync/projection.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import { MINUTE_MS } from '../../../src-shared/domain/time.ts';
import { temporaryDatabase } from '../../support/local-desk.ts';
import { scansOf, statementsOf } from '../../support/query-plan.ts';

const { practice } = defaultRules;
const EARLIER = Date.parse('2026-11-20T15:00:00Z');

test('whatever the portal has, no time that a visit takes is offered of its provider', () => {
  const start = Date.parse('2026-11-23T12:00:00Z');
  const reference = fc.constantFrom(
    'Practitioner/practitioner-1',
    'Practitioner/practitioner-2',
    'PractitionerRole/role-1',
    'Patient/patient-1',
    'Patient/patient-2',
    'Location/location-1',
  );
  const participant = fc.record({
    reference,
    status: fc.constantFrom('accepted', 'declined', 'tentative'),
    required: fc.constantFrom('required', 'information-only'),
  });
  const visit = fc.record({
    quarter: fc.integer({ min: 0, max: 4 * 60 }),
    quarters: fc.oneof(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 4 * 50 })),
    status: fc.constantFrom(
      'booked',
      'pending',
      'arrived',
      'fulfilled',
      'cancelled',
      'noshow',
      'waitlist',
      'odd',
    ),
    participants: fc.uniqueArray(participant, { maxLength: 5, selector: (one) => one.reference }),
  });
  type Visit = typeof visit extends fc.Arbitrary<infer T> ? T : never;
  type Participant = Visit['participants'][number];
  const attends = ({ status, required }: Participant): boolean =>
    status !== 'declined' && required !== 'information-only';
  /** A role that the portal does not show may be anybody; one that does not attend is nobody. */
  const blocks = ({ status, participants }: Visit, practitionerId: string): boolean =>
    ['booked', 'pending', 'arrived', 'fulfilled', 'odd'].includes(status) &&
    (!participants.some(
      (one) =>
        one.reference.startsWith('Practitioner/') ||
        (one.reference.startsWith('PractitionerRole/') && !attends(one)),
    ) ||
      participants.some((one) => one.reference === `Practitioner/${practitionerId}` && attends(one)));
  fc.assert(
    fc.property(fc.array(visit, { minLength: 1, maxLength: 5 }), (visits) => {
      const { db } = temporaryDatabase();
      for (const id of ['practitioner-1', 'practitioner-2'])
        savePractitioner(db, { id, name: id, active: true });
      const by = { userId: 'u', userName: 'u', deskId: 'd', deskName: 'd' };
      visits.forEach(({ quarter, quarters, status, participants }, index) => {
        const from = start + quarter * 15 * MINUTE_MS;
        const body = {
          resourceType: 'Appointment',
          id: `visit-${index}`,
          meta: { versionId: '1', lastUpdated: '2026-11-20T15:00:00Z' },
          status,
          start: new Date(from).toISOString(),
          end: new Date(from + quarters * 15 * MINUTE_MS).toISOString(),
          participant: participants.map(({ reference: to, ...rest }) => ({
            actor: { reference: to },
            ...rest,
          })),
        };
        db.transaction(() => storeResource(db, body, 'Appointment', createEffects(EARLIER, by)));
      });
      for (const practitionerId of ['practitioner-1', 'practitioner-2']) {
        const taken = visits
          .filter((one) => blocks(one, practitionerId))
          .map(({ quarter, quarters }) => {
            const from = start + quarter * 15 * MINUTE_MS;
            return { from, to: from + Math.max(1, quarters) * 15 * MINUTE_MS };
          });
        const slots = ['2026-11-23', '2026-11-24', '2026-11-25'].flatMap((date) => {
          const input = { date, practitionerId, minutes: 30, movingAppointmentId: null };
          const found = findFreeSlots(db, input, { ...defaultRules, practice }, EARLIER);
          return found.ok ? found.value : [];
        });
        const next = findNextSlots(
          db,
          {
            practitionerId,
            patientId: null,
            minutes: 30,
            from: '2026-11-23',
            like: { original: start, requested: null },
            movingAppointmentId: null,
          },
          { ...defaultRules, practice },
          EARLIER,
        );
        for (const slot of [...slots, ...(next.ok ? next.value : [])])
          expect(taken.filter(({ from, to }) => slot.start < to && from < slot.end)).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
});

test('what stands in the way of a time is found by indexes alone', () => {
  const { db } = temporaryDatabase();
  const day = { date: '2026-11-24', practitionerId: 'practitioner-1', minutes: 30, movingAppointmentId: 'v' };
  const days = { from: '2026-11-23', days: 7, includeCancelled: false };
  const statements = statementsOf(db, (on) => {
    findFreeSlots(on, day, { ...defaultRules, practice }, EARLIER);
    for (const practitionerId of [null, 'practitioner-1']) {
      scheduleDays(on, { ...days, practitionerId }, { ...defaultRules, practice });
      scheduleLoad(on, { month: '2026-11', practitionerId }, practice);
    }
  });
  expect(statements.length).toBeGreaterThan(10);
  expect(statements.flatMap((one) => scansOf(db, one))).toEqual([]);
});
