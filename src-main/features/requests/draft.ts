import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import { type Draft, draft as draftSchema } from '../../../src-shared/ipc/request-views.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import { type Db, sql } from '../../db/db.ts';

/** What was typed into the request's form and not sent; `null` when nothing was. */
export function readDraft(db: Db, requestId: string): Draft | null {
  const row = db.get(sql.selectFrom('draft').select('draft_json').where('request_id', '=', requestId));
  return row ? draftSchema.parse(JSON.parse(row.draft_json)) : null;
}

/**
 * Keeps what is typed, or clears it (`null`).
 *
 * @returns whether the request has a draft now and had none before, or the other way round.
 */
export function saveDraft(
  db: Db,
  requestId: string,
  draft: Draft | null,
  now: EpochMs,
): Result<{ readonly toggled: boolean }, AppError> {
  return db.transaction(() => {
    const request = db.get(sql.selectFrom('request').select('id').where('id', '=', requestId));
    if (!request) return err({ code: 'request-not-found' });
    const had = readDraft(db, requestId) !== null;
    if (draft === null) db.run(sql.deleteFrom('draft').where('request_id', '=', requestId));
    else {
      const values = { draft_json: JSON.stringify(draft), updated_ms: now };
      db.run(
        sql
          .insertInto('draft')
          .values({ ...values, request_id: requestId })
          .onConflict((on) => on.column('request_id').doUpdateSet(values)),
      );
    }
    return ok({ toggled: had !== (draft !== null) });
  });
}
