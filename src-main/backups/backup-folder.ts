import { randomUUID } from 'node:crypto';
import { lstatSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BackupHolds } from '../../src-shared/domain/backups.ts';
import { type DataKey, keyFor, lockOf } from '../data-key.ts';
import { connect } from '../db/connect.ts';
import { databaseFiles } from '../db/database-files.ts';
import { makePrivateDirectory, makePrivateFile, syncDirectory } from '../private-files.ts';
import { readBackupMark } from './backup-mark.ts';
import { type Numbered, readBackupName } from './backup-name.ts';
import { freeBytes } from './free-bytes.ts';

/** A backup that lies in the folder. */
export interface BackupFile extends Numbered {
  readonly name: string;
  readonly bytes: number;
  /** `null`: it cannot be read any more. */
  readonly holds: BackupHolds | null;
}

export interface BackupFolder {
  readonly path: string;
  /** The one made last first. Empty where there is no folder, or none that can be read. */
  list(): BackupFile[];
  /** A new empty file for a copy, of this user's alone; what earlier copies have left half-made is removed. Throws the system's error. */
  begin(): string;
  /** The copy becomes the backup of that name, for good. Throws the system's error. */
  keep(copy: string, name: string): void;
  /** Nothing happens where it is gone; throws the system's error where it cannot be removed. */
  remove(path: string): void;
  /** What is free on its disk, in bytes. Throws the system's error. */
  freeBytes(): number;
}

const HALF_MADE = /^[0-9a-f-]{36}\.copy(-wal|-shm|-journal)?$/;

/** The folder of the backups of one database, which that key opens, or one of those before it. */
export function createBackupFolder(
  path: string,
  key: DataKey | null,
  earlier: readonly DataKey[] = [],
): BackupFolder {
  /** What has been read of each, by name, size and time of the last change. */
  const read = new Map<string, BackupHolds | null>();

  function holdsOf(file: string, state: string): BackupHolds | null {
    const version = `${file} ${state}`;
    const known = read.get(version);
    if (known !== undefined) return known;
    const holds = readHolds(file, key, earlier);
    read.set(version, holds);
    return holds;
  }

  const remove = (file: string): void => {
    for (const one of databaseFiles(file)) rmSync(one, { force: true });
  };

  return {
    path,
    list: () =>
      namesIn(path)
        .flatMap((name): BackupFile[] => {
          const numbered = readBackupName(name);
          const file = join(path, name);
          const there = lstatSync(file, { throwIfNoEntry: false });
          if (numbered === null || !there?.isFile()) return [];
          return [
            { ...numbered, name, bytes: there.size, holds: holdsOf(file, `${there.size} ${there.mtimeMs}`) },
          ];
        })
        .toSorted((a, b) => b.number - a.number),
    begin() {
      // Where the data directory is gone nothing is to be made in its place.
      statSync(dirname(path));
      makePrivateDirectory(path);
      for (const name of namesIn(path)) if (HALF_MADE.test(name)) rmSync(join(path, name), { force: true });
      const copy = join(path, `${randomUUID()}.copy`);
      makePrivateFile(copy);
      return copy;
    },
    keep(copy, name) {
      renameSync(copy, join(path, name));
      syncDirectory(path);
    },
    remove,
    freeBytes: () => freeBytes(path),
  };
}

function readHolds(file: string, key: DataKey | null, earlier: readonly DataKey[]): BackupHolds | null {
  try {
    // One that an earlier version has left in clear text.
    const isPlain = lockOf(file, key).is === 'plain';
    const connection = connect(file, isPlain ? null : (keyFor(file, earlier) ?? key), {
      readonly: true,
      fileMustExist: true,
      timeout: 0,
    });
    try {
      return readBackupMark(connection);
    } finally {
      connection.close();
    }
  } catch {
    return null;
  }
}

function namesIn(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
