import DatabaseConnection from 'better-sqlite3';
import type { DataKey } from '../data-key.ts';
import { connect } from './connect.ts';
import { Db } from './db.ts';
import { NO_PLACE } from './place.ts';
import { createRecordCheck, type RecordFindings } from './record-check.ts';
import { RECORD_KEYS_SETTING, readRecordKeys } from './record-keys.ts';

/** A database that nobody else has open, and its key; `null`: in clear text. */
interface Place {
  readonly path: string;
  readonly key: DataKey | null;
}

/**
 * Whether a copy with another key is sound and has, table by table, as many rows as what it was made of, and the same schema; where both
 * are encrypted, the record is looked at line by line, and has to be found the same. Throws SQLite's errors.
 */
export function isSameDatabase(original: Place, copy: Place): boolean {
  const alsoRecord = original.key !== null && copy.key !== null;
  return summaryOf(original, alsoRecord) === summaryOf(copy, alsoRecord);
}

function summaryOf({ path, key }: Place, alsoRecord: boolean): string {
  const connection = connect(path, key, { readonly: true, fileMustExist: true });
  try {
    const schema = connection
      .prepare<[], { type: string; name: string; sql: string | null }>(
        'SELECT type, name, sql FROM sqlite_schema ORDER BY type, name',
      )
      .all();
    // What a virtual table has stands in tables of its own.
    const rows = schema
      .filter(({ type, sql }) => type === 'table' && !/^CREATE VIRTUAL/i.test(sql ?? ''))
      .map(({ name }) => connection.prepare(countOf(name)).pluck().get());
    if (connection.pragma('integrity_check(1)', { simple: true }) !== 'ok')
      throw new DatabaseConnection.SqliteError('damaged', 'SQLITE_CORRUPT');
    const record = alsoRecord ? recordOf(connection, key) : null;
    return JSON.stringify([schema, rows, connection.pragma('user_version', { simple: true }), record]);
  } finally {
    connection.close();
  }
}

/** What the record was sealed with before is the one row that a copy with another key has more. */
const countOf = (table: string): string =>
  table === 'setting'
    ? `SELECT count(*) FROM setting WHERE key <> '${RECORD_KEYS_SETTING}'`
    : `SELECT count(*) FROM "${table}"`;

const AT_ONCE = 1000;

/** Null for one from before its lines had seals. */
function recordOf(connection: DatabaseConnection.Database, key: DataKey | null): RecordFindings | null {
  const isSealed = connection.prepare("SELECT 1 FROM pragma_table_info('history') WHERE name = 'seal'").get();
  if (isSealed === undefined) return null;
  const check = createRecordCheck(new Db(connection, NO_PLACE, readRecordKeys(connection, key)));
  while (check.go(AT_ONCE));
  return check.findings();
}
