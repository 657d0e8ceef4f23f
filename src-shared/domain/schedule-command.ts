import { z } from 'zod';
import type { Infer } from '../infer.ts';
import { MESSAGE_LIMIT, override, words } from './commands.ts';
import { visitSlot } from './request.ts';
import { id } from './values.ts';

/** The statuses a receptionist gives by hand: `booked` takes the others back. */
export const SCHEDULE_STATUSES = ['booked', 'checked-in', 'completed', 'no-show'] as const;
export type ScheduleStatus = (typeof SCHEDULE_STATUSES)[number];

/**
 * What the receptionist does on the schedule itself, without a patient's request to answer. `notify`: the patient is told by
 * e-mail, or on the Call list where there is no address.
 */
export const scheduleCommand = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('book'),
    patientId: id,
    slot: visitSlot,
    /** To the patient, in plain text; empty for none. */
    message: z.string().max(MESSAGE_LIMIT),
    notify: z.boolean(),
    override: override.optional(),
  }),
  /** Another time, duration, provider, location or type. */
  z.strictObject({
    type: z.literal('update'),
    appointmentId: id,
    slot: visitSlot,
    words,
    notify: z.boolean(),
    override: override.optional(),
  }),
  z.strictObject({ type: z.literal('cancel-appointment'), appointmentId: id, words, notify: z.boolean() }),
  /** `override`: a No-show gave its time back, and somebody else may have it by now. */
  z.strictObject({
    type: z.literal('set-status'),
    appointmentId: id,
    status: z.enum(SCHEDULE_STATUSES),
    override: override.optional(),
  }),
]);
export type ScheduleCommand = Infer<typeof scheduleCommand>;

export type ScheduleCommandType = ScheduleCommand['type'];
