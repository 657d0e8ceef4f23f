import { sql } from 'kysely';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';
import { isUnfinished, SENDABLE, UNAPPLIED } from '../db/outbox-states.ts';
import { prepared } from '../db/prepared.ts';
import { dependants, findEntry, replacePlan } from './entries.ts';
import type { OutboxEntry, OutboxRow } from './entry.ts';
import { patientsNamed, patientsNotInPortal } from './new-patients.ts';
import { isDue } from './waiting.ts';
import type { WriteStep } from './write-step.ts';

/** A decision that is the first of its ordering key. */
export type Head = Pick<OutboxRow, 'seq' | 'id' | 'ordering_key' | 'attempts' | 'next_attempt_ms'>;

/**
 * The decisions that may be sent now: of each ordering key the first that has not ended, if its time has come, nothing in front
 * of it waits for somebody to look at it or has yet to be told to the portal, and the portal has every patient it names. In the order in which they were made; no
 * more of them is read than is asked for.
 */
export function* sendable(db: Db, now: EpochMs): Generator<Head> {
  for (const head of heads(db)) if (isDue(head, now)) yield head;
}

/** Whether there is one. */
export const isAnySendable = (db: Db, now: EpochMs): boolean => sendable(db, now).next().done !== true;

/** In how many milliseconds the next becomes sendable; null when there is none to wait for. */
export function nextSendableIn(db: Db, now: EpochMs): number | null {
  let least: number | null = null;
  for (const head of heads(db)) {
    if (isDue(head, now)) return 0;
    least = Math.min(least ?? Number.POSITIVE_INFINITY, head.next_attempt_ms - now);
  }
  return least;
}

/** Read at a time. */
const A_FEW = 50;

const isCorrection = (table: 'earlier' | 'outbox') =>
  sql<boolean>`json_extract(${sql.ref(`${table}.command_json`)}, '$.type') in ('correct-address', 'correct-phone')`;

/**
 * A refused correction of a patient's number, and this is one of their address, or the other way round: each is written on the newest version, and
 * says nothing of the other. A refused one of the same is given up for a new one.
 */
const REFUSED_BESIDE = sql<boolean>`(earlier.state = 'failed' and ${isCorrection('earlier')} and ${isCorrection('outbox')})`;

const headsAfter = prepared((p: { readonly seq: number }) =>
  qb
    .selectFrom('outbox')
    .select(['seq', 'id', 'ordering_key', 'attempts', 'next_attempt_ms'])
    .where(isUnfinished)
    .where('state', 'in', SENDABLE)
    .where('seq', '>', p.seq)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox as earlier')
            .select('earlier.seq')
            .whereRef('earlier.ordering_key', '=', 'outbox.ordering_key')
            .whereRef('earlier.seq', '<', 'outbox.seq')
            .where('earlier.state', 'in', UNAPPLIED)
            .where(({ not: isNot }) => isNot(REFUSED_BESIDE)),
        ),
      ),
    )
    // A sending that began before the portal was switched off and on again has not taken these up yet.
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox as untold')
            .select('untold.seq')
            .whereRef('untold.ordering_key', '=', 'outbox.ordering_key')
            .whereRef('untold.seq', '<', 'outbox.seq')
            .where(sql<boolean>`untold.untold = 1`),
        ),
      ),
    )
    .orderBy('seq')
    .limit(sql.lit(A_FEW)),
);

function* heads(db: Db): Generator<Head> {
  const absent = patientsNotInPortal(db);
  let rows: readonly Head[];
  let seq = 0;
  do {
    rows = db.all(headsAfter({ seq }));
    for (const row of rows) if (absent.size === 0 || !namesAnyOf(db, row, absent)) yield row;
    seq = rows.at(-1)?.seq ?? seq;
  } while (rows.length === A_FEW);
}

/** Nothing about a patient leaves before the patient. */
function namesAnyOf(db: Db, { id }: Head, absent: ReadonlySet<string>): boolean {
  const entry = findEntry(db, id);
  return entry !== undefined && patientsNamed(entry).some((patient) => absent.has(patient));
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
