import { MINUTE_MS } from '../../src-shared/domain/time.ts';
import type { Db } from '../db/db.ts';
import { createRecordCheck, type RecordFindings } from '../db/record-check.ts';
import { isDatabaseBusy, storageTrouble } from '../db/storage-error.ts';
import type { Clock } from '../ports.ts';
import { inTurns } from '../timing/in-turns.ts';

/** Once the window shows something, and the portal has been asked. */
const FIRST_MS = 20_000;
const AGAIN_MS = MINUTE_MS;
/** Few enough for a turn's end to be looked at often. */
const AT_ONCE = 100;

/** Looks at the whole record once in each run of the program. */
export interface RecordWatch {
  start(): void;
  stop(): void;
  /** Null: it has not been looked at yet. */
  findings(): RecordFindings | null;
}

/** In turns, so that nobody waits for it; where the disk refuses, again a minute later. `changed`: the findings are there. */
export function createRecordWatch({
  db,
  clock,
  changed,
}: {
  readonly db: Db;
  readonly clock: Clock;
  readonly changed: () => void;
}): RecordWatch {
  let found: RecordFindings | null = null;
  let stopped = false;
  let cancel = (): void => {};

  const standBack = (): Promise<boolean> =>
    new Promise((resolve) => {
      cancel = clock.after(0, () => resolve(!stopped));
    });

  async function look(): Promise<void> {
    const check = createRecordCheck(db);
    const ended = await inTurns(clock, standBack, (isOver) => {
      // Each turn gets somewhere, also where the clock says that it is over already.
      do if (!check.go(AT_ONCE)) return false;
      while (!isOver());
      return true;
    });
    if (!ended || stopped) return;
    found = check.findings();
    changed();
  }

  async function attempt(): Promise<void> {
    try {
      await look();
    } catch (error) {
      if (!isDatabaseBusy(error) && storageTrouble(error) === null) throw error;
      if (!stopped) cancel = clock.after(AGAIN_MS, () => void attempt());
    }
  }

  return {
    start() {
      cancel = clock.after(FIRST_MS, () => void attempt());
    },
    stop() {
      stopped = true;
      cancel();
    },
    findings: () => found,
  };
}
