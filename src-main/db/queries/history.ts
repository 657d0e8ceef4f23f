import type { Actor } from '../../../src-shared/domain/changes.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { HistoryDetail, HistoryKind } from '../../../src-shared/ipc/views.ts';
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
