import { z } from 'zod';
import type { Infer } from '../infer.ts';
import { appointmentStatus } from './appointment.ts';
import { patientStanding } from './patient.ts';
import { answerCode } from './portal-answer.ts';
import { unavailable } from './unavailable.ts';
import { closure, id, instant } from './values.ts';
import { openPart } from './wish.ts';

/** What an answer says that was not applied. */
const unsettled = {
  by: z.string().nullable(),
  answer: answerCode,
  /** The words written with it; `''` when there are none. */
  comment: z.string(),
  /** A time it names in place of the proposed one. */
  suggested: z.object({ start: instant.nullable(), end: instant.nullable() }).nullable(),
  /** Which of the proposed times it answers, where they are several. */
  to: z.object({ start: instant, end: instant }).nullable(),
  /** The patient asks for the suggested time instead, and the practice does not take such: they are asked to call. */
  notTaken: z.literal(true).optional(),
  /** What it answers waits for nobody any more: another proposal has taken its place, or it ended otherwise than by its time. */
  late: z.enum(['replaced', 'over']).optional(),
};

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
  /** A wish for a new appointment leaves this to the practice. */
  z.object({ code: z.literal('wish-open'), parts: z.array(openPart).min(1) }),
  /** The visit names no location, and the practice has several. */
  z.object({ code: z.literal('location-missing') }),
  z.object({ code: z.literal('appointment-past') }),
  z.object({ code: z.literal('time-does-not-exist') }),
  z.object({ code: z.literal('closed-day'), day: closure }),
  z.object({
    code: z.literal('outside-hours'),
    /** The provider whose own hours these are; absent where they are the practice's. */
    whose: z.string().optional(),
  }),
  /** The provider is away then, or their time is blocked. */
  z.object({
    code: z.literal('unavailable'),
    practitionerName: z.string(),
    times: z.array(unavailable).min(1),
  }),
  /** The portal has newer versions of these that cannot be shown: what the row shows of them is not so any more. */
  z.object({
    code: z.literal('outdated'),
    what: z.array(z.enum(['request', 'appointment', 'patient'])).min(1),
  }),
  z.object({ code: z.literal('patient-unmatched') }),
  /** The request is not certainly the appointment's patient's: it cannot be approved as it stands. */
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
    ...unsettled,
  }),
  /** The patient, or who acts for them, has answered the proposal in a way that decides nothing by itself. */
  z.object({
    code: z.literal('answer-to-confirm'),
    /** Somebody else answered, who is entered as acting for the patient. */
    acting: z.boolean(),
    ...unsettled,
  }),
  /** The time was given to another before this patient's yes to it: they have to be told by a person. */
  z.object({ code: z.literal('accepted-too-late') }),
  /** Others have accepted the time as well, and the portal does not tell who was first. */
  z.object({ code: z.literal('accepted-together'), others: z.array(z.string()).min(1) }),
  /** The request names these times, too; a person has chosen the one that is shown. */
  z.object({
    code: z.literal('also-asked'),
    times: z.array(z.object({ start: instant, end: instant.nullable() })).min(1),
  }),
  /** Somebody of a practice, or a program, asks for the patient: no policy applies to it by itself. */
  z.object({ code: z.literal('asked-for-patient'), by: z.string().nullable() }),
  /** Nobody is written to: the patient has died, or the record is not in use. */
  z.object({ code: z.literal('not-written-to'), standing: patientStanding }),
  z.object({ code: z.literal('no-email') }),
  z.object({ code: z.literal('no-portal-access') }),
  /** The appointment is not booked any more (cancelled, completed). */
  z.object({ code: z.literal('appointment-not-active'), status: appointmentStatus }),
]);
export type Obstacle = Infer<typeof obstacle>;
