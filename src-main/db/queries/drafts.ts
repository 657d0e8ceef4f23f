import type { Selectable } from 'kysely';
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
import type { RequestRow } from '../../../src-shared/ipc/request-views.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import { type Db, qb } from '../db.ts';
import { idList, idsIn } from '../id-list.ts';
import { prepared } from '../prepared.ts';
import type { DraftTable } from '../schema/outbox.ts';

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
  lateCharge: shape.lateCharge.unwrap().optional().catch(undefined),
  alternatives: shape.alternatives.unwrap().optional().catch(undefined),
  newPatient: shape.newPatient.unwrap().optional().catch(undefined),
});

/** Of whoever typed it, and what nobody is known to have typed. */
const seenBy = (userId: string) =>
  qb.selectFrom('draft').where('user_id', 'in', [userId, '']).orderBy('user_id', 'desc');

/** The rows of what this person, or nobody known, typed about these. */
export const draftRows = (
  db: Db,
  subjects: readonly DraftSubject[],
  userId: string,
): Selectable<DraftTable>[] =>
  subjects.length === 0 ? [] : db.all(rowsOn({ subjects: JSON.stringify(subjects), userId }));

const rowsOn = prepared((p: { readonly subjects: string; readonly userId: string }) =>
  seenBy(p.userId).selectAll().where('subject', 'in', idsIn(p.subjects)),
);

/** What this person, or nobody known, typed about these is gone. */
export function forgetDrafts(db: Db, subjects: readonly DraftSubject[], userId: string): void {
  if (subjects.length > 0) db.run(removalOf({ subjects: JSON.stringify(subjects), userId }));
}

const removalOf = prepared((p: { readonly subjects: string; readonly userId: string }) =>
  qb.deleteFrom('draft').where('subject', 'in', idsIn(p.subjects)).where('user_id', 'in', [p.userId, '']),
);

/** What this person typed into the request's form and has not sent; `null` when nothing. */
export function readDraft(db: Db, requestId: string, userId: string): (Draft & PartialDraft) | null {
  const row = db.get(seenBy(userId).select('draft_json').where('subject', '=', aboutRequest(requestId)));
  return row ? { ...EMPTY_DRAFT, ...typedIn(row.draft_json) } : null;
}

/** What this person typed about changes on the schedule and has not sent. */
export function scheduleDrafts(db: Db, userId: string): { subject: DraftSubject; draft: PartialDraft }[] {
  const rows = db.all(seenBy(userId).select(['subject', 'draft_json']));
  return rows.flatMap((row, index) => {
    const subject = draftSubject.safeParse(row.subject);
    if (!subject.success || subject.data.startsWith('request/')) return [];
    if (rows.findIndex((one) => one.subject === row.subject) !== index) return [];
    return [{ subject: subject.data, draft: typedIn(row.draft_json) }];
  });
}

/** Who has begun something about each of these requests; `name` is null where nobody is known to have. */
export function typedAbout(
  db: Db,
  requestIds: readonly string[],
): ReadonlyMap<string, RequestRow['typedBy']> {
  const rows = db.all(
    qb
      .selectFrom('draft')
      .leftJoin('desk_user', 'desk_user.id', 'draft.user_id')
      .select(['draft.subject', 'draft.user_id as userId', 'desk_user.name'])
      .where('draft.subject', 'in', idList(requestIds.map(aboutRequest)))
      .orderBy('draft.updated_ms')
      .orderBy('draft.user_id'),
  );
  const typed = new Map<string, RequestRow['typedBy']>();
  for (const { subject, ...who } of rows) {
    const id = subject.slice(aboutRequest('').length);
    typed.set(id, [...(typed.get(id) ?? []), who]);
  }
  return typed;
}

/** Without the fields that were not typed. */
const typedIn = (json: string): PartialDraft =>
  Object.fromEntries(
    Object.entries(stored.parse(JSON.parse(json))).filter(([, typed]) => typed !== undefined),
  );

/**
 * Keeps what this person types, or clears it (`null`). What nobody is known to have typed becomes theirs.
 *
 * @returns whether there is a draft of theirs now and was none before, or the other way round.
 */
export function saveDraft(
  db: Db,
  subject: DraftSubject,
  draft: PartialDraft | null,
  userId: string,
  now: EpochMs,
): Result<{ readonly toggled: boolean }, AppError> {
  return db.transaction(() => {
    const [kind, id = ''] = subject.split('/');
    if (kind === 'request' && !db.get(qb.selectFrom('request').select('id').where('id', '=', id)))
      return err({ code: 'request-not-found' });
    const had = db.get(seenBy(userId).select('subject').where('subject', '=', subject)) !== undefined;
    const theirs = draft === null ? [userId, ''] : [''];
    db.run(qb.deleteFrom('draft').where('subject', '=', subject).where('user_id', 'in', theirs));
    if (draft !== null) {
      const values = { draft_json: JSON.stringify(draft), updated_ms: now };
      db.run(
        qb
          .insertInto('draft')
          .values({ ...values, subject, user_id: userId })
          .onConflict((on) => on.columns(['subject', 'user_id']).doUpdateSet(values)),
      );
    }
    return ok({ toggled: had !== (draft !== null) });
  });
}
