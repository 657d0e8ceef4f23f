import { sql } from 'kysely';
import type { Actor } from '../../src-shared/domain/changes.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';
import { deleteAppointment, saveAppointment } from '../db/queries/appointments.ts';
import { findPortalCopy } from '../db/queries/portal-copies.ts';
import { saveRequest } from '../db/queries/requests.ts';
import { parseChanges } from '../outbox/changes-json.ts';
import { unlandedOfThread } from '../outbox/entries.ts';
import { isBusy, threadOfId } from '../outbox/thread.ts';
import { createNews, type News } from './news.ts';
import { copiesOfThread, showCopy } from './projection.ts';

/**
 * Makes the local rows of a thread again what the portal's copies say, plus the decisions of it that are still on their
 * way. What was booked or proposed here and never reached the portal goes. `by` names the desk for history lines of what the portal had changed.
 * Inside the caller's transaction.
 */
export function takeBack(db: Db, thread: string, now: EpochMs, by: Actor): void {
  rebuildThread(db, thread, createNews(now, by));
}

/** The same, for a caller that announces what came of it. */
export function rebuildThread(db: Db, thread: string, news: News): void {
  removeUnlanded(db, thread);
  for (const copy of copiesOfThread(db, thread)) showCopy(db, copy, news);
  for (const { changes_json } of unlandedOfThread(db, thread)) {
    const { request, appointments, override } = parseChanges(changes_json);
    for (const appointment of appointments)
      saveAppointment(db, appointment, override ? { overrideReason: override.reason } : {});
    if (request) saveRequest(db, request, news.now);
  }
  news.topics.add('requests').add('schedule').add('attention').add('calls');
}

/** What was booked or proposed here and the portal has never had, also what was proposed instead of an accepted proposal. */
function removeUnlanded(db: Db, thread: string): void {
  if (isBookedHere(db, thread)) deleteAppointment(db, thread);
  const members = new Set<string>();
  const queue = [thread];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    if (members.has(id)) continue;
    members.add(id);
    const rows = db.all(
      qb.selectFrom('appointment').select(['id', 'portal_id']).where('original_id', '=', id),
    );
    for (const row of rows) {
      if (row.portal_id === null) deleteAppointment(db, row.id);
      else queue.push(row.id);
    }
  }
}

/** The thread began with a booking that never reached the portal. Without a portal a booking is done at once, and stays. */
function isBookedHere(db: Db, thread: string): boolean {
  const root = db.get(qb.selectFrom('appointment').select('portal_id').where('id', '=', thread));
  if (root === undefined || root.portal_id !== null) return false;
  const done = qb.selectFrom('outbox').select('seq').where('thread', '=', thread).where('state', '=', 'done');
  return db.get(done.limit(1)) === undefined;
}

/**
 * Shows what was held back for the sake of a decision that is no longer on its way, however it ended. Looks only at copies
 * newer than what is shown: nothing to do costs nothing. In a transaction of the caller's.
 */
export function showHeldBack(db: Db, news: News): void {
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
    if (copy && !isBusy(db, threadOfCopy(db, copy.type, copy.id, copy.about))) showCopy(db, copy, news);
  }
}

function threadOfCopy(db: Db, type: string, id: string, about: string | null): string {
  const portalId = type === 'Appointment' ? id : (about?.slice('Appointment/'.length) ?? '');
  const row = db.get(qb.selectFrom('appointment').select('id').where('portal_id', '=', portalId));
  return row ? threadOfId(db, row.id) : portalId;
}
