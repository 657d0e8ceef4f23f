import { standsAt } from '../../../../src-shared/domain/appointment.ts';
import type { VisitSlot } from '../../../../src-shared/domain/request.ts';
import type { EpochMs } from '../../../../src-shared/domain/time.ts';
import type { AppointmentView } from '../../../../src-shared/ipc/appointment-views.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { knownStarts } from './prefill.ts';

/** The visit that the fields of a form are about, as far as they need to know it. Instants in UTC. */
export interface VisitSubject {
  /** The request it answers; `null`: the form stands in a dialog of its own. */
  readonly requestId: string | null;
  /** The appointment to be moved; `null` for a new one. */
  readonly appointmentId: string | null;
  /** What leaves its place with it: its time counts as free. */
  readonly moving: readonly string[];
  /** Starts already known: a wall-clock time that comes twice is the one of them. */
  readonly known: readonly EpochMs[];
  /** The start it has; `null` for a new one. */
  readonly original: EpochMs | null;
  /** The start the patient asked for. */
  readonly requested: EpochMs | null;
  /** With whom it is now. */
  readonly practitionerId: string | null;
  /** How the time being typed is called on the schedule. */
  readonly label: string;
}

/** What the Reschedule form of a request is about. */
export const subjectOf = (row: RequestRow): VisitSubject => ({
  requestId: row.id,
  appointmentId: row.appointment.id,
  moving: [row.appointment, ...(row.proposal?.appointments ?? [])].map(({ id }) => id),
  known: knownStarts(row),
  original: standsAt(row.appointment)?.start ?? null,
  requested: row.requested?.start ?? null,
  practitionerId: row.appointment.practitionerId,
  label: `${row.kind === 'new' ? t.requests.words.book : t.requests.words.reschedule}: ${row.patientName}`,
});

/** What **Update Appt.** is about. */
export const subjectOfAppointment = (appointment: AppointmentView): VisitSubject => ({
  requestId: null,
  appointmentId: appointment.id,
  moving: [appointment.id],
  known: [appointment.start],
  original: appointment.start,
  requested: null,
  practitionerId: appointment.practitionerId,
  label: appointment.patientName,
});

/** What **Book appointment** is about. */
export const subjectOfBooking = (start: Partial<VisitSlot>, patientName: string | null): VisitSubject => ({
  requestId: null,
  appointmentId: null,
  moving: [],
  known: start.start === undefined ? [] : [start.start],
  original: null,
  requested: null,
  practitionerId: null,
  label: patientName ?? t.requests.words.appointment,
});
