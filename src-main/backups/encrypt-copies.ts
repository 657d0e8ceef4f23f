import { existsSync, lstatSync, readdirSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type DataKey, lockOf } from '../data-key.ts';
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
  readonly run: (job: BackupJob) => Promise<JobEnd>;
}

const HALF_MADE = '.encrypting';
const REPLACED = '.plain';

/**
 * Encrypts what an earlier version has left in clear text: backups, and copies of the database that lie beside it. One after the other, each in a copy
 * that is compared and takes its place; what was in clear text is overwritten. It may end at any point and goes on the next time. What
 * cannot be read stays as it is: the number of those is the answer. Throws the system's error.
 */
export async function encryptCopies({ database, folder, key, run }: EncryptCopiesDeps): Promise<number> {
  const isCopy = (name: string): boolean =>
    name.startsWith(`${basename(database)}.`) && /\.(before-\d+|replaced-[\dTZ-]+)$/.test(name);
  const places = [
    { directory: folder, isOne: (name: string) => readBackupName(name) !== null },
    { directory: dirname(database), isOne: isCopy },
  ];
  let left = 0;
  for (const { directory, isOne } of places) {
    endInterrupted(directory, isOne);
    for (const name of namesIn(directory).filter(isOne)) {
      const path = join(directory, name);
      if (lockOf(path, key).is === 'plain' && !(await encrypt(path))) left += 1;
    }
  }
  return left;

  async function encrypt(path: string): Promise<boolean> {
    const next = `${path}${HALF_MADE}`;
    makePrivateFile(next);
    const { end } = await run({ do: 'encrypt', from: path, target: next, key });
    if (end !== 'done') {
      for (const suffix of ['', '-wal', '-journal']) wipeFile(`${next}${suffix}`);
      return false;
    }
    renameSync(path, `${path}${REPLACED}`);
    renameSync(next, path);
    syncDirectory(dirname(path));
    for (const suffix of ['-wal', '-shm']) wipeFile(`${path}${suffix}`);
    wipeFile(`${path}${REPLACED}`);
    return true;
  }
}

function endInterrupted(directory: string, isOne: (name: string) => boolean): void {
  for (const name of namesIn(directory)) {
    const path = join(directory, name);
    if (name.endsWith(HALF_MADE) && isOne(name.slice(0, -HALF_MADE.length))) wipeFile(path);
    if (!name.endsWith(REPLACED) || !isOne(name.slice(0, -REPLACED.length))) continue;
    const original = path.slice(0, -REPLACED.length);
    if (existsSync(original)) wipeFile(path);
    else renameSync(path, original);
  }
}

/** Files alone: what is a link leads elsewhere. */
const namesIn = (directory: string): string[] =>
  existsSync(directory)
    ? readdirSync(directory).filter((name) => lstatSync(join(directory, name)).isFile())
    : [];
