import type { Appointment } from '../../src-shared/domain/appointment.ts';
import type { RequestCommand, RequestCommandType, Words } from '../../src-shared/domain/commands.ts';
import type { Decided } from '../../src-shared/domain/decide/outcome.ts';
import { decide } from '../../src-shared/domain/decide.ts';
import { defaultRules } from '../../src-shared/domain/default-rules.ts';
import type { AnsweredRequest, Facts } from '../../src-shared/domain/facts.ts';
import type { Origin } from '../../src-shared/domain/origin.ts';
import type { Patient } from '../../src-shared/domain/patient.ts';
import type { PracticeRules } from '../../src-shared/domain/practice.ts';
import type { AppointmentRequest, Proposal, VisitSlot } from '../../src-shared/domain/request.ts';
import type { ScheduleCommand } from '../../src-shared/domain/schedule-command.ts';
import { type EpochMs, HOUR_MS, MINUTE_MS, toInstant } from '../../src-shared/domain/time.ts';

/**
 * A small clinic in America/Chicago on Monday, November 23, 2026, 9:00 AM. One appointment, "the original", on the Monday after
 * (November 30, 10:00), asked to be moved to December 1, 14:00; proposals offer December 2, 11:00.
 */

export const ZONE = 'America/Chicago';

/** The instant of a wall-clock time in the clinic. */
export function at(date: string, time: string, zone: string = ZONE): EpochMs {
  const found = toInstant(date, time, zone);
  if (!found.ok) throw new Error(`${date} ${time} in ${zone}: ${found.error}`);
  return found.value;
}

export const NOW = at('2026-11-23', '09:00');
export const HALF_HOUR = 30 * MINUTE_MS;
export const OWN_START = at('2026-11-30', '10:00');
export const ASKED_START = at('2026-12-01', '14:00');
export const OFFERED_START = at('2026-12-02', '11:00');

export const ORIGINAL_ID = 'appointment-1';
export const TENTATIVE_ID = 'tentative-1';
export const NEW_ID = 'tentative-new';

export function buildPatient(over: Partial<Patient> = {}): Patient {
  return {
    id: 'patient-1',
    name: 'Ada Marsh',
    givenName: 'Ada',
    familyName: 'Marsh',
    birthDate: '1984-05-06',
    phone: '555-0101',
    email: 'ada.marsh@example.org',
    portalAccess: true,
    standing: null,
    language: null,
    ...over,
  };
}

export function buildAppointment(over: Partial<Appointment> = {}): Appointment {
  return {
    id: ORIGINAL_ID,
    uid: 'uid-1',
    sequence: 3,
    patientId: 'patient-1',
    practitionerId: 'practitioner-1',
    locationId: 'location-1',
    type: { code: 'follow-up', display: 'Follow-up' },
    start: OWN_START,
    end: OWN_START + HALF_HOUR,
    status: 'booked',
    originalId: null,
    ...over,
  };
}

export function buildTentative(over: Partial<Appointment> = {}): Appointment {
  return buildAppointment({
    id: TENTATIVE_ID,
    sequence: 4,
    start: OFFERED_START,
    end: OFFERED_START + HALF_HOUR,
    status: 'tentative',
    originalId: ORIGINAL_ID,
    ...over,
  });
}

export function buildRequest(over: Partial<AppointmentRequest> = {}): AppointmentRequest {
  const kind = over.kind ?? 'reschedule';
  return {
    id: 'request-1',
    kind,
    appointmentId: ORIGINAL_ID,
    patientId: 'patient-1',
    requested: kind === 'cancel' ? null : { start: ASKED_START, end: ASKED_START + HALF_HOUR },
    requestedStartText: kind === 'cancel' ? null : '2026-12-01T14:00:00-06:00',
    note: 'Could I come later?',
    authoredAt: NOW - HOUR_MS,
    status: { state: 'open', mark: null },
    ...over,
  };
}

export const proposal = {
  appointmentIds: [TENTATIVE_ID],
  sentAt: NOW - HOUR_MS,
  expiresAt: OWN_START - 48 * HOUR_MS,
  reason: 'Provider unavailable',
  message: 'Sorry for the trouble.',
} satisfies Proposal;

export function buildWords(over: Partial<Words> = {}): Words {
  return { reasonCode: 'provider-unavailable', reasonText: 'Provider unavailable', message: '', ...over };
}

export function buildSlot(over: Partial<VisitSlot> = {}): VisitSlot {
  const start = over.start ?? at('2026-12-03', '09:00');
  return {
    practitionerId: 'practitioner-1',
    locationId: 'location-1',
    type: { code: 'follow-up', display: 'Follow-up' },
    start,
    end: start + HALF_HOUR,
    ...over,
  };
}

/** The portal says nothing of who asks, beside whose request it is. */
export const ownOrigin: Origin = { for: null, requester: null, assigned: false, visitPatientUnknown: false };

/** The facts of a decision that answers a request, beside the request. */
export type RequestFacts = Omit<Facts, 'answers' | 'appointment'> &
  Omit<AnsweredRequest, 'request'> & { readonly appointment: Appointment };

/** What a command does that answers this request. */
export function decideRequest(
  request: AppointmentRequest,
  command: RequestCommand,
  { tentatives, offered, origin, ...facts }: RequestFacts,
): Decided {
  return decide(command, { ...facts, answers: { request, tentatives, offered, origin } });
}

/** A time of the patient's own. */
export const OWN_TIME = { start: at('2026-12-04', '14:00'), end: at('2026-12-04', '14:30') };

/** A practice that takes such times. */
export const takesOwnTimes: PracticeRules = {
  ...defaultRules,
  policy: { ...defaultRules.policy, ownTimes: true },
};

/** Facts that fit the request: the Tentative is there while it waits, and its patient is known. */
export function buildFacts(request: AppointmentRequest, over: Partial<RequestFacts> = {}): RequestFacts {
  return {
    now: NOW,
    rules: takesOwnTimes,
    appointment: buildAppointment(),
    tentatives: request.status.state === 'awaiting-patient' ? [buildTentative()] : [],
    offered: [],
    origin: ownOrigin,
    patient: request.patientId === null ? null : buildPatient({ id: request.patientId }),
    nearby: [],
    unavailable: [],
    further: [],
    newAppointmentIds: [NEW_ID, 'tentative-new-2', 'tentative-new-3'],
    newUid: 'uid-new',
    openLocations: [],
    openProviders: ['practitioner-1'],
    ...over,
  };
}

/** One good command of each type: what it carries gives no reason to refuse it. */
export function goodCommand(type: RequestCommandType): RequestCommand {
  switch (type) {
    case 'approve':
    case 'deny':
    case 'keep':
    case 'cancel-appointment':
      return { type, words: buildWords() };
    case 'propose':
      return { type, slots: [buildSlot()], words: buildWords() };
    case 'update':
      return { type, slot: buildSlot() };
    case 'record-answer':
      return { type, answer: 'accepted' };
    case 'patient-answer':
      return { type, answer: 'accepted', proposalAppointmentId: TENTATIVE_ID };
    case 'patient-own-time':
      return { type, proposalAppointmentId: TENTATIVE_ID, requested: OWN_TIME, comment: '' };
    case 'assign-patient':
      return { type, patientId: 'patient-1' };
    case 'supersede':
      return { type, byRequestId: 'request-2' };
    case 'offer-taken':
      return { type, late: false };
    case 'message':
      return { type, message: 'Please bring your insurance card.' };
    case 'withdraw-proposal':
    case 'resend-email':
    case 'patient-withdraws':
    case 'apply-policy':
    case 'expire':
      return { type };
  }
}

export const ALL_COMMAND_TYPES: readonly RequestCommandType[] = [
  'approve',
  'deny',
  'keep',
  'propose',
  'update',
  'cancel-appointment',
  'withdraw-proposal',
  'record-answer',
  'resend-email',
  'message',
  'assign-patient',
  'patient-answer',
  'patient-own-time',
  'patient-withdraws',
  'supersede',
  'apply-policy',
  'expire',
  'offer-taken',
];

/** Facts that fit a command on the schedule: the original where it names one, and a patient who is known. */
export function buildScheduleFacts(command: ScheduleCommand, over: Partial<Facts> = {}): Facts {
  return {
    now: NOW,
    rules: defaultRules,
    appointment: command.type === 'book' ? null : buildAppointment(),
    answers: null,
    patient: buildPatient(),
    nearby: [],
    unavailable: [],
    further: [],
    newAppointmentIds: [NEW_ID, 'tentative-new-2', 'tentative-new-3'],
    openLocations: [],
    openProviders: ['practitioner-1'],
    newUid: 'uid-new',
    ...over,
  };
}
