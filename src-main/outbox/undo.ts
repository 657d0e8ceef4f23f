import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { AppError } from '../../src-shared/errors.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { Db } from '../db/db.ts';
import { dependants, updateOutbox } from './entries.ts';
import { isByReceptionist, type OutboxEntry } from './entry.ts';
import { restoreSnapshot } from './snapshot.ts';
import { takenSince } from './taken-since.ts';

/** Whether a decision has not left the desk, nothing later builds on it, and what was before it is known. */
export const isUndoable = (db: Db, entry: OutboxEntry): boolean =>
  entry.state === 'held' && entry.isReadable && dependants(db, entry).length === 0;

/**
 * The same of one whose undo time is over, while it waits for the portal and no attempt of it has left (`unsure`): offline, say. What the
 * patient, the policy or the clock have decided would only be decided again.
 */
const isStillHere = (db: Db, entry: OutboxEntry): boolean =>
  isUndoable(db, {
    ...entry,
    state: entry.state === 'ready' && isByReceptionist(entry) ? 'held' : entry.state,
  });

/**
 * Makes every row again what it was before a decision that has not left the desk, the draft included. Inside the caller's transaction.
 *
 * @returns `undo-too-late` once it may have left or something later builds on it; `undo-slot-taken` when a time it gave back has been
 * given to somebody else since: taking it again would put two at the same time, unwarned.
 */
export function undoUnsent(db: Db, entry: OutboxEntry, now: EpochMs): Result<null, AppError> {
  if (!isStillHere(db, entry)) return err({ code: 'undo-too-late' });
  if (takenSince(db, entry)) return err({ code: 'undo-slot-taken' });
  restoreSnapshot(db, entry.before);
  updateOutbox(db, entry.id, { state: 'undone', finished_ms: now });
  return ok(null);
}
