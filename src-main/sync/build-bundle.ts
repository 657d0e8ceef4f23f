import type { Appointment } from '../../src-shared/domain/appointment.ts';
import type { Changes } from '../../src-shared/domain/changes.ts';
import type { DeskName } from '../../src-shared/domain/desk-name.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { Db } from '../db/db.ts';
import { portalIdOfAppointment } from '../db/queries/appointments.ts';
import { findLocation, findPatient, findPractitioner, portalIdOfPatient } from '../db/queries/people.ts';
import { findPortalCopy } from '../db/queries/portal-copies.ts';
import { correctedSystem } from '../outbox/correction.ts';
import { creationIndex, creationName } from '../outbox/creation-name.ts';
import { isByReceptionist, type OutboxEntry } from '../outbox/entry.ts';
import { portalIdOf, type WriteStep } from '../outbox/write-step.ts';
import { correctedPatient } from './fhir/corrected-patient.ts';
import { decidedBy, type Moved } from './fhir/decided-by.ts';
import { isObject, type JsonObject, without } from './fhir/json.ts';
import { stamped } from './fhir/stamp.ts';
import { newAppointment, type OwnTime, type Writing, writeAppointment } from './fhir/write-appointment.ts';
import { type BundleStep, placeholder, transactionBundle } from './fhir/write-bundle.ts';
import { newPatientResource } from './fhir/write-patient.ts';
import { writeTask } from './fhir/write-task.ts';
import { practitionerOf, practitionersOfSlots } from './read-visit.ts';

/** The decision as a transaction Bundle, in the name of `desk`; null when what it builds on was never applied, or states no version. */
export function buildBundle(db: Db, entry: OutboxEntry, desk: DeskName, now: EpochMs): JsonObject | null {
  const { plan } = entry;
  const writing = writingOf(db, entry, desk);
  const steps: BundleStep[] = [];
  for (const step of plan) {
    const built = step.op === 'post' ? posted(db, step, entry, writing) : put(db, step, writing, entry, now);
    if (built === null) return null;
    steps.push(built);
  }
  return transactionBundle(steps, entry.id);
}

function writingOf(db: Db, entry: OutboxEntry, desk: DeskName): Writing {
  const { id: outboxId, command, changes, plan } = entry;
  const ownTime = ownTimeIn(entry);
  const answer = ownTime === null ? command.answer : 'declined';
  return {
    outboxId,
    changes,
    decider: isByReceptionist(entry) ? { desk, decision: outboxId } : null,
    moved: movedBy(entry),
    answer: answer === 'accepted' || answer === 'declined' ? answer : null,
    ownTime,
    appointmentReference(localId) {
      const isNew = plan.some((s) => s.op === 'post' && s.localId === localId);
      return isNew ? placeholder(localId) : `Appointment/${portalIdOfAppointment(db, localId) ?? localId}`;
    },
    patientPortalId(localId) {
      const portalId = portalIdOfPatient(db, localId);
      if (portalId === null) throw new Error('a decision about a patient the portal does not have');
      return portalId;
    },
    practitionerOf: (actor, at) => practitionerOf(db, actor, at),
    practitionersOfSlots: (slotIds, at) => practitionersOfSlots(db, slotIds, at),
    displayOf(type, id) {
      const found =
        type === 'Patient'
          ? findPatient(db, id)
          : type === 'Practitioner'
            ? findPractitioner(db, id)
            : findLocation(db, id);
      return found?.name || null;
    },
  };
}

/** From where to where it moves the visit of its request, where that is the same visit after as before. */
function movedBy({ before, changes }: OutboxEntry): Moved | null {
  const id = changes.request?.appointmentId;
  const was = before.appointments.find((one) => one.id === id)?.row;
  const is = changes.appointments.find((one) => one.id === id);
  if (!was || !is || was.status === 'proposed' || is.status === 'cancelled') return null;
  if (was.start_ms === is.start && was.end_ms === is.end) return null;
  return { from: { start: was.start_ms, end: was.end_ms }, to: { start: is.start, end: is.end } };
}

/** The time of their own that the patient named in answer to a proposal; null of every other decision. */
function ownTimeIn({ command, changes }: OutboxEntry): OwnTime | null {
  const requested = changes.request?.requested ?? null;
  if (command.type !== 'patient-own-time' || requested === null) return null;
  return { requested, comment: typeof command.comment === 'string' ? command.comment.trim() : '' };
}

function put(db: Db, step: WriteStep, writing: Writing, entry: OutboxEntry, now: EpochMs): BundleStep | null {
  const correction = step.type === 'Patient' ? entry.correction : null;
  const id = portalIdOf(db, step);
  if (id === null || step.basedOn === null || !('version' in step.basedOn)) return null;
  const base = bodyOf(db, step.type, id);
  // What stands in the place of a version the portal did not state guards nothing.
  if (correction && !statesVersion(base)) return null;
  return {
    op: 'put',
    type: step.type,
    id,
    version: step.basedOn.version,
    body: correction
      ? correctedPatient(base, { ...correction, system: correctedSystem(correction) }, writing.outboxId, now)
      : changed(base, step, entry.changes, writing),
  };
}

const statesVersion = ({ meta }: JsonObject): boolean => isObject(meta) && Boolean(meta.versionId);

function changed(base: JsonObject, step: WriteStep, changes: Changes, writing: Writing): JsonObject {
  if (step.type === 'Task' && changes.request?.id === step.localId)
    return writeTask(base, changes.request, writing);
  const appointment = step.type === 'Appointment' ? appointmentOf(changes, step.localId) : null;
  // Written although it does not change: so that a change made elsewhere is noticed.
  if (appointment) return writeAppointment(base, appointment, writing);
  const extension = decidedBy(base.extension, writing.decider);
  return stamped(without({ ...base, extension }), writing.outboxId);
}

const appointmentOf = (changes: Changes, localId: string): Appointment | null =>
  changes.appointments.find((a) => a.id === localId) ?? null;

function posted(
  db: Db,
  step: WriteStep,
  { changes, plan }: OutboxEntry,
  writing: Writing,
): BundleStep | null {
  if (step.type === 'Patient') {
    const patient = findPatient(db, step.localId);
    if (!patient) throw new Error(`the plan creates the patient ${step.localId}, who is not there`);
    return {
      op: 'post',
      type: step.type,
      localId: step.localId,
      body: newPatientResource(patient, writing.outboxId),
    };
  }
  const appointment = appointmentOf(changes, step.localId);
  if (!appointment) throw new Error(`the plan creates ${step.localId}, which the decision does not change`);
  const originalId =
    appointment.originalId === null ? null : portalIdOfAppointment(db, appointment.originalId);
  const original = originalId === null ? {} : bodyOf(db, 'Appointment', originalId);
  return {
    op: 'post',
    type: step.type,
    localId: step.localId,
    body: newAppointment(
      original,
      appointment,
      writing,
      creationName(writing.outboxId, creationIndex(plan, step.localId)),
    ),
  };
}

function bodyOf(db: Db, type: string, id: string): JsonObject {
  const copy = findPortalCopy(db, type, id);
  if (!copy || !isObject(copy.body)) throw new Error(`no copy of ${type}/${id}`);
  return copy.body;
}
