/** The lines of the record. */
import { z } from 'zod';
import type { Infer } from '../infer.ts';
import { appointmentStatus } from './appointment.ts';
import { callOutcome } from './call-outcome.ts';
import { lateCharge } from './cancellation-policy.ts';
import { answerCode } from './portal-answer.ts';
import { requestOutcome } from './request.ts';
import { userRole } from './users.ts';
import { closure, instant } from './values.ts';

/** The longest note about a request, in UTF-16 code units. */
export const NOTE_LIMIT = 1000;

export const historyKind = z.enum([
  'request-received',
  'request-withdrawn',
  'request-superseded',
  'decided',
  'undone',
  'patient-answered',
  'answer-received',
  'answer-noted',
  'time-chosen',
  'proposal-expired',
  'offer-taken',
  'applied-under-policy',
  'portal-confirmed',
  'portal-conflict',
  'portal-refused',
  'closed-elsewhere',
  'email-queued',
  'email-accepted',
  'email-refused',
  'email-retried',
  'called-instead',
  'call-listed',
  'call-done',
  'call-attempted',
  'call-undone',
  'call-dismissed',
  'patient-assigned',
  'patient-added',
  'address-corrected',
  'address-kept',
  'phone-corrected',
  'phone-kept',
  'conflict-dismissed',
  'double-booking-dismissed',
  'email-dismissed',
  'unusable-dismissed',
  'noted',
  'snoozed',
  'woken',
  'backup-restored',
  'record-fault-noted',
  'keys-change-asked',
  'keys-change-dropped',
  'keys-changed',
  'signed-in',
  'sign-in-failed',
  'locked',
  'user-added',
  'user-changed',
  'user-removed',
  'secret-changed',
  'recovery-key-used',
  'recovery-key-refused',
  'looked-at',
  'searched',
  'printed',
  'exported',
  'settings-changed',
  'started',
  'stopped',
]);
export type HistoryKind = Infer<typeof historyKind>;
/** What leaves the program on paper or as a file. */
const takenOut = z.enum([
  'downtime-sheet',
  'absence-list',
  'report',
  'request-history',
  'diagnostics',
  'recovery-key',
  'new-recovery-key',
  'record',
]);
export type TakenOut = Infer<typeof takenOut>;

/** What a history line may carry; which fields are present depends on its kind. */
export const historyDetail = z.object({
  command: z.string().optional(),
  outcome: requestOutcome.optional(),
  answer: answerCode.optional(),
  /** What was answered, where it is no proposal. */
  answerTo: z.literal('visit').optional(),
  from: z.object({ start: instant, end: instant }).optional(),
  to: z.object({ start: instant, end: instant }).optional(),
  /** The other times that were proposed together with `to`. */
  alternatives: z.array(z.object({ start: instant, end: instant })).optional(),
  /** To how many others that time was offered as well. */
  sharedWith: z.number().int().optional(),
  /** The other desk at which it was decided. */
  desk: z.string().optional(),
  practitionerName: z.string().optional(),
  reason: z.string().optional(),
  message: z.string().optional(),
  overrideReason: z.string().optional(),
  overrideOf: z.array(z.string()).optional(),
  /** The closed day that was booked all the same. Older lines hold the weekday in English. */
  overrideClosedDay: closure.optional(),
  overrideOutsideHours: z.boolean().optional(),
  /** Those were the provider's own. */
  overrideOwnHours: z.boolean().optional(),
  /** The provider was away then, or their time blocked. */
  overrideUnavailable: z.array(z.object({ why: z.enum(['away', 'blocked']), reason: z.string() })).optional(),
  /** The status given on the schedule. */
  status: appointmentStatus.optional(),
  /** The type of visit, where it was chosen or changed. */
  visitType: z.string().optional(),
  emailKind: z.string().optional(),
  toAddress: z.string().optional(),
  fromAddress: z.string().optional(),
  toPhone: z.string().optional(),
  fromPhone: z.string().optional(),
  subject: z.string().optional(),
  error: z.string().optional(),
  note: z.string().optional(),
  /** What was said of the charge for a late cancellation. */
  lateCharge: lateCharge.optional(),
  /** What came of a call, and when it is to be tried again. */
  callOutcome: callOutcome.optional(),
  again: instant.optional(),
  /** Until when a request was put off. */
  until: instant.optional(),
  /** A time an answer names in place of the proposed one. */
  suggested: z.object({ start: instant.nullable(), end: instant.nullable() }).optional(),
  patientName: z.string().optional(),
  /** When the backup was made that was put in the place of the database, and the line that the record had reached by then. */
  backupOf: instant.optional(),
  reached: z.number().int().optional(),
  /** What was found wrong with the record: so many lines, the first of them, and how the file beside it fits. */
  recordFault: z
    .object({
      faults: z.number().int(),
      first: z.number().int().nullable(),
      head: z.object({ is: z.string(), reached: z.number().int().optional() }).nullable(),
    })
    .optional(),
  /** What somebody looked for, as typed, and how many were found of those that were shown. */
  search: z
    .object({
      where: z.enum(['patients', 'similar-patients', 'requests', 'record']),
      text: z.string(),
      found: z.number().int(),
    })
    .optional(),
  takenOut: takenOut.optional(),
  /** Where it was written to. */
  file: z.string().optional(),
  /** What was set: the path to each value, and what it was and is; both empty where it is a secret. */
  settings: z.array(z.object({ setting: z.string(), from: z.string(), to: z.string() })).optional(),
  /** The program's, whether it had not been ended in order before, and whether the recovery key opened the database. */
  version: z.string().optional(),
  afterCrash: z.boolean().optional(),
  byRecoveryKey: z.boolean().optional(),
  /** Somebody who signs in at this desk, where they are not the one who did it, or as they were changed. */
  user: z.object({ id: z.string(), name: z.string(), role: userRole }).optional(),
  /** What they were called, and what they might do, before they were changed; a line of an earlier version has none. */
  userBefore: z.object({ name: z.string(), role: userRole }).optional(),
});
export type HistoryDetail = Infer<typeof historyDetail>;
