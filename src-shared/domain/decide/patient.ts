import { ok } from '../../result.ts';
import type { Command } from '../decision.ts';
import { isPatientsOwn } from '../origin.ts';
import { changed, type Decided, type RequestCase, reject } from './outcome.ts';

/**
 * A person says whose request it is. Where the appointment has a patient, that can only be this one; saying so again of whom the
 * portal names already is what makes a request decidable that nobody could tell whose it was.
 */
export function assignPatient(given: RequestCase<Extract<Command, { type: 'assign-patient' }>>): Decided {
  const { command, facts, appointment, answers } = given;
  const { request, belonging } = answers;
  const { patient } = facts;
  if (patient === null || patient.id !== command.patientId) return reject({ code: 'patient-unmatched' });
  if (appointment.patientId !== null && appointment.patientId !== patient.id)
    return reject({ code: 'appointment-of-another' });
  if (request.patientId === patient.id && isPatientsOwn(belonging))
    return reject({ code: 'nothing-changed' });
  const decided = changed(given, request.status);
  return decided.ok ? ok({ ...decided.value, request: { ...request, patientId: patient.id } }) : decided;
}
