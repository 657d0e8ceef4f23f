import { randomUUID } from 'node:crypto';
import { closeSync, constants, fchmodSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Writes a file whole or not at all, for this user alone: whoever waits for it may read it the moment it is there. It is
 * written under a name nobody can foresee, then renamed: a link that somebody has put at the path is not followed.
 */
export function writePrivateFile(path, content) {
  const next = `${path}.${randomUUID()}.new`;
  try {
    // POSIX: with O_CREAT and O_EXCL a link at the path is not followed.
    const file = openSync(next, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
    try {
      if (process.platform !== 'win32') fchmodSync(file, 0o600);
      writeFileSync(file, content);
    } finally {
      closeSync(file);
    }
    renameSync(next, path);
  } catch (error) {
    rmSync(next, { force: true });
    throw error;
  }
}
