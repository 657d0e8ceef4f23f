import { existsSync, renameSync } from 'node:fs';

/** The file of an SQLite database and all that may lie beside it (https://www.sqlite.org/tempfiles.html). */
export const databaseFiles = (path: string): string[] =>
  ['', '-wal', '-shm', '-journal'].map((suffix) => `${path}${suffix}`);

/** Nothing happens where there is no file at `from`. Throws the system's error. */
export function moveIfThere(from: string, to: string): void {
  if (existsSync(from)) renameSync(from, to);
}
