/** What the window shows of requests, and what it can decide. */
import { z } from 'zod';
import { DESK_COMMAND_TYPES } from '../domain/commands.ts';
import { errorCode } from '../errors.ts';
import { appointmentStatus, appointmentView } from './appointment-views.ts';
import {
  id,
  instant,
  override,
  patientCard,
  requestKind,
  requestMark,
  requestOutcome,
  visitSlot,
  words,
} from './basics.ts';
import { historyEntry } from './history-views.ts';
import { scheduleCommand } from './schedule-commands.ts';

/** The receptionist's commands: the part of the domain's `RequestCommand` that may come from a window. */
export const deskCommand = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('approve'), words: words.optional(), override: override.optional() }),
  z.strictObject({ type: z.literal('deny'), words }),
  z.strictObject({ type: z.literal('keep'), words }),
  z.strictObject({ type: z.literal('propose'), slot: visitSlot, words, override: override.optional() }),
  z.strictObject({
    type: z.literal('update'),
    slot: visitSlot,
    words: words.optional(),
    override: override.optional(),
  }),
  z.strictObject({ type: z.literal('cancel-appointment'), words }),
  z.strictObject({ type: z.literal('withdraw-proposal'), words: words.optional() }),
  z.strictObject({ type: z.literal('record-answer'), answer: z.enum(['accepted', 'declined']) }),
  z.strictObject({ type: z.literal('resend-email') }),
  z.strictObject({ type: z.literal('assign-patient'), patientId: id }),
]);
export type DeskCommand = z.infer<typeof deskCommand>;
export const deskCommandType = z.enum(DESK_COMMAND_TYPES);
/** What stands in the way of granting a request as asked. */
export const obstacle = z.discriminatedUnion('code', [
  z.object({
    code: z.literal('slot-taken'),
    by: z.array(
      z.object({
        appointmentId: id,
        patientName: z.string(),
        practitionerName: z.string(),
        start: instant,
        end: instant,
        status: appointmentStatus,
        /** The same patient is busy then, not the provider. */
        samePatient: z.boolean(),
      }),
    ),
  }),
  /** Other open requests ask for the same provider and the same or an overlapping time. */
  z.object({
    code: z.literal('slot-also-wanted'),
    others: z
      .array(z.object({ requestId: id, patientName: z.string(), start: instant, end: instant }))
      .min(1),
  }),
  z.object({ code: z.literal('time-past') }),
  /** What was asked for is no stretch of time a visit can take. */
  z.object({ code: z.literal('end-before-start') }),
  z.object({ code: z.literal('too-long') }),
  z.object({ code: z.literal('over-midnight') }),
  /** The visit names no location, and the practice has several. */
  z.object({ code: z.literal('location-missing') }),
  z.object({ code: z.literal('appointment-past') }),
  z.object({ code: z.literal('time-does-not-exist') }),
  z.object({ code: z.literal('closed-day'), name: z.string() }),
  z.object({ code: z.literal('outside-hours') }),
  z.object({ code: z.literal('patient-unmatched') }),
  /** The request is not certainly the appointment's patient's: it cannot be granted as it stands. */
  z.object({
    code: z.literal('patient-differs'),
    /**
     * `for-another`: it names another patient than the appointment's. `by-another`: it is for the appointment's patient, but
     * somebody else asks, who is not entered as acting for them. `visit-unknown`: this desk cannot tell whose the appointment
     * is. `visit-nobody`: the appointment has no patient.
     */
    why: z.enum(['for-another', 'by-another', 'visit-unknown', 'visit-nobody']),
    /** Who asks, or for whom; null when the portal gives no name. */
    asker: z.string().nullable(),
    /** Whose appointment it is; null when nobody knows. */
    visitPatient: z.object({ name: z.string(), phone: z.string().nullable() }).nullable(),
    /** Whom the request can be given to once somebody has asked them; null when nobody is certain. */
    assignable: z.object({ id, name: z.string() }).nullable(),
  }),
  /** Somebody for whom the appointment's patient is not certain to speak has answered the proposal: it was not applied. */
  z.object({
    code: z.literal('answered-by-another'),
    by: z.string().nullable(),
    answer: z.enum(['accepted', 'declined']),
  }),
  /** Somebody of a practice, or a program, asks for the patient: no policy applies to it by itself. */
  z.object({ code: z.literal('asked-for-patient'), by: z.string().nullable() }),
  z.object({ code: z.literal('no-email') }),
  z.object({ code: z.literal('no-portal-access') }),
  /** The appointment is not booked any more (cancelled, completed). */
  z.object({ code: z.literal('appointment-not-active'), status: appointmentStatus }),
]);
export type Obstacle = z.infer<typeof obstacle>;
/** How a cancellation request stands to the policy. `daysAhead`: calendar days to the appointment in the clinic's zone. */
export const policyAlert = z.object({
  within: z.boolean(),
  /** N of "Within N days"; null when approval is always needed. */
  days: z.number().int().nullable(),
  daysAhead: z.number().int(),
  start: instant,
  /** The charges notice, when it applies. */
  chargesText: z.string().nullable(),
});
export type PolicyAlert = z.infer<typeof policyAlert>;
/** "Changed elsewhere: …; you had chosen …". */
export const conflictNote = z.object({
  at: instant,
  /** What the desk had chosen: words are put to it by the window. */
  chosen: deskCommand.nullable(),
  /** What the desk had chosen on the schedule itself, without a request. */
  chosenOnSchedule: scheduleCommand.optional(),
  chosenBy: z.string(),
  /** What is different in the portal now. */
  portal: z.discriminatedUnion('what', [
    z.object({ what: z.literal('moved'), start: instant, end: instant }),
    z.object({ what: z.literal('cancelled') }),
    z.object({ what: z.literal('request-withdrawn') }),
    z.object({ what: z.literal('request-closed'), outcome: requestOutcome }),
    z.object({ what: z.literal('request-superseded') }),
    z.object({ what: z.literal('other') }),
  ]),
});
export type ConflictNote = z.infer<typeof conflictNote>;
/** What the Reschedule form and the dialogs hold while somebody types. Kept in the database until sent or cleared. */
export const draft = z.object({
  patientId: id.nullable(),
  practitionerId: id.nullable(),
  locationId: id.nullable(),
  typeCode: z.string().max(200).nullable(),
  date: z.string().max(20),
  time: z.string().max(20),
  minutes: z.string().max(10),
  reasonCode: z.string().max(100),
  otherReason: z.string().max(300),
  message: z.string().max(20_000),
});
export type Draft = z.infer<typeof draft>;
/** Where the newest decision on a request stands on its way out. */
export const delivery = z.object({
  outboxId: id,
  state: z.enum(['held', 'ready', 'unsure', 'done', 'undone', 'conflict', 'failed']),
  /** Undo is possible until then. */
  undoUntil: instant,
  lastError: z.string().nullable(),
});
export const mailStateView = z.object({
  mailId: id,
  state: z.enum(['waiting', 'ready', 'sent', 'failed', 'dropped', 'called']),
  toAddress: z.string(),
  lastError: z.string().nullable(),
});
export const requestRow = z.object({
  id,
  kind: requestKind,
  patient: patientCard.nullable(),
  /** The name to show: the matched patient's, or what the portal said, or "Unknown patient". */
  patientName: z.string(),
  /** What the portal calls the patient of a request nobody is matched to; null when it does not say. */
  portalName: z.string().nullable(),
  appointment: appointmentView,
  requested: z.object({ start: instant, end: instant }).nullable(),
  note: z.string(),
  authoredAt: instant,
  receivedAt: instant,
  state: z.enum(['open', 'awaiting-patient', 'resolved']),
  mark: requestMark.nullable(),
  outcome: requestOutcome.nullable(),
  outcomeReason: z.string().nullable(),
  resolvedAt: instant.nullable(),
  proposal: z
    .object({
      appointment: appointmentView,
      sentAt: instant,
      expiresAt: instant,
      reason: z.string(),
      message: z.string(),
    })
    .nullable(),
  obstacles: z.array(obstacle),
  policy: policyAlert.nullable(),
  delivery: delivery.nullable(),
  mail: mailStateView.nullable(),
  /** `outboxId`: which decision was refused. */
  conflict: conflictNote.extend({ outboxId: id }).nullable(),
  hasDraft: z.boolean(),
  /** What the receptionist can do now. */
  allowed: z.array(deskCommandType),
  /** Why each of the others cannot be done. */
  refused: z.partialRecord(deskCommandType, errorCode),
});
export type RequestRow = z.infer<typeof requestRow>;
export const requestDetail = z.object({
  row: requestRow,
  history: z.array(historyEntry),
  draft: draft.nullable(),
});
export type RequestDetail = z.infer<typeof requestDetail>;
export const requestListInput = z.strictObject({
  /** `inbox`: open. `awaiting`: awaiting the patient. `attention`: refused, conflicting or failed. `history`: resolved. */
  view: z.enum(['inbox', 'awaiting', 'history']),
  practitionerId: id.nullable(),
  kind: requestKind.nullable(),
  /** `marked`: declined or no answer; `conflict`: changed elsewhere; `unsynced`: waiting to sync. */
  filter: z.enum(['all', 'marked', 'conflict', 'obstacle-free', 'unsynced']),
  /** Patient name, birth date, phone or e-mail; every word must match the start of one. Empty: everybody. */
  search: z.string().max(200),
  /** `appointment`: earliest appointment first. `arrival`: newest request first. History is always newest first. */
  sort: z.enum(['appointment', 'arrival']),
  cursor: z.string().max(500).nullable(),
  limit: z.number().int().min(1).max(200),
});
export type RequestListInput = z.infer<typeof requestListInput>;
export const counts = z.object({
  inbox: z.number().int(),
  awaiting: z.number().int(),
  attention: z.number().int(),
  calls: z.number().int(),
  waitingToSync: z.number().int(),
});
export type Counts = z.infer<typeof counts>;
export const requestPage = z.object({
  rows: z.array(requestRow),
  /** Give it back to get the next page; null at the end. */
  nextCursor: z.string().nullable(),
  /** Matching this filter, all pages together. */
  total: z.number().int(),
  counts,
});
export type RequestPage = z.infer<typeof requestPage>;
export const emailPreview = z.object({
  /** null: the patient has no e-mail; the decision goes to the Call list. */
  to: z.string().nullable(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  /** In words for the receptionist, what the calendar part will do; null when there is none. */
  calendar: z.enum(['add', 'update', 'cancel']).nullable(),
  /** False: no mail server is set up, so the e-mail waits until one is. */
  mailSetUp: z.boolean(),
});
export type EmailPreview = z.infer<typeof emailPreview>;
