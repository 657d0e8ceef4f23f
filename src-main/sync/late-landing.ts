import type { Db } from '../db/db.ts';
import { findPortalCopy, type PortalCopy } from '../db/queries/portal-copies.ts';
import { conflictsAbout, forgetConflicts, noteOf } from '../outbox/conflicts.ts';
import { findEntry } from '../outbox/entries.ts';
import { appointmentOfDecision, isByReceptionist, type OutboxEntry } from '../outbox/entry.ts';
import { portalIdOf, type WriteStep } from '../outbox/write-step.ts';
import { confirm } from './confirm.ts';
import type { Effects } from './effects.ts';
import { type Envelope, readEnvelope } from './fhir/read-envelope.ts';
import { sayChanged } from './record-conflict.ts';

/**
 * A decision that had been called taken back is in the portal after all: a copy of the request was under way all the time, and found
 * what it was based on again (the portal was put back to an earlier state meanwhile). It counts as done, and somebody is told, because
 * its letter was dropped. Only where every resource it changes carries its tag, and this version does for the first time. To be called
 * once the version has been stored, inside the caller's transaction.
 *
 * @param before the copy that was on file.
 */
export function noteLateLanding(
  db: Db,
  arrived: Envelope,
  before: PortalCopy | null,
  effects: Effects,
): void {
  if (arrived.commandTags.length === 0) return;
  const tagsBefore = before === null ? [] : tagsOf(before.body);
  for (const tag of arrived.commandTags) {
    const entry = tagsBefore.includes(tag) ? undefined : findEntry(db, tag);
    if (entry?.state === 'conflict' && isWhole(db, entry, arrived)) land(db, entry, effects);
  }
}

function tagsOf(body: unknown): readonly string[] {
  const read = readEnvelope(body);
  return read.ok ? read.value.commandTags : [];
}

function isWhole(db: Db, { id, plan }: OutboxEntry, arrived: Envelope): boolean {
  const isWritten = (step: WriteStep): boolean => {
    // A patient's own data say by themselves how they stand.
    if (step.type === 'Patient') return false;
    if (step.op === 'post') return true;
    const portalId = portalIdOf(db, step);
    if (portalId === null) return false;
    if (step.type === arrived.type && portalId === arrived.id) return true;
    const copy = findPortalCopy(db, step.type, portalId);
    return copy !== null && tagsOf(copy.body).includes(id);
  };
  return plan.every(isWritten);
}

function land(db: Db, entry: OutboxEntry, effects: Effects): void {
  const subject = { appointmentId: appointmentOfDecision(entry), requestId: entry.request_id };
  const said = conflictsAbout(db, subject);
  // What landed in part bears its tag, too, where a portal keeps those of earlier versions.
  if (said.some((one) => one.outbox_id === entry.id && noteOf(one).portal.what === 'in-part')) return;
  confirm(db, entry, effects);
  effects.topics.add('requests').add('schedule').add('attention');
  if (!isByReceptionist(entry)) return;
  forgetConflicts(db, subject);
  sayChanged(db, entry, { portal: { what: 'landed-late' }, by: null }, effects);
}
