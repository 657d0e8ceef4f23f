import type { Actor } from '../../src-shared/domain/changes.ts';
import { COMMANDS } from '../../src-shared/domain/command-rules.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';
import { saveAppointment } from '../db/queries/appointments.ts';
import { appendHistory, type HistoryLine } from '../db/queries/history.ts';
import { saveAssignment } from '../db/queries/naming.ts';
import { saveRequest } from '../db/queries/requests.ts';
import { enqueueCall, enqueueMail } from '../mail/enqueue.ts';
import { forgetConflicts } from '../outbox/conflicts.ts';
import { holdDecision, type Releasable } from '../outbox/hold.ts';
import { orderingKeyOf } from '../outbox/ordering-key.ts';
import { takeSnapshot } from '../outbox/snapshot.ts';
import { planWrites } from '../outbox/write-plan.ts';
import type { Ids } from '../ports.ts';
import { correctionOnItsWay } from '../sync/corrections.ts';
import { appointmentIdOf, type Grant } from './grant.ts';
import { releaseRow } from './release-held.ts';

/** A granted decision, with everything needed to make it durable. */
export interface Granted extends Grant {
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
export function commitDecision(db: Db, ids: Ids, granted: Granted): Committed {
  const { command, now } = granted;
  if (command.type === 'assign-patient') return commitAssignment(db, granted);
  const outbox = insertOutbox(db, ids, granted);
  const outboxId = outbox.id;
  writeChanges(db, granted);
  appendHistory(db, decisionLine(granted, outboxId));
  enqueueCommunication(db, ids, granted, outboxId);
  const undoUntil = now + granted.undoMs;
  if (granted.undoMs > 0) return { outboxId, undoUntil, state: 'held' };
  return { outboxId, undoUntil, state: releaseRow(db, outbox, now, granted.portalConfigured) };
}

/** Who the patient is concerns this desk alone until the next decision tells the portal: nothing to deliver or undo. */
function commitAssignment(db: Db, granted: Granted): Committed {
  writeRequest(db, granted);
  if (granted.command.type === 'assign-patient' && granted.requestId !== null)
    saveAssignment(db, granted.requestId, granted.command.patientId);
  appendHistory(db, decisionLine(granted, null));
  return { outboxId: null, undoUntil: granted.now, state: null };
}

function insertOutbox(db: Db, ids: Ids, granted: Granted): Releasable {
  const { command, requestId, before, changes, actor, now, undoMs } = granted;
  const id = ids.uuid();
  const appointmentId = appointmentIdOf(granted);
  const orderingKey = before ? orderingKeyOf(db, before) : appointmentId;
  const snapshot = takeSnapshot(
    db,
    { requestId, appointmentId, settles: COMMANDS[command.type].settles, drafts: granted.drafts },
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

function writeRequest(db: Db, { changes, now }: Granted): void {
  if (changes.request) saveRequest(db, changes.request, now);
}

function writeChanges(db: Db, granted: Granted): void {
  const { command, requestId, changes } = granted;
  writeRequest(db, granted);
  // A time was chosen: what was overridden for the time before is no longer so.
  const { takes: time, settles } = COMMANDS[command.type];
  const chosen = time === 'slot' || time === 'requested-time' || changes.override !== null;
  for (const appointment of changes.appointments) {
    const takes = chosen && appointment.status !== 'cancelled';
    saveAppointment(db, appointment, takes ? { overrideReason: changes.override?.reason ?? null } : {});
  }
  if (!settles) return;
  forgetConflicts(db, { appointmentId: appointmentIdOf(granted), requestId });
  db.run(qb.deleteFrom('draft').where('subject', 'in', granted.drafts));
}

function decisionLine(granted: Granted, outboxId: string | null): HistoryLine {
  return { ...lineBase(granted, outboxId), ...granted.record };
}

function lineBase(granted: Granted, outboxId: string | null): Omit<HistoryLine, 'kind' | 'detail'> {
  const { actor, now, requestId } = granted;
  return { at: now, actor, requestId, appointmentId: appointmentIdOf(granted), outboxId };
}

function enqueueCommunication(db: Db, ids: Ids, granted: Granted, outboxId: string): void {
  const { communication, requestId, now } = granted;
  if (!communication) return;
  const { intent, to, email, call, patient } = communication;
  const base = lineBase(granted, outboxId);
  if (to) {
    enqueueMail(db, ids, {
      outboxId,
      requestId,
      appointmentId: intent.appointment.id,
      kind: intent.kind,
      to,
      correctionId: correctionOnItsWay(db, patient.id),
      fromAddress: granted.fromAddress,
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
    enqueueCall(db, ids, { outboxId, requestId, patientId: patient.id, why: call, script: email.text, now });
    appendHistory(db, { ...base, kind: 'call-listed', detail: { emailKind: intent.kind } });
  }
}
