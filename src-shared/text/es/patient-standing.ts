import type { PatientStanding } from '../../domain/patient.ts';

const STANDING: Readonly<Record<PatientStanding, string>> = {
  deceased: 'Paciente con fallecimiento registrado',
  replaced: 'Expediente reemplazado por otro del mismo paciente',
  inactive: 'Expediente que ya no se usa',
  unclear: 'Expediente marcado en el portal de un modo que Reslot no conoce',
};

/** What the portal says of a record that is not to be used. */
export const standingWords = (standing: PatientStanding): string => STANDING[standing];
