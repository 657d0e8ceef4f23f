import { z } from 'zod';
import { type Db, qb } from '../db/db.ts';
import { prepared } from '../db/prepared.ts';
import { readSetting, writeSetting } from '../db/queries/settings.ts';
import type { Clock } from '../ports.ts';
import { inTurns } from '../timing/in-turns.ts';
import type { Effects } from './effects.ts';
import { retryUnusable } from './projection.ts';

/** The version of the program that last tried everything under Needs attention that could not be read. */
const READ_BY = 'read-by-version';

/**
 * What an earlier version of the program could not read, this one may: each is tried once more, from what is kept of it, a turn at a
 * time. Only where another version tried last; one that is ended in between begins anew. Of what a person has taken off the list nothing is
 * kept.
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
  if (isDone) writeSetting(db, READ_BY, version);
}

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
