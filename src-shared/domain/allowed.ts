import type { Appointment } from './appointment.ts';
import { COMMANDS, type CommandType } from './command-rules.ts';
import { type Answers, failedPrecondition } from './decide/preconditions.ts';
import type { ScheduleStatus } from './schedule-command.ts';
import { possibleStatuses } from './status.ts';
import type { EpochMs, ZoneId } from './time.ts';

/** The commands that a receptionist gives, in the order of the table. */
const RECEPTIONISTS = (Object.keys(COMMANDS) as CommandType[]).filter(
  (type) => COMMANDS[type].by === 'receptionist',
);

/**
 * What a receptionist may choose now: about the request `answers`, or on the schedule itself (`null`). A command that is not among
 * them is always rejected by `decide`; one that is can still be rejected for what it carries: its time, its words, an overlap.
 *
 * While nobody is matched, or the request is not the appointment's patient's, that is assigning the patient, and closing the
 * request without (deny, keep): the Reschedule form still opens, since it is where the patient is assigned.
 */
export function allowed(appointment: Pick<Appointment, 'status'>, answers: Answers | null): CommandType[] {
  return RECEPTIONISTS.filter((type) => failedPrecondition(type, appointment, answers) === null);
}

/** What the panel of an appointment offers, and the statuses it can be given now. */
export function allowedOnSchedule(
  appointment: Pick<Appointment, 'status' | 'start'>,
  now: EpochMs,
  zone: ZoneId,
): { readonly update: boolean; readonly cancel: boolean; readonly statuses: ScheduleStatus[] } {
  const commands = allowed(appointment, null);
  return {
    update: commands.includes('update'),
    cancel: commands.includes('cancel-appointment'),
    statuses: possibleStatuses(appointment, now, zone),
  };
}
