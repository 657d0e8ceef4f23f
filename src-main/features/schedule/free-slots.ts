import type { PracticeRules } from '../../../src-shared/domain/practice.ts';
import { type FreeSlot, freeSlots } from '../../../src-shared/domain/slots.ts';
import { dayBounds, type EpochMs, isPlainDate } from '../../../src-shared/domain/time.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { CommandInput } from '../../../src-shared/ipc/contract.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import type { Db } from '../../db/db.ts';
import { appointmentsNearVisit } from '../../db/queries/appointments.ts';
import { takenOfFurther } from '../../db/queries/taken-times.ts';
import { unavailableAsTaken } from '../../db/queries/unavailable-times.ts';
import { movedIds } from './moved-ids.ts';

/**
 * The times on that date at which the provider could see somebody. The time of the appointment being moved is free for
 * it, and so is that of a Tentative proposed in its place: a new proposal replaces it.
 */
export function findFreeSlots(
  db: Db,
  input: CommandInput<'schedule.freeSlots'>,
  rules: PracticeRules,
  now: EpochMs,
): Result<FreeSlot[], AppError> {
  const { date, practitionerId, minutes, movingAppointmentId } = input;
  const { practice } = rules;
  if (!isPlainDate(date)) return err({ code: 'bad-input' });
  const day = dayBounds(date, practice.zone);
  const appointments = appointmentsNearVisit(
    db,
    day,
    { practitionerId, patientId: null },
    movingAppointmentId,
  );
  return ok(
    freeSlots({
      practice,
      date,
      practitionerId,
      minutes,
      appointments: [
        ...appointments,
        ...unavailableAsTaken(db, rules, day, [practitionerId]),
        ...takenOfFurther(db, day, {
          practitionerIds: [practitionerId],
          visitId: movingAppointmentId,
          rules,
        }),
      ],
      exceptIds: movedIds(db, movingAppointmentId),
      now,
    }),
  );
}
