import { type Appointment, isActive } from './appointment.ts';
import { type Claim, conflictsWith, type Interval, isPatientOnly, overlaps } from './conflicts.ts';
import { shapeRejection } from './decide/checks.ts';
import { readEmailAddress } from './email-address.ts';
import type { Obstacle } from './obstacle.ts';
import { belongingOf, type Origin } from './origin.ts';
import type { Patient } from './patient.ts';
import { placeOf } from './place.ts';
import type { AnswerCode, AnsweredBy } from './portal-answer.ts';
import type { Practice } from './practice.ts';
import type { AppointmentRequest, RequestStatus } from './request.ts';
import { type EpochMs, namesSkippedTime } from './time.ts';
import { hoursConflictOfAll, unavailableIn } from './time-conflict.ts';
import type { Unavailable } from './unavailable.ts';
import { leftOpen } from './wish.ts';

/** An appointment with the names a row shows. */
export interface NamedAppointment extends Appointment {
  readonly patientName: string;
  readonly practitionerName: string;
}

/** A time another request asks for. */
export interface WantedTime extends Interval {
  readonly requestId: string;
  readonly appointmentId: string;
  /** The provider of the appointment that request is about. */
  readonly practitionerId: string | null;
  readonly patientName: string;
}

/** `suggested`: a time the answer names in place of the proposed one. */
interface UnsettledAnswer {
  readonly who: AnsweredBy;
  readonly by: string | null;
  readonly answer: AnswerCode;
  readonly comment: string;
  readonly suggested: { readonly start: EpochMs | null; readonly end: EpochMs | null } | null;
  /** Which of several proposed times it answers. */
  readonly to: Interval | null;
  readonly notTaken?: true;
  readonly late?: 'replaced' | 'over';
}

export interface ObstacleFacts {
  readonly now: EpochMs;
  readonly practice: Practice;
  /** The ids of the practice's active locations. */
  readonly openLocations: readonly string[];
  /** The ids of the providers who are offered. */
  readonly openProviders: readonly string[];
  /** The appointment the request is about. */
  readonly appointment: Appointment;
  /** The matched patient; `null` when nobody is matched. */
  readonly patient: Patient | null;
  /** The appointment's own patient; `null` when it has none, or nobody knows whom. */
  readonly visitPatient: Patient | null;
  /** Who asks, as far as it is known. */
  readonly origin: Origin;
  /** Answers to the proposal that waits, or to the last that was over, which were not applied, because a person has to read them; latest last. */
  readonly unsettledAnswers: readonly UnsettledAnswer[];
  /** What the patient's own yes has come to, where the time was offered to several; `null`: nothing a person has to know. */
  readonly acceptance: Extract<Obstacle, { code: 'accepted-too-late' | 'accepted-together' }> | null;
  /** The other times that the request names, where a person has chosen one of several. */
  readonly alsoAsked: Extract<Obstacle, { code: 'also-asked' }>['times'];
  /** Of what the portal has newer versions that cannot be shown. */
  readonly outdated: Extract<Obstacle, { code: 'outdated' }>['what'];
  /** Appointments near the requested time, of its provider or of the patient; a superset is fine. */
  readonly nearby: readonly NamedAppointment[];
  /** The visit's provider by name; `''` where nobody knows it. */
  readonly practitionerName: string;
  /** Who has the visit together with them. */
  readonly further: readonly { readonly id: string; readonly name: string }[];
  /** When any of these are away, or their time blocked, near the requested time; a superset is fine. */
  readonly unavailable: readonly Unavailable[];
  /** What other open requests to reschedule ask for; a superset is fine. */
  readonly wanted: readonly WantedTime[];
}

/**
 * What stands in the way of granting a request as asked, in the order a row shows it: the appointment, the patient, the time, the place.
 * Obstacles of the requested time are told only while the request is open: a proposal has taken its place otherwise. A resolved
 * request has none.
 */
export function obstaclesOf(request: AppointmentRequest, facts: ObstacleFacts): Obstacle[] {
  if (request.status.state === 'resolved') return [];
  return [
    ...(facts.outdated.length === 0 ? [] : [{ code: 'outdated', what: facts.outdated } as const]),
    ...appointmentObstacles(request, facts),
    ...patientObstacles(request, facts),
    ...(facts.acceptance === null ? [] : [facts.acceptance]),
    ...answerObstacles(facts),
    ...(facts.alsoAsked.length === 0 ? [] : [{ code: 'also-asked', times: facts.alsoAsked } as const]),
    ...(request.status.state === 'open' ? timeObstacles(request, facts) : []),
  ];
}

function appointmentObstacles({ kind }: AppointmentRequest, { appointment, now }: ObstacleFacts): Obstacle[] {
  if (kind === 'new')
    return appointment.status === 'proposed'
      ? []
      : [{ code: 'appointment-not-active', status: appointment.status }];
  if (!isActive(appointment)) return [{ code: 'appointment-not-active', status: appointment.status }];
  return appointment.start < now ? [{ code: 'appointment-past' }] : [];
}

function patientObstacles(request: AppointmentRequest, facts: ObstacleFacts): Obstacle[] {
  const { patient, origin } = facts;
  const { now, practice } = facts;
  const belonging = belongingOf(request, facts.appointment, origin, { now, zone: practice.zone });
  if (belonging === 'visit-unknown')
    return [
      {
        code: 'patient-differs',
        why: 'visit-unknown',
        asker: patient?.name ?? null,
        visitPatient: null,
        assignable: null,
      },
    ];
  if (belonging === 'unmatched' || patient === null) return [{ code: 'patient-unmatched' }];
  if (belonging === 'differs') return [patientDiffers(patient, facts)];
  const found: Obstacle[] = [];
  if (belonging === 'staff')
    found.push({ code: 'asked-for-patient', by: origin.requester?.name?.trim() || null });
  if (patient.standing !== null) found.push({ code: 'not-written-to', standing: patient.standing });
  else if (patient.email === null || readEmailAddress(patient.email) === null)
    found.push({ code: 'no-email' });
  if (!patient.portalAccess) found.push({ code: 'no-portal-access' });
  return found;
}

function patientDiffers(patient: Patient, { visitPatient, origin }: ObstacleFacts): Obstacle {
  const code = 'patient-differs';
  if (visitPatient === null) {
    const assignable = { id: patient.id, name: patient.name };
    return { code, why: 'visit-nobody', asker: patient.name, visitPatient: null, assignable };
  }
  const whose = {
    visitPatient: { name: visitPatient.name, phone: visitPatient.phone },
    assignable: { id: visitPatient.id, name: visitPatient.name },
  };
  const stranger = [origin.for, origin.requester].find(
    (one) => one && !(one.kind === 'patient' && one.patientId === patient.id),
  );
  return visitPatient.id === patient.id
    ? { code, why: 'by-another', asker: stranger?.name?.trim() || null, ...whose }
    : { code, why: 'for-another', asker: patient.name, ...whose };
}

/** Of more answers than anybody reads on a row, the latest; the record has the others. */
const MOST_ANSWERS = 5;

function answerObstacles({ unsettledAnswers }: ObstacleFacts): Obstacle[] {
  return unsettledAnswers
    .slice(-MOST_ANSWERS)
    .map(({ who, ...given }) =>
      who === 'another'
        ? { code: 'answered-by-another', ...given }
        : { code: 'answer-to-confirm', acting: who === 'acting', ...given },
    );
}

/** The time to answer the last proposal is over, and nobody has decided since. */
export const hasRunOut = (status: RequestStatus): boolean =>
  status.state === 'open' && status.mark === 'no-answer';

function timeObstacles(request: AppointmentRequest, facts: ObstacleFacts): Obstacle[] {
  const { requested } = request;
  const { appointment, now, practice } = facts;
  const parts = leftOpen(request, appointment, facts.openProviders);
  const open: Obstacle[] = parts.length === 0 ? [] : [{ code: 'wish-open', parts }];
  if (request.kind === 'cancel' || requested === null) return open;
  // A stretch of time to find one in is nobody's time yet: it is only over once it has ended.
  if (parts.includes('time')) return requested.end < now ? [...open, { code: 'time-past' }] : open;
  const claim: Claim = {
    ...requested,
    practitionerId: appointment.practitionerId,
    patientId: appointment.patientId ?? request.patientId,
  };
  const found: Obstacle[] = [...open];
  const furtherIds = facts.further.map(({ id }) => id);

  const text = request.requestedStartText;
  if (text !== null && namesSkippedTime(text, practice.zone)) found.push({ code: 'time-does-not-exist' });
  const misshapen = parts.includes('length') ? null : shapeRejection(requested, practice.zone);
  if (misshapen !== null) found.push(misshapen);
  if (requested.start < now) found.push({ code: 'time-past' });
  if (!placeOf(appointment.locationId, facts.openLocations).ok) found.push({ code: 'location-missing' });

  const taken = conflictsWith(claim, facts.nearby, [appointment.id]);
  if (taken.length > 0) {
    found.push({
      code: 'slot-taken',
      by: taken.map((other) => ({
        appointmentId: other.id,
        patientName: other.patientName,
        practitionerName: other.practitionerName,
        start: other.start,
        end: other.end,
        status: other.status,
        samePatient: isPatientOnly(claim, other),
      })),
    });
  }

  const rivals = facts.wanted.filter(
    (other) =>
      other.requestId !== request.id &&
      other.appointmentId !== appointment.id &&
      other.practitionerId !== null &&
      other.practitionerId === claim.practitionerId &&
      overlaps(claim, other),
  );
  if (rivals.length > 0)
    found.push({
      code: 'slot-also-wanted',
      others: rivals.map(({ requestId, patientName, start, end }) => ({
        requestId,
        patientName,
        start,
        end,
      })),
    });

  const providers = new Map([
    ...facts.further.map(({ id, name }) => [id, name] as const),
    [claim.practitionerId, facts.practitionerName] as const,
  ]);
  const without = Map.groupBy(
    unavailableIn(claim, facts.unavailable, furtherIds),
    (one) => one.practitionerId,
  );
  for (const [id, times] of without)
    found.push({ code: 'unavailable', practitionerName: providers.get(id) ?? '', times });

  const { closedDay, outsideHours, hoursOf } = hoursConflictOfAll(claim, practice, furtherIds);
  if (closedDay !== null) found.push({ code: 'closed-day', day: closedDay });
  else if (outsideHours)
    found.push({
      code: 'outside-hours',
      ...(hoursOf === undefined ? {} : { whose: providers.get(hoursOf) ?? '' }),
    });
  return found;
}
