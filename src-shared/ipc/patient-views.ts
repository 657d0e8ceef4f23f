/** What the window shows of one patient. Instants are milliseconds since the Unix epoch (UTC). */
import { z } from 'zod';
import { requestKind, requestMark, requestOutcome } from '../domain/request.ts';
import { id, instant } from '../domain/values.ts';
import type { Infer } from '../infer.ts';
import { appointmentView } from './appointment-views.ts';
import { patientCard } from './basics.ts';

const cursor = z.string().max(500);
const limit = z.number().int().min(1).max(200);
const span = z.object({ start: instant, end: instant });

/** `upcoming`: from the clinic's today on, earliest first. `past`: before today, newest first. */
const appointmentsWhen = z.enum(['upcoming', 'past']);
export type AppointmentsWhen = Infer<typeof appointmentsWhen>;

export const patientAppointmentPage = z.object({
  rows: z.array(appointmentView),
  /** Give it back to get the next page; null at the end. */
  nextCursor: z.string().nullable(),
});
export type PatientAppointmentPage = Infer<typeof patientAppointmentPage>;

/** A request of the patient: what was asked, and what became of it. */
const patientRequest = z.object({
  id,
  kind: requestKind,
  appointment: appointmentView,
  requested: span.nullable(),
  /** The times the practice has proposed, while that waits for the patient. */
  proposed: z.array(span),
  authoredAt: instant,
  receivedAt: instant,
  state: z.enum(['open', 'awaiting-patient', 'resolved']),
  mark: requestMark.nullable(),
  outcome: requestOutcome.nullable(),
  outcomeReason: z.string().nullable(),
  resolvedAt: instant.nullable(),
});
export type PatientRequest = Infer<typeof patientRequest>;

/** Newest first. */
export const patientRequestPage = z.object({
  rows: z.array(patientRequest),
  nextCursor: z.string().nullable(),
});
export type PatientRequestPage = Infer<typeof patientRequestPage>;

export const patientCardInput = z.strictObject({
  id,
  /** How many rows each of the three lists begins with. */
  limit,
});

/** The patient's card: who it is, and the first page of each list. */
export const patientCardView = z.object({
  patient: patientCard,
  /** The portal has a newer version of their record that cannot be shown. */
  outdated: z.literal(true).optional(),
  upcoming: patientAppointmentPage,
  past: patientAppointmentPage,
  requests: patientRequestPage,
});
export type PatientCardView = Infer<typeof patientCardView>;

export const patientAppointmentsInput = z.strictObject({ id, when: appointmentsWhen, cursor, limit });
export const patientRequestsInput = z.strictObject({ id, cursor, limit });

export const addedPatient = z.object({
  id,
  outboxId: id,
  /** Undo is possible until then, as long as nothing names the patient. */
  undoUntil: instant,
});
export type AddedPatient = Infer<typeof addedPatient>;

/** Somebody on file, and what they have in common with the patient in question. */
export const similarPatient = z.object({
  patient: patientCard,
  same: z.array(z.enum(['name', 'similar-name', 'birth-date', 'phone', 'email'])).min(1),
});
export type SimilarPatient = Infer<typeof similarPatient>;
