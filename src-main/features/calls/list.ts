import { sql } from 'kysely';
import { standsAt } from '../../../src-shared/domain/appointment.ts';
import { isCallDue } from '../../../src-shared/domain/call-outcome.ts';
import type { EmailIntent } from '../../../src-shared/domain/changes.ts';
import { isProposal } from '../../../src-shared/domain/email-kind.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { CallItem } from '../../../src-shared/ipc/attention-views.ts';
import type { RequestRow } from '../../../src-shared/ipc/request-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import { type Db, qb } from '../../db/db.ts';
import { idList } from '../../db/id-list.ts';
import { patientCards } from '../../db/queries/patient-cards.ts';
import { findRequest } from '../../db/queries/requests.ts';
import { visitViews } from '../../db/queries/visit-views.ts';
import type { CallAttemptTable, CallRow } from '../../db/schema/outbox.ts';
import { findEntry } from '../../outbox/entries.ts';
import { goneOf } from './gone.ts';

/** Longer than any list somebody works through by phone. */
const MOST_SHOWN = 500;

/** What the calls depend on beside the database. */
export interface CallsContext {
  readonly now: EpochMs;
  /** These requests as they stand now; those that are not on this desk are left out. */
  readonly requestsOf: (ids: readonly string[]) => readonly Pick<RequestRow, 'id' | 'allowed'>[];
}

/** The calls not made yet: those to be made now, the oldest first; then those to be tried again, the next first. */
export function openCalls(db: Db, context: CallsContext): CallItem[] {
  const rows = db.all(
    qb
      .selectFrom('call')
      .selectAll()
      // The partial index `call_open`'s own condition, word for word.
      .where(sql<boolean>`state = 'open'`)
      .orderBy('created_ms')
      .limit(MOST_SHOWN),
  );
  const cards = patientCards(
    db,
    rows.flatMap((row) => (row.patient_id === null ? [] : [row.patient_id])),
  );
  const attempts = attemptsOf(
    db,
    rows.map(({ id }) => id),
  );
  const answerable = new Set(
    context
      .requestsOf(rows.flatMap((row) => row.request_id ?? []))
      .filter(({ allowed }) => allowed.includes('record-answer'))
      .map(({ id }) => id),
  );
  const items = rows.map((row): CallItem => {
    const patient = (row.patient_id === null ? undefined : cards.get(row.patient_id)) ?? null;
    const { told, gone, visit } = decidedIn(db, row, context.now);
    return {
      id: row.id,
      requestId: row.request_id,
      patient,
      patientName: patient?.name ?? t.details.UNKNOWN.patient,
      why: row.why,
      visit,
      script: gone === null ? row.script : '',
      voicemail: gone === null ? row.voicemail : '',
      answerable:
        gone === null &&
        told !== null &&
        isProposal(told) &&
        row.request_id !== null &&
        answerable.has(row.request_id),
      proposed:
        told !== null && isProposal(told)
          ? proposedIn(told).map(({ id, start, end }) => ({ id, start, end }))
          : [],
      gone,
      tellBy: told === null ? null : tellBy(db, row, told, context.now),
      again: isCallDue({ at: row.next_ms, notedAt: row.noted_ms }, context.now) ? null : row.next_ms,
      attempts: (attempts.get(row.id) ?? []).map((one) => ({
        id: one.id,
        at: one.at_ms,
        outcome: one.outcome,
        note: one.note,
        userName: one.user_name,
      })),
      createdAt: row.created_ms,
    };
  });
  return [
    ...items.filter(({ again }) => again === null),
    ...items.filter(({ again }) => again !== null).sort((a, b) => (a.again ?? 0) - (b.again ?? 0)),
  ];
}

/** What a call is to tell, the visit as it stood then, and whether it is to be told still. */
export function decidedIn(
  db: Db,
  { outbox_id }: Pick<CallRow, 'outbox_id'>,
  now: EpochMs,
): { readonly told: EmailIntent | null; readonly gone: CallItem['gone']; readonly visit: CallItem['visit'] } {
  const decision = outbox_id === null ? undefined : findEntry(db, outbox_id);
  const told = decision?.changes.email ?? null;
  const visit = told === null ? null : standsAt(told.appointment);
  return {
    told,
    gone: decision === undefined || told === null ? null : goneOf(db, decision, told, now),
    visit: (visit === null ? undefined : visitViews(db, [visit])[0]) ?? null,
  };
}

/** The earliest of what is still to come: the visit before and after the decision, and the end of the proposal. */
export function tellBy(
  db: Db,
  { request_id }: Pick<CallRow, 'request_id'>,
  told: EmailIntent,
  now: EpochMs,
): EpochMs | null {
  const status = request_id === null ? undefined : findRequest(db, request_id)?.status;
  const expiresAt =
    isProposal(told) && status?.state === 'awaiting-patient' ? status.proposal.expiresAt : null;
  const ends = [...proposedIn(told).map(({ start }) => start), told.before.start, expiresAt].filter(
    (at): at is EpochMs => at !== null && at > now,
  );
  return ends.length === 0 ? null : Math.min(...ends);
}

/** The visit it tells of, or those of which the patient takes one. */
const proposedIn = ({ appointment, alternatives = [] }: EmailIntent) => [appointment, ...alternatives];

/** What came of each call so far, by call, the first first. */
function attemptsOf(db: Db, calls: readonly string[]): Map<string, CallAttemptTable[]> {
  const rows = db.all(
    qb.selectFrom('call_attempt').selectAll().where('call_id', 'in', idList(calls)).orderBy(sql`rowid`),
  );
  return Map.groupBy(rows, ({ call_id }) => call_id);
}
