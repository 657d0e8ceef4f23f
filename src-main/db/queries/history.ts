import type { Actor } from '../../../src-shared/domain/changes.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import {
  type HistoryDetail,
  type HistoryEntry,
  type HistoryKind,
  historyDetail,
  historyKind,
} from '../../../src-shared/ipc/history-views.ts';
import { type Db, sql } from '../db.ts';

export interface HistoryLine {
  readonly at: EpochMs;
  readonly actor: Actor;
  readonly kind: HistoryKind;
  readonly requestId: string | null;
  readonly appointmentId: string | null;
  readonly outboxId: string | null;
  readonly detail: HistoryDetail;
}

/** Adds one line to the record. Lines are never changed or removed: the table's triggers refuse it. */
export function appendHistory(db: Db, line: HistoryLine): void {
  db.run(
    sql.insertInto('history').values({
      at_ms: line.at,
      user_id: line.actor.userId,
      user_name: line.actor.userName,
      desk_id: line.actor.deskId,
      desk_name: line.actor.deskName,
      request_id: line.requestId,
      appointment_id: line.appointmentId,
      outbox_id: line.outboxId,
      kind: line.kind,
      detail_json: JSON.stringify(line.detail),
    }),
  );
}

/** The request's chain, in the order in which things happened here. */
export function historyOfRequest(db: Db, requestId: string): HistoryEntry[] {
  return db
    .all(sql.selectFrom('history').selectAll().where('request_id', '=', requestId).orderBy('id'))
    .map((row) => ({
      id: row.id,
      at: row.at_ms,
      userName: row.user_name,
      deskName: row.desk_name,
      kind: historyKind.parse(row.kind),
      detail: historyDetail.parse(JSON.parse(row.detail_json)),
    }));
}
