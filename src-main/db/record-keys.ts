import { randomBytes } from 'node:crypto';
import type DatabaseConnection from 'better-sqlite3';
import { z } from 'zod';
import type { DataKey } from '../data-key.ts';
import { sealBytes, unsealBytes } from '../sealed-bytes.ts';
import { recordKeyOf } from './record-chain.ts';

/** What the lines of a record are sealed with: those since the database's key was changed with another key than those before. */
export interface RecordKeys {
  /** For a line that is added. */
  readonly now: Uint8Array;
  /** For the line of this number. */
  of(line: number): Uint8Array;
}

/** Of a database whose key was never changed. */
export function recordKeysOf(key: DataKey | null): RecordKeys {
  const now = recordKeyOf(key);
  return { now, of: () => now };
}

/**
 * Where the earlier ones stand: in the database's own `setting` table, each encrypted with what is derived from the present key, and bound to
 * the last line that it sealed. So nothing that is read or written in the database alone gives or changes one; and because the first
 * line after a change is sealed, with the new key, over the seal of the last one before, nobody who has the old key can change what came before.
 */
export const RECORD_KEYS_SETTING = 'record.keys';

/** In the order of the lines. `upTo`: the last line that this one sealed. */
const earlierKeys = z.array(z.strictObject({ upTo: z.number().int().positive(), sealed: z.string() }));
type EarlierKeys = z.infer<typeof earlierKeys>;

/** Those of a database that this key opens; `null`: in clear text. Throws SQLite's errors. */
export function readRecordKeys(connection: DatabaseConnection.Database, key: DataKey | null): RecordKeys {
  const ofNow = recordKeysOf(key);
  if (key === null || !hasTable(connection, 'setting')) return ofNow;
  const earlier = readEarlier(connection).map(({ upTo, sealed }) => ({
    upTo,
    // One that cannot be read fits no line: what it sealed shows as changed.
    key: new Uint8Array(unsealRecordKey(key, { upTo, sealed }) ?? randomBytes(32)),
  }));
  return { now: ofNow.now, of: (line) => earlier.find(({ upTo }) => line <= upTo)?.key ?? ofNow.now };
}

/**
 * In a copy that is about to be encrypted with `to` in place of `from`: what its lines have been sealed with so far goes with it. Throws
 * SQLite's errors.
 */
export function carryRecordKeys(connection: DatabaseConnection.Database, from: DataKey, to: DataKey): void {
  if (!hasTable(connection, 'setting') || !hasTable(connection, 'history')) return;
  const earlier = readEarlier(connection).map(({ upTo, sealed }) => {
    const key = unsealRecordKey(from, { upTo, sealed });
    return { upTo, sealed: key === null ? sealed : sealRecordKey(to, upTo, key) };
  });
  const newest = Number(connection.prepare('SELECT max(id) FROM history').pluck().get() ?? 0);
  if (newest > (earlier.at(-1)?.upTo ?? 0))
    earlier.push({ upTo: newest, sealed: sealRecordKey(to, newest, recordKeyOf(from)) });
  if (earlier.length === 0) return;
  connection
    .prepare('INSERT OR REPLACE INTO setting (key, value_json) VALUES (?, ?)')
    .run(RECORD_KEYS_SETTING, JSON.stringify(earlier));
}

/** Whether the line of this number is the last one before the key was changed, so that nothing is sealed with the new one yet. */
export const isLastBeforeChange = (keys: RecordKeys, line: number): boolean =>
  keys.of(line) !== keys.now && keys.of(line + 1) === keys.now;

const PURPOSE = 'reslot:earlier-record-key';

const sealRecordKey = (key: DataKey, upTo: number, bytes: Uint8Array): string =>
  sealBytes(key, PURPOSE, bytes, String(upTo));

const unsealRecordKey = (key: DataKey, { upTo, sealed }: EarlierKeys[number]): Buffer | null =>
  unsealBytes(key, PURPOSE, sealed, String(upTo));

/** What makes no sense is none: the lines it sealed show as changed. */
function readEarlier(connection: DatabaseConnection.Database): EarlierKeys {
  const json = connection
    .prepare('SELECT value_json FROM setting WHERE key = ?')
    .pluck()
    .get(RECORD_KEYS_SETTING);
  if (typeof json !== 'string') return [];
  try {
    return earlierKeys.parse(JSON.parse(json));
  } catch {
    return [];
  }
}

const hasTable = (connection: DatabaseConnection.Database, name: string): boolean =>
  connection.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(name) !== undefined;
