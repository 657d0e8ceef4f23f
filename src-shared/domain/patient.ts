import type { PlainDate } from './time.ts';

export interface Patient {
  readonly id: string;
  /** As shown, "Given Family". */
  readonly name: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: PlainDate | null;
  readonly phone: string | null;
  /** One address that can be written to, as `readEmailAddress` gives it. */
  readonly email: string | null;
  /** Only a patient with portal access can ask, and can answer a proposal. */
  readonly portalAccess: boolean;
  /** BCP 47 tag from `Patient.communication`, or `null`. */
  readonly language: string | null;
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
}
