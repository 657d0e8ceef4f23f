import { err, ok, type Result } from '../../src-shared/result.ts';
import type { OpenError } from '../../src-shared/start-errors.ts';
import type { Clock } from '../ports.ts';
import { pause } from '../timing/pause.ts';
import type { Db } from './db.ts';
import { openErrorOf } from './open.ts';

/** So long a start waits for another program that holds the database, and so often it looks. */
const LIMIT_MS = 20_000;
const PAUSE_MS = 250;

export interface OpenWhenFree<T> {
  readonly clock: Clock;
  readonly path: string;
  readonly open: () => Result<Db, OpenError>;
  /** The first thing done with it, which may write. */
  readonly use: (db: Db) => T;
  /** Called once, when it has to wait. */
  readonly waiting: () => void;
}

/** Opens the database and begins with it; while another program holds it, again and again for `LIMIT_MS`. */
export async function openWhenFree<T>({
  clock,
  path,
  open,
  use,
  waiting,
}: OpenWhenFree<T>): Promise<Result<T, OpenError>> {
  for (let waited = 0; ; waited += PAUSE_MS) {
    const opened = open();
    const begun = opened.ok ? begin(opened.value, use, path) : opened;
    if (begun.ok || begun.error.code !== 'database-busy' || waited >= LIMIT_MS) return begun;
    if (waited === 0) waiting();
    await pause(clock, PAUSE_MS);
  }
}

function begin<T>(db: Db, use: (db: Db) => T, path: string): Result<T, OpenError> {
  try {
    return ok(use(db));
  } catch (error) {
    db.close();
    return err(openErrorOf(error, path));
  }
}
