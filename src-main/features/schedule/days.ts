import { blockedTimes } from '../../../src-shared/domain/blocked-time.ts';
import type { Practice, PracticeRules } from '../../../src-shared/domain/practice.ts';
import { weekdayHours } from '../../../src-shared/domain/provider-hours.ts';
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
import { longAppointments } from '../../db/queries/appointments.ts';
import { hiddenAppointments } from '../../db/queries/hidden-appointments.ts';
import { LOOK_BACK_MS, type Range } from '../../db/queries/look-back.ts';
import type { AppointmentTable } from '../../db/schema/schedule.ts';
import { busyViews } from './busy-views.ts';

/**
 * What stands on the schedule on consecutive dates of the clinic's calendar, each earliest first; what runs over midnight
 * stands on both. What cannot be shown stands there as Busy, and no more as it was before; so does a visit with its further
 * providers. However many days, it takes the same queries. `bad-input` for no such date.
 */
export function scheduleDays(
  db: Db,
  input: CommandInput<'schedule.days'>,
  { practice, blocks }: PracticeRules,
): Result<CommandOutput<'schedule.days'>, AppError> {
  const dates = datesFrom(input.from, input.days);
  if (dates === null) return err({ code: 'bad-input' });
  const days = dates.map((date) => emptyDay(date, practice, input.practitionerId));
  const [first, last] = [days.at(0), days.at(-1)];
  if (!first || !last) return ok({ days });
  const range = { from: first.from, to: last.to };
  const hidden = hiddenAppointments(db);
  const rows = appointmentsBetween(db, range, input).filter(({ id }) => !hidden.has(id));
  const appointments = [...appointmentViews(db, rows), ...busyViews(db, range, input.practitionerId)].sort(
    (a, b) => a.start - b.start,
  );
  const whose = input.practitionerId === null ? null : [input.practitionerId];
  const blocked = blockedTimes(blocks, range, whose, practice.zone);
  return ok({
    days: days.map((day) => {
      const within = blocked.filter((one) => one.start < day.to && one.end > day.from);
      return {
        ...day,
        appointments: appointments.filter((one) => one.start < day.to && one.end > day.from),
        ...(within.length === 0 ? {} : { blocked: within }),
      };
    }),
  });
}

/** `count` dates from `from` on; `null` when one of them is none. */
export function datesFrom(from: string, count: number): PlainDate[] | null {
  if (!isPlainDate(from)) return null;
  const dates = Array.from({ length: count }, (_, index) => addDays(from, index));
  return dates.every(isPlainDate) ? dates : null;
}

/** Of a provider (else `null`): with their hours. */
function emptyDay(date: PlainDate, practice: Practice, practitionerId: string | null): ScheduleDay {
  const closed = closedDayName(practice, date);
  return {
    date,
    ...dayBounds(date, practice.zone),
    closed,
    hours:
      closed === null
        ? weekdayHours(practice, practitionerId, weekdayOf(date)).map(({ from, to }) => ({ from, to }))
        : [],
    appointments: [],
  };
}

function appointmentsBetween(
  db: Db,
  range: Range,
  {
    practitionerId,
    includeCancelled,
  }: Pick<CommandInput<'schedule.days'>, 'practitionerId' | 'includeCancelled'>,
): AppointmentTable[] {
  const { from, to } = range;
  let query = qb
    .selectFrom('appointment')
    .selectAll()
    .where('start_ms', '>', from - LOOK_BACK_MS)
    .where('start_ms', '<', to)
    .where('end_ms', '>', from)
    .where('status', '<>', 'proposed');
  if (practitionerId !== null) query = query.where('practitioner_id', '=', practitionerId);
  if (!includeCancelled) query = query.where('status', '<>', 'cancelled');
  const earlier = longAppointments(db, range).filter(
    (row) =>
      row.start_ms <= from - LOOK_BACK_MS &&
      row.status !== 'proposed' &&
      (practitionerId === null || row.practitioner_id === practitionerId) &&
      (includeCancelled || row.status !== 'cancelled'),
  );
  return [...earlier, ...db.all(query.orderBy('start_ms').orderBy('id'))];
}
