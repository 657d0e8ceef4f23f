import type { RequestCommand } from '../../src-shared/domain/commands.ts';
import type { Facts } from '../../src-shared/domain/facts.ts';
import type { Patient } from '../../src-shared/domain/patient.ts';
import type { PracticeRules } from '../../src-shared/domain/practice.ts';
import type { AppointmentRequest } from '../../src-shared/domain/request.ts';
import { targetOf } from '../../src-shared/domain/target.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { AppError } from '../../src-shared/errors.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { Db } from '../db/db.ts';
import { appointmentsNear, findAppointment } from '../db/queries/appointments.ts';
import { findPatient } from '../db/queries/people.ts';
import { findRequest } from '../db/queries/requests.ts';

/** A request and everything `decide` may know about it. */
export interface Situation {
  readonly request: AppointmentRequest;
  readonly facts: Facts;
}

/**
 * Reads what the domain's `decide` needs, as it stands now. Inside the transaction that writes the outcome, so that
 * nothing can come between.
 *
 * @returns `request-not-found`, `appointment-not-found`, or `patient-not-found` for an assignment to nobody known.
 */
export function readSituation(
  db: Db,
  requestId: string,
  command: RequestCommand,
  given: { readonly now: EpochMs; readonly rules: PracticeRules; readonly newAppointmentId: string },
): Result<Situation, AppError> {
  const request = findRequest(db, requestId);
  if (!request) return err({ code: 'request-not-found' });
  const appointment = findAppointment(db, request.appointmentId);
  if (!appointment) return err({ code: 'appointment-not-found' });
  const tentative =
    request.status.state === 'awaiting-patient'
      ? findAppointment(db, request.status.proposal.appointmentId)
      : null;
  const patientId = command.type === 'assign-patient' ? command.patientId : request.patientId;
  const patient: Patient | null = patientId === null ? null : findPatient(db, patientId);
  if (command.type === 'assign-patient' && !patient) return err({ code: 'patient-not-found' });
  const target = targetOf(request, command, appointment);
  const nearby = target ? appointmentsNear(db, { from: target.start, to: target.end }, target) : [];
  return ok({ request, facts: { ...given, appointment, tentative, patient, nearby } });
}
