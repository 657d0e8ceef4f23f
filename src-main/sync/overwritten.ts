import type { ConflictNote } from '../../src-shared/domain/conflict-note.ts';
import { type Db, qb } from '../db/db.ts';
import { isByReceptionist, type OutboxEntry } from '../outbox/entry.ts';
import type { WriteStep } from '../outbox/write-step.ts';
import type { Portal } from '../ports.ts';
import type { AppliedStep } from './complete-decision.ts';
import type { Effects } from './effects.ts';
import { versionsOf } from './examine.ts';
import { differByLeaseAlone } from './fhir/lease.ts';
import { readAppointment } from './fhir/read-appointment.ts';
import type { Envelope } from './fhir/read-envelope.ts';
import { historiesAt } from './histories-offered.ts';
import { recordConflict } from './record-conflict.ts';
import { knownServer } from './server-known.ts';
import { areVersionsChecked, saveVersionsChecked } from './versions-checked.ts';
import { deskThatWrote } from './who-decided.ts';

/** A version that a decision has replaced without having seen it. */
export interface Overwritten {
  readonly type: WriteStep['type'];
  /** Null where numbers alone say that there was one. */
  readonly version: Envelope | null;
  readonly history: readonly Envelope[];
}

/**
 * What others had written between the version a decision was based on and the one it made: a server that ignores `ifMatch` takes
 * both. Nothing is asked where the numbers of the versions tell that there was nothing, or where the server was seen to refuse such a
 * change. Where no history can be had, numbers that were passed over tell that there was something; versions that are no
 * numbers, or count more than one resource, then tell nothing.
 */
export async function findOverwritten(
  db: Db,
  portal: Portal,
  outboxId: string,
  applied: readonly AppliedStep[],
): Promise<Overwritten[]> {
  if (areVersionsChecked(db, knownServer(db)) === true) return [];
  const found: Overwritten[] = [];
  for (const { step, portalId, version } of applied) {
    if (step.op !== 'put' || version === null || step.basedOn === null || !('version' in step.basedOn))
      continue;
    const based = step.basedOn.version;
    if (Number(based) + 1 === Number(version)) continue;
    const listing = await historyOf(db, portal, step.type, portalId);
    const history = listing.ok ? listing.value : [];
    const between = versionsBetween(history, based, version);
    if (between === null) {
      const isPassedOver = Number(based) + 1 < Number(version) && countsEachResource(db);
      if (isPassedOver) found.push({ type: step.type, version: null, history });
      continue;
    }
    const base = history.find(({ versionId }) => versionId === based);
    const newest = between.find(
      (one) =>
        !one.commandTags.includes(outboxId) &&
        !(base && step.type === 'Task' && differByLeaseAlone(base.body, one.body)),
    );
    if (newest) found.push({ type: step.type, version: newest, history });
  }
  return found;
}

/** It is looked at once: what passes is asked again at once, a few times. */
async function historyOf(db: Db, portal: Portal, type: string, id: string): ReturnType<typeof versionsOf> {
  const histories = historiesAt(db);
  let listing = await versionsOf(portal, type, id, histories);
  for (let left = 2; left > 0 && !listing.ok; left -= 1)
    listing = await versionsOf(portal, type, id, histories);
  return listing;
}

/** Newest first; null where the history does not hold both, in this order. */
function versionsBetween(history: readonly Envelope[], from: string, to: string): readonly Envelope[] | null {
  const [last, first] = [to, from].map((id) => history.findIndex(({ versionId }) => versionId === id));
  return last === undefined || first === undefined || last < 0 || first < last
    ? null
    : history.slice(last + 1, first);
}

/** Where one number counts what is written to the whole server, no two resources are at their first version. */
function countsEachResource(db: Db): boolean {
  const first = qb.selectFrom('portal_copy').select('id').where('version_id', '=', '1').limit(2);
  return db.all(first).length === 2;
}

/** From now on the desk looks before it writes there; and a person is told what has been replaced. In the caller's transaction. */
export function sayOverwritten(
  db: Db,
  entry: OutboxEntry,
  overwritten: readonly Overwritten[],
  effects: Effects,
): void {
  const server = knownServer(db);
  if (overwritten.length === 0 || server === null) return;
  saveVersionsChecked(db, server, false);
  const one =
    overwritten.find(({ type }) => type === 'Appointment') ?? overwritten.find(({ version }) => version);
  // Of a request whose versions nobody can read it may have been a lease.
  if (one === undefined || !isByReceptionist(entry)) return;
  const { version, history } = one;
  recordConflict(
    db,
    { ...entry, request_id: null },
    { portal: noteOf(version), by: version && deskThatWrote(version, history, null) },
    effects,
  );
  effects.topics.add('attention').add('schedule');
}

function noteOf(version: Envelope | null): ConflictNote['portal'] {
  const visit = version?.type === 'Appointment' ? readAppointment(version.id, version.body) : null;
  if (!visit?.ok) return { what: 'overwritten', visit: null };
  const { start, end, status } = visit.value;
  return { what: 'overwritten', visit: { start, end, cancelled: status === 'cancelled' } };
}
