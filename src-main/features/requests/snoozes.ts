import { standsAt } from '../../../src-shared/domain/appointment.ts';
import type { Actor } from '../../../src-shared/domain/changes.ts';
import { isSnoozeOver, maySnooze } from '../../../src-shared/domain/snooze.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import { type Db, qb } from '../../db/db.ts';
import { findAppointment } from '../../db/queries/appointments.ts';
import { appendHistory } from '../../db/queries/history.ts';
import { findRequest } from '../../db/queries/requests.ts';
import type { Clock } from '../../ports.ts';
import { createAlarm } from '../../timing/alarm.ts';

/** Looked at again at least this often: the machine may sleep, and its clock may be put forward or back. */
const LONGEST_WAIT_MS = 60_000;

export interface Snoozes {
  /** Sets the timer for what comes back next; call it at start and whenever something has been put off. */
  schedule(): void;
  stop(): void;
}

/** Brings requests back whose time has come. `woken` is called after some have. */
export function createSnoozes({
  db,
  clock,
  woken,
}: {
  readonly db: Db;
  readonly clock: Clock;
  readonly woken: () => void;
}): Snoozes {
  const alarm = createAlarm(clock, run);

  function schedule(): void {
    const snoozed = allSnoozed(db);
    alarm.clear();
    if (snoozed.length === 0) return;
    const next = Math.min(...snoozed.map(({ until }) => until));
    alarm.set(Math.min(LONGEST_WAIT_MS, Math.max(0, next - clock.now())));
  }

  function run(): void {
    const now = clock.now();
    const over = allSnoozed(db).filter((one) => isSnoozeOver(one, now));
    db.transaction(() => {
      for (const { id } of over) db.run(qb.deleteFrom('snooze').where('request_id', '=', id));
    });
    schedule();
    if (over.length > 0) woken();
  }

  return { schedule, stop: alarm.clear };
}

const allSnoozed = (db: Db) =>
  db.all(qb.selectFrom('snooze').select(['request_id as id', 'until_ms as until', 'set_ms as setAt']));

interface By {
  readonly now: EpochMs;
  readonly actor: Actor;
}

/**
 * Puts an open request off until then. In the caller's transaction. Refused once it is not open any more; `snooze-too-long` for a time that
 * is past, or past the visit or the time asked for.
 */
export function snooze(db: Db, id: string, until: EpochMs, { now, actor }: By): Result<null, AppError> {
  const request = findRequest(db, id);
  if (!request) return err({ code: 'request-not-found' });
  const { state } = request.status;
  if (state !== 'open') return err({ code: state === 'resolved' ? 'already-resolved' : state });
  const visit = findAppointment(db, request.appointmentId);
  const about = {
    visit: visit === null ? now : (standsAt(visit)?.start ?? null),
    requested: request.requested?.start ?? null,
  };
  if (!maySnooze(until, now, about)) return err({ code: 'snooze-too-long' });
  db.run(
    qb
      .insertInto('snooze')
      .values({ request_id: id, until_ms: until, set_ms: now })
      .onConflict((on) => on.column('request_id').doUpdateSet({ until_ms: until, set_ms: now })),
  );
  appendHistory(db, {
    ...lineOf(id, request.appointmentId, { now, actor }),
    kind: 'snoozed',
    detail: { until },
  });
  return ok(null);
}

/** Brings a request back before its time. In the caller's transaction. Nothing to do where it is back already. */
export function wake(db: Db, id: string, by: By): Result<null, AppError> {
  const request = findRequest(db, id);
  if (!request) return err({ code: 'request-not-found' });
  const { changes } = db.run(qb.deleteFrom('snooze').where('request_id', '=', id));
  if (changes > 0) appendHistory(db, { ...lineOf(id, request.appointmentId, by), kind: 'woken', detail: {} });
  return ok(null);
}

/** Writes something for whoever looks at the request next, on the record. In the caller's transaction. It leaves this desk never. */
export function addNote(db: Db, id: string, text: string, by: By): Result<null, AppError> {
  const request = findRequest(db, id);
  if (!request) return err({ code: 'request-not-found' });
  const note = text.trim();
  if (note === '') return err({ code: 'note-empty' });
  appendHistory(db, { ...lineOf(id, request.appointmentId, by), kind: 'noted', detail: { note } });
  return ok(null);
}

const lineOf = (requestId: string, appointmentId: string, { now, actor }: By) => ({
  at: now,
  actor,
  requestId,
  appointmentId,
  outboxId: null,
});
