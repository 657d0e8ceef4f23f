import { statfsSync } from 'node:fs';

/** What this user may still write to the disk of a directory, in bytes. Throws the system's error. */
export function freeBytes(directory: string): number {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize;
}
