import { z } from 'zod';
import {
  aboutRequest,
  type Draft,
  type DraftSubject,
  draftSubject,
  EMPTY_DRAFT,
  type PartialDraft,
  partialDraft,
} from '../../../src-shared/domain/draft.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import { type Db, qb } from '../db.ts';

const { shape } = partialDraft;
const text = ({ maxLength }: z.ZodString) =>
  z.string().transform((typed) => typed.slice(0, maxLength ?? undefined));
/** As another version may have kept it: what it did not know, or knew otherwise, is not there; the rest is what was typed. */
const stored = z.object({
  patientId: shape.patientId.unwrap().optional().catch(undefined),
  practitionerId: shape.practitionerId.unwrap().optional().catch(undefined),
  locationId: shape.locationId.unwrap().optional().catch(undefined),
  typeCode: shape.typeCode.unwrap().optional().catch(undefined),
  date: text(shape.date.unwrap()).optional().catch(undefined),
  time: text(shape.time.unwrap()).optional().catch(undefined),
  minutes: text(shape.minutes.unwrap()).optional().catch(undefined),
  reasonCode: text(shape.reasonCode.unwrap()).optional().catch(undefined),
  otherReason: text(shape.otherReason.unwrap()).optional().catch(undefined),
  message: text(shape.message.unwrap()).optional().catch(undefined),
  notify: shape.notify.unwrap().optional().catch(undefined),
  overrideReason: text(shape.overrideReason.unwrap()).optional().catch(undefined),
  newPatient: shape.newPatient.unwrap().optional().catch(undefined),
});

/** What was typed into the request's form and not sent; `null` when nothing was. */
export function readDraft(db: Db, requestId: string): (Draft & PartialDraft) | null {
  const row = db.get(
    qb.selectFrom('draft').select('draft_json').where('subject', '=', aboutRequest(requestId)),
  );
  return row ? { ...EMPTY_DRAFT, ...typedIn(row.draft_json) } : null;
}

/** What was typed about changes on the schedule and not sent. */
export function scheduleDrafts(db: Db): { subject: DraftSubject; draft: PartialDraft }[] {
  return db.all(qb.selectFrom('draft').selectAll()).flatMap((row) => {
    const subject = draftSubject.safeParse(row.subject);
    if (!subject.success || subject.data.startsWith('request/')) return [];
    return [{ subject: subject.data, draft: typedIn(row.draft_json) }];
  });
}

/** Without the fields that were not typed. */
const typedIn = (json: string): PartialDraft =>
  Object.fromEntries(
    Object.entries(stored.parse(JSON.parse(json))).filter(([, typed]) => typed !== undefined),
  );

/**
 * Keeps what is typed, or clears it (`null`).
 *
 * @returns whether there is a draft now and was none before, or the other way round.
 */
export function saveDraft(
  db: Db,
  subject: DraftSubject,
  draft: PartialDraft | null,
  now: EpochMs,
): Result<{ readonly toggled: boolean }, AppError> {
  return db.transaction(() => {
    const [kind, id = ''] = subject.split('/');
    if (kind === 'request' && !db.get(qb.selectFrom('request').select('id').where('id', '=', id)))
      return err({ code: 'request-not-found' });
    const had = db.get(qb.selectFrom('draft').select('subject').where('subject', '=', subject)) !== undefined;
    if (draft === null) db.run(qb.deleteFrom('draft').where('subject', '=', subject));
    else {
      const values = { draft_json: JSON.stringify(draft), updated_ms: now };
      db.run(
        qb
          .insertInto('draft')
          .values({ ...values, subject })
          .onConflict((on) => on.column('subject').doUpdateSet(values)),
      );
    }
    return ok({ toggled: had !== (draft !== null) });
  });
}
