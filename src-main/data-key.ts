import { createHmac } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { APPLICATION_IDS, type DatabaseKind, kindOf } from './database-kind.ts';

/** What a database, its log and its backups are encrypted with, and whose data it is for. Can be handed to a thread. */
export interface DataKey {
  readonly kind: DatabaseKind;
  /** 32 of them, at random. */
  readonly bytes: Uint8Array;
}

/** A key that was replaced by the present one. */
export interface EarlierKey {
  readonly key: DataKey;
  /** Backups and copies of this desk's may still be encrypted with it. Later it opens only what somebody names, file by file. */
  readonly needed: boolean;
}

/** Those with which backups and copies of this desk's may still be encrypted. */
export const neededKeys = (earlier: readonly EarlierKey[]): DataKey[] =>
  earlier.filter(({ needed }) => needed).map(({ key }) => key);

/**
 * What stands in the first 16 bytes of everything that is encrypted with a key: whose data it is, and which key it was, which does not
 * tell the key. It takes the place of SQLCipher's salt, which a random key has no use for.
 */
export function keyMark({ kind, bytes }: DataKey): Buffer {
  const mark = Buffer.alloc(MARK_BYTES);
  mark.writeUInt32BE(APPLICATION_IDS[kind]);
  createHmac('sha256', bytes)
    .update('Reslot: which key')
    .digest()
    .copy(mark, 4, 0, MARK_BYTES - 4);
  return mark;
}

/** The same, as it is written down: in hexadecimal. */
export const markOf = (key: DataKey): string => keyMark(key).toString('hex');

/** How a file stands to a key, as its first bytes tell. */
export type Lock =
  /** A database in clear text. */
  | { readonly is: 'plain' }
  /** Encrypted with this key. */
  | { readonly is: 'this-key'; readonly kind: DatabaseKind }
  /** Encrypted with another one, or there is no key. */
  | { readonly is: 'other-key'; readonly kind: DatabaseKind }
  /** Neither a database in clear text nor one that Reslot has encrypted. */
  | { readonly is: 'neither' };

/** Reads the first bytes of the file at `path`. Throws the system's error. */
export function lockOf(path: string, key: DataKey | null): Lock {
  const head = firstBytes(path);
  if (head.toString('latin1') === 'SQLite format 3\0') return { is: 'plain' };
  const kind = head.length < MARK_BYTES ? null : kindOf(head.readUInt32BE(0));
  if (kind === null) return { is: 'neither' };
  return { is: key !== null && head.equals(keyMark(key)) ? 'this-key' : 'other-key', kind };
}

/** Which of these keys the file at `path` is encrypted with; null: with none of them. Throws the system's error. */
export function keyFor(path: string, keys: readonly DataKey[]): DataKey | null {
  const head = firstBytes(path);
  return keys.find((key) => head.equals(keyMark(key))) ?? null;
}

const MARK_BYTES = 16;

/** As many as a mark has, or fewer. Throws the system's error. */
export function firstBytes(path: string): Buffer {
  const head = Buffer.alloc(MARK_BYTES);
  const file = openSync(path, 'r');
  try {
    return head.subarray(0, readSync(file, head));
  } finally {
    closeSync(file);
  }
}
