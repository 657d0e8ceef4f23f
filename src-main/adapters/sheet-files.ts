import { constants } from 'node:fs';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SheetFileProblem } from '../../src-shared/domain/downtime-sheet.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { errno } from '../log-values.ts';
import { makeDirectory } from '../make-directory.ts';
import type { Ids, Logger, SheetFiles } from '../ports.ts';

/** Only this user reads what is written. */
const MODE = 0o600;

/**
 * Files in folders that may be anywhere: on a stick, on a network drive, shared with another desk. A file is written under a
 * name of its own, brought to the disk, and then renamed, which puts it in the old one's place at once.
 */
export function createSheetFiles({
  ids,
  logger,
}: {
  readonly ids: Ids;
  readonly logger: Logger;
}): SheetFiles {
  async function attempt<T>(work: () => Promise<T>): Promise<Result<T, SheetFileProblem>> {
    try {
      return ok(await work());
    } catch (error) {
      const code = codeOf(error);
      if (code === null) throw error;
      logger.warn('sheet-file', { code: errno(code) });
      return err(problemOf(code));
    }
  }

  return {
    makeFolder: (folder) =>
      attempt(async () => {
        makeDirectory(folder);
        return null;
      }),
    write: (folder, name, content) =>
      attempt(async () => {
        const path = join(folder, name);
        const next = `${path}.${ids.uuid()}.new`;
        try {
          await writeThrough(next, content);
          await rename(next, path);
        } catch (error) {
          await rm(next, { force: true }).catch(() => {});
          throw error;
        }
        return path;
      }),
    list: (folder) => attempt(() => readdir(folder)),
    remove: (folder, name) =>
      attempt(async () => {
        await rm(join(folder, name), { force: true });
        return null;
      }),
  };
}

async function writeThrough(path: string, content: string | Uint8Array): Promise<void> {
  // Never through a link or into a file that somebody has put there.
  const file = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, MODE);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The system's name for what went wrong; `null` when it was not the system. */
function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && 'syscall' in error && typeof error.code === 'string'
    ? error.code
    : null;
}

/** What errno(3) means to whoever chose the folder. */
export function problemOf(code: string): SheetFileProblem {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENODEV':
    case 'ENXIO':
      return 'sheet-folder-gone';
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return 'sheet-folder-full';
    case 'ETIMEDOUT':
    case 'EHOSTDOWN':
    case 'EHOSTUNREACH':
      return 'sheet-folder-slow';
    default:
      return 'sheet-folder-unwritable';
  }
}
