import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NAME = 'reslot-preview-pdf-';
/** Whose it is stands in its name; an earlier version's do not say. */
const NAMES = new RegExp(`^${NAME}(?:(\\d{1,10})-)?[A-Za-z0-9]{6}$`);
/** Much longer than anything is made of a page: whatever runs under that number by now is somebody else. */
const LONG_AGO_MS = 60 * 60_000;

/** A folder of this program's own for a page, with patients on it, that is to become a PDF. Whoever makes it removes it. */
export const makePdfFolder = (): string => mkdtempSync(join(tmpdir(), `${NAME}${process.pid}-`));

/**
 * Removes what a preview has left that was killed while it made a PDF. Only folders of this user and of such a name; one that belongs to a
 * preview that runs stays, and a link is neither followed nor removed. In a directory for everybody nobody else can put one in its place.
 */
export function sweepPdfFolders(): void {
  for (const name of namesIn(tmpdir())) {
    const path = join(tmpdir(), name);
    try {
      if (isLeftBehind(path, NAMES.exec(name)?.[1])) rmSync(path, { recursive: true, force: true });
    } catch {
      // Somebody else has just removed it, or still writes to it: the next start comes by again.
    }
  }
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory).filter((name) => NAMES.test(name));
  } catch {
    return [];
  }
}

function isLeftBehind(path: string, pid: string | undefined): boolean {
  const there = lstatSync(path);
  // Windows keeps a temporary directory for each user.
  if (!there.isDirectory() || (process.getuid && there.uid !== process.getuid())) return false;
  if (Date.now() - there.mtimeMs > LONG_AGO_MS) return true;
  return pid !== undefined && !isRunning(Number(pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
