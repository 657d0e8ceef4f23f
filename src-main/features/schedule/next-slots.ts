import { type NextSlot, nextSlots, searchRange, type Taken } from '../../../src-shared/domain/next-slots.ts';
import type { PracticeRules } from '../../../src-shared/domain/practice.ts';
import { type EpochMs, isPlainDate } from '../../../src-shared/domain/time.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { CommandInput } from '../../../src-shared/ipc/contract.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import type { Db } from '../../db/db.ts';
import { findAppointment } from '../../db/queries/appointments.ts';
import { allPractitioners } from '../../db/queries/directory.ts';
import { takenOfFurther, takenTimes } from '../../db/queries/taken-times.ts';
import { movedIds } from './moved-ids.ts';

/**
 * The free times to offer for a visit, best first (`nextSlots`). Without a provider, those of every active one: the data
 * says of no provider which types of visit they see. `bad-input` for no such date.
 */
export function findNextSlots(
  db: Db,
  input: CommandInput<'schedule.nextSlots'>,
  rules: PracticeRules,
  now: EpochMs,
): Result<NextSlot[], AppError> {
  const { practitionerId, patientId, minutes, from, like, movingAppointmentId, alsoTaken = [] } = input;
  const { practice } = rules;
  if (!isPlainDate(from)) return err({ code: 'bad-input' });
  const practitionerIds =
    practitionerId === null
      ? allPractitioners(db).flatMap((one) => (one.active ? [one.id] : []))
      : [practitionerId];
  const moving = movingAppointmentId === null ? null : findAppointment(db, movingAppointmentId);
  const range = searchRange(from, practice.zone);
  const found = nextSlots({
    practice,
    from,
    practitionerIds,
    patientId,
    minutes,
    like: { ...like, practitionerId: moving?.practitionerId ?? null },
    appointments: [
      ...takenTimes(db, range, { practitionerIds, patientId, rules }),
      ...takenOfFurther(db, range, { practitionerIds, visitId: movingAppointmentId, rules }),
      ...alsoTaken.map((one): Taken => ({ ...one, id: '', status: 'tentative' })),
    ],
    exceptIds: movedIds(db, movingAppointmentId),
    now,
  });
  return ok(found.map(({ reasons, ...slot }) => ({ ...slot, reasons: [...reasons] })));
}
