import type { PatientStanding } from '../../domain/patient.ts';

const STANDING: Readonly<Record<PatientStanding, string>> = {
  deceased: 'Deceased',
  replaced: 'Replaced by another record of this patient',
  inactive: 'Record not in use any more',
  unclear: 'Marked in the portal in a way Reslot does not know',
};

/** What the portal says of a record that is not to be used. */
export const standingWords = (standing: PatientStanding): string => STANDING[standing];
