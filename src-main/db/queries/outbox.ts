import { type Db, sql } from '../db.ts';
import type { OutboxState } from '../schema.ts';

/** States in which a command may still reach the portal. */
export const UNFINISHED: readonly OutboxState[] = ['held', 'ready', 'unsure'];

/** The unfinished commands of a thread, in the order in which they leave. */
export function unfinishedOfThread(db: Db, thread: string) {
  return db.all(
    sql
      .selectFrom('outbox')
      .selectAll()
      .where('thread', '=', thread)
      .where('state', 'in', UNFINISHED)
      .orderBy('seq'),
  );
}

export function findOutbox(db: Db, id: string) {
  return db.get(sql.selectFrom('outbox').selectAll().where('id', '=', id));
}
