import type { Appointment } from './appointment.ts';
import { possibleStatuses } from './decide-schedule/status.ts';
import { activeRejection } from './decide-schedule.ts';
import type { ScheduleStatus } from './schedule-command.ts';
import type { EpochMs, ZoneId } from './time.ts';

/** What a receptionist can do to an appointment on the schedule. */
export interface ScheduleAllowed {
  readonly update: boolean;
  readonly cancel: boolean;
  readonly statuses: ScheduleStatus[];
}

/**
 * What `decideSchedule` does not refuse for the appointment's own sake; it can still refuse what a command carries: its time,
 * its words, a conflict.
 */
export function scheduleAllowed(
  appointment: Pick<Appointment, 'status' | 'start'>,
  now: EpochMs,
  zone: ZoneId,
): ScheduleAllowed {
  const active = activeRejection(appointment) === null;
  return { update: active, cancel: active, statuses: possibleStatuses(appointment, now, zone) };
}
