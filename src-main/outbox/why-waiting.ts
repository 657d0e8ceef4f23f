import type { WaitReason } from '../../src-shared/domain/delivery-states.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';
import { isFailed, isUnfinished } from '../db/outbox-states.ts';
import { type OutboxEntry, type OutboxRow, readEntry } from './entry.ts';
import { patientsNamed, patientsNotInPortal } from './new-patients.ts';
import { isDue } from './waiting.ts';

export interface WaitingEntry {
  readonly entry: OutboxEntry;
  readonly reason: WaitReason;
  /** By the desk's clock, when it goes on; null where something else has to happen first, or it is due. */
  readonly until: EpochMs | null;
}

/** The first `limit` decisions the portal does not have, in the order in which they were made, each with what keeps it. */
export function whyWaiting(db: Db, now: EpochMs, limit: number): WaitingEntry[] {
  const rows = db.all(qb.selectFrom('outbox').selectAll().where(isUnfinished).orderBy('seq').limit(limit));
  const absent = patientsNotInPortal(db);
  const refused = db.all(qb.selectFrom('outbox').select(['ordering_key', 'seq']).where(isFailed));
  const isBehindRefused = (row: OutboxRow): boolean =>
    refused.some(({ ordering_key, seq }) => ordering_key === row.ordering_key && seq < row.seq);
  const keys = new Set<string>();
  return rows.map((row) => {
    const entry = readEntry(row);
    const isBehind = keys.has(row.ordering_key);
    keys.add(row.ordering_key);
    if (row.state === 'held') return { entry, reason: 'undo', until: row.release_ms };
    if (isBehindRefused(row)) return { entry, reason: 'refused-before', until: null };
    if (isBehind) return { entry, reason: 'one-before', until: null };
    if (patientsNamed(entry).some((id) => absent.has(id))) return { entry, reason: 'patient', until: null };
    const until = isDue(row, now) ? null : row.next_attempt_ms;
    if (row.state === 'unsure' && row.last_error !== null) return { entry, reason: 'in-doubt', until };
    return until === null ? { entry, reason: 'turn', until } : { entry, reason: 'pause', until };
  });
}
