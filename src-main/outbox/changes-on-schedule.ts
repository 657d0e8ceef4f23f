import { sql } from 'kysely';
import { COMMANDS } from '../../src-shared/domain/command-rules.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';
import { type OutboxEntry, readEntry } from './entry.ts';

/** What moves or cancels a visit on the schedule. */
const MOVING = Object.entries(COMMANDS).flatMap(([type, { onSchedule }]) =>
  onSchedule === 'active' ? type : [],
);

/** So many of the newest decisions without a request are looked through: a busy desk's two days. */
const NEWEST = 500;

// SQLite refuses to look into what is no JSON.
const typeOfCommand = sql<string>`case when json_valid(command_json) then command_json ->> '$.type' end`;

/**
 * The decisions made since `since` on the schedule itself that move or cancel an appointment, the newest first, whatever became of
 * them; at most `limit`.
 */
export function changesOnSchedule(
  db: Db,
  { since, limit }: { readonly since: EpochMs; readonly limit: number },
): readonly OutboxEntry[] {
  const newest = qb
    .selectFrom('outbox')
    .select(['seq', 'created_ms', 'command_json'])
    .where('request_id', 'is', null)
    .orderBy('seq', 'desc')
    .limit(NEWEST)
    .as('newest');
  const moving = qb
    .selectFrom(newest)
    .select('seq')
    .where('created_ms', '>=', since)
    .where(typeOfCommand, 'in', MOVING)
    .orderBy('seq', 'desc')
    .limit(limit);
  return db
    .all(qb.selectFrom('outbox').selectAll().where('seq', 'in', moving).orderBy('seq', 'desc'))
    .map(readEntry);
}
