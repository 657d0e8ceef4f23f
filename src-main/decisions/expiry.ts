import { sql } from 'kysely';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';
import { prepared } from '../db/prepared.ts';
import type { Clock } from '../ports.ts';
import { createAlarm } from '../timing/alarm.ts';
import { TURN_MS } from '../timing/in-turns.ts';

/** Looked at again at least this often: the machine may sleep, its clock may be put right, and timers have a limit. */
const LONGEST_WAIT_MS = 60 * 60 * 1000;
/** After a refusal, so that a proposal that cannot be ended now is not asked for in a loop. */
const PAUSE_AFTER_REFUSAL_MS = 60 * 1000;

export interface ExpiryDeps {
  readonly db: Db;
  readonly clock: Clock;
  /** The earliest instant it may be now. */
  readonly present: () => EpochMs;
  /** Patients' answers given until then are known here. */
  readonly answersKnownUntil: () => EpochMs;
  /** Ends the proposal of this request; false when it was refused. */
  readonly expire: (requestId: string) => boolean;
}

export interface Expiry {
  /** Sets the timer for the proposal that expires next; call it at start and whenever proposals may have changed. */
  schedule(): void;
  stop(): void;
}

/**
 * Ends proposals that nobody has answered in time. An answer given in time may still lie in the portal, unread: so a
 * proposal ends only when the portal has been asked since it ran out, however long the desk was closed or offline.
 */
export function createExpiry({ db, clock, present, answersKnownUntil, expire }: ExpiryDeps): Expiry {
  const alarm = createAlarm(clock, run);

  function schedule(): void {
    alarm.clear();
    const next = nextExpiry(db);
    // One whose answer is not known yet: whoever learns more calls again.
    if (next === null || (next <= present() && next > answersKnownUntil())) return;
    alarm.set(Math.min(LONGEST_WAIT_MS, Math.max(0, next - present())));
  }

  /** A turn's worth; `schedule` rings again at once for what is left. */
  function run(): void {
    const due = Math.min(present(), answersKnownUntil());
    const began = clock.elapsed();
    let isRefused = false;
    for (const id of expired(db, due)) {
      if (!expire(id)) isRefused = true;
      if (clock.elapsed() - began >= TURN_MS) break;
    }
    schedule();
    if (isRefused) alarm.set(PAUSE_AFTER_REFUSAL_MS);
  }

  return {
    schedule,
    stop: alarm.clear,
  };
}

// The condition is the partial index `request_by_expiry`'s own, word for word.
const awaiting = sql<boolean>`state = 'awaiting-patient'`;

function nextExpiry(db: Db): EpochMs | null {
  return db.get(firstToExpire({}))?.proposal_expires_ms ?? null;
}

const firstToExpire = prepared(() =>
  qb
    .selectFrom('request')
    .select('proposal_expires_ms')
    .where(awaiting)
    .where('proposal_expires_ms', 'is not', null)
    .orderBy('proposal_expires_ms')
    .limit(sql.lit(1)),
);

function expired(db: Db, until: EpochMs): string[] {
  return db
    .all(
      qb
        .selectFrom('request')
        .select('id')
        .where(awaiting)
        .where('proposal_expires_ms', '<=', until)
        .orderBy('proposal_expires_ms'),
    )
    .map((row) => row.id);
}
