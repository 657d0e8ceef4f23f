import { existsSync, lstatSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type DataKey, keyFor, lockOf } from '../data-key.ts';
import { databaseFiles, moveIfThere } from '../db/database-files.ts';
import { makePrivateFile, syncDirectory, wipeFile } from '../private-files.ts';
import { readBackupName } from './backup-name.ts';
import type { JobEnd } from './run-job.ts';
import type { BackupJob } from './worker-protocol.ts';

export interface EncryptCopiesDeps {
  /** The desk's database: copies of it lie beside it. */
  readonly database: string;
  /** The directory of its backups. */
  readonly folder: string;
  readonly key: DataKey;
  /** Those before it with which copies may still be encrypted. */
  readonly earlier: readonly DataKey[];
  readonly run: (job: BackupJob) => Promise<JobEnd>;
}

/** Copies that could not be encrypted with the key, by their names. */
export interface CopiesLeft {
  readonly inClearText: readonly string[];
  readonly withEarlierKey: readonly string[];
}

const HALF_MADE = '.encrypting';
const REPLACED = '.old';
/** What may lie beside a copy, and the copy itself, in the order in which they are moved. */
const PARTS = ['-wal', '-shm', ''] as const;

/**
 * Encrypts what an earlier version has left in clear text, and what an earlier key opens: backups, and copies of the database that lie beside it. One after
 * the other, each in a copy that is compared and takes its place; what was there is overwritten. It may end at any point and goes on
 * the next time. What cannot be read stays as it is, and is the answer: a folder that cannot be reached by its path. Throws the system's error.
 */
export async function encryptCopies(deps: EncryptCopiesDeps): Promise<CopiesLeft> {
  const { database, folder, key, earlier, run } = deps;
  const isCopy = (name: string): boolean =>
    name.startsWith(`${basename(database)}.`) && /\.(before-\d+|(replaced|damaged)-[\dTZ-]+)$/.test(name);
  const places = [
    { directory: folder, isOne: (name: string) => readBackupName(name) !== null },
    { directory: dirname(database), isOne: isCopy },
  ];
  const left = { inClearText: [] as string[], withEarlierKey: [] as string[] };
  for (const { directory, isOne } of places) {
    if (isOutOfReach(directory)) {
      if (earlier.length > 0) left.withEarlierKey.push(directory);
      continue;
    }
    endInterrupted(directory, isOne);
    for (const name of namesIn(directory).filter(isOne)) await renew(join(directory, name), name);
  }
  // What was replaced, or half made, and could not be wiped.
  for (const name of namesIn(dirname(database)))
    if (name.startsWith(`${basename(database)}.`) && !isCopy(name)) {
      const how = howOpened(join(dirname(database), name));
      if (how === 'plainly' && /\.plain-/.test(name)) left.inClearText.push(name);
      if (typeof how === 'object') left.withEarlierKey.push(name);
    }
  return left;

  async function renew(path: string, name: string): Promise<void> {
    const how = howOpened(path);
    if (how === 'gone' || how === 'otherwise') return;
    if (how === 'plainly') {
      if (!name.includes('.damaged-') && !(await replace(path, { do: 'encrypt' })))
        left.inClearText.push(name);
    } else if (how === 'unknown') {
      if (earlier.length > 0) left.withEarlierKey.push(name);
    } else if (!(await replace(path, { do: 'rekey', earlier: how }))) left.withEarlierKey.push(name);
  }

  /** By which earlier key, or how else; `unknown`: it cannot be read. It may be gone by now, as one too many. */
  function howOpened(path: string): DataKey | 'plainly' | 'otherwise' | 'unknown' | 'gone' {
    try {
      return keyFor(path, earlier) ?? (lockOf(path, key).is === 'plain' ? 'plainly' : 'otherwise');
    } catch {
      return existsSync(path) ? 'unknown' : 'gone';
    }
  }

  async function replace(
    path: string,
    how: { readonly do: 'encrypt' } | { readonly do: 'rekey'; readonly earlier: DataKey },
  ): Promise<boolean> {
    const next = `${path}${HALF_MADE}`;
    try {
      makePrivateFile(next);
      const { end } = await run({ ...how, from: path, target: next, key });
      // It may have been one too many, and be gone by now.
      if (end !== 'done' || !existsSync(path)) {
        for (const file of databaseFiles(next)) wipeFile(file);
        return !existsSync(path);
      }
      // Its log goes first, and is wiped first: beside the new one it would be taken for that one's.
      for (const part of PARTS) moveIfThere(`${path}${part}`, `${path}${REPLACED}${part}`);
      renameSync(next, path);
      syncDirectory(dirname(path));
      for (const part of PARTS) wipeFile(`${path}${REPLACED}${part}`);
      return true;
    } catch {
      // The disk is full, say, or the folder cannot be written. It is listed by its own name all the same.
      putBack(path);
      return false;
    }
  }
}

/** What was half made goes; what was half replaced is put back, or its rest goes, too. */
function endInterrupted(directory: string, isOne: (name: string) => boolean): void {
  const all = namesIn(directory);
  for (const name of all) {
    const half = /^(.*)\.encrypting(-wal|-shm|-journal)?$/.exec(name)?.[1];
    if (half !== undefined && isOne(half)) wipeFile(join(directory, name));
  }
  const replaced = all.flatMap((name) => /^(.*)\.old(?:-wal|-shm)?$/.exec(name)?.[1] ?? []).filter(isOne);
  for (const name of new Set(replaced)) {
    const path = join(directory, name);
    const old = `${path}${REPLACED}`;
    const isDone = existsSync(path) && existsSync(old);
    for (const part of PARTS)
      if (isDone) wipeFile(`${old}${part}`);
      else moveIfThere(`${old}${part}`, `${path}${part}`);
  }
  // Left by whoever was reading it: nothing stands in a log of no length.
  for (const name of namesIn(directory).filter(isOne)) {
    const log = join(directory, `${name}-wal`);
    if (lstatSync(log, { throwIfNoEntry: false })?.size !== 0) continue;
    for (const suffix of ['-wal', '-shm']) rmSync(join(directory, `${name}${suffix}`), { force: true });
  }
}

/** What was moved out of the way of one that did not come. What cannot be now is by the next start. */
function putBack(path: string): void {
  try {
    if (existsSync(path)) return;
    for (const part of PARTS.toReversed()) moveIfThere(`${path}${REPLACED}${part}`, `${path}${part}`);
  } catch {
    // `endInterrupted` does it.
  }
}

/** It is there, and what lies in it cannot be told: a link to a drive that is not connected, say. */
function isOutOfReach(directory: string): boolean {
  if (lstatSync(directory, { throwIfNoEntry: false }) === undefined) return false;
  try {
    readdirSync(directory);
    return false;
  } catch {
    return true;
  }
}

/** Files alone: what is a link leads elsewhere. */
const namesIn = (directory: string): string[] =>
  existsSync(directory)
    ? readdirSync(directory).filter((name) =>
        lstatSync(join(directory, name), { throwIfNoEntry: false })?.isFile(),
      )
    : [];
