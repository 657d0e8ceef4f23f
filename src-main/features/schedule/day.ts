import type { Practice } from '../../../src-shared/domain/practice.ts';
import { closedDayName } from '../../../src-shared/domain/slots.ts';
import { dayBounds, isPlainDate, weekdayOf } from '../../../src-shared/domain/time.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { ScheduleDay } from '../../../src-shared/ipc/appointment-views.ts';
import type { CommandInput } from '../../../src-shared/ipc/contract.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import { type Db, sql } from '../../db/db.ts';
import { appointmentViews } from '../../db/queries/appointment-views.ts';
import { LONGEST_APPOINTMENT_MS } from '../../db/queries/appointments.ts';

/** What stands on the schedule on a date of the clinic's calendar, earliest first. `bad-input` for no such date. */
export function scheduleDay(
  db: Db,
  input: CommandInput<'schedule.day'>,
  practice: Practice,
): Result<ScheduleDay, AppError> {
  const { date, practitionerId, includeCancelled } = input;
  if (!isPlainDate(date)) return err({ code: 'bad-input' });
  const { from, to } = dayBounds(date, practice.zone);
  let query = sql
    .selectFrom('appointment')
    .selectAll()
    .where('start_ms', '>', from - LONGEST_APPOINTMENT_MS)
    .where('start_ms', '<', to)
    .where('end_ms', '>', from);
  if (practitionerId !== null) query = query.where('practitioner_id', '=', practitionerId);
  if (!includeCancelled) query = query.where('status', '<>', 'cancelled');
  const closed = closedDayName(practice, date);
  const weekday = weekdayOf(date);
  return ok({
    date,
    from,
    to,
    closed,
    hours:
      closed === null
        ? practice.hours
            .filter((day) => day.weekday === weekday)
            .flatMap((day) => day.open.map(({ from, to }) => ({ from, to })))
        : [],
    appointments: appointmentViews(db, db.all(query.orderBy('start_ms').orderBy('id'))),
  });
}
