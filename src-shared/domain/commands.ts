import { z } from 'zod';
import type { Infer } from '../infer.ts';
import { CALL_NOTE_LIMIT } from './call-outcome.ts';
import { lateCharge } from './cancellation-policy.ts';
import { MOST_PROPOSED, type VisitSlot, visitSlot } from './request.ts';
import { id, readableInstant } from './values.ts';

/** The longest message to a patient, in UTF-16 code units (docs/workflow.md, 1: **Message to patient**). */
export const MESSAGE_LIMIT = 1000;

/** What the patient is told: the picked reason's code and words, and an optional message in plain text. */
export const words = z.object({
  reasonCode: z.string().max(100),
  reasonText: z.string().max(300),
  message: z.string().max(MESSAGE_LIMIT),
});
export type Words = Infer<typeof words>;

/** Said by the receptionist after a warning that the time overlaps others; recorded. */
export const override = z.object({ reason: z.string().min(1).max(300) });
export type Override = Infer<typeof override>;

/** Times to choose from are times of one visit: what else the patient is told of it holds for each. */
const areOneVisit = ([first, ...others]: readonly VisitSlot[]): boolean =>
  others.every(
    (one) =>
      one.practitionerId === first?.practitionerId &&
      one.locationId === first.locationId &&
      one.type.code === first.type.code &&
      one.end - one.start === first.end - first.start,
  );

/**
 * The time proposed is offered to others, too: whoever accepts first gets it. `offer`: what their proposals share; `others`: how many
 * others are offered it in this go.
 */
const sharedOffer = z.strictObject({ offer: id, others: z.number().int().min(1) });

const answer = z.enum(['accepted', 'declined']);

/** What the receptionist does about a request. `lateCharge`: of a wish to cancel to which the charges notice applies. */
export const deskCommand = z.discriminatedUnion('type', [
  /** Reschedule: move to the requested time. Cancel: Approve Cancellation, which needs `words`. */
  z.strictObject({
    type: z.literal('approve'),
    words: words.optional(),
    override: override.optional(),
    lateCharge: lateCharge.optional(),
  }),
  z.strictObject({ type: z.literal('deny'), words }),
  z.strictObject({ type: z.literal('keep'), words }),
  /** The patient takes one of the times. On an awaiting request it replaces the proposal that stands. */
  z.strictObject({
    type: z.literal('propose'),
    slots: z.array(visitSlot).min(1).max(MOST_PROPOSED).refine(areOneVisit),
    words,
    override: override.optional(),
    shared: sharedOffer.optional(),
  }),
  z.strictObject({
    type: z.literal('update'),
    slot: visitSlot,
    words: words.optional(),
    override: override.optional(),
  }),
  z.strictObject({ type: z.literal('cancel-appointment'), words, lateCharge: lateCharge.optional() }),
  z.strictObject({ type: z.literal('withdraw-proposal'), words: words.optional() }),
  /** `appointmentId`: the proposed time they accepted, where several are. `note`: what else was said on the phone, for the record. */
  z.strictObject({
    type: z.literal('record-answer'),
    answer,
    appointmentId: id.optional(),
    note: z.string().max(CALL_NOTE_LIMIT).optional(),
  }),
  z.strictObject({ type: z.literal('resend-email') }),
  /** Words to the patient while nothing is decided yet. `message`: in plain text, never empty. */
  z.strictObject({ type: z.literal('message'), message: z.string().min(1).max(MESSAGE_LIMIT) }),
  z.strictObject({ type: z.literal('assign-patient'), patientId: id }),
]);
export type DeskCommand = Infer<typeof deskCommand>;

/** The times a command carries; none where it carries none. */
export const slotsIn = (
  command:
    | { readonly slot: VisitSlot }
    | { readonly slots: readonly VisitSlot[] }
    | { readonly type: string },
): readonly VisitSlot[] => ('slots' in command ? command.slots : 'slot' in command ? [command.slot] : []);

/** What comes from the patient, the policy or the clock. */
const systemCommand = z.discriminatedUnion('type', [
  /** `proposalAppointmentId`: the time accepted; of several declined any. */
  z.strictObject({ type: z.literal('patient-answer'), answer, proposalAppointmentId: id }),
  /**
   * The patient takes none of the proposed times and names one of their own. `proposalAppointmentId`: the time answered; of several any.
   * `comment`: what they wrote with it, in plain text.
   */
  z.strictObject({
    type: z.literal('patient-own-time'),
    proposalAppointmentId: id,
    requested: z.object({ start: readableInstant, end: readableInstant }),
    comment: z.string(),
  }),
  z.strictObject({ type: z.literal('patient-withdraws') }),
  z.strictObject({ type: z.literal('supersede'), byRequestId: id }),
  z.strictObject({ type: z.literal('apply-policy') }),
  z.strictObject({ type: z.literal('expire') }),
  /** The time that several were offered has been given to another. `late`: this patient has accepted it, too. */
  z.strictObject({ type: z.literal('offer-taken'), late: z.boolean() }),
]);
export type SystemCommand = Infer<typeof systemCommand>;

/** Everything that can happen to a request. */
export type RequestCommand = DeskCommand | SystemCommand;

export type RequestCommandType = RequestCommand['type'];

/** The part of `RequestCommandType` that is the receptionist's. */
export const deskCommandType = z.enum(deskCommand.options.map((option) => option.shape.type.value));
export type DeskCommandType = Infer<typeof deskCommandType>;
export const DESK_COMMAND_TYPES: readonly DeskCommandType[] = deskCommandType.options;
