import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  lstatSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { relative, resolve } from 'node:path';
import { makeDirectory } from './make-directory.ts';

/** What is kept for this user alone, whatever the umask says. */
const PRIVATE_FILE_MODE = 0o600;
const PRIVATE_DIRECTORY_MODE = 0o700;

/** How a path stands: `foreign` when another user owns it, who could read and replace it. */
export type Privacy = 'private' | 'foreign';

/**
 * Takes everybody else's rights away from a file that is there; follows no link. Windows has other means, and a file system
 * that knows no rights (a stick) is left as it is.
 */
export function tightenFile(path: string): Privacy {
  const there = lstatSync(path, { throwIfNoEntry: false });
  return there?.isFile() ? tighten(path, there, PRIVATE_FILE_MODE) : 'private';
}

/**
 * As `tightenFile`, for a directory. One that is there for others, too, stays as it is: the user's home and what is above
 * it, and one with the sticky bit, such as /tmp.
 */
export function tightenDirectory(path: string): Privacy {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (!there?.isDirectory() || isForOthersToo(path, there.mode)) return 'private';
  return tighten(path, there, PRIVATE_DIRECTORY_MODE);
}

/** Makes a directory of the program's own, or tightens the one that is there. Throws the system's error. */
export function makePrivateDirectory(path: string): void {
  makeDirectory(path);
  tightenDirectory(path);
}

/**
 * Makes an empty file where there is none, and tightens the one that is there: for whoever opens it by its path. Follows
 * no link in making it. Throws the system's error.
 */
export function makePrivateFile(path: string): void {
  try {
    closeSync(openNew(path));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    tightenFile(path);
  }
}

/**
 * Writes a file whole or not at all: under a name of its own that nobody can foresee, brought to the disk, then renamed. A
 * link at `path` is replaced, not followed. Throws the system's error, and leaves nothing behind then.
 */
export function writePrivateFile(path: string, content: string | Uint8Array): void {
  const next = `${path}.${randomUUID()}.new`;
  try {
    const file = openNew(next);
    try {
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(next, path);
  } catch (error) {
    rmSync(next, { force: true });
    throw error;
  }
}

/**
 * Overwrites a file and removes it: for what stood in it in clear text. A disk that writes elsewhere than where it is told to (an SSD,
 * a file system that copies on write) may keep it all the same. Nothing happens where there is none. Throws the system's error.
 */
export function wipeFile(path: string): void {
  const size = lstatSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) return;
  const file = openSync(path, 'r+');
  try {
    const zeros = Buffer.alloc(Math.min(size, 1024 * 1024));
    for (let at = 0; at < size; at += zeros.length)
      writeSync(file, zeros, 0, Math.min(zeros.length, size - at), at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  rmSync(path, { force: true });
}

/** Brings what has been written to a file to the disk. Throws the system's error. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/**
 * Brings to the disk which names a directory has, after a rename in it. Where the system cannot (Windows, some network drives) it does
 * so in its own time.
 */
export function syncDirectory(path: string): void {
  let directory: number | undefined;
  try {
    directory = openSync(path, constants.O_RDONLY);
    fsyncSync(directory);
  } catch {
    // What was renamed is there all the same, unless the power fails this moment.
  } finally {
    if (directory !== undefined) closeSync(directory);
  }
}

/** POSIX: with O_CREAT and O_EXCL a link at the path is not followed. */
function openNew(path: string): number {
  const file = openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, PRIVATE_FILE_MODE);
  // The umask may have taken even this user's rights away.
  if (process.platform !== 'win32') fchmodSync(file, PRIVATE_FILE_MODE);
  return file;
}

function tighten(
  path: string,
  there: { readonly mode: number; readonly uid: number },
  mode: number,
): Privacy {
  if (process.platform === 'win32') return 'private';
  const user = process.getuid?.() ?? 0;
  // The system's own user can read everything anyway, and is not shut out by what another user owns.
  if (there.uid !== user && there.uid !== 0 && user !== 0) return 'foreign';
  if ((there.mode & 0o777) === mode) return 'private';
  try {
    chmodSync(path, mode);
  } catch {
    // Root's, which others may have been given on purpose, or on a file system without rights.
  }
  return 'private';
}

const STICKY = 0o1000;

function isForOthersToo(path: string, mode: number): boolean {
  if ((mode & STICKY) !== 0) return true;
  const down = relative(resolve(path), homedir());
  return down === '' || !(down.startsWith('..') || resolve(down) === down);
}
