import { statSync } from 'node:fs';

/**
 * The database's folder was moved, deleted or replaced, or its file or its log was, while it is open: SQLite goes on writing into
 * files that nobody will find again. It has a code for that (https://www.sqlite.org/rescode.html#readonly_dbmoved), and does not look
 * where there is a write-ahead log.
 */
class DatabaseMoved extends Error {
  readonly code = 'SQLITE_READONLY_DBMOVED';
}

/** Which files an open database has. */
export interface Place {
  /** Throws `DatabaseMoved` unless they are where they were. Costs two calls to the system. */
  require(): void;
}

/** Remembers the files of the database at `path`, which is open. */
export function rememberPlace(path: string): Place {
  const file = identityOf(path);
  // Made by the first that reads or writes, and kept until the last has closed it.
  let log = identityOf(`${path}-wal`);
  return {
    require() {
      if (file === null || identityOf(path) !== file) throw new DatabaseMoved();
      const logNow = identityOf(`${path}-wal`);
      if (log !== null && logNow !== log) throw new DatabaseMoved();
      log = logNow;
    },
  };
}

/** For a database that no file holds. */
export const NO_PLACE: Place = { require: () => {} };

/** POSIX and Windows: a file is the same while its device and its number are. */
function identityOf(path: string): string | null {
  const there = statSync(path, { bigint: true, throwIfNoEntry: false });
  return there ? `${there.dev}:${there.ino}` : null;
}
