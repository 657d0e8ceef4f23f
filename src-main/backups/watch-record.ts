import { MINUTE_MS } from '../../src-shared/domain/time.ts';
import type { Db } from '../db/db.ts';
import { newestLine } from '../db/queries/history.ts';
import { createRecordCheck, type RecordFindings } from '../db/record-check.ts';
import { isDatabaseBusy, storageTrouble } from '../db/storage-error.ts';
import type { Clock } from '../ports.ts';
import { inTurns } from '../timing/in-turns.ts';

/** Once the window shows something, and the portal has been asked. */
const FIRST_MS = 20_000;
const AGAIN_MS = MINUTE_MS;
/** Few enough for a turn's end to be looked at often. */
const AT_ONCE = 100;

/** The window hears of progress no more often than this. */
const TOLD_EVERY_MS = 200;

/** Looks at the whole record once in each run of the program, and whenever somebody asks. */
export interface RecordWatch {
  start(): void;
  stop(): void;
  /** Looks now; where that is being done, its end is the answer. Rejects where the database cannot be read. */
  check(): Promise<void>;
  /** From 0 to 1 while it is being looked at; otherwise null. */
  progress(): number | null;
  /** Null: it has not been looked at yet. */
  findings(): RecordFindings | null;
}

/** In turns, so that nobody waits for it; where the disk refuses, again a minute later. `changed`: the findings are there, or it has come further. */
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
  let progress: number | null = null;
  let running: Promise<void> | null = null;
  let stopped = false;
  let cancel = (): void => {};

  const standBack = (): Promise<boolean> =>
    new Promise((resolve) => {
      const cancelTimer = clock.after(0, () => resolve(!stopped));
      cancel = () => {
        cancelTimer();
        resolve(false);
      };
    });

  async function look(): Promise<void> {
    const check = createRecordCheck(db);
    const last = newestLine(db)?.id ?? 0;
    let toldAt = clock.elapsed();
    progress = 0;
    const ended = await inTurns(clock, standBack, (isOver) => {
      // Each turn gets somewhere, also where the clock says that it is over already.
      do if (!check.go(AT_ONCE)) return false;
      while (!isOver());
      progress = Math.min(1, check.reached() / last);
      if (clock.elapsed() - toldAt >= TOLD_EVERY_MS) {
        toldAt = clock.elapsed();
        changed();
      }
      return true;
    });
    if (ended && !stopped) found = check.findings();
  }

  function check(): Promise<void> {
    running ??= look().finally(() => {
      running = null;
      progress = null;
      if (!stopped) changed();
    });
    return running;
  }

  async function attempt(): Promise<void> {
    try {
      await check();
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
    check,
    progress: () => progress,
    findings: () => found,
  };
}
