import type { Appointment } from '../../../src-shared/domain/appointment.ts';
import type { AppointmentRequest } from '../../../src-shared/domain/request.ts';
import { type EpochMs, HOUR_MS, MINUTE_MS } from '../../../src-shared/domain/time.ts';
import { t } from '../../../src-shared/text/text.ts';
import { COMMAND_SYSTEM, REQUESTED_PERIOD, TASK_INPUT_SYSTEM } from '../fhir/codes.ts';
import { formatInstant } from '../fhir/instant.ts';
import type { JsonObject } from '../fhir/json.ts';
import { periodOf } from '../fhir/period.ts';
import { stamped } from '../fhir/stamp.ts';
import { newAppointment, type Writing, writeAppointment } from '../fhir/write-appointment.ts';
import { newPatientResource } from '../fhir/write-patient.ts';
import { writeTask } from '../fhir/write-task.ts';

/** The throw-away patient, their visits and their request, as the desk writes them. */

/** Whoever finds one is to know what it is. */
const words = () => t.connections.throwAway;
/** So far ahead nobody keeps a calendar, and no program reminds anybody. */
const DAY_MS = 24 * HOUR_MS;
const AHEAD_MS = 2 * 365 * DAY_MS;
const VISIT_MS = 30 * MINUTE_MS;

export const checkPatient = (id: string, command: string): JsonObject =>
  newPatientResource(
    {
      id,
      name: `${words().given} ${words().family}`,
      familyName: words().family,
      givenName: words().given,
      birthDate: null,
      phone: null,
      email: null,
      portalAccess: false,
      language: null,
      standing: null,
    },
    command,
  );

/** A visit of the throw-away patient (`patientId`: FHIR id) with nobody and nowhere: it takes no provider's time. */
export const checkVisit = (id: string, patientId: string, now: EpochMs): Appointment => {
  const start = now - (now % DAY_MS) + AHEAD_MS;
  return {
    id,
    uid: `${id}@reslot-check`,
    sequence: 0,
    patientId,
    practitionerId: null,
    locationId: null,
    type: { code: '', display: words().visit },
    start,
    end: start + VISIT_MS,
    status: 'booked',
    originalId: null,
  };
};

/** One half hour later, as the desk moves a visit. */
export const movedOn = (visit: Appointment): Appointment => ({
  ...visit,
  start: visit.start + VISIT_MS,
  end: visit.end + VISIT_MS,
  sequence: visit.sequence + 1,
});

export const bookedVisit = (visit: Appointment, command: string, now: EpochMs): JsonObject =>
  newAppointment({}, visit, writing(command, now, 'book'));

export const changedVisit = (
  base: JsonObject,
  visit: Appointment,
  command: string,
  now: EpochMs,
): JsonObject => writeAppointment(base, visit, writing(command, now, 'update'));

/** What a patient writes who asks for another time (docs/portal.md, "What the portal writes"). */
export function askedByPatient(visit: Appointment, command: string, now: EpochMs): JsonObject {
  const { start, end } = movedOn(visit);
  const patient = { reference: `Patient/${visit.patientId}` };
  const resource = {
    resourceType: 'Task',
    identifier: [{ system: COMMAND_SYSTEM, value: command }],
    status: 'requested',
    intent: 'proposal',
    code: { coding: [{ system: 'http://hl7.org/fhir/CodeSystem/task-code', code: 'replace' }] },
    focus: { reference: `Appointment/${visit.id}` },
    for: patient,
    requester: patient,
    authoredOn: formatInstant(now),
    input: [
      {
        type: { coding: [{ system: TASK_INPUT_SYSTEM, code: REQUESTED_PERIOD }] },
        valuePeriod: periodOf({ start, end }),
      },
    ],
    note: [{ text: words().visit }],
  };
  return stamped(resource, command);
}

/** The request denied, as the desk writes it. */
export function decidedRequest(
  base: JsonObject,
  visit: Appointment,
  command: string,
  now: EpochMs,
): JsonObject {
  const request: AppointmentRequest = {
    id: command,
    kind: 'reschedule',
    appointmentId: visit.id,
    patientId: visit.patientId,
    requested: null,
    requestedStartText: null,
    note: '',
    authoredAt: now,
    status: { state: 'resolved', outcome: 'denied', reason: words().desk },
  };
  return writeTask(base, request, writing(command, now, 'deny'));
}

/** What stands instead where a portal deletes nothing: it takes no time, asks for nothing, and nobody is booked for it. */
export const marked = (base: JsonObject, command: string): JsonObject =>
  stamped(
    base.resourceType === 'Patient' ? { ...base, active: false } : { ...base, status: 'entered-in-error' },
    command,
  );

const writing = (outboxId: string, at: EpochMs, command: Writing['changes']['command']): Writing => ({
  outboxId,
  changes: { command, at, request: null, appointments: [], email: null, override: null, words: null },
  decider: { desk: words().desk, decision: outboxId },
  answer: null,
  appointmentReference: (id) => `Appointment/${id}`,
  patientPortalId: (id) => id,
  practitionerOf: (actor) => (actor.by === 'id' ? actor.id : null),
  practitionersOfSlots: () => [],
  displayOf: () => null,
});
