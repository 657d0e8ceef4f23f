import { z } from 'zod';
import type { Infer } from '../infer.ts';
import { deskCommand, type RequestCommand } from './commands.ts';
import { type ScheduleCommand, scheduleCommand } from './schedule-command.ts';

/** Everything that can be done to a visit. */
export type Command = RequestCommand | ScheduleCommand;

/** What a receptionist does to it, about a request or on the schedule itself. */
export const receptionistCommand = z.union([deskCommand, scheduleCommand]);
export type ReceptionistCommand = Infer<typeof receptionistCommand>;

/**
 * A change to a visit, given about a request, which it answers, or on the schedule, where it answers the open request of the visit's
 * patient, if there is one.
 */
export type Decision =
  | { readonly on: 'request'; readonly id: string; readonly command: RequestCommand }
  | { readonly on: 'schedule'; readonly command: ScheduleCommand };
