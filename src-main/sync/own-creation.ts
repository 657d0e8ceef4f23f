import { type Db, qb } from '../db/db.ts';
import { creationNamed } from '../outbox/creation-name.ts';
import { findEntry } from '../outbox/entries.ts';
import type { WriteStep } from '../outbox/write-step.ts';

/**
 * The local row of which a resource of the portal was made: a command named in its identifiers created it, and the answer to
 * that push has not been seen yet. Null for what is not this desk's, and for what is linked already.
 */
export function ownCreation(
  db: Db,
  type: Extract<WriteStep['type'], 'Appointment' | 'Patient'>,
  commandIds: readonly string[],
): string | null {
  const table = type === 'Patient' ? 'patient' : 'appointment';
  for (const commandId of commandIds) {
    const named = creationNamed(commandId);
    const plan = named === null ? undefined : findEntry(db, named.outboxId)?.plan;
    const post = plan?.filter(({ op }) => op === 'post')[named?.index ?? 0];
    if (post?.type !== type) continue;
    const local = db.get(qb.selectFrom(table).select('portal_id').where('id', '=', post.localId));
    if (local?.portal_id === null) return post.localId;
  }
  return null;
}
