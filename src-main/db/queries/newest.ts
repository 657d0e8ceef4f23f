import { sql } from 'kysely';
import type { z } from 'zod';
import { COMMANDS, isCommandType } from '../../../src-shared/domain/command-rules.ts';
import type { delivery, mailStateView, RequestRow } from '../../../src-shared/ipc/request-views.ts';
import { type Db, qb } from '../db.ts';
import { idList } from '../id-list.ts';

/** Where the newest decision on each of these requests stands, by request. */
export function newestDeliveries(
  db: Db,
  requestIds: readonly string[],
): Map<string, NonNullable<RequestRow['delivery']>> {
  const newest = qb
    .selectFrom('outbox')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .where('request_id', 'in', idList(requestIds))
    .groupBy('request_id');
  const rows = db.all(
    qb
      .selectFrom('outbox')
      .select(['id', 'request_id', 'state', 'release_ms', 'last_error'])
      .select(sql<string | null>`json_extract(command_json, '$.type')`.as('command'))
      .where('seq', 'in', newest),
  );
  return new Map(
    rows.map((row) => [
      row.request_id ?? '',
      {
        outboxId: row.id,
        state: row.state,
        undoUntil: row.release_ms,
        lastError: row.last_error,
        canBeTakenBack:
          (row.state === 'held' || row.state === 'ready') &&
          isCommandType(row.command) &&
          COMMANDS[row.command].by === 'receptionist',
      },
    ]),
  );
}

/** What has become of the newest e-mail about each of these requests, by request. */
export function newestMails(
  db: Db,
  requestIds: readonly string[],
): Map<string, z.infer<typeof mailStateView>> {
  const newest = qb
    .selectFrom('mail')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .where('request_id', 'in', idList(requestIds))
    .groupBy('request_id');
  const rows = db.all(
    qb
      .selectFrom('mail')
      .select(['id', 'request_id', 'state', 'to_address', 'last_error'])
      .where('seq', 'in', newest),
  );
  return new Map(
    rows.map((row) => [
      row.request_id ?? '',
      { mailId: row.id, state: row.state, toAddress: row.to_address, lastError: row.last_error },
    ]),
  );
}

/** Where the newest decision with an ordering key stands, and the newest e-mail any of its decisions has sent or will send. */
export function newestUnderKey(
  db: Db,
  orderingKey: string,
): {
  readonly delivery: z.infer<typeof delivery> | null;
  readonly mail: z.infer<typeof mailStateView> | null;
} {
  const decisions = qb.selectFrom('outbox').where('ordering_key', '=', orderingKey);
  const row = db.get(
    decisions.select(['id', 'state', 'release_ms', 'last_error']).orderBy('seq', 'desc').limit(1),
  );
  const mail = db.get(
    qb
      .selectFrom('mail')
      .select(['id', 'state', 'to_address', 'last_error'])
      .where('outbox_id', 'in', decisions.select('id'))
      .orderBy('seq', 'desc')
      .limit(1),
  );
  return {
    delivery: row
      ? { outboxId: row.id, state: row.state, undoUntil: row.release_ms, lastError: row.last_error }
      : null,
    mail: mail
      ? { mailId: mail.id, state: mail.state, toAddress: mail.to_address, lastError: mail.last_error }
      : null,
  };
}
