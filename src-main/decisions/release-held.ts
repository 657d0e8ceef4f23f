import type { EpochMs } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';
import { storageError } from '../db/storage-error.ts';
import { releaseMail } from '../mail/release.ts';
import { findEntry, heldUntil } from '../outbox/entries.ts';
import type { OutboxRow } from '../outbox/entry.ts';
import { type Releasable, tellsPortal } from '../outbox/hold.ts';
import { sendPatientsFirst } from '../outbox/send-patients-first.ts';
import type { Clock, Logger } from '../ports.ts';
import { releaseCorrected } from '../sync/corrected-mail.ts';
import { createAlarm } from '../timing/alarm.ts';

type HeldRow = Pick<OutboxRow, 'id' | 'release_ms'>;

/** The longest undo time Settings allow, in milliseconds. */
const LONGEST_UNDO_MS = 60_000;
const RETRY_MS = 5000;
/** Another program holds the database: it will let go in a moment. */
const WAIT_FOR_WRITES_MS = 500;

/**
 * In how many milliseconds it may leave, as its row has it. Further off than any undo time means that the machine's clock was put back:
 * that is not waited for.
 */
const storedDelay = ({ release_ms: at }: HeldRow, now: EpochMs): number =>
  at <= now || at > now + LONGEST_UNDO_MS ? 0 : at - now;

/**
 * A decision may leave the desk: to the portal, or, where there is nothing to tell the portal, straight to the mail. Where no portal is
 * set up the patient is told all the same, and the portal when there is one (`deliverUntold`).
 */
export function releaseRow(
  db: Db,
  entry: Releasable,
  now: EpochMs,
  portalConfigured: boolean,
): 'ready' | 'done' {
  const state = portalConfigured && tellsPortal(entry) ? 'ready' : 'done';
  const untold = state === 'done' && tellsPortal(entry) ? 1 : 0;
  db.run(
    qb
      .updateTable('outbox')
      .set({ state, untold, next_attempt_ms: now, ...(state === 'done' ? { finished_ms: now } : {}) })
      .where('id', '=', entry.id),
  );
  if (state === 'done') {
    if (entry.correction) releaseCorrected(db, entry.id, entry.correction, now);
    releaseMail(db, entry.id, now);
  } else sendPatientsFirst(db, entry.id, now);
  return state;
}

export interface ReleaserDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly portalConfigured: () => boolean;
  /** Some decisions are done without the portal: their e-mails may leave. */
  readonly mailReady: () => void;
  /** Some decisions are ready for the portal. */
  readonly released: () => void;
  readonly changed: () => void;
  /** A command that was given waits to be written: it may be the undo of what is due. */
  readonly writesWaiting?: () => boolean;
}

export interface Releaser {
  /** Sets the timer for the next held decision; call it after each commit that holds or undoes one, and at start. */
  schedule(): void;
  stop(): void;
}

/** Lets decisions go when their undo time is over, also those left by a run that ended before it was. */
export function createReleaser(deps: ReleaserDeps): Releaser {
  const { db, clock, logger } = deps;
  const alarm = createAlarm(clock, release);
  /** When each may leave (`Clock.elapsed`): once seen, setting the machine's clock makes its undo time neither shorter nor longer. */
  let deadlines: ReadonlyMap<string, number> = new Map();

  /** The held decisions, with the milliseconds until each may leave. */
  function held(): { readonly row: HeldRow; readonly delay: number }[] {
    const [now, elapsed] = [clock.now(), clock.elapsed()];
    const rows = heldUntil(db);
    deadlines = new Map(
      rows.map((row) => [row.id, deadlines.get(row.id) ?? elapsed + storedDelay(row, now)]),
    );
    return rows.map((row) => ({ row, delay: Math.max(0, (deadlines.get(row.id) ?? 0) - elapsed) }));
  }

  function schedule(): void {
    alarm.clear();
    const delays = held().map(({ delay }) => delay);
    if (delays.length > 0) alarm.set(Math.min(...delays));
  }

  function release(): void {
    // What was taken back in time must not leave because another program holds the database.
    if (deps.writesWaiting?.()) {
      alarm.set(WAIT_FOR_WRITES_MS);
      return;
    }
    const now = clock.now();
    const due = held().flatMap(({ row, delay }) => (delay === 0 ? [row] : []));
    try {
      const portalConfigured = deps.portalConfigured();
      const states = db.transaction(() =>
        due.flatMap(({ id }) => {
          const entry = findEntry(db, id);
          return entry ? [releaseRow(db, entry, now, portalConfigured)] : [];
        }),
      );
      if (states.length > 0) deps.changed();
      if (states.includes('ready')) deps.released();
      if (states.includes('done')) deps.mailReady();
    } catch (error) {
      const refusal = storageError(error);
      if (!refusal) throw error;
      const isBusy = refusal.code === 'database-busy';
      if (!isBusy) logger.error('release-held-failed', { code: refusal.code });
      alarm.set(isBusy ? WAIT_FOR_WRITES_MS : RETRY_MS);
      return;
    }
    schedule();
  }

  return {
    schedule,
    stop: alarm.clear,
  };
}
