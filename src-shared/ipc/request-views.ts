/** What the window shows of requests, and what it can decide. */
import { z } from 'zod';
import { policyAlert } from '../domain/cancellation-policy.ts';
import { deskCommand, deskCommandType } from '../domain/commands.ts';
import { conflictNote } from '../domain/conflict-note.ts';
import { mailState, outboxState } from '../domain/delivery-states.ts';
import { partialDraft } from '../domain/draft.ts';
import { MANY_ACTS } from '../domain/many-requests.ts';
import { obstacle } from '../domain/obstacle.ts';
import { requestKind, requestMark, requestOutcome, requestState } from '../domain/request.ts';
import { id, instant, plainDate } from '../domain/values.ts';
import { errorCode } from '../errors.ts';
import type { Infer } from '../infer.ts';
import { appointmentView } from './appointment-views.ts';
import { patientCard } from './basics.ts';
import { historyEntry } from './history-views.ts';

/** Where the newest decision on a request stands on its way out. */
export const delivery = z.object({
  outboxId: id,
  state: outboxState,
  /** Undo is possible until then. */
  undoUntil: instant,
  lastError: z.string().nullable(),
});
export const mailStateView = z.object({
  mailId: id,
  state: mailState,
  toAddress: z.string(),
  lastError: z.string().nullable(),
});
const span = z.object({ start: instant, end: instant });
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
  state: requestState,
  mark: requestMark.nullable(),
  outcome: requestOutcome.nullable(),
  outcomeReason: z.string().nullable(),
  resolvedAt: instant.nullable(),
  /** Who settled it and what that moved, as the record of this desk has it; null while it is not settled, or where it says nothing of it. */
  settled: z.object({ by: z.string(), from: span.nullable(), to: span.nullable() }).nullable(),
  proposal: z
    .object({
      /** One at least. */
      appointments: z.array(appointmentView),
      sentAt: instant,
      expiresAt: instant.nullable(),
      reason: z.string(),
      message: z.string(),
      /** How many others are offered the time, too, and may still accept it; absent: nobody. */
      sharedWith: z.number().int().optional(),
    })
    .nullable(),
  obstacles: z.array(obstacle),
  policy: policyAlert.nullable(),
  /** `canBeTakenBack`: somebody at a desk has made the newest decision, and nothing of it has left. */
  delivery: delivery.extend({ canBeTakenBack: z.boolean() }).nullable(),
  mail: mailStateView.nullable(),
  /** `outboxId`: which decision was refused. */
  conflict: conflictNote.extend({ outboxId: id }).nullable(),
  /** Who has begun an answer here and has not sent it, the first first: by name, which is null where nobody knows. */
  typedBy: z.array(z.object({ userId: z.string(), name: z.string().nullable() })),
  /** Until when somebody at this desk has put it off; null: it is not. */
  snoozedUntil: instant.nullable(),
  /** The newest note that somebody at this desk has written about it. */
  deskNote: z.object({ text: z.string(), by: z.string(), at: instant }).nullable(),
  /** What the receptionist can do now. */
  allowed: z.array(deskCommandType),
  /** Why each of the others cannot be done. */
  refused: z.partialRecord(deskCommandType, errorCode),
});
export type RequestRow = Infer<typeof requestRow>;
export const requestDetail = z.object({
  row: requestRow,
  history: z.array(historyEntry),
  draft: partialDraft.nullable(),
});
export type RequestDetail = Infer<typeof requestDetail>;
export const requestListInput = z.strictObject({
  /** `inbox`: open. `awaiting`: awaiting the patient. `attention`: refused, conflicting or failed. `history`: resolved. */
  view: z.enum(['inbox', 'awaiting', 'history']),
  practitionerId: id.nullable(),
  kind: requestKind.nullable(),
  /**
   * `marked`: declined or no answer; `conflict`: changed elsewhere; `unsynced`: waiting to sync. The inbox shows what is put off under
   * `snoozed`, and to whoever searches.
   */
  filter: z.enum(['all', 'marked', 'conflict', 'obstacle-free', 'unsynced', 'snoozed']),
  /** Patient name, birth date, phone or e-mail; every word must match the start of one. Empty: everybody. */
  search: z.string().max(200),
  /** `appointment`: earliest appointment first. `arrival`: newest request first. History is always newest first. */
  sort: z.enum(['appointment', 'arrival']),
  /** What narrows the history: how a request ended, who settled it, on which of the practice's days (both included). */
  settled: z
    .strictObject({
      outcome: requestOutcome.nullable(),
      by: z.string().max(1000).nullable(),
      from: plainDate.nullable(),
      to: plainDate.nullable(),
    })
    .optional(),
  cursor: z.string().max(500).nullable(),
  limit: z.number().int().min(1).max(200),
});
export type RequestListInput = Infer<typeof requestListInput>;
/** Which requests a list shows, all pages together. */
export const requestIdsInput = requestListInput.omit({ cursor: true, limit: true });
/** How many requests are read at once by their ids. */
export const MOST_BY_ID = 100;
/** A decision on a request together with others, as it was shown (`shownOf`): on what nobody has seen nothing is decided. */
export const decideShownInput = z.strictObject({
  id,
  act: z.enum(MANY_ACTS),
  command: deskCommand,
  shown: z.string().max(200_000),
});
const counts = z.object({
  /** Open, and not put off. */
  inbox: z.number().int(),
  snoozed: z.number().int(),
  awaiting: z.number().int(),
  attention: z.number().int(),
  calls: z.number().int(),
  waitingToSync: z.number().int(),
});
export type Counts = Infer<typeof counts>;
export const requestPage = z.object({
  rows: z.array(requestRow),
  /** Give it back to get the next page; null at the end. */
  nextCursor: z.string().nullable(),
  /** Matching this filter, all pages together. */
  total: z.number().int(),
  counts,
});
export type RequestPage = Infer<typeof requestPage>;
/** An e-mail as it was written, and as it leaves or has left. */
export const writtenEmail = z.object({
  toName: z.string(),
  toAddress: z.string(),
  subject: z.string(),
  html: z.string(),
  state: mailState,
  /** When it was sent or given up, or written where neither has happened. */
  at: instant,
});
export type WrittenEmail = Infer<typeof writtenEmail>;
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
export type EmailPreview = Infer<typeof emailPreview>;
