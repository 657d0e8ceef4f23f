import type { ConflictNote } from '../../src-shared/domain/conflict-note.ts';
import { receptionistCommand } from '../../src-shared/domain/decision.ts';
import type { Db } from '../db/db.ts';
import { appendHistory } from '../db/queries/history.ts';
import { findPortalCopy, type PortalCopy } from '../db/queries/portal-copies.ts';
import { findRequest } from '../db/queries/requests.ts';
import { dropMail } from '../mail/release.ts';
import { sayConflict } from '../outbox/conflicts.ts';
import { dependants, updateOutbox } from '../outbox/entries.ts';
import { appointmentOfDecision, isByReceptionist, type OutboxEntry } from '../outbox/entry.ts';
import { stillSendable } from '../outbox/queue.ts';
import { restoreDrafts } from '../outbox/snapshot.ts';
import type { WriteStep } from '../outbox/write-step.ts';
import { markRequestsDue } from './complete-decision.ts';
import { type Effects, portalActor } from './effects.ts';
import type { Examined } from './examine.ts';
import { isObject } from './fhir/json.ts';
import { readAppointment } from './fhir/read-appointment.ts';
import { type Envelope, readEnvelope } from './fhir/read-envelope.ts';
import { storeResource } from './projection.ts';
import { rebuildUnderKey } from './take-back.ts';
import { deskThatWrote } from './who-decided.ts';
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
    // Of a command nobody at the desk gave nothing is said: where another desk was first, its word stands.
    for (const one of fallen) if (isByReceptionist(one)) explain(db, one, examined, bases, effects);
    restoreDrafts(
      db,
      fallen.map(({ before }) => before),
    );
    for (const one of fallen) markRequestsDue(db, one);
    return true;
  });
}

/** The version the decision was based on: from the history, or the copy, unless a newer one has been pulled since. */
function baseOf(db: Db, { step, base }: Examined): Envelope | null {
  if (base) return base;
  const copy = step.portalId === null ? null : findPortalCopy(db, step.type, step.portalId);
  const wanted = step.basedOn !== null && 'version' in step.basedOn ? step.basedOn.version : null;
  const read = copy && copy.versionId === wanted ? readEnvelope(copy.body) : null;
  return read?.ok ? read.value : null;
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
  bases: ReadonlyMap<Examined, Envelope | null>,
  effects: Effects,
): void {
  const given = receptionistCommand.safeParse(entry.command);
  const note: ConflictNote = {
    at: effects.now,
    chosen: given.success ? given.data : null,
    chosenBy: entry.user_name,
    ...whatChanged(db, entry, examined, bases),
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

/** The most telling difference: the request's own end first, then where the appointment went; and the desk that decided it. */
function whatChanged(
  db: Db,
  entry: OutboxEntry,
  examined: readonly Examined[],
  bases: ReadonlyMap<Examined, Envelope | null>,
): Pick<ConflictNote, 'portal' | 'by'> {
  const by = (one: Examined): ConflictNote['by'] =>
    one.current && deskThatWrote(one.current, one.history, bases.get(one) ?? null);
  const byAnyOf = (type: WriteStep['type'] | null): ConflictNote['by'] =>
    examined.reduce<ConflictNote['by']>(
      (found, one) => found ?? (type === null || one.step.type === type ? by(one) : null),
      null,
    );
  if (entry.request_id !== null && withdrawnInPortal(db, entry.request_id))
    return { portal: { what: 'request-withdrawn' }, by: null };
  const request = entry.request_id === null ? null : findRequest(db, entry.request_id);
  if (request?.status.state === 'resolved') {
    const { outcome } = request.status;
    if (outcome === 'superseded') return { portal: { what: 'request-superseded' }, by: null };
    return { portal: { what: 'request-closed', outcome }, by: byAnyOf('Task') };
  }
  for (const one of examined) {
    if (one.step.type !== 'Appointment' || !one.current) continue;
    const now = readAppointment(one.current.id, one.current.body);
    const before = readAppointment(one.current.id, bases.get(one)?.body);
    if (!now.ok || (before.ok && before.value.status === now.value.status && !moved(before.value, now.value)))
      continue;
    if (now.value.status === 'cancelled') return { portal: { what: 'cancelled' }, by: by(one) };
    if (before.ok && moved(before.value, now.value)) {
      const { start, end } = now.value;
      return { portal: { what: 'moved', start, end }, by: by(one) };
    }
  }
  return { portal: { what: 'other' }, by: byAnyOf(null) };
}

interface Times {
  readonly start: number;
  readonly end: number;
}
const moved = (a: Times, b: Times): boolean => a.start !== b.start || a.end !== b.end;
