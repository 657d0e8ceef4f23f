import type { EpochMs } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';
import { isUnfinished, SENDABLE } from '../db/outbox-states.ts';
import { dependants, findEntry, replacePlan, unfinishedRows } from './entries.ts';
import { type OutboxEntry, type OutboxRow, readEntry } from './entry.ts';
import { patientsNamed, patientsNotInPortal } from './new-patients.ts';
import { isDue } from './waiting.ts';
import type { WriteStep } from './write-step.ts';

/**
 * The decisions that may be sent now: of each ordering key the first that has not ended, if its time has come, nothing in front
 * of it waits for somebody to look at it, and the portal has every patient it names. In the order in which they were made.
 */
export function sendable(db: Db, now: EpochMs): OutboxRow[] {
  return heads(db).filter((row) => isDue(row, now));
}

/** In how many milliseconds the next becomes sendable; null when there is none to wait for. */
export function nextSendableIn(db: Db, now: EpochMs): number | null {
  const waits = heads(db).map((row) => (isDue(row, now) ? 0 : row.next_attempt_ms - now));
  return waits.length === 0 ? null : Math.min(...waits);
}

/** Their rows: what they hold is read when they are sent. */
function heads(db: Db): OutboxRow[] {
  const firsts = new Map<string, OutboxRow>();
  for (const row of unfinishedRows(db)) if (!firsts.has(row.ordering_key)) firsts.set(row.ordering_key, row);
  const absent = patientsNotInPortal(db);
  return [...firsts.values()].filter(
    (row) =>
      SENDABLE.includes(row.state) &&
      !hasFailedBefore(db, row) &&
      // Nothing about a patient leaves before the patient.
      (absent.size === 0 || !patientsNamed(readEntry(row)).some((id) => absent.has(id))),
  );
}

function hasFailedBefore(db: Db, row: OutboxRow): boolean {
  const failed = db.get(
    qb
      .selectFrom('outbox')
      .select('seq')
      .where('ordering_key', '=', row.ordering_key)
      .where('seq', '<', row.seq)
      .where('state', '=', 'failed')
      .limit(1),
  );
  return failed !== undefined;
}

/** The decision as it stands, or null when it can no longer be sent (undone, ended otherwise). */
export function stillSendable(db: Db, id: string): OutboxEntry | null {
  const entry = findEntry(db, id);
  return entry && SENDABLE.includes(entry.state) ? entry : null;
}

/** Decisions that waited for `entry` are now based on what it wrote; where that is not known they cannot be sent as they are. */
export function resolveDependants(
  db: Db,
  entry: OutboxEntry,
  applied: readonly {
    readonly step: WriteStep;
    readonly portalId: string;
    readonly version: string | null;
  }[],
): void {
  for (const later of dependants(db, entry)) {
    const plan = later.plan.map((step): WriteStep => {
      const result = applied.find((l) => l.step.type === step.type && l.step.localId === step.localId);
      if (!result) return step;
      const waited = step.basedOn !== null && 'after' in step.basedOn && step.basedOn.after === entry.id;
      return {
        ...step,
        portalId: result.portalId,
        basedOn: waited && result.version !== null ? { version: result.version } : step.basedOn,
      };
    });
    replacePlan(db, later.id, plan);
  }
}

/** What was waiting out a failed connection may be tried at once. */
export function retryAtOnce(db: Db, now: EpochMs): void {
  db.run(
    qb
      .updateTable('outbox')
      .set({ next_attempt_ms: now })
      .where(isUnfinished)
      .where('state', 'in', SENDABLE)
      .where('next_attempt_ms', '>', now),
  );
}
