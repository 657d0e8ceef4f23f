import { z } from 'zod';
import type { Infer } from '../infer.ts';
import { lateCharge } from './cancellation-policy.ts';
import { newPatient } from './new-patient.ts';
import { MOST_PROPOSED, visitSlot } from './request.ts';
import { id } from './values.ts';

/** What the Reschedule form and the dialogs hold while somebody types. Kept in the database until sent or cleared. */
const draft = z.object({
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
export type Draft = Infer<typeof draft>;

/** A form in which nothing is filled in. */
export const EMPTY_DRAFT: Draft = {
  patientId: null,
  practitionerId: null,
  locationId: null,
  typeCode: null,
  date: '',
  time: '',
  minutes: '',
  reasonCode: '',
  otherReason: '',
  message: '',
};

const { shape } = draft;
/** What is typed about a change on the schedule: only the fields that somebody has touched. */
export const partialDraft = z.object({
  patientId: shape.patientId.exactOptional(),
  practitionerId: shape.practitionerId.exactOptional(),
  locationId: shape.locationId.exactOptional(),
  typeCode: shape.typeCode.exactOptional(),
  date: shape.date.exactOptional(),
  time: shape.time.exactOptional(),
  minutes: shape.minutes.exactOptional(),
  reasonCode: shape.reasonCode.exactOptional(),
  otherReason: shape.otherReason.exactOptional(),
  message: shape.message.exactOptional(),
  /** Tell the patient. */
  notify: z.boolean().exactOptional(),
  /** Why the time is taken although something speaks against it. */
  overrideReason: z.string().max(300).exactOptional(),
  /** What is said of the charge for a late cancellation. */
  lateCharge: lateCharge.exactOptional(),
  /** Further times to be proposed together with the one in the fields. */
  alternatives: z
    .array(visitSlot)
    .max(MOST_PROPOSED - 1)
    .exactOptional(),
  /** A patient to be added first, as typed. */
  newPatient: newPatient.exactOptional(),
});
export type PartialDraft = Infer<typeof partialDraft>;

/** What a draft is about: a request, an appointment of the schedule, or one that is about to be booked. A FHIR id has no slash. */
export const draftSubject = z.union([
  z.templateLiteral(['request/', id]),
  z.templateLiteral(['appointment/', id]),
  z.literal('new-appointment'),
]);
export type DraftSubject = Infer<typeof draftSubject>;

export const NEW_APPOINTMENT: DraftSubject = 'new-appointment';
export const aboutRequest = (requestId: string): DraftSubject => `request/${requestId}`;
export const aboutAppointment = (appointmentId: string): DraftSubject => `appointment/${appointmentId}`;
