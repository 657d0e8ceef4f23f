import { type Appointment, type AppointmentStatus, BLOCKING_STATUSES } from './appointment.ts';
import type { Rejection } from './changes.ts';
import { SCHEDULE_STATUSES, type ScheduleStatus } from './schedule-command.ts';
import { type EpochMs, plainDateOf, type ZoneId } from './time.ts';

/**
 * From which status to which. Back to Booked from each; a patient marked as No-show who comes after all is checked in. Who has
 * been checked in did show up: that is taken back first.
 */
const NEXT: Readonly<Record<AppointmentStatus, readonly ScheduleStatus[]>> = {
  proposed: [],
  booked: ['checked-in', 'completed', 'no-show'],
  'checked-in': ['completed', 'booked'],
  completed: ['checked-in', 'booked'],
  'no-show': ['checked-in', 'booked'],
  tentative: [],
  cancelled: [],
};

/** Whether the one status could follow the other at all; whether it can now, `statusRejection` says. */
export const canFollow = (from: AppointmentStatus, to: ScheduleStatus): boolean => NEXT[from].includes(to);

/**
 * Why an appointment cannot be given this status now; `null` when it can.
 *
 * Checked in and Completed: from the day of the visit on, in the clinic's zone, because patients come early and are seen
 * early. No-show: from its start on, because nobody is late before. Each can be given or taken back on any later day.
 */
export function statusRejection(
  appointment: Pick<Appointment, 'status' | 'start'>,
  status: ScheduleStatus,
  now: EpochMs,
  zone: ZoneId,
): Rejection | null {
  if (appointment.status === 'tentative') return { code: 'awaiting-patient' };
  if (appointment.status === 'cancelled' || appointment.status === 'proposed')
    return { code: 'appointment-not-active' };
  if (appointment.status === status) return { code: 'nothing-changed' };
  if (!canFollow(appointment.status, status)) return { code: 'status-not-possible' };
  return isTooEarly(appointment.start, status, now, zone) ? { code: 'status-too-early' } : null;
}

function isTooEarly(start: EpochMs, status: ScheduleStatus, now: EpochMs, zone: ZoneId): boolean {
  switch (status) {
    case 'booked':
      return false;
    case 'checked-in':
    case 'completed':
      // ISO dates sort as they follow one another.
      return start > now && plainDateOf(start, zone) > plainDateOf(now, zone);
    case 'no-show':
      return start > now;
  }
}

/** The statuses an appointment can be given now, in the order in which they are shown. */
export function possibleStatuses(
  appointment: Pick<Appointment, 'status' | 'start'>,
  now: EpochMs,
  zone: ZoneId,
): ScheduleStatus[] {
  return SCHEDULE_STATUSES.filter((status) => statusRejection(appointment, status, now, zone) === null);
}

/** True when the appointment gave its time back and takes it again: somebody else may have it by now. */
export function takesTimeAgain(from: AppointmentStatus, to: AppointmentStatus): boolean {
  return !BLOCKING_STATUSES.includes(from) && BLOCKING_STATUSES.includes(to);
}
