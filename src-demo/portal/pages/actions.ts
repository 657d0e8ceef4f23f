import type { AppointmentResponse } from '@medplum/fhirtypes';
import { PORTAL_FORM } from '../../fhir-codes.ts';
import type { Reply } from '../../http.ts';
import { offsetText } from '../../offset-text.ts';
import type { ResourceStore } from '../store.ts';
import { lateNotice } from './late-notice.ts';
import { messagePage, notFoundPage, type PortalPractice, seeOther } from './layout.ts';
import {
  answerTo,
  answerToProposal,
  endOf,
  existsWith,
  focusId,
  type Kept,
  participantId,
  proposalIds,
  readOne,
  startOf,
  tasksOf,
} from './portal-data.ts';
import { requestFormPage } from './request-form.ts';
import { type FormKind, isOpen, kindOf, taskOf } from './request-words.ts';

/** A signed-in patient and where they are. */
export interface Visit {
  readonly store: ResourceStore;
  readonly practice: PortalPractice;
  readonly patient: Kept<'Patient'>;
}

const home = (visit: Visit): string => `/patients/${encodeURIComponent(visit.patient.id)}`;

/** The patient's appointment of that id, or `null`. */
function ownAppointment(visit: Visit, id: string): Kept<'Appointment'> | null {
  const appointment = readOne(visit.store, 'Appointment', id);
  return appointment !== null && participantId(appointment, 'Patient') === visit.patient.id
    ? appointment
    : null;
}

/** Shows the form (`fields` null) or takes what was typed in it. */
export function askFor(
  visit: Visit,
  kind: FormKind,
  appointmentId: string,
  fields: URLSearchParams | null,
): Reply {
  const { store, practice, patient } = visit;
  const appointment = ownAppointment(visit, appointmentId);
  if (appointment === null) return notFoundPage(practice);
  const now = store.now();
  if (startOf(appointment) <= now)
    return messagePage(
      practice,
      409,
      'This appointment has passed',
      `Please call the office at ${practice.phone}.`,
      home(visit),
    );
  const field = (name: string): string => fields?.get(name) ?? '';
  const token = field('token') === '' ? store.newId() : field('token');
  const typed = { date: field('date'), time: field('time'), reason: field('reason'), note: field('note') };
  const replaces = tasksOf(store, patient.id).some(
    (task) => isOpen(task) && focusId(task) === appointment.id,
  );
  const notice = kind === 'cancel' ? lateNotice(store, practice, startOf(appointment), now) : null;
  const form = { practice, patient, appointment, kind, typed, token, replaces, lateNotice: notice };
  if (fields === null) return requestFormPage({ ...form, problem: null });
  const task = taskOf({
    kind,
    ...typed,
    patientId: patient.id,
    appointmentId: appointment.id,
    lengthMs: endOf(appointment) - startOf(appointment),
    zone: practice.zone,
    token,
    authoredOn: offsetText(now, practice.zone),
  });
  if (task === null) return requestFormPage({ ...form, problem: 'Please enter a date and a time.' });
  // The same form sent twice is one request: the conditional create of docs/portal.md.
  if (!existsWith(store, 'Task', `${PORTAL_FORM}|${token}`)) store.transaction(() => store.write(task));
  return seeOther(`${home(visit)}?done=${kind}`);
}

export function withdraw(visit: Visit, taskId: string): Reply {
  const { store, practice } = visit;
  const task = readOne(store, 'Task', taskId);
  if (task?.for?.reference !== `Patient/${visit.patient.id}`) return notFoundPage(practice);
  if (task.status === 'cancelled') return seeOther(`${home(visit)}?done=withdraw`);
  if (!isOpen(task))
    return messagePage(
      practice,
      409,
      'This request is closed',
      'The practice has decided it meanwhile.',
      home(visit),
    );
  const { businessStatus: _over, statusReason: _said, ...rest } = task;
  const lastModified = offsetText(store.now(), practice.zone);
  store.transaction(() => store.write({ ...rest, status: 'cancelled', lastModified }));
  return seeOther(`${home(visit)}?done=withdraw`);
}

/** A form sent twice makes one. */
export const responseTo = (
  appointmentId: string,
  patientId: string,
  participantStatus: 'accepted' | 'declined',
): AppointmentResponse => ({
  resourceType: 'AppointmentResponse',
  identifier: [{ system: PORTAL_FORM, value: `answer-${appointmentId}` }],
  appointment: { reference: `Appointment/${appointmentId}` },
  actor: { reference: `Patient/${patientId}` },
  participantStatus,
});

/** The answer to a proposal: the first one counts, and only while the proposal stands. */
export function answer(visit: Visit, proposedId: string, value: string | null): Reply {
  const { store, practice, patient } = visit;
  const proposal = ownAppointment(visit, proposedId);
  if (proposal === null || (value !== 'accepted' && value !== 'declined')) return notFoundPage(practice);
  const task = tasksOf(store, patient.id).find(
    (one) => one.status === 'on-hold' && proposalIds(one).includes(proposedId),
  );
  const earlier = answerTo(store, proposedId, patient.id);
  const chosen = task === undefined ? null : answerToProposal(store, task, patient.id);
  const done =
    value === 'declined' && task !== undefined && kindOf(task) === 'cancel' ? 'cancelled-entirely' : value;
  if (earlier?.participantStatus === value) return seeOther(`${home(visit)}?done=${done}`);
  const expired = Date.parse(task?.restriction?.period?.end ?? '') <= store.now();
  if (earlier !== null || chosen !== null || task === undefined || proposal.status !== 'pending' || expired)
    return messagePage(
      practice,
      409,
      'This proposal is no longer open',
      `Please call the office at ${practice.phone}.`,
      home(visit),
    );
  // One of the times is taken alone; all are declined together.
  const answered = value === 'accepted' ? [proposedId] : proposalIds(task);
  store.transaction(() => {
    for (const id of answered) store.write(responseTo(id, patient.id, value));
  });
  return seeOther(`${home(visit)}?done=${done}`);
}
