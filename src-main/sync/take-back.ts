import { sql } from 'kysely';
import type { Actor } from '../../src-shared/domain/changes.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';
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

/**
 * Shows what was held back for the sake of a decision that is no longer on its way, however it ended. Looks only at copies
 * newer than what is shown: nothing to do costs nothing. In a transaction of the caller's.
 */
export function showHeldBack(db: Db, effects: Effects): void {
  const rows = db.all(
    qb
      .selectFrom('portal_copy')
      .select(['type', 'id'])
      // The partial index's own condition, word for word.
      .where(sql<boolean>`shown_version IS NOT version_id`)
      .orderBy('type')
      .orderBy('id'),
  );
  for (const { type, id } of rows) {
    const copy = findPortalCopy(db, type, id);
    if (copy && !isBusy(db, orderingKeyOfCopy(db, copy.type, copy.id, copy.about)))
      showCopy(db, copy, effects);
  }
}

function orderingKeyOfCopy(db: Db, type: string, id: string, about: string | null): string {
  const portalId = type === 'Appointment' ? id : (about?.slice('Appointment/'.length) ?? '');
  const row = db.get(qb.selectFrom('appointment').select('id').where('portal_id', '=', portalId));
  return row ? orderingKeyOfId(db, row.id) : portalId;
}
