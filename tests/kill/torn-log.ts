import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { endianness } from 'node:os';
import { join } from 'node:path';
import type { DataKey } from '../../src-main/data-key.ts';
import { connect } from '../../src-main/db/connect.ts';
import { qb } from '../../src-main/db/db.ts';
import { migrations } from '../../src-main/db/migrations/index.ts';
import { openDatabase } from '../../src-main/db/open.ts';
import { dataFilesIn } from '../../src-main/shell/data-files.ts';
import type { Look } from '../simulation/desk.ts';

/** What stood in the log of a database when the power went, up to a byte anywhere in it. */
export type Tear = 'cut-off' | 'garbled';

/**
 * Copies the database that a killed desk has `left` with its log torn at `share` of what has not been written back, and looks what the
 * program makes of it.
 * SQLite promises an earlier committed state (https://www.sqlite.org/wal.html#the_wal_file): so the outbox and the record of the
 * copy are a beginning of the whole one's, each decision with its line, its letter and what it changed. Returns what is not so.
 */
export function tornAt(
  { left, key }: { readonly left: string; readonly key: DataKey },
  whole: Look,
  share: number,
  tear: Tear,
): string[] {
  const folder = join(left, '..', 'torn');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const path = join(folder, 'reslot.db');
  const { database } = dataFilesIn(left);
  copyFileSync(database, path);
  const log = `${database}-wal`;
  if (existsSync(log)) {
    const bytes = readFileSync(log);
    writeFileSync(`${path}-wal`, torn(bytes, neededUpTo(database, bytes), share, tear));
  }
  const said = `a log ${tear} at ${share.toFixed(3)}`;
  const opened = openDatabase(path, migrations, 'clinic', true, key);
  if (!opened.ok) return [`${said}: it was not opened (${opened.error.code})`];
  const { value: db } = opened;
  const found = [...integrity(path, key), ...prefixOf(whole, db), ...nothingByHalves(db)];
  db.close();
  return found.map((one) => `${said}: ${one}`);
}

/**
 * Where the log begins that the database does without. What is being written back was synced before, in the log: that is promised to
 * nobody whose disk loses it. How far that has come stands in the index of the log (https://www.sqlite.org/walformat.html).
 */
function neededUpTo(database: string, log: Buffer): number {
  const index = `${database}-shm`;
  if (!existsSync(index) || log.length < LOG_HEADER) return 0;
  const bytes = readFileSync(index);
  const attempted = endianness() === 'LE' ? bytes.readUInt32LE(ATTEMPTED) : bytes.readUInt32BE(ATTEMPTED);
  const pageSize = log.readUInt32BE(8);
  return Math.min(log.length, LOG_HEADER + attempted * (FRAME_HEADER + pageSize));
}

const LOG_HEADER = 32;
const FRAME_HEADER = 24;
/** `nBackfillAttempted`, in the checkpoint's part of the index. */
const ATTEMPTED = 128;

function torn(log: Buffer, from: number, share: number, tear: Tear): Buffer {
  const at = from + Math.floor((log.length - from) * share);
  if (tear === 'cut-off') return log.subarray(0, at);
  const garbled = Buffer.from(log);
  for (let byte = at; byte < Math.min(log.length, at + 512); byte += 1)
    garbled[byte] = (garbled[byte] ?? 0) ^ 0x5a;
  return garbled;
}

function integrity(path: string, key: DataKey): string[] {
  const connection = connect(path, key, { readonly: true });
  const answer = String(connection.pragma('integrity_check(1)', { simple: true }));
  const orphans = connection.pragma('foreign_key_check') as unknown[];
  connection.close();
  return [
    ...(answer === 'ok' ? [] : [`the database is damaged: ${answer}`]),
    ...(orphans.length === 0 ? [] : [`${orphans.length} rows refer to nothing`]),
  ];
}

/** What was decided and recorded up to some moment, and nothing of later. */
function prefixOf(whole: Look, torn: Look): string[] {
  const decisions = (db: Look) => db.all(qb.selectFrom('outbox').select('id').orderBy('seq'));
  const lines = (db: Look) =>
    db.all(qb.selectFrom('history').select(['id', 'kind', 'outbox_id']).orderBy('id'));
  return [
    ...(begins(decisions(whole), decisions(torn)) ? [] : ['the outbox is no beginning of the whole one']),
    ...(begins(lines(whole), lines(torn)) ? [] : ['the record is no beginning of the whole one']),
  ];
}

const begins = (all: readonly unknown[], some: readonly unknown[]): boolean =>
  some.every((one, index) => JSON.stringify(one) === JSON.stringify(all[index]));

/** No decision without its line, no letter without its decision. */
function nothingByHalves(db: Look): string[] {
  const recorded = new Set(
    db.all(qb.selectFrom('history').select('outbox_id')).map(({ outbox_id }) => outbox_id),
  );
  const decided = new Set(db.all(qb.selectFrom('outbox').select('id')).map(({ id }) => id));
  const letters = db.all(qb.selectFrom('mail').select('outbox_id'));
  return [
    ...[...decided].filter((id) => !recorded.has(id)).map((id) => `${id} is not on the record`),
    ...letters.flatMap(({ outbox_id: id }) =>
      id === null || decided.has(id) ? [] : [`a letter of ${id}, which was not decided`],
    ),
  ];
}
