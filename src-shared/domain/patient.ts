import { z } from 'zod';
import type { Infer } from '../infer.ts';
import { isPlainDate } from './time.ts';

/** A FHIR `date` (https://hl7.org/fhir/R4/datatypes.html#date): `YYYY-MM-DD`, or as much of it as is known: `YYYY-MM`, `YYYY`. */
export type BirthDate = string;

/** True for a day, a month or a year of the Gregorian calendar. */
export const isBirthDate = (text: string): boolean =>
  isPlainDate(text) || (/^\d{4}(?:-\d{2})?$/.test(text) && isPlainDate(`${text}-01-01`.slice(0, 10)));

/**
 * Why somebody on file is not to be written to or booked for. These are modifiers of the whole record
 * (https://hl7.org/fhir/R4/patient.html): `deceased[x]`, a link `replaced-by` to the record that is used instead, `active` false, or
 * something that changes what it says in a way nobody here knows (`unclear`).
 */
export const patientStanding = z.enum(['deceased', 'replaced', 'inactive', 'unclear']);
export type PatientStanding = Infer<typeof patientStanding>;

export interface Patient {
  readonly id: string;
  /** As shown, "Given Family". */
  readonly name: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: BirthDate | null;
  readonly phone: string | null;
  /** One address that can be written to, as `readEmailAddress` gives it. */
  readonly email: string | null;
  /** Only a patient with portal access can ask, and can answer a proposal. */
  readonly portalAccess: boolean;
  /** BCP 47 tag from `Patient.communication`, or `null`. */
  readonly language: string | null;
  /** `null`: may be written to and booked for. */
  readonly standing: PatientStanding | null;
}

export interface Practitioner {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
}

export interface Location {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  /** Where it is, in one line, as it would stand on a letter; null where the portal does not say. */
  readonly address: string | null;
}
