import type { Appointment } from './appointment.ts';
import type { AppointmentRequest } from './request.ts';
import { type EpochMs, plainDateOf, type ZoneId } from './time.ts';

/**
 * Who is entered in the portal as acting for a patient (https://hl7.org/fhir/R4/relatedperson.html). `start` and `end` are FHIR
 * dateTimes as they came.
 */
export interface RelatedLink {
  /** The desk's id of the patient; `null` when they are not on file here. */
  readonly patientId: string | null;
  readonly active: boolean;
  readonly start: string | null;
  readonly end: string | null;
}

/** The present, and the zone in which days count. */
export interface Moment {
  readonly now: EpochMs;
  readonly zone: ZoneId;
}

/** One whom the portal names with a request (`Task.for`, `Task.requester`). `name` is what the portal or the file calls them. */
export type Named =
  /** `patientId`: the desk's id; `null` when they are not on file here. */
  | { readonly kind: 'patient'; readonly patientId: string | null; readonly name: string | null }
  /** `link`: `null` while the portal does not show it. */
  | { readonly kind: 'related'; readonly link: RelatedLink | null; readonly name: string | null }
  /** Somebody of a practice, or a program: not the patient, and nobody else's request either. */
  | { readonly kind: 'staff'; readonly name: string | null }
  /** Named in a way that tells nobody who it is. */
  | { readonly kind: 'unknown'; readonly name: string | null };

/** What is known of whose a request is, beside what stands in it. */
export interface Origin {
  readonly for: Named | null;
  readonly requester: Named | null;
  /** A person at this desk has said that the request is the patient's to whom it is matched. */
  readonly assigned: boolean;
  /** The portal names a patient of the appointment whom this desk cannot identify: the appointment is not nobody's. */
  readonly visitPatientUnknown: boolean;
}

/**
 * How a request stands to the appointment it is about:
 *
 * - `patient`: its own patient asks, or somebody the portal enters as acting for them;
 * - `staff`: somebody of a practice, or a program, asks for its own patient;
 * - `assigned`: a person at this desk has said that it is its own patient's, or has given it a patient where it had none;
 * - `unmatched`: nobody on file is named;
 * - `differs`: somebody else's, or nobody can tell;
 * - `visit-unknown`: nobody can tell whose the appointment is.
 */
export type Belonging = 'patient' | 'staff' | 'assigned' | 'unmatched' | 'differs' | 'visit-unknown';

/**
 * Whose a request is. A patient's visit is theirs alone (portal protocol: the patient of a Task has to be
 * the patient of its focus): what is not certain is never taken for certain.
 */
export function belongingOf(
  { patientId }: Pick<AppointmentRequest, 'patientId'>,
  appointment: Pick<Appointment, 'patientId'>,
  origin: Origin,
  moment: Moment,
): Belonging {
  if (origin.visitPatientUnknown) return 'visit-unknown';
  if (patientId === null) return 'unmatched';
  // An appointment that is nobody's becomes somebody's only by a person's word.
  if (appointment.patientId !== null && appointment.patientId !== patientId) return 'differs';
  if (origin.assigned) return 'assigned';
  if (appointment.patientId === null) return 'differs';
  return byWhom(patientId, origin, moment);
}

/** True for a request of the appointment's own patient: it may be decided as it stands. */
export const isPatientsOwn = (belonging: Belonging): boolean =>
  belonging === 'patient' || belonging === 'staff' || belonging === 'assigned';

/** True when this one is certainly the patient, or acts for them now. */
export function speaksFor(named: Named, patientId: string, moment: Moment): boolean {
  if (named.kind === 'patient') return named.patientId === patientId;
  return (
    named.kind === 'related' &&
    named.link?.patientId === patientId &&
    isCurrent(named.link, plainDateOf(moment.now, moment.zone))
  );
}

/** Where no `Task.for` names the patient, the requester has to be the patient in person. */
function byWhom(patientId: string, { for: whom, requester }: Origin, moment: Moment): Belonging {
  const patient = whom ?? requester;
  if (patient !== null && !(patient.kind === 'patient' && patient.patientId === patientId)) return 'differs';
  if (requester === null || speaksFor(requester, patientId, moment)) return 'patient';
  return requester.kind === 'staff' ? 'staff' : 'differs';
}

/**
 * A period holds on the days it names and all between (https://hl7.org/fhir/R4/datatypes.html#Period). Of a date that names only
 * a year or a month, only what is certain counts: after its first day it may have ended, before its last it may not have begun.
 */
function isCurrent({ active, start, end }: RelatedLink, today: string): boolean {
  return active && (start === null || lastDay(start) <= today) && (end === null || firstDay(end) >= today);
}

/** ISO dates sort as they follow one another; what is no date is before and after every one, so that nothing is certain. */
function firstDay(text: string): string {
  const [, year, month = '01', day = '01'] = DATE.exec(text) ?? [];
  return year === undefined ? '' : `${year}-${month}-${day}`;
}

function lastDay(text: string): string {
  const [, year, month = '12', day = '31'] = DATE.exec(text) ?? [];
  return year === undefined ? '~' : `${year}-${month}-${day}`;
}

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?$/;
