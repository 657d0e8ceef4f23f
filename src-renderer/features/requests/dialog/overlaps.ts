import type { ZoneId } from '../../../../src-shared/domain/time.ts';
import type { AppError } from '../../../../src-shared/errors.ts';
import type { AppointmentView } from '../../../../src-shared/ipc/appointment-views.ts';
import type { DeskCommand, RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { STATUS } from '../../../text/requests.ts';
import { formatTimeRange } from '../../../text/times.ts';

/** A command that may take a slot which is taken already. */
export type OverridableCommand = Extract<DeskCommand, { type: 'approve' | 'update' | 'propose' }>;

/** The appointments a `slot-taken` refusal names; empty for any other. */
export function takenIds(error: AppError): readonly string[] {
  if (error.code !== 'slot-taken' || error.reference === undefined) return [];
  return error.reference.split(',').filter((id) => id !== '');
}

/** The appointments in the way that the row itself already names. */
export function takenByRow(row: RequestRow): readonly string[] {
  return row.obstacles.flatMap((obstacle) =>
    obstacle.code === 'slot-taken' ? obstacle.by.map((other) => other.appointmentId) : [],
  );
}

/** When the command would take place: the day to look at for names. */
export function targetTime(
  row: RequestRow,
  command: OverridableCommand,
): { readonly start: number; readonly end: number } | null {
  return command.type === 'approve' ? row.requested : command.slot;
}

/** "9:00 AM – 9:30 AM: John Smith with Dr. Adams (Booked)". */
export const overlapSentence = (other: AppointmentView, zone: ZoneId): string =>
  `${formatTimeRange(other.start, other.end, zone)}: ${other.patientName} with ${other.practitionerName} (${STATUS[other.status]})`;
