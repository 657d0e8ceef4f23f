import type { EpochMs } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';
import { instantOf, OVERLAP_MS, PULLED_TYPES, readCursor, saveCursor } from './cursor.ts';
import { formatInstant } from './fhir/instant.ts';
import type { PortalClock } from './portal-clock.ts';

/** A cursor this far ahead of the portal's clock was read before that was put back. */
const AHEAD_MS = 5000;
/** How far back is read again where nobody knows when the clock was put back. */
const UNKNOWN_MS = 24 * 60 * 60_000;

/**
 * Lets what was read reach back to before the portal's clock was put back: what is written there now bears instants that the desk has
 * already read past, and no search from there on finds it. True when there is something to read again.
 */
export function followPutBack(db: Db, portalClock: Pick<PortalClock, 'now' | 'takePutBack'>): boolean {
  const seen = portalClock.takePutBack();
  const now = portalClock.now();
  const from = seen === null ? unknownSince(db, now) : seen - OVERLAP_MS;
  if (from === null) return false;
  const passed = PULLED_TYPES.map((type) => readCursor(db, type)).filter(
    ({ since }) => instantOf(since) > from,
  );
  const back = formatInstant(from);
  db.transaction(() => {
    for (const cursor of passed)
      saveCursor(db, { ...cursor, since: back, settled: null, runFrom: null, repairFrom: null });
  });
  return passed.length > 0;
}

/** It was put back while the desk was not running, or while its own clock was being set. */
function unknownSince(db: Db, now: EpochMs | null): EpochMs | null {
  if (now === null) return null;
  const rows = db.all(qb.selectFrom('sync_cursor').select('since'));
  return rows.some(({ since }) => instantOf(since) > now + AHEAD_MS) ? now - UNKNOWN_MS : null;
}
