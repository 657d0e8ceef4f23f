import { isActive } from '../../../src-shared/domain/appointment.ts';
import { isBlocking } from '../../../src-shared/domain/conflicts.ts';
import { FREED_WITHIN_MS, suitedBy } from '../../../src-shared/domain/freed-slots.ts';
import type { PracticeRules } from '../../../src-shared/domain/practice.ts';
import { addDays, dayBounds, type EpochMs, plainDateOf } from '../../../src-shared/domain/time.ts';
import type { FreedSlotView } from '../../../src-shared/ipc/appointment-views.ts';
import type { Db } from '../../db/db.ts';
import { appointmentFromRow, findAppointment } from '../../db/queries/appointments.ts';
import { allPractitioners } from '../../db/queries/directory.ts';
import { type FreedAppointment, freedAppointments } from '../../db/queries/freed-appointments.ts';
import { findPatient } from '../../db/queries/people.ts';
import { takenTimes } from '../../db/queries/taken-times.ts';
import { type WantedRow, wantedTimes } from '../../db/queries/wanted-times.ts';
import { changesOnSchedule } from '../../outbox/changes-on-schedule.ts';

/** So many of the newest are looked at, and so many offered. */
const LOOKED_AT = 20;
const MOST_SLOTS = 3;
/** Wishes this far from a freed slot are compared with it. */
const WISH_DAYS = 8;

/**
 * The slots that cancellations, and moves on the schedule itself, freed in the last two days, that are free still, and the open
 * requests to reschedule they would suit (`suitedBy`). Found anew each time: what is undone, booked, past or decided is not among them.
 */
export function findFreedSlots(db: Db, now: EpochMs, rules: PracticeRules): FreedSlotView[] {
  const { zone } = rules.practice;
  const names = new Map(allPractitioners(db).map((one) => [one.id, one.name]));
  const offered: FreedSlotView[] = [];
  const seen = new Set<string>();
  for (const slot of freedSince(db, now - FREED_WITHIN_MS, now)) {
    if (offered.length === MOST_SLOTS) break;
    if (seen.has(slot.id) || !isFree(db, slot, { practitionerId: slot.practitionerId, rules })) continue;
    seen.add(slot.id);
    const suits = suitedBy(slot, wishesNear(db, slot, rules), { now, zone }).flatMap((wish) => {
      const patient = wish.patientId === null ? null : findPatient(db, wish.patientId);
      return patient === null
        ? []
        : [{ requestId: wish.requestId, patientName: patient.name, requested: wish.start }];
    });
    if (suits.length > 0)
      offered.push({
        appointmentId: slot.id,
        practitionerId: slot.practitionerId,
        practitionerName: names.get(slot.practitionerId) ?? '',
        start: slot.start,
        end: slot.end,
        suits,
      });
  }
  return offered;
}

/** The times to come that requests' decisions and changes on the schedule gave back, the newest first. They may be taken again. */
function freedSince(db: Db, since: EpochMs, now: EpochMs): FreedAppointment[] {
  const onSchedule = changesOnSchedule(db, { since, limit: LOOKED_AT }).flatMap(
    ({ created_ms: at, before: { appointments } }) =>
      appointments.flatMap(({ row }) => {
        const before = row && appointmentFromRow(row);
        if (!before || !isBlocking(before) || before.practitionerId === null || before.start <= now)
          return [];
        const { id, practitionerId, start, end } = before;
        return [{ id, practitionerId, start, end, at }];
      }),
  );
  return [...freedAppointments(db, { since, now, limit: LOOKED_AT }), ...onSchedule].sort(
    (a, b) => b.at - a.at || (a.id < b.id ? -1 : 1),
  );
}

/** Of the wishes near a slot those whose patient has nothing else then, and whose visit can still be moved there. */
function wishesNear(db: Db, slot: FreedAppointment, rules: PracticeRules): WantedRow[] {
  const { zone } = rules.practice;
  const date = plainDateOf(slot.start, zone);
  const range = {
    from: dayBounds(addDays(date, -WISH_DAYS), zone).from,
    to: dayBounds(addDays(date, WISH_DAYS), zone).to,
  };
  return wantedTimes(db, range).filter(({ appointmentId, patientId }) => {
    const visit = findAppointment(db, appointmentId);
    return (
      visit !== null &&
      isActive(visit) &&
      visit.start !== slot.start &&
      // What is another patient's cannot be moved by this request.
      (visit.patientId === null || visit.patientId === patientId) &&
      (patientId === null || isFree(db, slot, { patientId, exceptId: appointmentId, rules }))
    );
  });
}

function isFree(
  db: Db,
  slot: FreedAppointment,
  {
    practitionerId = null,
    patientId = null,
    exceptId = null,
    rules,
  }: {
    readonly practitionerId?: string | null;
    readonly patientId?: string | null;
    readonly exceptId?: string | null;
    readonly rules: PracticeRules;
  },
): boolean {
  const who = { practitionerIds: practitionerId === null ? [] : [practitionerId], patientId, rules };
  return !takenTimes(db, { from: slot.start, to: slot.end }, who).some(
    (one) => isBlocking(one) && one.id !== exceptId,
  );
}
