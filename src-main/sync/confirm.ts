import type { Db } from '../db/db.ts';
import { appendHistory } from '../db/queries/history.ts';
import { updateOutbox } from '../outbox/entries.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import { subjectOf } from '../outbox/new-patients.ts';
import { type Effects, portalActor } from './effects.ts';

/** The portal has the decision: it is done, and that stands on the record. Inside the caller's transaction. */
export function confirm(db: Db, entry: OutboxEntry, effects: Effects): void {
  updateOutbox(db, entry.id, { state: 'done', last_error: null, finished_ms: effects.now });
  appendHistory(db, {
    at: effects.now,
    actor: portalActor(effects.by),
    kind: 'portal-confirmed',
    ...subjectOf(entry),
    outboxId: entry.id,
    detail: {},
  });
  effects.topics.add('attention');
}
