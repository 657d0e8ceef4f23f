import { z } from 'zod';
import { type Draft, draft as draftSchema } from '../../../src-shared/domain/draft.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import { type Db, sql } from '../../db/db.ts';

const { shape } = draftSchema;
const text = ({ maxLength }: z.ZodString) =>
  z
    .string()
    .catch('')
    .transform((typed) => typed.slice(0, maxLength ?? undefined));
/** As another version may have kept it: what it did not know, or knew otherwise, is empty; the rest is what was typed. */
const storedDraft = z.object({
  patientId: shape.patientId.catch(null),
  practitionerId: shape.practitionerId.catch(null),
  locationId: shape.locationId.catch(null),
  typeCode: shape.typeCode.catch(null),
  date: text(shape.date),
  time: text(shape.time),
  minutes: text(shape.minutes),
  reasonCode: text(shape.reasonCode),
  otherReason: text(shape.otherReason),
  message: text(shape.message),
}) satisfies z.ZodType<Draft>;

/** What was typed into the request's form and not sent; `null` when nothing was. */
export function readDraft(db: Db, requestId: string): Draft | null {
  const row = db.get(sql.selectFrom('draft').select('draft_json').where('request_id', '=', requestId));
  return row ? storedDraft.parse(JSON.parse(row.draft_json)) : null;
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
