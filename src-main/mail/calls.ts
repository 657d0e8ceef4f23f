import { sql } from 'kysely';
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
        .where('state', '=', 'open')
        // What was to be said beside is not said with that.
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('outbox')
                .select('seq')
                .whereRef('outbox.id', '=', 'call.outbox_id')
                .where(sql<boolean>`outbox.command_json ->> '$.type' = 'message'`),
            ),
          ),
        ),
    ).changes > 0
  );
}
