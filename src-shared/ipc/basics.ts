/** Whom and what several parts of the contract name. */
import { z } from 'zod';
import { patientStanding } from '../domain/patient.ts';
import { birthDate, id } from '../domain/values.ts';
import type { Infer } from '../infer.ts';

export const patientCard = z.object({
  id,
  name: z.string(),
  birthDate: birthDate.nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  portalAccess: z.boolean(),
  standing: patientStanding.nullable(),
});
export type PatientCard = Infer<typeof patientCard>;
export const namedThing = z.object({ id, name: z.string(), active: z.boolean() });
