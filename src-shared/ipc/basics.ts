/**
 * What several parts of the contract between the main process and the window are made of. Instants are milliseconds since the
 * Unix epoch (UTC); dates are `YYYY-MM-DD` and times `HH:MM` in the clinic's zone.
 */
import { z } from 'zod';
import { MESSAGE_LIMIT } from '../domain/commands.ts';

export const instant = z.number().int();
/** An instant that has a date in every zone: within the years 1 to 9999. */
export const readableInstant = instant.min(-62_135_000_000_000).max(253_402_000_000_000);
export const id = z.string().min(1).max(200);
export const plainDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const plainTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
export const requestKind = z.enum(['reschedule', 'cancel']);
export const requestMark = z.enum(['declined', 'no-answer', 'proposal-withdrawn']);
export const requestOutcome = z.enum([
  'approved',
  'denied',
  'kept',
  'updated',
  'appointment-cancelled',
  'accepted-by-patient',
  'cancelled-by-patient',
  'cancelled-under-policy',
  'withdrawn',
  'superseded',
  'closed-elsewhere',
]);
export const visitType = z.object({ code: z.string().max(200), display: z.string().max(500) });
export const visitSlot = z.object({
  practitionerId: id,
  locationId: id.nullable(),
  type: visitType,
  start: readableInstant,
  end: readableInstant,
});
export const words = z.object({
  reasonCode: z.string().max(100),
  reasonText: z.string().max(300),
  message: z.string().max(MESSAGE_LIMIT),
});
export const override = z.object({ reason: z.string().min(1).max(300) });
export const patientCard = z.object({
  id,
  name: z.string(),
  birthDate: plainDate.nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  portalAccess: z.boolean(),
});
export type PatientCard = z.infer<typeof patientCard>;
export const namedThing = z.object({ id, name: z.string(), active: z.boolean() });
