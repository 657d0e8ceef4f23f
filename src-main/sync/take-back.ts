import { sql } from 'kysely';
import type { Actor } from '../../src-shared/domain/changes.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';
import { prepared } from '../db/prepared.ts';
import { localIdOfPortalAppointment } from '../db/queries/appointments.ts';
import { findPortalCopy } from '../db/queries/portal-copies.ts';
import { isBusy, orderingKeyOfId } from '../outbox/ordering-key.ts';
import { removeUnapplied, showUnapplied } from '../outbox/unapplied.ts';
import { createEffects, type Effects } from './effects.ts';
import { copiesUnderKey, showCopy } from './projection.ts';

/**
 * Makes the local rows under an ordering key again what the portal's copies say, plus its decisions that are still on their
 * way. What was booked or proposed here and never reached the portal goes. `by` names the desk for history lines of what the portal had changed.
 * Inside the caller's transaction.
 */
export function takeBack(db: Db, orderingKey: string, now: EpochMs, by: Actor): void {
  rebuildUnderKey(db, orderingKey, createEffects(now, by));
}

/** The same, for a caller that announces what came of it. */
export function rebuildUnderKey(db: Db, orderingKey: string, effects: Effects): void {
  removeUnapplied(db, orderingKey);
  for (const copy of copiesUnderKey(db, orderingKey)) showCopy(db, copy, effects);
  showUnapplied(db, orderingKey, effects.now);
  effects.topics.add('requests').add('schedule').add('attention').add('calls');
}

/** Shows what was held back for the sake of a decision that has ended, under its ordering key. In the caller's transaction. */
export function showHeldBackUnder(db: Db, orderingKey: string, effects: Effects): void {
  if (isBusy(db, orderingKey)) return;
  for (const copy of copiesUnderKey(db, orderingKey))
    if (copy.shownVersion !== copy.versionId) showCopy(db, copy, effects);
}

/** A copy newer than what is shown. */
export interface HeldBack {
  readonly type: string;
  readonly id: string;
}

/**
 * Shows what was held back for the sake of decisions that are no longer on their way, however they ended: looks at the copies newer
 * than what is shown that come after `from`, until `isOver`. The last one looked at, or null when there are no more; nothing to do
 * costs nothing. In a transaction of the caller's.
 */
export function showHeldBack(
  db: Db,
  effects: Effects,
  from: HeldBack | null,
  isOver: () => boolean,
): HeldBack | null {
  let last = from ?? { type: '', id: '' };
  do {
    const next = db.get(heldBackAfter(last));
    if (next === undefined) return null;
    const copy = findPortalCopy(db, next.type, next.id);
    if (copy && !isBusy(db, orderingKeyOfCopy(db, copy.type, copy.id, copy.about)))
      showCopy(db, copy, effects);
    last = next;
  } while (!isOver());
  return last;
}

const heldBackAfter = prepared((p: HeldBack) =>
  qb
    .selectFrom('portal_copy')
    .select(['type', 'id'])
    // The partial index's own condition, word for word.
    .where(sql<boolean>`shown_version IS NOT version_id`)
    .where(sql<boolean>`(type, id) > (${p.type}, ${p.id})`)
    .orderBy('type')
    .orderBy('id')
    .limit(sql.lit(1)),
);

function orderingKeyOfCopy(db: Db, type: string, id: string, about: string | null): string {
  const portalId = type === 'Appointment' ? id : (about?.slice('Appointment/'.length) ?? '');
  const localId = localIdOfPortalAppointment(db, portalId);
  return localId === null ? portalId : orderingKeyOfId(db, localId);
}
