import { z } from 'zod';
import type { Infer } from '../infer.ts';
import { id } from './values.ts';

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
export type Draft = Infer<typeof draft>;
