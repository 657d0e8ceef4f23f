import type { PatientStanding } from '../../domain/patient.ts';

const STANDING: Readonly<Record<PatientStanding, string>> = {
  deceased: 'Verstorben',
  replaced: 'Durch einen anderen Datensatz dieses Patienten ersetzt',
  inactive: 'Datensatz nicht mehr in Gebrauch',
  unclear: 'Im Portal auf eine Weise gekennzeichnet, die Reslot nicht kennt',
};

/** What the portal says of a record that is not to be used. */
export const standingWords = (standing: PatientStanding): string => STANDING[standing];
