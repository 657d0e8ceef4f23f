import { z } from 'zod';
import type { Infer } from '../infer.ts';
import { COMMANDS } from './command-rules.ts';
import { deskCommand, type RequestCommand } from './commands.ts';
import { aboutAppointment, aboutRequest, type DraftSubject, NEW_APPOINTMENT } from './draft.ts';
import { type ScheduleCommand, scheduleCommand } from './schedule-command.ts';
import { id } from './values.ts';

/** Everything that can be done to a visit. */
export type Command = RequestCommand | ScheduleCommand;

/** What a receptionist does to it, about a request or on the schedule itself. */
export const receptionistCommand = z.union([deskCommand, scheduleCommand]);
export type ReceptionistCommand = Infer<typeof receptionistCommand>;

/**
 * A change to a visit, given about a request, which it answers, or on the schedule, where it answers the open request of the visit's
 * patient, if there is one.
 */
export const receptionistDecision = z.discriminatedUnion('on', [
  z.strictObject({ on: z.literal('request'), id, command: deskCommand }),
  z.strictObject({ on: z.literal('schedule'), command: scheduleCommand }),
]);
export type ReceptionistDecision = Infer<typeof receptionistDecision>;

/** The same, or one that follows from what happens in the portal, from the policy or from the clock. */
export type Decision =
  | { readonly on: 'request'; readonly id: string; readonly command: RequestCommand }
  | { readonly on: 'schedule'; readonly command: ScheduleCommand };

/**
 * What has been typed for a decision, and goes with it. What the patient, the policy or the clock decide was typed by nobody: whoever is
 * in the middle of a sentence keeps it.
 *
 * @param requestId the request it answers; `null` for none.
 */
export function draftsOf(decision: Decision, requestId: string | null): readonly DraftSubject[] {
  const { settles, by } = COMMANDS[decision.command.type];
  if (!settles || by !== 'receptionist') return [];
  const answered = requestId === null ? [] : [aboutRequest(requestId)];
  return decision.on === 'request' ? answered : [...answered, ...draftsOnSchedule(decision.command)];
}

function draftsOnSchedule(command: ScheduleCommand): readonly DraftSubject[] {
  if (command.type === 'book') return [NEW_APPOINTMENT];
  // A status is given at once: nothing is typed for it but why its time is taken again.
  if (command.type === 'set-status' && command.override === undefined) return [];
  return [aboutAppointment(command.appointmentId)];
}
