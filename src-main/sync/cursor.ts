import { type EpochMs, HOUR_MS } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';
import { prepared } from '../db/prepared.ts';
import { formatInstant, parseInstant } from './fhir/instant.ts';

/** In this order: what others refer to comes first. */
export const PULLED_TYPES = [
  'Patient',
  'Practitioner',
  'Location',
  'Appointment',
  'Task',
  'AppointmentResponse',
] as const;
export type PulledType = (typeof PULLED_TYPES)[number];
/** Those of the schedule: all that is read where nothing is decided. */
export const SCHEDULE_TYPES = PULLED_TYPES.slice(0, 4);

/** How far back a poll looks: a server may make a change visible some time after its `lastUpdated` (an index of its own, a long transaction). */
export const OVERLAP_MS = 60_000;

/** What is older than this by the portal's clock is not about to become visible, even where the clock behind `lastUpdated` is another one. */
const LONG_PAST_MS = 10 * 60_000;

/** How far a type has been read, by the server's clock. */
export interface Cursor {
  readonly type: PulledType;
  readonly since: string | null;
  readonly settled: string | null;
  readonly runFrom: string | null;
  readonly repairFrom: string | null;
  readonly complete: boolean;
}

export function readCursor(db: Db, type: PulledType): Cursor {
  const row = db.get(cursorOf({ type }));
  return {
    type,
    since: row?.since ?? null,
    settled: row?.settled ?? null,
    runFrom: row?.run_from ?? null,
    repairFrom: row?.repair_from ?? null,
    complete: row?.complete === 1,
  };
}

const cursorOf = prepared((p: { readonly type: PulledType }) =>
  qb.selectFrom('sync_cursor').selectAll().where('type', '=', p.type),
);

export function saveCursor(db: Db, cursor: Cursor): void {
  db.run(upsert({ ...cursor, complete: cursor.complete ? 1 : 0 }));
}

const upsert = prepared((p: Omit<Cursor, 'complete'> & { readonly complete: number }) => {
  const values = {
    since: p.since,
    settled: p.settled,
    run_from: p.runFrom,
    repair_from: p.repairFrom,
    complete: p.complete,
  };
  return qb
    .insertInto('sync_cursor')
    .values({ ...values, type: p.type })
    .onConflict((on) => on.column('type').doUpdateSet(values));
});

/** Everything is to be read anew: another server, or another address. */
export function forgetCursors(db: Db): void {
  db.run(qb.deleteFrom('sync_cursor'));
}

/** True once the first load of each of these has reached its end. */
export const isLoaded = (db: Db, types: readonly PulledType[]): boolean =>
  types.every((type) => readCursor(db, type).complete);

/**
 * The `_lastUpdated` condition of the next poll; null to read everything. Once nothing at or before the cursor can turn up
 * any more it asks for what is strictly later (`gt`), so that an idle poll transfers nothing however much is stored.
 */
export function lowerBound({ since, settled }: Cursor): string | null {
  const at = since === null ? null : parseInstant(since);
  if (since === null || at === null) return null;
  const quiet = settled === null ? null : parseInstant(settled);
  if (settled !== null && quiet !== null && quiet >= at - OVERLAP_MS) return `gt${settled}`;
  return `ge${formatInstant(at - OVERLAP_MS)}`;
}

/** How far back is looked for what becomes visible much later than it was written. */
const LATE_MS = 24 * HOUR_MS;

/** The same from long before the cursor on; null while there is none. */
export function earlyBound({ since }: Cursor): string | null {
  const at = since === null ? null : parseInstant(since);
  return at === null ? null : `ge${formatInstant(at - LATE_MS)}`;
}

/**
 * Up to when, by the server's clock, everything has been read; null while that is not known. During a run it is where the run began:
 * what it brings may have stood in the portal since then.
 */
export function readUntil(cursor: Cursor): EpochMs | null {
  const bound = cursor.runFrom ?? lowerBound(cursor)?.slice(2) ?? null;
  const until = bound === null ? null : parseInstant(bound);
  const again = cursor.repairFrom === null ? null : parseInstant(cursor.repairFrom);
  return until === null || again === null ? until : Math.min(until, again);
}

/** Whether all up to the cursor had long been written at this instant of the portal's clock; `null` where that is not known. */
export const isLongPast = ({ since }: Cursor, portalNow: EpochMs | null): boolean =>
  portalNow !== null && portalNow - instantOf(since) >= LONG_PAST_MS;

/** The later of two instants as written; the first where they are the same millisecond and it is not the shorter. */
export function later(a: string | null, b: string): string {
  const [first, second] = [a === null ? null : parseInstant(a), parseInstant(b)];
  if (a === null || first === null) return b;
  if (second === null || first > second) return a;
  return first === second && a >= b ? a : b;
}

/** The earlier of two instants as written. */
export function earlier(a: string | null, b: string): string {
  const [first, second] = [a === null ? null : parseInstant(a), parseInstant(b)];
  if (a === null || first === null) return b;
  return second === null || first <= second ? a : b;
}

export const instantOf = (text: string | null): EpochMs => (text === null ? 0 : (parseInstant(text) ?? 0));
