import type { Appointment } from '../../src-shared/domain/appointment.ts';
import type { RequestCommand } from '../../src-shared/domain/commands.ts';
import { scheduleTarget } from '../../src-shared/domain/decide-schedule.ts';
import type { Facts } from '../../src-shared/domain/facts.ts';
import type { Patient } from '../../src-shared/domain/patient.ts';
import type { PracticeRules } from '../../src-shared/domain/practice.ts';
import type { AppointmentRequest, VisitSlot } from '../../src-shared/domain/request.ts';
import type { ScheduleCommand } from '../../src-shared/domain/schedule-command.ts';
import type { ScheduleFacts } from '../../src-shared/domain/schedule-facts.ts';
import { targetOf } from '../../src-shared/domain/target.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { AppError } from '../../src-shared/errors.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { Db } from '../db/db.ts';
import { appointmentsNear, findAppointment } from '../db/queries/appointments.ts';
import { withKnownSequence } from '../db/queries/calendar-entries.ts';
import { openLocationIds } from '../db/queries/directory.ts';
import { originOf } from '../db/queries/origins.ts';
import { findLocation, findPatient, findPractitioner } from '../db/queries/people.ts';
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
  const appointment = knownAppointment(db, request.appointmentId);
  if (!appointment) return err({ code: 'appointment-not-found' });
  const tentative =
    request.status.state === 'awaiting-patient'
      ? knownAppointment(db, request.status.proposal.appointmentId)
      : null;
  const patientId = command.type === 'assign-patient' ? command.patientId : request.patientId;
  const patient: Patient | null = patientId === null ? null : findPatient(db, patientId);
  if (command.type === 'assign-patient' && !patient) return err({ code: 'patient-not-found' });
  const origin = originOf(db, requestId);
  const target = targetOf(request, command, appointment);
  const nearby = target ? appointmentsNear(db, { from: target.start, to: target.end }, target) : [];
  return ok({
    request,
    facts: { ...given, appointment, tentative, origin, patient, nearby, openLocations: openLocationIds(db) },
  });
}

/**
 * The same for `decideSchedule`.
 *
 * @returns `appointment-not-found`, `patient-not-found` for a booking, `bad-input` for a provider or location nobody knows.
 */
export function readScheduleFacts(
  db: Db,
  command: ScheduleCommand,
  given: Pick<ScheduleFacts, 'now' | 'rules' | 'newAppointmentId' | 'newUid'>,
): Result<ScheduleFacts, AppError> {
  const appointment = command.type === 'book' ? null : knownAppointment(db, command.appointmentId);
  if (command.type !== 'book' && !appointment) return err({ code: 'appointment-not-found' });
  const patientId = command.type === 'book' ? command.patientId : (appointment?.patientId ?? null);
  const patient = patientId === null ? null : findPatient(db, patientId);
  if (command.type === 'book' && !patient) return err({ code: 'patient-not-found' });
  if ('slot' in command && !placesKnown(db, command.slot)) return err({ code: 'bad-input' });
  const target = scheduleTarget(command, appointment);
  const nearby = target ? appointmentsNear(db, { from: target.start, to: target.end }, target) : [];
  return ok({ ...given, appointment, patient, nearby, openLocations: openLocationIds(db) });
}

/** As it stands, with the highest SEQUENCE its calendar entry has had. */
function knownAppointment(db: Db, id: string): Appointment | null {
  const appointment = findAppointment(db, id);
  return appointment && withKnownSequence(db, appointment);
}

const placesKnown = (db: Db, { practitionerId, locationId }: VisitSlot): boolean =>
  findPractitioner(db, practitionerId) !== null &&
  (locationId === null || findLocation(db, locationId) !== null);
