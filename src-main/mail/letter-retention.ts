import { z } from 'zod';
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';
import { readSetting, writeSetting } from '../db/queries/settings.ts';
import type { Clock } from '../ports.ts';
import { createAlarm } from '../timing/alarm.ts';
import { inTurns } from '../timing/in-turns.ts';
import { standBackFor } from '../timing/stand-back.ts';

export interface LetterRetentionDeps {
  readonly db: Db;
  readonly clock: Clock;
  /** For how many months what was sent is kept; as somebody has chosen by now. */
  readonly months: () => number;
  /** The portal's clock; null where it is not known. */
  readonly portalNow: () => EpochMs | null;
}

export interface LetterRetention {
  start(): void;
  stop(): void;
}

/** Once the portal has told its time, and then every few hours. */
const FIRST_MS = 10 * MINUTE_MS;
const EVERY_MS = 6 * HOUR_MS;
/** As long as the longest. */
const MONTH_MS = 31 * DAY_MS;
const A_FEW = 50;

/** Before this number every e-mail has been gone through. */
const SETTING = 'mail.words-from';

/** Nothing is left to be done about these. */
const ENDED = ['sent', 'called', 'dropped'];

/**
 * Takes the words and the calendar part from e-mails that ended long ago: that each was written, to whom, about what and when stays, and so
 * does the record. How long ago is what both the desk's clock and the portal's say: one that is years ahead removes nothing, and where the portal's is not
 * known, nothing is removed. SQLite overwrites what is taken (`secure_delete`).
 */
export function createLetterRetention({
  db,
  clock,
  months,
  portalNow,
}: LetterRetentionDeps): LetterRetention {
  let stopped = false;
  const alarm = createAlarm(clock, () => {
    void look().finally(() => {
      if (!stopped) alarm.set(EVERY_MS);
    });
  });

  async function look(): Promise<void> {
    const portal = portalNow();
    if (portal === null) return;
    const before = Math.min(portal, clock.now()) - months() * MONTH_MS;
    let after = readSetting(db, SETTING, z.number(), 0);
    let from: number | null = null;
    await inTurns(
      clock,
      standBackFor(clock, () => !stopped),
      (isOver) => {
        for (;;) {
          const rows = db.all(next(after));
          db.transaction(() => {
            for (const { seq, state, created_ms, finished_ms } of rows) {
              const ended = ENDED.includes(state) && finished_ms !== null && finished_ms < before;
              // One that is not due may have been dated by a clock that was ahead: those behind it are looked at, too.
              if (ended && created_ms < before) db.run(wordless(seq));
              else from ??= seq;
            }
          });
          after = rows.at(-1)?.seq ?? after;
          const isMore = rows.length === A_FEW;
          if (!isMore) {
            const reached = from === null ? after : from - 1;
            if (reached !== readSetting(db, SETTING, z.number(), 0)) writeSetting(db, SETTING, reached);
          }
          if (!isMore || isOver()) return isMore;
        }
      },
    );
  }

  return {
    start: () => alarm.set(FIRST_MS),
    stop() {
      stopped = true;
      alarm.clear();
    },
  };
}

const next = (after: number) =>
  qb
    .selectFrom('mail')
    .select(['seq', 'state', 'created_ms', 'finished_ms'])
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(A_FEW);

/** One that has none any more is not written again: behind one that is never delivered all are gone through each time. */
const wordless = (seq: number) =>
  qb
    .updateTable('mail')
    .set({ text: '', html: '', calendar_ics: null })
    .where('seq', '=', seq)
    .where('html', '<>', '');
