import { sql } from 'kysely';
import { z } from 'zod';
import { BLOCKING_STATUSES } from '../../src-shared/domain/appointment.ts';
import { DAY_MS } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';
import { prepared } from '../db/prepared.ts';
import { readSetting, writeSetting } from '../db/queries/settings.ts';
import type { Clock } from '../ports.ts';
import { inTurns } from '../timing/in-turns.ts';
import type { Effects } from './effects.ts';
import { retryUnusable, showAnew } from './projection.ts';

/** The version of the program that last read what is on file. */
const READ_BY = 'read-by-version';

/**
 * What an earlier version of the program could not read, this one may: each is tried once more, from what is kept of it, a turn at a
 * time. And what it read, this one may read otherwise: the visits that are not long over are shown anew, from the portal's copies. Only where another
 * version read last; one that is ended in between begins anew. Of what a person has taken off the list nothing is kept.
 *
 * @param version the program's; '' for none that is known: nothing is done.
 * @param stored called after each commit.
 */
export async function rereadAfterUpdate(
  db: Db,
  clock: Pick<Clock, 'elapsed'>,
  standBack: () => Promise<boolean>,
  version: string,
  effectsNow: () => Effects,
  stored: (effects: Effects) => void,
): Promise<void> {
  if (version === '' || readSetting(db, READ_BY, z.string(), '') === version) return;
  let after: Position = { type: '', id: '' };
  let isAll = false;
  const isDone = await inTurns(clock, standBack, (isOver) => {
    const effects = effectsNow();
    db.transaction(() => {
      do {
        const next = db.get(following(after));
        isAll = next === undefined;
        if (next === undefined) return;
        after = { type: next.type, id: next.id };
        retryUnusable(db, JSON.parse(next.body_json), effects);
      } while (!isOver());
    });
    if (effects.topics.size > 0) stored(effects);
    return !isAll;
  });
  if (isDone && (await showVisitsAnew(db, clock, standBack, effectsNow, stored)))
    writeSetting(db, READ_BY, version);
}

/** So many are looked up at once. */
const A_FEW = 100;
/** What is over for longer is looked at by nobody who would act on it. */
const OVER_MS = 31 * DAY_MS;

/** False where it was ended before the last. */
function showVisitsAnew(
  db: Db,
  clock: Pick<Clock, 'elapsed'>,
  standBack: () => Promise<boolean>,
  effectsNow: () => Effects,
  stored: (effects: Effects) => void,
): Promise<boolean> {
  let after = { start: effectsNow().now - OVER_MS, id: '' };
  return inTurns(clock, standBack, (isOver) => {
    const effects = effectsNow();
    const isMore = db.transaction(() => {
      for (;;) {
        const visits = db.all(visitsAfter(after));
        for (const { id, portal_id, start_ms } of visits) {
          after = { start: start_ms, id };
          showAnew(db, portal_id ?? '', effects);
          if (isOver()) return true;
        }
        if (visits.length < A_FEW) return false;
      }
    });
    if (effects.topics.size > 0) stored(effects);
    return isMore;
  });
}

/** Those that take time: a wish for a new appointment is no visit yet. */
const visitsAfter = prepared((p: { readonly start: number; readonly id: string }) =>
  qb
    .selectFrom('appointment')
    .select(['id', 'portal_id', 'start_ms'])
    .where('portal_id', 'is not', null)
    .where('status', 'in', [...BLOCKING_STATUSES])
    .where('start_ms', '>=', p.start)
    .where((where) => where.or([where('start_ms', '>', p.start), where('id', '>', p.id)]))
    .orderBy('start_ms')
    .orderBy('id')
    .limit(sql.lit(A_FEW)),
);

interface Position {
  readonly type: string;
  readonly id: string;
}

/** Appointments stand before what is about them. */
const following = prepared((p: Position) =>
  qb
    .selectFrom('quarantine')
    .select(['type', 'id', 'body_json'])
    .where((where) =>
      where.or([where('type', '>', p.type), where.and([where('type', '=', p.type), where('id', '>', p.id)])]),
    )
    .orderBy('type')
    .orderBy('id')
    .limit(1),
);
