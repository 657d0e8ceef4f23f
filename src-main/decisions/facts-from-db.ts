import type { Appointment } from '../../src-shared/domain/appointment.ts';
import { COMMANDS } from '../../src-shared/domain/command-rules.ts';
import { slotsIn } from '../../src-shared/domain/commands.ts';
import type { Command, Decision } from '../../src-shared/domain/decision.ts';
import type { AnsweredRequest, Facts } from '../../src-shared/domain/facts.ts';
import { belongingOf, isPatientsOwn, type Moment } from '../../src-shared/domain/origin.ts';
import { type AppointmentRequest, proposedIdsOf, type VisitSlot } from '../../src-shared/domain/request.ts';
import type { ScheduleCommand } from '../../src-shared/domain/schedule-command.ts';
import { targetsOf } from '../../src-shared/domain/target.ts';
import type { AppError } from '../../src-shared/errors.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { Db } from '../db/db.ts';
import { appointmentsNearVisit, findAppointment } from '../db/queries/appointments.ts';
import { withKnownSequence } from '../db/queries/calendar-entries.ts';
import { openLocationIds, openProviderIds } from '../db/queries/directory.ts';
import { furtherProvidersOf } from '../db/queries/further-providers.ts';
import { originOf } from '../db/queries/origins.ts';
import { findLocation, findPatient, findPractitioner } from '../db/queries/people.ts';
import { findRequest, requestsOfAppointment } from '../db/queries/requests.ts';
import { offeredTogether } from '../db/queries/shared-offers.ts';
import { unavailableTimes } from '../db/queries/unavailable-times.ts';

/**
 * Reads what the domain's `decide` needs, as it stands now. Inside the transaction that writes the outcome, so that
 * nothing can come between.
 *
 * @returns `request-not-found`, `appointment-not-found`, `patient-not-found` for an assignment to nobody known or a booking for
 * them, `bad-input` on the schedule for a provider or location nobody knows.
 */
export function readFacts(
  db: Db,
  decision: Decision,
  given: Pick<Facts, 'now' | 'rules' | 'newAppointmentIds' | 'newUid'>,
): Result<Facts, AppError> {
  const { command } = decision;
  const moment = { now: given.now, zone: given.rules.practice.zone };
  const subject = subjectOf(db, decision, moment);
  if (!subject.ok) return subject;
  const { appointment, request } = subject.value;
  const patientId =
    'patientId' in command
      ? command.patientId
      : request
        ? request.patientId
        : (appointment?.patientId ?? null);
  const patient = patientId === null ? null : findPatient(db, patientId);
  if ('patientId' in command && !patient) return err({ code: 'patient-not-found' });
  // The form of a request may keep a place of its visit that the portal has not shown this desk.
  if (!request && !slotsIn(command).every((slot) => placesKnown(db, slot))) return err({ code: 'bad-input' });
  const targets = targetsOf(command, appointment, request);
  const further = furtherProvidersOf(db, appointment?.id ?? null);
  return ok({
    ...given,
    appointment,
    answers: request && answered(db, request),
    patient,
    nearby: targets.flatMap((target) =>
      appointmentsNearVisit(db, { from: target.start, to: target.end }, target, appointment?.id ?? null),
    ),
    unavailable: targets.flatMap(({ start, end, practitionerId }) =>
      practitionerId === null
        ? []
        : unavailableTimes(db, given.rules, { from: start, to: end }, [
            ...new Set([practitionerId, ...further]),
          ]),
    ),
    further,
    openLocations: openLocationIds(db),
    openProviders: openProviderIds(db),
  });
}

interface Subject {
  readonly appointment: Appointment | null;
  readonly request: AppointmentRequest | null;
}

function subjectOf(db: Db, decision: Decision, moment: Moment): Result<Subject, AppError> {
  const { command } = decision;
  if (command.type === 'book') return ok({ appointment: null, request: null });
  const named = decision.on === 'request' ? findRequest(db, decision.id) : null;
  if (decision.on === 'request' && !named) return err({ code: 'request-not-found' });
  const id = named?.appointmentId ?? (decision.on === 'schedule' ? appointmentIn(decision.command) : '');
  const appointment = knownAppointment(db, id);
  if (!appointment) return err({ code: 'appointment-not-found' });
  return ok({ appointment, request: named ?? ownRequest(db, appointment, command, moment) });
}

/** The appointment a command of the schedule names; '' for a booking. */
const appointmentIn = (command: ScheduleCommand): string =>
  'appointmentId' in command ? command.appointmentId : '';

/**
 * The newest unresolved request that changing or cancelling its appointment answers; older ones are superseded by it. A request
 * that is not certainly the patient's is not answered by what is done to the patient's appointment: it stays, for a person to look at.
 */
function ownRequest(
  db: Db,
  appointment: Appointment,
  { type }: Command,
  moment: Moment,
): AppointmentRequest | null {
  if (COMMANDS[type].onRequest === null) return null;
  const open = requestsOfAppointment(db, appointment.id).filter((r) => r.status.state !== 'resolved');
  return open.findLast((r) => isPatientsOwn(belongingOf(r, appointment, originOf(db, r.id), moment))) ?? null;
}

function answered(db: Db, request: AppointmentRequest): AnsweredRequest {
  const tentatives = proposedIdsOf(request).flatMap((id) => knownAppointment(db, id) ?? []);
  return { request, tentatives, offered: offeredTogether(db, tentatives), origin: originOf(db, request.id) };
}

/** As it stands, with the highest SEQUENCE its calendar entry has had. */
function knownAppointment(db: Db, id: string): Appointment | null {
  const appointment = findAppointment(db, id);
  return appointment && withKnownSequence(db, appointment);
}

const placesKnown = (db: Db, { practitionerId, locationId }: VisitSlot): boolean =>
  findPractitioner(db, practitionerId) !== null &&
  (locationId === null || findLocation(db, locationId) !== null);
