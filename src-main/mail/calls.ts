import type { EpochMs } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';

/**
 * An answer to a proposal has been recorded by phone: the calls about that request need not be made any more. True when there was one to
 * be made. `dropMail` opens them again where that decision is undone or refused. Inside the decision's transaction.
 */
export function settleCalls(
  db: Db,
  given: {
    readonly requestId: string;
    readonly outboxId: string;
    readonly by: string;
    readonly note: string;
    readonly now: EpochMs;
  },
): boolean {
  return (
    db.run(
      qb
        .updateTable('call')
        .set({
          state: 'done',
          settled_by: given.outboxId,
          done_ms: given.now,
          done_by: given.by,
          done_note: given.note,
        })
        .where('request_id', '=', given.requestId)
        .where('state', '=', 'open'),
    ).changes > 0
  );
}
