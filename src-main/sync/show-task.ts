import { isDeepStrictEqual } from 'node:util';
import { NO_TIME } from '../../src-shared/domain/appointment.ts';
import type { HistoryDetail, HistoryKind } from '../../src-shared/domain/history.ts';
import type { QuarantineReason } from '../../src-shared/domain/quarantine-reason.ts';
import type { AppointmentRequest, RequestStatus } from '../../src-shared/domain/request.ts';
import type { Db } from '../db/db.ts';
import { findAppointment, localIdOfPortalAppointment } from '../db/queries/appointments.ts';
import { chosenTimes } from '../db/queries/chosen-times.ts';
import { appendHistory } from '../db/queries/history.ts';
import { assignedPatient, forgetAssignment, saveNaming } from '../db/queries/naming.ts';
import { localIdOfPortalPatient } from '../db/queries/people.ts';
import { findPortalCopy, type PortalCopy } from '../db/queries/portal-copies.ts';
import { saveRequest } from '../db/queries/requests.ts';
import { markDue } from './automation-due.ts';
import { type Effects, patientActor, portalActor } from './effects.ts';
import { readAppointment } from './fhir/read-appointment.ts';
import type { Envelope } from './fhir/read-envelope.ts';
import { isWithdrawn, type PortalTask, type PortalTaskStatus, readTask } from './fhir/read-task.ts';
import type { ChosenTime } from './fhir/read-wish.ts';
import { type Reading, type Unusable, unusable } from './fhir/reading.ts';
import { noteProposedElsewhere } from './note-proposed.ts';
import { settledElsewhere } from './settled-elsewhere.ts';
import { beginWish } from './wished-visit.ts';

type Awaiting = Extract<PortalTaskStatus, { state: 'awaiting-patient' }>;

/**
 * A request as a Task of the portal shows it; `task` is null of one that asks for nothing of the kind any more. `unread`: it may ask
 * the desk for something else now, and nobody can tell for what.
 */
export interface TaskToShow {
  readonly request: AppointmentRequest;
  readonly task: PortalTask | null;
  readonly unread: Unusable | null;
}

/**
 * What is to be seen of a Task, with the desk's ids in place of FHIR ids; `null`: nothing, as it is none of the desk's business, or
 * not yet. Unusable also while the appointment or the proposal it names has not arrived; what a wish for a new appointment is about gets its
 * row here. `before`: the local row, null where there is none.
 */
export function taskToShow(
  db: Db,
  { id, body, lastUpdated }: Pick<PortalCopy, 'id' | 'body' | 'lastUpdated'>,
  before: AppointmentRequest | null,
  effects: Effects,
): Reading<TaskToShow | null> {
  const read = readTask(id, body, lastUpdated, chosenTime(db, id));
  if (!read.ok) {
    const unread = read.error;
    if (before === null || !TURNED.includes(unread.reason)) return read;
    return { ok: true, value: { request: closed(before), task: null, unread } };
  }
  const task = read.value;
  if (task === null) return { ok: true, value: before && { request: closed(before), task, unread: null } };
  if (task.isVoid && before === null) return { ok: true, value: null };
  const request = toRequest(db, task, before, effects);
  return request.ok ? { ok: true, value: { request: request.value, task, unread: null } } : request;
}

function chosenTime(db: Db, requestId: string): ChosenTime | null {
  const row = chosenTimes(db, [requestId]).get(requestId);
  return row === undefined ? null : { asked: row.asked, start: row.start_ms, end: row.end_ms };
}

/** What a Task has become that asks for something else than it did: what stood there before is over. */
const TURNED: readonly QuarantineReason[] = ['unknown-code', 'focus-not-an-appointment'];

/** Whatever the row says: that may be a decision of this desk which is just being taken back. */
const closed = (before: AppointmentRequest): AppointmentRequest => ({
  ...before,
  status: { state: 'resolved', outcome: 'closed-elsewhere', reason: null },
});

/** A patient assigned at this desk stays as long as the portal names nobody else anew. */
function toRequest(
  db: Db,
  task: PortalTask,
  before: AppointmentRequest | null,
  effects: Effects,
): Reading<AppointmentRequest> {
  const { now } = effects;
  const appointmentId =
    localIdOfPortalAppointment(db, task.appointmentId) ??
    (task.kind === 'new' ? beginWish(db, task.appointmentId, effects) : null);
  if (appointmentId === null) return waits('focus', task.appointmentId);
  const status = toStatus(db, task, before, now);
  if (!status.ok) return status;
  const named = task.patientId === null ? null : localIdOfPortalPatient(db, task.patientId);
  const patientId = assignedPatient(db, task.id, task.naming) ?? named;
  const foreign = before !== null && isForeignWithdrawal(task, patientId, before);
  return {
    ok: true,
    value: {
      id: task.id,
      kind: task.kind,
      appointmentId,
      patientId: foreign ? before.patientId : patientId,
      ...wishOf(db, task, appointmentId, before),
      note: task.note,
      authoredAt: task.authoredAt ?? now,
      status: foreign ? before.status : status.value,
    },
  };
}

/**
 * The time asked for; without an end it is as long as the visit. A closed request that says none any more keeps what it said; a wish for a
 * new appointment that says none may have its time in the Appointment itself.
 */
function wishOf(
  db: Db,
  { requested, requestedStartText, kind }: PortalTask,
  appointmentId: string,
  before: AppointmentRequest | null,
): Pick<AppointmentRequest, 'requested' | 'requestedStartText'> {
  if (requested === null && kind === 'new') {
    const wished = findAppointment(db, appointmentId);
    const hasTime = wished?.status === 'proposed' && wished.start !== NO_TIME;
    const own = hasTime ? { start: wished.start, end: wished.end } : (before?.requested ?? null);
    return { requested: wished?.status === 'proposed' && !hasTime ? null : own, requestedStartText: null };
  }
  if (requested === null)
    return kind === 'reschedule' && before?.kind === kind
      ? { requested: before.requested, requestedStartText: before.requestedStartText }
      : { requested, requestedStartText };
  const { start, end } = requested;
  const visit = findAppointment(db, appointmentId);
  const length = visit === null ? 0 : visit.end - visit.start;
  return { requested: { start, end: end ?? start + length }, requestedStartText };
}

/** Withdrawn in the name of another patient than who asked: that is not their word. It stays theirs, and a person has to see it. */
function isForeignWithdrawal(
  task: PortalTask,
  patientId: string | null,
  before: AppointmentRequest,
): boolean {
  return isWithdrawn(task) && before.status.state !== 'resolved' && patientId !== before.patientId;
}

const waits = (what: string, id: string) => unusable('unknown-focus', what, `Appointment/${id}`);

function toStatus(
  db: Db,
  task: PortalTask,
  before: AppointmentRequest | null,
  now: number,
): Reading<RequestStatus> {
  const { status } = task;
  if (status.state === 'open') return { ok: true, value: status };
  if (status.state === 'resolved')
    return { ok: true, value: (isWithdrawn(task) ? standing(db, task, before) : null) ?? status };
  const { proposal } = status;
  const appointmentIds: string[] = [];
  for (const portalId of proposal.appointmentIds) {
    const localId = localIdOfPortalAppointment(db, portalId);
    if (localId === null) return waits('output', portalId);
    appointmentIds.push(localId);
  }
  const sentAt =
    createdAt(db, proposal.appointmentIds) ?? knownSentAt(before, appointmentIds) ?? task.modifiedAt ?? now;
  return {
    ok: true,
    value: {
      state: 'awaiting-patient',
      proposal: {
        appointmentIds,
        sentAt,
        expiresAt: proposal.expiresAt,
        reason: proposal.reason,
        message: messageOf(status, sentAt),
      },
    },
  };
}

/**
 * A patient who withdraws while a proposal waits leaves its Tentatives behind in the portal. Until the desk has released them
 * (`patient-withdraws`), the request awaits its end; null when no Tentative stands.
 */
function standing(
  db: Db,
  { proposedIds }: PortalTask,
  before: AppointmentRequest | null,
): RequestStatus | null {
  const localIds = proposedIds.flatMap((id) => localIdOfPortalAppointment(db, id) ?? []);
  if (!localIds.some((id) => findAppointment(db, id)?.status === 'tentative')) return null;
  const was = before?.status;
  if (was?.state === 'awaiting-patient' && isDeepStrictEqual(was.proposal.appointmentIds, localIds))
    return was;
  const proposal = { appointmentIds: localIds, sentAt: 0, expiresAt: null };
  return { state: 'awaiting-patient', proposal: { ...proposal, reason: '', message: '' } };
}

/** Where this desk proposed it, and has not read the Appointment yet, its row says when that was. */
function knownSentAt(before: AppointmentRequest | null, appointmentIds: readonly string[]): number | null {
  const was = before?.status;
  return was?.state === 'awaiting-patient' && isDeepStrictEqual(was.proposal.appointmentIds, appointmentIds)
    ? was.proposal.sentAt
    : null;
}

/** Those of one proposal are created together. */
function createdAt(db: Db, proposalIds: readonly string[]): number | null {
  const created = proposalIds.flatMap((id) => {
    const copy = findPortalCopy(db, 'Appointment', id);
    const read = copy && readAppointment(copy.id, copy.body);
    return (read?.ok ? read.value.createdAt : null) ?? [];
  });
  return created.length === 0 ? null : Math.max(...created);
}

/** What the practice wrote with this proposal: an earlier one's words are not this one's. */
function messageOf({ proposal }: Awaiting, sentAt: number): string {
  return proposal.messages.findLast((m) => m.at === null || m.at >= sentAt)?.text ?? '';
}

/**
 * Makes the local row what the portal says, and records what happened there without this desk.
 *
 * @param versions the Task as it was read, and as it was known here before (null: it was not).
 */
export function showRequest(
  db: Db,
  { request, task }: TaskToShow,
  before: AppointmentRequest | null,
  versions: { readonly version: Envelope; readonly base: Envelope | null },
  effects: Effects,
): void {
  const { status } = request;
  const happenedAt = Math.min(effects.now, task?.modifiedAt ?? effects.now);
  // It may have been closed days ago, while this desk was off.
  const closedAt = before === null ? happenedAt : Math.min(effects.now, task?.updatedAt ?? effects.now);
  saveRequest(db, request, status.state === 'resolved' ? closedAt : effects.now);
  if (task !== null) {
    if (assignedPatient(db, request.id, task.naming) === null) forgetAssignment(db, request.id);
    saveNaming(db, request.id, task.naming);
  }
  effects.topics.add('requests').add('schedule').add('attention');
  const line = (kind: HistoryKind, at: number, byPatient: boolean, detail: HistoryDetail = {}) =>
    appendHistory(db, {
      at,
      actor: byPatient ? patientActor(effects.by) : portalActor(effects.by),
      kind,
      requestId: request.id,
      appointmentId: request.appointmentId,
      outboxId: null,
      detail,
    });
  if (before === null)
    line('request-received', Math.min(effects.now, request.authoredAt), true, receivedDetail(request));
  noteProposedElsewhere(db, request, before?.status ?? null, effects);
  const event = closing(before?.status ?? null, request);
  if (event) {
    const beside =
      event.kind === 'closed-elsewhere'
        ? settledElsewhere(db, request, versions, before?.status ?? null)
        : {};
    const at = before === null ? happenedAt : effects.now;
    line(event.kind, at, event.byPatient, { ...event.detail, ...beside });
  }
  if (status.state === 'resolved') return;
  if (before === null) effects.arrived += status.state === 'open' ? 1 : 0;
  const forUs = before === null || isElsewhere(before.status);
  markDue(db, request.appointmentId, forUs && !isElsewhere(status) ? request.id : null);
}

/** Somebody else has it, or has laid it aside: the policy decides nothing of that kind. */
const isElsewhere = (status: RequestStatus): boolean =>
  status.state === 'open' && (status.mark === 'taken-elsewhere' || status.mark === 'on-hold');

const receivedDetail = ({ requested }: AppointmentRequest): HistoryDetail =>
  requested === null ? {} : { to: requested };

interface Happened {
  readonly kind: HistoryKind;
  readonly byPatient: boolean;
  readonly detail: HistoryDetail;
}

/** What the record says of a change that this desk did not make itself; null when there is nothing to say. */
function closing(
  before: RequestStatus | null,
  { status: after, requested }: AppointmentRequest,
): Happened | null {
  if (after.state === 'resolved') {
    if (before?.state === 'resolved' && before.outcome === after.outcome) return null;
    return resolvedElsewhere(after);
  }
  if (before?.state !== 'awaiting-patient' || after.state !== 'open') return null;
  if (after.mark === 'declined')
    return { kind: 'patient-answered', byPatient: true, detail: { answer: 'declined' } };
  if (after.mark === 'own-time' && requested !== null)
    return {
      kind: 'patient-answered',
      byPatient: true,
      detail: { answer: 'declined', suggested: requested },
    };
  if (after.mark === 'offer-taken') return { kind: 'offer-taken', byPatient: false, detail: {} };
  return after.mark === 'no-answer' ? { kind: 'proposal-expired', byPatient: false, detail: {} } : null;
}

function resolvedElsewhere({ outcome, reason }: Extract<RequestStatus, { state: 'resolved' }>): Happened {
  const detail: HistoryDetail = { outcome, ...(reason === null ? {} : { reason }) };
  switch (outcome) {
    case 'withdrawn':
      return { kind: 'request-withdrawn', byPatient: true, detail };
    case 'superseded':
      return { kind: 'request-superseded', byPatient: true, detail };
    default:
      return { kind: 'closed-elsewhere', byPatient: false, detail };
  }
}
