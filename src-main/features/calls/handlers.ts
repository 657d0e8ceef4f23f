import { sql } from 'kysely';
import type { Actor } from '../../../src-shared/domain/changes.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { CallItem } from '../../../src-shared/ipc/attention-views.ts';
import type { Topic } from '../../../src-shared/ipc/events.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import { t } from '../../../src-shared/text/text.ts';
import { type Db, qb } from '../../db/db.ts';
import { appendHistory } from '../../db/queries/history.ts';
import { patientCards } from '../../db/queries/patient-cards.ts';
import { visitViews } from '../../db/queries/visit-views.ts';
import { refuseWhenUnwritable } from '../../db/storage-error.ts';
import type { Handlers } from '../../ipc/handlers.ts';
import { findEntry } from '../../outbox/entries.ts';
import type { Clock } from '../../ports.ts';

/** Longer than any list somebody works through by phone. */
const MOST_SHOWN = 500;

export interface CallsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly changed: (topics: readonly Topic[]) => void;
}

/** The Call list: patients an e-mail cannot reach, or who cannot answer in the portal. */
export function callsHandlers({
  db,
  clock,
  changed,
}: CallsDeps): Pick<Handlers, 'calls.list' | 'calls.done'> {
  return {
    'calls.list': () => ok(openCalls(db)),
    'calls.done': ({ id, note }, { actor }) => {
      const done = refuseWhenUnwritable(() =>
        db.transaction(() => finishCall(db, id, note, actor, clock.now())),
      );
      if (done.ok) changed(['calls', 'requests']);
      return done;
    },
  };
}

/** Those to be made, the oldest first. */
function openCalls(db: Db): CallItem[] {
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
  return rows.map((row) => {
    const patient = (row.patient_id === null ? undefined : cards.get(row.patient_id)) ?? null;
    return {
      id: row.id,
      requestId: row.request_id,
      patient,
      patientName: patient?.name ?? t.details.UNKNOWN.patient,
      why: row.why,
      visit: toldVisit(db, row.outbox_id),
      script: row.script,
      createdAt: row.created_ms,
    };
  });
}

/** The visit the decision's words tell of, as it stood then. */
function toldVisit(db: Db, outboxId: string | null): CallItem['visit'] {
  const told = outboxId === null ? null : findEntry(db, outboxId)?.changes.email;
  return (told ? visitViews(db, [told.appointment])[0] : undefined) ?? null;
}

function finishCall(db: Db, id: string, note: string, actor: Actor, now: EpochMs): Result<null, AppError> {
  const call = db.get(qb.selectFrom('call').selectAll().where('id', '=', id));
  if (call?.state !== 'open') return err({ code: 'item-not-found' });
  db.run(
    qb
      .updateTable('call')
      .set({ state: 'done', done_ms: now, done_by: actor.userName, done_note: note })
      .where('id', '=', id),
  );
  appendHistory(db, {
    at: now,
    actor,
    kind: 'call-done',
    requestId: call.request_id,
    appointmentId: null,
    outboxId: call.outbox_id,
    detail: note.trim() === '' ? {} : { note },
  });
  return ok(null);
}
