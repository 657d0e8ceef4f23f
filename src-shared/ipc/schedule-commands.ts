/** What the window can do to an appointment on the schedule. */
import { z } from 'zod';
import { MESSAGE_LIMIT } from '../domain/commands.ts';
import { SCHEDULE_STATUSES } from '../domain/schedule-command.ts';
import { id, override, visitSlot, words } from './basics.ts';

/** The receptionist's commands on the schedule itself: the domain's `ScheduleCommand` as it comes from a window. */
export const scheduleCommand = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('book'),
    patientId: id,
    slot: visitSlot,
    message: z.string().max(MESSAGE_LIMIT),
    notify: z.boolean(),
    override: override.optional(),
  }),
  z.strictObject({
    type: z.literal('update'),
    appointmentId: id,
    slot: visitSlot,
    words,
    notify: z.boolean(),
    override: override.optional(),
  }),
  z.strictObject({ type: z.literal('cancel-appointment'), appointmentId: id, words, notify: z.boolean() }),
  z.strictObject({
    type: z.literal('set-status'),
    appointmentId: id,
    status: z.enum(SCHEDULE_STATUSES),
    override: override.optional(),
  }),
]);
