import type { Actor } from '../../src-shared/domain/changes.ts';
import { COMMANDS } from '../../src-shared/domain/command-rules.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { Db } from '../db/db.ts';
import { findAppointment, saveAppointment } from '../db/queries/appointments.ts';
import { forgetDrafts } from '../db/queries/drafts.ts';
import { appendHistory, type HistoryLine } from '../db/queries/history.ts';
import { saveAssignment } from '../db/queries/naming.ts';
import { saveRequest } from '../db/queries/requests.ts';
import { settleCalls } from '../mail/calls.ts';
import { enqueueCall, enqueueMail } from '../mail/enqueue.ts';
import { forgetConflicts } from '../outbox/conflicts.ts';
import { holdDecision, type Releasable } from '../outbox/hold.ts';
import { orderingKeyOf } from '../outbox/ordering-key.ts';
import { takeSnapshot } from '../outbox/snapshot.ts';
import { planWrites } from '../outbox/write-plan.ts';
import type { Ids } from '../ports.ts';
import { correctionOnItsWay } from '../sync/corrections.ts';
import { noteTaken } from '../sync/double-bookings.ts';
import { appointmentIdOf, type PreparedDecision } from './prepare-decision.ts';
import { releaseRow } from './release-held.ts';

/** A decision the rules allow, with everything needed to make it durable. */
export interface DecisionToCommit extends PreparedDecision {
  readonly actor: Actor;
  readonly now: EpochMs;
  /** How long it can be undone; 0: it leaves at once. */
  readonly undoMs: number;
  readonly portalConfigured: boolean;
  readonly fromAddress: string;
}

export interface Committed {
  readonly outboxId: string | null;
  /** Undo is possible until then. */
  readonly undoUntil: EpochMs;
  /** Where it stands now: `null` for one that needs no delivery. */
  readonly state: 'held' | 'ready' | 'done' | null;
}

/**
 * Writes a decision: its request, the appointments, record, outbox, and the e-mail or call that waits for it. All of it belongs
 * into one transaction, the caller's; nothing is announced here.
 */
export function commitDecision(db: Db, ids: Ids, prepared: DecisionToCommit): Committed {
  const { command, now } = prepared;
  if (command.type === 'assign-patient') return commitAssignment(db, prepared);
  const outbox = insertOutbox(db, ids, prepared);
  const outboxId = outbox.id;
  writeAndNote(db, prepared, outboxId);
  appendHistory(db, decisionLine(prepared, outboxId));
  enqueueCommunication(db, ids, prepared, { outboxId, wasOnPhone: settlesCall(db, prepared, outboxId) });
  const undoUntil = now + prepared.undoMs;
  if (prepared.undoMs > 0) return { outboxId, undoUntil, state: 'held' };
  return { outboxId, undoUntil, state: releaseRow(db, outbox, now, prepared.portalConfigured) };
}

/** Who the patient is concerns this desk alone until the next decision tells the portal: nothing to deliver or undo. */
function commitAssignment(db: Db, prepared: DecisionToCommit): Committed {
  writeRequest(db, prepared);
  if (prepared.command.type === 'assign-patient' && prepared.requestId !== null)
    saveAssignment(db, prepared.requestId, prepared.command.patientId);
  appendHistory(db, decisionLine(prepared, null));
  return { outboxId: null, undoUntil: prepared.now, state: null };
}

function insertOutbox(db: Db, ids: Ids, prepared: DecisionToCommit): Releasable {
  const { command, requestId, before, changes, actor, now, undoMs } = prepared;
  const id = ids.uuid();
  const appointmentId = appointmentIdOf(prepared);
  const orderingKey = before ? orderingKeyOf(db, before) : appointmentId;
  const snapshot = takeSnapshot(
    db,
    {
      requestId,
      appointmentId,
      settles: COMMANDS[command.type].settles,
      drafts: prepared.drafts,
      userId: actor.userId,
    },
    changes.appointments.map((a) => a.id),
  );
  return holdDecision(db, {
    id,
    orderingKey,
    requestId,
    command,
    changes,
    plan: planWrites(db, changes, orderingKey),
    before: snapshot,
    actor,
    now,
    undoMs,
  });
}

function writeRequest(db: Db, { changes, now }: DecisionToCommit): void {
  if (changes.request) saveRequest(db, changes.request, now);
}

function writeAndNote(db: Db, prepared: DecisionToCommit, outboxId: string): void {
  const { changes, now: at } = prepared;
  const before = changes.appointments.map(({ id }) => findAppointment(db, id));
  writeChanges(db, prepared);
  for (const [index, visit] of changes.appointments.entries())
    noteTaken(db, visit, before[index] ?? null, { outboxId, at });
}

function writeChanges(db: Db, prepared: DecisionToCommit): void {
  const { command, requestId, changes } = prepared;
  writeRequest(db, prepared);
  // A time was chosen: what was overridden for the time before is no longer so.
  const { takes: time, settles } = COMMANDS[command.type];
  const chosen = time === 'slot' || time === 'requested-time' || changes.override !== null;
  for (const appointment of changes.appointments) {
    const takes = chosen && appointment.status !== 'cancelled';
    saveAppointment(db, appointment, takes ? { overrideReason: changes.override?.reason ?? null } : {});
  }
  if (!settles) return;
  forgetConflicts(db, { appointmentId: appointmentIdOf(prepared), requestId });
  forgetDrafts(db, prepared.drafts, prepared.actor.userId);
}

function decisionLine(prepared: DecisionToCommit, outboxId: string | null): HistoryLine {
  return { ...lineBase(prepared, outboxId), ...prepared.record };
}

function lineBase(prepared: DecisionToCommit, outboxId: string | null): Omit<HistoryLine, 'kind' | 'detail'> {
  const { actor, now, requestId } = prepared;
  return { at: now, actor, requestId, appointmentId: appointmentIdOf(prepared), outboxId };
}

/** Whether the decision is what came of a call on the Call list, which then needs not be made any more. */
function settlesCall(
  db: Db,
  { command, requestId, actor, now }: DecisionToCommit,
  outboxId: string,
): boolean {
  return (
    command.type === 'record-answer' &&
    requestId !== null &&
    settleCalls(db, { requestId, outboxId, by: actor.userName, note: command.note ?? '', now })
  );
}

function enqueueCommunication(
  db: Db,
  ids: Ids,
  prepared: DecisionToCommit,
  { outboxId, wasOnPhone }: { readonly outboxId: string; readonly wasOnPhone: boolean },
): void {
  const { communication, requestId, now } = prepared;
  if (!communication) return;
  const { intent, to, email, call, patient } = communication;
  const base = lineBase(prepared, outboxId);
  if (to) {
    enqueueMail(db, ids, {
      outboxId,
      requestId,
      appointmentId: intent.appointment.id,
      kind: intent.kind,
      to,
      correctionId: correctionOnItsWay(db, patient.id),
      fromAddress: prepared.fromAddress,
      email,
      now,
    });
    appendHistory(db, {
      ...base,
      kind: 'email-queued',
      detail: { emailKind: intent.kind, toAddress: to.address, subject: email.subject },
    });
  }
  if (call) {
    const toldBy = wasOnPhone ? prepared.actor.userName : null;
    enqueueCall(db, ids, {
      outboxId,
      requestId,
      patientId: patient.id,
      why: call.why,
      said: call,
      toldBy,
      now,
    });
    if (toldBy === null)
      appendHistory(db, { ...base, kind: 'call-listed', detail: { emailKind: intent.kind } });
  }
}
