import { type Selectable, sql } from 'kysely';
import type { Actor } from '../../../src-shared/domain/changes.ts';
import { type HistoryDetail, type HistoryKind, historyDetail } from '../../../src-shared/domain/history.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { HistoryEntry } from '../../../src-shared/ipc/history-views.ts';
import { actorWords } from '../../../src-shared/text/stored-names.ts';
import { type Db, qb } from '../db.ts';
import { idList } from '../id-list.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import { BEGINNING, type RecordContent, sealOf } from '../record-chain.ts';
import type { HistoryTable } from '../schema/outbox.ts';

export interface HistoryLine {
  readonly at: EpochMs;
  readonly actor: Actor;
  readonly kind: HistoryKind;
  readonly requestId: string | null;
  readonly appointmentId: string | null;
  /** For what concerns a patient alone. */
  readonly patientId?: string | null;
  readonly outboxId: string | null;
  readonly detail: HistoryDetail;
}

/**
 * Adds one line to the record, sealed together with all before it; without a seal, as those before it, until somebody has gone through
 * what an earlier version has left (`rememberUnsealed`). Lines are never changed or removed: the table's triggers refuse it, and
 * the seals show it.
 */
export function appendHistory(db: Db, line: HistoryLine): void {
  const row: RecordContent = {
    at_ms: line.at,
    user_id: line.actor.userId,
    // As SQLite keeps them: a half of a surrogate pair has no UTF-8.
    user_name: line.actor.userName.toWellFormed(),
    desk_id: line.actor.deskId,
    desk_name: line.actor.deskName.toWellFormed(),
    request_id: line.requestId,
    appointment_id: line.appointmentId,
    patient_id: line.patientId ?? null,
    outbox_id: line.outboxId,
    kind: line.kind,
    detail_json: JSON.stringify(line.detail),
  };
  const last = newestLine(db);
  const previous = last === undefined ? BEGINNING : (last.seal ?? sealOfUnsealed(db));
  db.run(insert({ ...row, seal: previous === null ? null : sealOf(db.recordKeys.now, previous, row) }));
}

const insert = preparedInsert('history');

const newest = prepared<object, RecordLine>(() =>
  qb
    .selectFrom('history')
    .select(['id', 'seal'])
    .where('id', '=', (eb) => eb.selectFrom('history').select(eb.fn.max('id').as('newest'))),
);

/** The newest line of the record; its seal is null where an earlier version wrote it. `undefined`: there is none. */
export const newestLine = (db: Db): RecordLine | undefined => db.get(newest({}));

interface RecordLine {
  readonly id: number;
  readonly seal: string | null;
}

/** The newest line, which has no seal, when the whole record was gone through, and what its seal would be. */
interface Unsealed {
  readonly id: number;
  readonly seal: string;
}

const unsealed = new WeakMap<Db, Unsealed>();

/** The whole record has been gone through up to this newest line: the next one is sealed, and takes in what has no seal. */
export const rememberUnsealed = (db: Db, newest: Unsealed): void => void unsealed.set(db, newest);

/** So many lines without a seal are gone through while a decision waits. */
const FEW = 100;

/**
 * What the newest line's seal would be, which has none: an earlier version wrote it, or somebody who is not Reslot. `null` while nobody
 * has gone through all of such lines: there may be millions, and a decision does not wait for that.
 */
function sealOfUnsealed(db: Db): string | null {
  const known = unsealed.get(db);
  const rows = db
    .all(
      qb
        .selectFrom('history')
        .selectAll()
        .where('id', '>', known?.id ?? 0)
        .orderBy('id', 'desc')
        .limit(FEW),
    )
    .reverse();
  const sealed = rows.findLastIndex(({ seal }) => seal !== null);
  const isWhole = rows.length < FEW;
  const from = rows[sealed]?.seal ?? (isWhole ? (known?.seal ?? BEGINNING) : null);
  return from === null
    ? null
    : rows.slice(sealed + 1).reduce((seal, row) => sealOf(db.recordKeys.of(row.id), seal, row), from);
}

/** Of one appointment no more lines are shown: the newest. A request's own chain is never cut. */
export const MOST_LINES = 500;

/** The request's chain, in the order in which things happened here. */
export function historyOfRequest(db: Db, requestId: string): HistoryEntry[] {
  return entries(
    db,
    db.all(qb.selectFrom('history').selectAll().where('request_id', '=', requestId).orderBy('id')),
  );
}

/**
 * What happened to these appointments and to every request about them, in the order in which it happened here; of more than
 * `MOST_LINES` lines the newest.
 */
export function historyOfAppointments(db: Db, appointmentIds: readonly string[]): HistoryEntry[] {
  const requests = qb
    .selectFrom('request')
    .select('id')
    .where('appointment_id', 'in', idList(appointmentIds));
  const all = qb.selectFrom('history').selectAll().orderBy('id', 'desc').limit(MOST_LINES);
  // Two indexed queries: an OR over two columns would scan.
  const rows = [
    ...db.all(all.where('appointment_id', 'in', idList(appointmentIds))),
    ...db.all(all.where('request_id', 'in', requests)),
  ];
  const newest = [...new Map(rows.map((row) => [row.id, row])).values()]
    .sort((a, b) => a.id - b.id)
    .slice(-MOST_LINES);
  return entries(db, newest);
}

/** What the newest line that settled each of these requests says, by request. */
export function settlements(
  db: Db,
  requestIds: readonly string[],
): Map<string, { readonly by: string; readonly from: Span | null; readonly to: Span | null }> {
  const newest = qb
    .selectFrom('history')
    .select((eb) => eb.fn.max('id').as('id'))
    .where('request_id', 'in', idList(requestIds))
    .where(sql<boolean>`json_extract(detail_json, '$.outcome') is not null`)
    .groupBy('request_id');
  const rows = db.all(
    qb.selectFrom('history').select(['request_id', 'user_name', 'detail_json']).where('id', 'in', newest),
  );
  return new Map(
    rows.map((row) => {
      const { from, to, desk } = historyDetail.parse(JSON.parse(row.detail_json));
      const by = desk ?? actorWords(row.user_name);
      return [row.request_id ?? '', { by, from: from ?? null, to: to ?? null }];
    }),
  );
}

/** The newest note that somebody has written about each of these requests, by request. */
export function newestNotes(
  db: Db,
  requestIds: readonly string[],
): Map<string, { readonly text: string; readonly by: string; readonly at: EpochMs }> {
  const newest = qb
    .selectFrom('history')
    .select((eb) => eb.fn.max('id').as('id'))
    .where('request_id', 'in', idList(requestIds))
    .where('kind', '=', 'noted')
    .groupBy('request_id');
  const rows = db.all(
    qb
      .selectFrom('history')
      .select(['request_id', 'user_name', 'at_ms', 'detail_json'])
      .where('id', 'in', newest),
  );
  return new Map(
    rows.map((row) => {
      const { note = '' } = historyDetail.parse(JSON.parse(row.detail_json));
      return [row.request_id ?? '', { text: note, by: row.user_name, at: row.at_ms }];
    }),
  );
}

type Span = NonNullable<HistoryDetail['from']>;

function entries(db: Db, rows: readonly Selectable<HistoryTable>[]): HistoryEntry[] {
  const outboxIds = rows.flatMap((row) => (row.outbox_id === null ? [] : [row.outbox_id]));
  const mails = db.all(
    qb.selectFrom('mail').select(['id', 'outbox_id', 'kind']).where('outbox_id', 'in', idList(outboxIds)),
  );
  return rows.map((row) => {
    const detail = historyDetail.parse(JSON.parse(row.detail_json));
    const mail = mails.find((one) => one.outbox_id === row.outbox_id && one.kind === detail.emailKind);
    return {
      id: row.id,
      at: row.at_ms,
      userName: actorWords(row.user_name),
      deskName: row.desk_name,
      kind: row.kind,
      detail,
      mailId: mail?.id ?? null,
    };
  });
}
