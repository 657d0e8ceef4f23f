import { sql as raw } from 'kysely';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import { type Db, sql } from '../db/db.ts';
import type { Clock } from '../ports.ts';

/** Looked at again at least this often: the machine may sleep, its clock may be put right, and timers have a limit. */
const LONGEST_WAIT_MS = 60 * 60 * 1000;
/** After a refusal, so that a proposal that cannot be ended now is not asked for in a loop. */
const PAUSE_AFTER_REFUSAL_MS = 60 * 1000;

export interface ExpiryDeps {
  readonly db: Db;
  readonly clock: Clock;
  /** Ends the proposal of this request; false when it was refused. */
  readonly expire: (requestId: string) => boolean;
}

export interface Expiry {
  /** Sets the timer for the proposal that expires next; call it at start and whenever proposals may have changed. */
  schedule(): void;
  stop(): void;
}

/** Ends proposals that nobody has answered in time. */
export function createExpiry({ db, clock, expire }: ExpiryDeps): Expiry {
  let cancel: (() => void) | null = null;

  function set(delayMs: number): void {
    cancel?.();
    cancel = clock.after(delayMs, () => {
      cancel = null;
      run();
    });
  }

  function schedule(): void {
    cancel?.();
    cancel = null;
    const next = nextExpiry(db);
    if (next !== null) set(Math.min(LONGEST_WAIT_MS, Math.max(0, next - clock.now())));
  }

  function run(): void {
    const refused = expired(db, clock.now()).filter((id) => !expire(id));
    schedule();
    if (refused.length > 0) set(PAUSE_AFTER_REFUSAL_MS);
  }

  return {
    schedule,
    stop() {
      cancel?.();
      cancel = null;
    },
  };
}

// The condition is the partial index `request_by_expiry`'s own, word for word.
const awaiting = raw<boolean>`state = 'awaiting-patient'`;

function nextExpiry(db: Db): EpochMs | null {
  const row = db.get(
    sql
      .selectFrom('request')
      .select('proposal_expires_ms')
      .where(awaiting)
      .where('proposal_expires_ms', 'is not', null)
      .orderBy('proposal_expires_ms')
      .limit(1),
  );
  return row?.proposal_expires_ms ?? null;
}

function expired(db: Db, now: EpochMs): string[] {
  return db
    .all(
      sql
        .selectFrom('request')
        .select('id')
        .where(awaiting)
        .where('proposal_expires_ms', '<=', now)
        .orderBy('proposal_expires_ms'),
    )
    .map((row) => row.id);
}
