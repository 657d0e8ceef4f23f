import { rmSync } from 'node:fs';
import { makePrivateFile, tightenFile } from '../src-main/private-files.ts';

/** Removes an SQLite database with its write-ahead log; nothing happens when there is none. */
export function removeDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
}

/** Before SQLite opens it: the file and its log are this user's alone. New ones beside it get its rights. */
export function tightenDatabase(path: string): void {
  makePrivateFile(path);
  for (const suffix of ['-wal', '-shm']) tightenFile(`${path}${suffix}`);
}
