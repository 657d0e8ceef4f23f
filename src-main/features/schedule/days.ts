import type { Practice } from '../../../src-shared/domain/practice.ts';
import { closedDayName } from '../../../src-shared/domain/slots.ts';
import {
  addDays,
  dayBounds,
  isPlainDate,
  type PlainDate,
  weekdayOf,
} from '../../../src-shared/domain/time.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { ScheduleDay } from '../../../src-shared/ipc/appointment-views.ts';
import type { CommandInput, CommandOutput } from '../../../src-shared/ipc/contract.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import { type Db, qb } from '../../db/db.ts';
import { appointmentViews } from '../../db/queries/appointment-views.ts';
import { LONGEST_APPOINTMENT_MS } from '../../db/queries/appointments.ts';

/**
 * What stands on the schedule on consecutive dates of the clinic's calendar, each earliest first; what runs over midnight
 * stands on both. However many days, it takes one query for the appointments. `bad-input` for no such date.
 */
export function scheduleDays(
  db: Db,
  input: CommandInput<'schedule.days'>,
  practice: Practice,
): Result<CommandOutput<'schedule.days'>, AppError> {
  const dates = datesFrom(input.from, input.days);
  if (dates === null) return err({ code: 'bad-input' });
  const days = dates.map((date) => emptyDay(date, practice));
  const [first, last] = [days.at(0), days.at(-1)];
  if (!first || !last) return ok({ days });
  const appointments = appointmentViews(
    db,
    db.all(appointmentsBetween(first.from, last.to, input.practitionerId, input.includeCancelled)),
  );
  return ok({
    days: days.map((day) => ({
      ...day,
      appointments: appointments.filter((one) => one.start < day.to && one.end > day.from),
    })),
  });
}

/** `count` dates from `from` on; `null` when one of them is none. */
export function datesFrom(from: string, count: number): PlainDate[] | null {
  if (!isPlainDate(from)) return null;
  const dates = Array.from({ length: count }, (_, index) => addDays(from, index));
  return dates.every(isPlainDate) ? dates : null;
}

function emptyDay(date: PlainDate, practice: Practice): ScheduleDay {
  const closed = closedDayName(practice, date);
  const weekday = weekdayOf(date);
  return {
    date,
    ...dayBounds(date, practice.zone),
    closed,
    hours:
      closed === null
        ? practice.hours
            .filter((day) => day.weekday === weekday)
            .flatMap((day) => day.open.map(({ from, to }) => ({ from, to })))
        : [],
    appointments: [],
  };
}

function appointmentsBetween(
  from: number,
  to: number,
  practitionerId: string | null,
  includeCancelled: boolean,
) {
  let query = qb
    .selectFrom('appointment')
    .selectAll()
    .where('start_ms', '>', from - LONGEST_APPOINTMENT_MS)
    .where('start_ms', '<', to)
    .where('end_ms', '>', from);
  if (practitionerId !== null) query = query.where('practitioner_id', '=', practitionerId);
  if (!includeCancelled) query = query.where('status', '<>', 'cancelled');
  return query.orderBy('start_ms').orderBy('id');
}
