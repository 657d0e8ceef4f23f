import { COMMANDS, isCommandType } from '../../src-shared/domain/command-rules.ts';
import type { ConflictNote } from '../../src-shared/domain/conflict-note.ts';
import { receptionistCommand } from '../../src-shared/domain/decision.ts';
import type { Db } from '../db/db.ts';
import { appendHistory } from '../db/queries/history.ts';
import { findPortalCopy, type PortalCopy } from '../db/queries/portal-copies.ts';
import { findRequest } from '../db/queries/requests.ts';
import { dropMail } from '../mail/release.ts';
import { sayConflict } from '../outbox/conflicts.ts';
import { dependants, updateOutbox } from '../outbox/entries.ts';
import { appointmentOfDecision, type OutboxEntry } from '../outbox/entry.ts';
import { stillSendable } from '../outbox/queue.ts';
import { restoreDrafts } from '../outbox/snapshot.ts';
import { markRequestsDue } from './complete-decision.ts';
import { type Effects, portalActor } from './effects.ts';
import type { Examined } from './examine.ts';
import { isObject } from './fhir/json.ts';
import { readAppointment } from './fhir/read-appointment.ts';
import { storeResource } from './projection.ts';
import { rebuildUnderKey } from './take-back.ts';
import { withdrawnInPortal } from './withdrawn.ts';

/**
 * The portal refused the decision because something changed elsewhere: the local rows become what the portal says, what was
 * typed comes back, the e-mails never leave, and the request, or the appointment, says what happened. Decisions that built on it fall with it.
 * One transaction. False when the decision has ended otherwise meanwhile.
 */
export function takeBackDecision(
  db: Db,
  entry: OutboxEntry,
  examined: readonly Examined[],
  effects: Effects,
): boolean {
  return db.transaction(() => {
    if (!stillSendable(db, entry.id)) return false;
    const bases = new Map(examined.map((e) => [e, baseOf(db, e)]));
    for (const one of examined) storeCurrent(db, one, effects);
    const fallen = [entry, ...dependants(db, entry)];
    for (const { id } of fallen) {
      updateOutbox(db, id, { state: 'conflict', last_error: null, finished_ms: effects.now });
      dropMail(db, id, effects.now);
    }
    rebuildUnderKey(db, entry.ordering_key, effects);
    for (const one of fallen) if (!isSystem(one)) explain(db, one, examined, bases, effects);
    restoreDrafts(
      db,
      fallen.map(({ before }) => before),
    );
    for (const one of fallen) markRequestsDue(db, one);
    return true;
  });
}

/** A command nobody at the desk gave: when another desk was first, its word stands and nothing is said. */
const isSystem = ({ command }: OutboxEntry): boolean =>
  isCommandType(command.type) && COMMANDS[command.type].by !== 'receptionist';

/** The version the decision was based on: the copy, unless a newer one has been pulled since; then from the history. */
function baseOf(db: Db, { step, base }: Examined): unknown {
  if (base) return base.body;
  const copy = step.portalId === null ? null : findPortalCopy(db, step.type, step.portalId);
  const wanted = step.basedOn !== null && 'version' in step.basedOn ? step.basedOn.version : null;
  return copy && copy.versionId === wanted ? copy.body : null;
}

function storeCurrent(db: Db, { step, current }: Examined, effects: Effects): void {
  if (current) {
    storeResource(db, current.body, step.type, effects);
    return;
  }
  const copy = step.portalId === null ? null : findPortalCopy(db, step.type, step.portalId);
  if (copy) storeResource(db, asRemoved(copy), step.type, effects);
}

/** A resource the portal no longer has reads as one entered in error, the status R4 has for what should not have been. */
function asRemoved(copy: PortalCopy): unknown {
  const body = isObject(copy.body) ? copy.body : {};
  const meta = isObject(body.meta) ? body.meta : {};
  return { ...body, status: 'entered-in-error', meta: { ...meta, versionId: `${copy.versionId}-removed` } };
}

function explain(
  db: Db,
  entry: OutboxEntry,
  examined: readonly Examined[],
  bases: ReadonlyMap<Examined, unknown>,
  effects: Effects,
): void {
  const given = receptionistCommand.safeParse(entry.command);
  const note: ConflictNote = {
    at: effects.now,
    chosen: given.success ? given.data : null,
    chosenBy: entry.user_name,
    portal: whatChanged(db, entry, examined, bases),
  };
  const appointmentId = appointmentOfDecision(entry);
  appendHistory(db, {
    at: effects.now,
    actor: portalActor(effects.by),
    kind: 'portal-conflict',
    requestId: entry.request_id,
    appointmentId,
    outboxId: entry.id,
    detail: given.success ? { command: given.data.type } : {},
  });
  sayConflict(db, {
    outbox_id: entry.id,
    appointment_id: appointmentId,
    request_id: entry.request_id,
    at_ms: effects.now,
    note_json: JSON.stringify(note),
  });
}

/** The most telling difference: the request's own end first, then where the appointment went. */
function whatChanged(
  db: Db,
  entry: OutboxEntry,
  examined: readonly Examined[],
  bases: ReadonlyMap<Examined, unknown>,
): ConflictNote['portal'] {
  if (entry.request_id !== null && withdrawnInPortal(db, entry.request_id))
    return { what: 'request-withdrawn' };
  const request = entry.request_id === null ? null : findRequest(db, entry.request_id);
  if (request?.status.state === 'resolved') {
    const { outcome } = request.status;
    if (outcome === 'superseded') return { what: 'request-superseded' };
    return { what: 'request-closed', outcome };
  }
  for (const one of examined) {
    if (one.step.type !== 'Appointment' || !one.current) continue;
    const now = readAppointment(one.current.id, one.current.body);
    const before = readAppointment(one.current.id, bases.get(one));
    if (!now.ok || (before.ok && before.value.status === now.value.status && !moved(before.value, now.value)))
      continue;
    if (now.value.status === 'cancelled') return { what: 'cancelled' };
    if (before.ok && moved(before.value, now.value))
      return { what: 'moved', start: now.value.start, end: now.value.end };
  }
  return { what: 'other' };
}

interface Times {
  readonly start: number;
  readonly end: number;
}
const moved = (a: Times, b: Times): boolean => a.start !== b.start || a.end !== b.end;
