import type { RequestCommand } from './commands.ts';
import type { ScheduleCommand } from './schedule-command.ts';

/** Everything that can be done to a visit. */
export type Command = RequestCommand | ScheduleCommand;

/**
 * A change to a visit, given about a request, which it answers, or on the schedule, where it answers the open request of the visit's
 * patient, if there is one.
 */
export type Decision =
  | { readonly on: 'request'; readonly id: string; readonly command: RequestCommand }
  | { readonly on: 'schedule'; readonly command: ScheduleCommand };
