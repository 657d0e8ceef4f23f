import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a directory, for this user only, and those above it. Throws the system's error when it cannot. Does what
 * `mkdirSync` with `recursive` does, which never returns where the system answers ENOENT for good (Linux's /proc).
 */
export function makeDirectory(path: string): void {
  try {
    makeOne(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EEXIST' && statSync(path).isDirectory()) return;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    makeDirectory(dirname(path));
    makeOne(path);
  }
}

/** The umask may have taken even this user's rights away. */
function makeOne(path: string): void {
  mkdirSync(path, { mode: 0o700 });
  if (process.platform !== 'win32') chmodSync(path, 0o700);
}
