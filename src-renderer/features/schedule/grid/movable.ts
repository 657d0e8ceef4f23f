import type { AppointmentView, ScheduleDay } from '../../../../src-shared/ipc/appointment-views.ts';

/** Why an appointment cannot be moved on the grid. */
export type Fixed =
  | 'busy'
  | 'tentative'
  | 'completed'
  | 'no-show'
  | 'cancelled'
  | 'proposed'
  | 'no-provider'
  | 'day-before';

/**
 * Why it stays where it is; `null`: it can be moved. A Tentative changes with the request it belongs to; one that began the
 * day before is moved on that day.
 */
export function fixedBecause(
  {
    status,
    practitionerId,
    start,
    busy,
  }: Pick<AppointmentView, 'status' | 'practitionerId' | 'start' | 'busy'>,
  { from }: Pick<ScheduleDay, 'from'>,
): Fixed | null {
  if (busy !== null) return 'busy';
  if (status !== 'booked' && status !== 'checked-in') return status;
  if (practitionerId === null) return 'no-provider';
  return start < from ? 'day-before' : null;
}
