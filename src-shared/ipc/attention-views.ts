/** What waits for somebody: the Call list and Needs attention. */
import { z } from 'zod';
import { appointmentStatus } from './appointment-views.ts';
import { id, instant, patientCard } from './basics.ts';
import { conflictNote } from './request-views.ts';
import { sheetFailure } from './sheet-views.ts';

export const callWhy = z.enum(['no-email', 'no-portal-access']);
export const callItem = z.object({
  id,
  requestId: id.nullable(),
  patient: patientCard.nullable(),
  patientName: z.string(),
  why: callWhy,
  /** What to tell the patient. */
  script: z.string(),
  createdAt: instant,
});
export type CallItem = z.infer<typeof callItem>;
export const quarantineReason = z.enum([
  'malformed',
  'unknown-focus',
  'focus-not-an-appointment',
  'end-before-start',
  'period-without-offset',
  'period-missing',
  'more-than-one-patient',
  'no-practitioner',
  'unknown-status',
  'unknown-code',
  'too-large',
]);
export type QuarantineReason = z.infer<typeof quarantineReason>;
/** An appointment that stands at the time of another. */
export const takenBy = z.object({
  patientName: z.string(),
  practitionerName: z.string(),
  start: instant,
  end: instant,
  status: appointmentStatus,
});
export type TakenBy = z.infer<typeof takenBy>;
export const attentionItem = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('mail'),
    id,
    requestId: id.nullable(),
    appointmentId: id.nullable(),
    patientName: z.string(),
    subject: z.string(),
    toAddress: z.string(),
    error: z.string(),
    at: instant,
    script: z.string(),
  }),
  z.object({
    kind: z.literal('decision'),
    id,
    requestId: id.nullable(),
    appointmentId: id.nullable(),
    patientName: z.string(),
    command: z.string(),
    error: z.string(),
    at: instant,
  }),
  /** A refused decision on a request; or, with `requestId: null`, one made on the schedule itself. */
  z.object({
    kind: z.literal('conflict'),
    id,
    requestId: id.nullable(),
    /** `null` also where the appointment is not on the schedule any more. */
    appointmentId: id.nullable(),
    patientName: z.string(),
    note: conflictNote,
    /** What stands now at the time to which the appointment has come back. */
    takenBy: z.array(takenBy),
    at: instant,
  }),
  z.object({
    kind: z.literal('quarantine'),
    id,
    resourceType: z.string(),
    resourceId: z.string(),
    reason: quarantineReason,
    detail: z.string(),
    at: instant,
  }),
  /** The downtime sheet could not be written. */
  z.object({ kind: z.literal('sheet'), id, ...sheetFailure.shape }),
]);
export type AttentionItem = z.infer<typeof attentionItem>;
