import { sql } from 'kysely';
import { BLOCKING_STATUSES } from '../../../src-shared/domain/appointment.ts';
import type { Interval } from '../../../src-shared/domain/conflicts.ts';
import type { Practice } from '../../../src-shared/domain/practice.ts';
import { closedDayName, openIntervals } from '../../../src-shared/domain/slots.ts';
import {
  dayBounds,
  type EpochMs,
  isPlainDate,
  MINUTE_MS,
  type PlainDate,
} from '../../../src-shared/domain/time.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { CommandInput, CommandOutput } from '../../../src-shared/ipc/contract.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import type { Db, Query } from '../../db/db.ts';
import { qb } from '../../db/db.ts';
import { idList } from '../../db/id-list.ts';
import { findAppointment, longAppointments } from '../../db/queries/appointments.ts';
import { allBusyTimes, busyTimesOf } from '../../db/queries/busy-times.ts';
import { allPractitioners } from '../../db/queries/directory.ts';
import { EVERYBODY, furtherWithin } from '../../db/queries/further-providers.ts';
import { hiddenAppointments } from '../../db/queries/hidden-appointments.ts';
import { LOOK_BACK_MS } from '../../db/queries/look-back.ts';
import { datesFrom } from './days.ts';

/**
 * How full each day of a month is, in the clinic's zone. What blocks its time counts: Tentative does, cancelled and no-show
 * never; what runs over midnight counts on both days, with the minutes each has of it. `openMinutes` is the day's opening
 * times the providers shown: the active ones, or the one chosen. `bad-input` for no such month.
 */
export function scheduleLoad(
  db: Db,
  { month, practitionerId }: CommandInput<'schedule.load'>,
  practice: Practice,
): Result<CommandOutput<'schedule.load'>, AppError> {
  const dates = isPlainDate(`${month}-01`)
    ? datesFrom(`${month}-01`, 31)?.filter((date) => date.startsWith(month))
    : null;
  if (!dates) return err({ code: 'bad-input' });
  const providers =
    practitionerId === null
      ? allPractitioners(db).flatMap(({ id, active }) => (active ? [id] : []))
      : [practitionerId];
  const bounds = dates.map((date) => ({ date, ...dayBounds(date, practice.zone) }));
  const hidden = hiddenAppointments(db);
  const taken = new Map(db.all(takenByDay(bounds, practitionerId, hidden)).map((row) => [row.date, row]));
  const beside = takenBeside(db, bounds, practitionerId, hidden);
  return ok({
    days: bounds.map(({ date, from, to }) => {
      const { count = 0, takenMs = 0 } = taken.get(date) ?? {};
      const more = beside.filter((one) => one.appliesTo(from) && one.start < to && one.end > from);
      const moreMs = more.reduce((sum, { start, end }) => sum + Math.min(end, to) - Math.max(start, from), 0);
      return {
        date,
        count: count + more.length,
        takenMinutes: Math.round((takenMs + moreMs) / MINUTE_MS),
        openMinutes: openMinutes(practice, date, providers),
        closed: closedDayName(practice, date) !== null,
      };
    }),
  });
}

/** What `takenByDay` does not count: what cannot be shown, a visit's further providers, and what is longer than a day from its second day on. */
function takenBeside(
  db: Db,
  bounds: readonly Bounds[],
  practitionerId: string | null,
  hidden: ReadonlySet<string>,
): (Interval & { readonly appliesTo: (from: EpochMs) => boolean })[] {
  const range = { from: bounds.at(0)?.from ?? 0, to: bounds.at(-1)?.to ?? 0 };
  const long = longAppointments(db, range).filter(
    (row) =>
      BLOCKING_STATUSES.includes(row.status) &&
      !hidden.has(row.id) &&
      (practitionerId === null || row.practitioner_id === practitionerId),
  );
  const busy = practitionerId === null ? allBusyTimes(db, range) : busyTimesOf(db, practitionerId, range);
  return [
    ...long.map(({ start_ms: start, end_ms: end }) => ({
      start,
      end,
      appliesTo: (from: EpochMs) => start <= from - LOOK_BACK_MS,
    })),
    ...busy.map(({ start, end }) => ({ start, end, appliesTo: () => true })),
    ...furtherWithin(db, range, practitionerId === null ? null : [practitionerId])
      .filter(
        ({ status, appointment_id, practitioner_id }) =>
          BLOCKING_STATUSES.includes(status) &&
          !hidden.has(appointment_id) &&
          // Of their own visit with somebody unknown they have one.
          !(practitioner_id === EVERYBODY && isWith(db, appointment_id, practitionerId)),
      )
      .map(({ start_ms: start, end_ms: end }) => ({ start, end, appliesTo: () => true })),
  ];
}

const isWith = (db: Db, appointmentId: string, practitionerId: string | null): boolean =>
  practitionerId !== null && findAppointment(db, appointmentId)?.practitionerId === practitionerId;

function openMinutes(practice: Practice, date: PlainDate, providers: readonly string[]): number {
  const withOwn = new Set(practice.providerHours?.map((one) => one.practitionerId));
  const openFor = (practitionerId: string | null): number =>
    openIntervals(practice, date, practitionerId).reduce((sum, { start, end }) => sum + end - start, 0);
  const own = providers.filter((id) => withOwn.has(id));
  const open = own.reduce((sum, id) => sum + openFor(id), openFor(null) * (providers.length - own.length));
  return Math.round(open / MINUTE_MS);
}

interface Bounds {
  readonly date: PlainDate;
  readonly from: number;
  readonly to: number;
}

/**
 * One query. The CROSS JOIN makes each day a range of the index (https://www.sqlite.org/optoverview.html, 7.3); the days are
 * materialized, or their JSON would be read again for every appointment, at eight times the cost.
 */
function takenByDay(
  bounds: readonly Bounds[],
  practitionerId: string | null,
  hidden: ReadonlySet<string>,
): Query<{ readonly date: string; readonly count: number; readonly takenMs: number }> {
  let query = qb
    .with(
      (cte) => cte('day').materialized(),
      () => dayRows(bounds),
    )
    .selectFrom('day')
    .crossJoin('appointment')
    .select([
      'day.date',
      sql<number>`count(*)`.as('count'),
      sql<number>`sum(min(end_ms, to_ms) - max(start_ms, from_ms))`.as('takenMs'),
    ])
    .where(sql<boolean>`start_ms > from_ms - ${LOOK_BACK_MS}`)
    .whereRef('start_ms', '<', 'to_ms')
    .whereRef('end_ms', '>', 'from_ms')
    .where('status', 'in', BLOCKING_STATUSES)
    .groupBy('day.date');
  if (practitionerId !== null) query = query.where('practitioner_id', '=', practitionerId);
  if (hidden.size > 0) query = query.where('appointment.id', 'not in', idList([...hidden]));
  return query;
}

const dayRows = (bounds: readonly Bounds[]) =>
  sql<{ date: string; from_ms: number; to_ms: number }>`
    (select value ->> 'date' as date, value ->> 'from' as from_ms, value ->> 'to' as to_ms
    from json_each(${JSON.stringify(bounds)}))`;
