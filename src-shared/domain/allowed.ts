import type { Appointment } from './appointment.ts';
import type { RequestCommandType } from './commands.ts';
import { gate } from './decide/gate.ts';
import type { AppointmentRequest } from './request.ts';

/** The part of `RequestCommandType` that is the receptionist's. */
export const DESK_COMMAND_TYPES = [
  'approve',
  'deny',
  'keep',
  'propose',
  'update',
  'cancel-appointment',
  'withdraw-proposal',
  'record-answer',
  'resend-email',
  'assign-patient',
] as const satisfies readonly RequestCommandType[];

export type DeskCommandType = (typeof DESK_COMMAND_TYPES)[number];

/**
 * What a receptionist may choose now. A command that is not among them is always rejected by `decide`; one that is can still be
 * rejected for what it carries: its time, its words, an overlap.
 *
 * While no patient is matched, that is assigning one, and closing the request without (deny, keep): the Reschedule form still
 * opens, since it is where the patient is assigned.
 */
export function allowed(
  request: AppointmentRequest,
  appointment: Pick<Appointment, 'status'>,
): DeskCommandType[] {
  const matched = request.patientId !== null;
  return DESK_COMMAND_TYPES.filter((type) => gate(request, type, appointment, matched) === null);
}
