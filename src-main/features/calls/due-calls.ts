import { isCallDue } from '../../../src-shared/domain/call-outcome.ts';
import type { Db } from '../../db/db.ts';
import { onceReadable } from '../../db/once-readable.ts';
import { nextCalls } from '../../db/queries/counts.ts';
import type { Clock } from '../../ports.ts';
import { createAlarm } from '../../timing/alarm.ts';

/** Looked at again at least this often: the machine may sleep, and its clock may be put right. */
const LONGEST_WAIT_MS = 60 * 60 * 1000;

export interface DueCalls {
  /** Sets the timer for the call that is to be tried again next; call it at start and whenever that may have changed. */
  schedule(): void;
  stop(): void;
}

/** Tells when a call is to be tried again by now. */
export function createDueCalls({
  db,
  clock,
  due,
}: {
  readonly db: Db;
  readonly clock: Clock;
  readonly due: () => void;
}): DueCalls {
  let giveUp = (): void => {};
  const alarm = createAlarm(clock, () => {
    schedule();
    due();
  });
  function set(): void {
    const now = clock.now();
    const waits = nextCalls(db)
      .filter((call) => !isCallDue(call, now))
      .map(({ at }) => (at ?? now) - now);
    if (waits.length > 0) alarm.set(Math.min(LONGEST_WAIT_MS, ...waits));
  }
  function stop(): void {
    giveUp();
    alarm.clear();
  }
  /** After a commit: what is done is done, whoever holds the database now. */
  function schedule(): void {
    stop();
    giveUp = onceReadable(clock, set);
  }
  return { schedule, stop };
}
