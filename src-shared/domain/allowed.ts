import type { Appointment } from './appointment.ts';
import { DESK_COMMAND_TYPES, type DeskCommandType } from './commands.ts';
import { gate } from './decide/gate.ts';
import type { Belonging } from './origin.ts';
import type { AppointmentRequest } from './request.ts';

/**
 * What a receptionist may choose now. A command that is not among them is always rejected by `decide`; one that is can still be
 * rejected for what it carries: its time, its words, an overlap.
 *
 * While nobody is matched, or the request is not the appointment's patient's, that is assigning the patient, and closing the
 * request without (deny, keep): the Reschedule form still opens, since it is where the patient is assigned.
 */
export function allowed(
  request: AppointmentRequest,
  appointment: Pick<Appointment, 'status'>,
  belonging: Belonging,
): DeskCommandType[] {
  return DESK_COMMAND_TYPES.filter((type) => gate(request, type, appointment, belonging) === null);
}
