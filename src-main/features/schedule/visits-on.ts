import { BLOCKING_STATUSES } from '../../../src-shared/domain/appointment.ts';
import { dayBounds, isPlainDate, type ZoneId } from '../../../src-shared/domain/time.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { CommandInput, CommandOutput } from '../../../src-shared/ipc/contract.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import { type Db, qb } from '../../db/db.ts';
import { appointmentViews } from '../../db/queries/appointment-views.ts';
import { hiddenAppointments } from '../../db/queries/hidden-appointments.ts';

/** So many are named. */
const NAMED = 5;

/** The visits that begin on these dates of the clinic's calendar, whoever's they are. `bad-input` for no such date. */
export function visitsOn(
  db: Db,
  { dates }: CommandInput<'schedule.visitsOn'>,
  zone: ZoneId,
): Result<CommandOutput<'schedule.visitsOn'>, AppError> {
  if (!dates.every(isPlainDate)) return err({ code: 'bad-input' });
  const hidden = hiddenAppointments(db);
  const rows = dates.toSorted().flatMap((date) => {
    const { from, to } = dayBounds(date, zone);
    return db
      .all(
        qb
          .selectFrom('appointment')
          .selectAll()
          .where('start_ms', '>=', from)
          .where('start_ms', '<', to)
          .where('status', 'in', BLOCKING_STATUSES)
          .orderBy('start_ms')
          .orderBy('id'),
      )
      .filter(({ id }) => !hidden.has(id));
  });
  const first = appointmentViews(db, rows.slice(0, NAMED));
  return ok({
    count: rows.length,
    first: first.map(({ id, patientName, start, end }) => ({ id, patientName, start, end })),
  });
}
