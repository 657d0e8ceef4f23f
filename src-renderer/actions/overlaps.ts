import type { TimeConflict } from '../../src-shared/domain/time-conflict.ts';
import type { AppError } from '../../src-shared/errors.ts';
import type { RequestRow } from '../../src-shared/ipc/request-views.ts';

/** What speaks against the time of a refused command; `null` for any other refusal. */
export function conflictIn(error: AppError): TimeConflict | null {
  return error.code === 'time-conflict' ? (error.conflict ?? null) : null;
}

/**
 * What speaks against the requested time by what the row itself already says; `null` when it says nothing of the kind, or
 * that the time is past: no reason helps against that.
 */
export function conflictOfRow(row: RequestRow): TimeConflict | null {
  if (row.obstacles.some((one) => one.code === 'time-past')) return null;
  const appointmentIds = row.obstacles.flatMap((one) =>
    one.code === 'slot-taken' ? one.by.map((other) => other.appointmentId) : [],
  );
  const closed = row.obstacles.find((one) => one.code === 'closed-day');
  const outside = row.obstacles.find((one) => one.code === 'outside-hours');
  const { practitionerId } = row.appointment;
  const hoursOf = outside?.whose === undefined ? null : practitionerId;
  const unavailable = row.obstacles.flatMap((one) => (one.code === 'unavailable' ? one.times : []));
  if (
    appointmentIds.length === 0 &&
    closed === undefined &&
    outside === undefined &&
    unavailable.length === 0
  )
    return null;
  return {
    appointmentIds,
    closedDay: closed?.day ?? null,
    outsideHours: outside !== undefined,
    ...(hoursOf === null ? {} : { hoursOf }),
    ...(unavailable.length === 0 ? {} : { unavailable }),
  };
}
