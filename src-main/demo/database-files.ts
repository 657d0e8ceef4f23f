import { rmSync } from 'node:fs';

/** Removes an SQLite database with its write-ahead log; nothing happens when there is none. */
export function removeDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
}
