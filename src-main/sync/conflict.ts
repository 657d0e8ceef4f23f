import type { ConflictNote } from '../../src-shared/domain/conflict-note.ts';
import type { Db } from '../db/db.ts';
import { findRequest } from '../db/queries/requests.ts';
import { dropMail } from '../mail/release.ts';
import { dependants, updateOutbox } from '../outbox/entries.ts';
import { isByReceptionist, type OutboxEntry } from '../outbox/entry.ts';
import { stillSendable } from '../outbox/queue.ts';
import { restoreDrafts } from '../outbox/snapshot.ts';
import type { WriteStep } from '../outbox/write-step.ts';
import { markRequestsDue } from './complete-decision.ts';
import type { Effects } from './effects.ts';
import type { Examined } from './examine.ts';
import { readAppointment } from './fhir/read-appointment.ts';
import type { Envelope } from './fhir/read-envelope.ts';
import { keptVersion } from './kept-version.ts';
import { type IsLater, isNewer } from './later-version.ts';
import { isGivenAway } from './offer-locks.ts';
import { storeResource } from './projection.ts';
import { recordConflict } from './record-conflict.ts';
import { storeRemoved } from './removed.ts';
import { rebuildUnderKey } from './take-back.ts';
import { deskThatWrote } from './who-decided.ts';
import { withdrawnInPortal } from './withdrawn.ts';

/**
 * The portal refused the decision because something changed elsewhere: the local rows become what the portal says, what was
 * typed comes back, the e-mails never leave, and the request, or the appointment, says what happened. Decisions that built on it fall with it.
 * One transaction. False when the decision has ended otherwise meanwhile.
 *
 * @param isLater whether what was examined takes the copy's place.
 * @param otherwise what is said where no difference tells.
 */
export function takeBackDecision(
  db: Db,
  entry: OutboxEntry,
  examined: readonly Examined[],
  effects: Effects,
  isLater: IsLater = isNewer,
  otherwise: 'other' | 'in-part' = 'other',
): boolean {
  return db.transaction(() => {
    if (!stillSendable(db, entry.id)) return false;
    const bases = new Map(examined.map((e) => [e, baseOf(db, e)]));
    for (const one of examined) storeCurrent(db, one, effects, isLater);
    const fallen = [entry, ...dependants(db, entry)];
    for (const { id } of fallen) {
      updateOutbox(db, id, { state: 'conflict', last_error: null, finished_ms: effects.now });
      dropMail(db, id, effects.now);
    }
    rebuildUnderKey(db, entry.ordering_key, effects);
    // Of a command nobody at the desk gave nothing is said: where another desk was first, its word stands.
    for (const one of fallen)
      if (isByReceptionist(one))
        recordConflict(db, one, whatChanged(db, one, examined, bases, otherwise), effects);
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
  return step.basedOn !== null && 'version' in step.basedOn
    ? keptVersion(db, step, step.basedOn.version)
    : null;
}

function storeCurrent(db: Db, { step, current }: Examined, effects: Effects, isLater: IsLater): void {
  if (current) {
    storeResource(db, current.body, step.type, effects, isLater);
    return;
  }
  if (step.portalId !== null) storeRemoved(db, step.type, step.portalId, effects);
}

/** The most telling difference: the request's own end first, then where the appointment went; and the desk that decided it. */
function whatChanged(
  db: Db,
  entry: OutboxEntry,
  examined: readonly Examined[],
  bases: ReadonlyMap<Examined, Envelope | null>,
  otherwise: 'other' | 'in-part',
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
  if (isGivenAway(db, entry)) return { portal: { what: 'offer-taken' }, by: null };
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
  return { portal: { what: otherwise }, by: otherwise === 'other' ? byAnyOf(null) : null };
}

interface Times {
  readonly start: number;
  readonly end: number;
}
const moved = (a: Times, b: Times): boolean => a.start !== b.start || a.end !== b.end;
