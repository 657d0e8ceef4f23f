import { readFileSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { syncDirectory, writePrivateFile } from '../private-files.ts';

/** After so many starts in a row that nobody has looked at every page, the next one does. */
const MOST_UNCHECKED = 20;

/** The file as it was when it was closed in order: one that was copied, edited or half written since is another. */
const cleanEnd = z.strictObject({
  file: z.string(),
  size: z.number(),
  changedMs: z.number(),
  /** How many runs have ended in a row without every page having been looked at. */
  unchecked: z.number(),
});

/** What is known of the database at a start. */
export interface BeforeStart {
  /** Every page is to be looked at: it was not closed in order, is not the file that was, or has not been looked at for long. */
  readonly check: boolean;
  readonly unchecked: number;
}

const noteOf = (database: string): string => `${database}.closed`;

/**
 * Reads how the last run ended, and forgets it: from now on a crash finds no note. A note that a power failure brings back fits no
 * file that was written since.
 */
export function takeCleanEnd(database: string): BeforeStart {
  const before = readNote(database);
  rmSync(noteOf(database), { force: true });
  syncDirectory(dirname(database));
  if (before === null || before.unchecked >= MOST_UNCHECKED) return { check: true, unchecked: 0 };
  return { check: false, unchecked: before.unchecked };
}

/** The database has been closed in order. Nothing is noted where its log is still there, or nothing can be written. */
export function noteCleanEnd(database: string, unchecked: number): void {
  try {
    const now = stateOf(database);
    if (now) writePrivateFile(noteOf(database), JSON.stringify({ ...now, unchecked }));
  } catch {
    // The next start looks at every page.
  }
}

function readNote(database: string): z.infer<typeof cleanEnd> | null {
  try {
    const note = cleanEnd.parse(JSON.parse(readFileSync(noteOf(database), 'utf8')));
    const now = stateOf(database);
    return now?.file === note.file && now.size === note.size && now.changedMs === note.changedMs
      ? note
      : null;
  } catch {
    return null;
  }
}

function stateOf(database: string): Omit<z.infer<typeof cleanEnd>, 'unchecked'> | null {
  const { dev, ino, size, mtimeMs } = statSync(database);
  const log = statSync(`${database}-wal`, { throwIfNoEntry: false });
  return (log?.size ?? 0) > 0 ? null : { file: `${dev}:${ino}`, size, changedMs: mtimeMs };
}
