import { rmSync, statSync } from 'node:fs';
import type { RestoreProblem } from '../../src-shared/domain/backups.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { errorSummary } from '../log-values.ts';
import type { Clock, Logger } from '../ports.ts';
import { stampOf } from './backup-name.ts';
import { type FetchOptions, fetchBackup } from './fetch-backup.ts';
import { isBeingReplaced, replaceDatabase } from './replace-database.ts';

export interface RestoreDeps extends Omit<FetchOptions, 'from'> {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Throws where the open database is not the one at that path any more. */
  readonly requirePlace: () => void;
  /** Ends what the desk does and closes its database. */
  readonly close: () => Promise<void>;
  /** Opens what stands in the database's place and goes on with that. False where it cannot be opened. */
  readonly open: () => Promise<boolean>;
}

/**
 * Puts a backup in the place of the database while the program runs: it is verified before anything is touched, and the present
 * database stays beside it. Where it cannot be used after all the desk goes on with the present one. Rejects when that cannot be
 * opened either.
 */
export async function restoreBackup(deps: RestoreDeps, from: string): Promise<Result<null, RestoreProblem>> {
  const { database, clock, logger } = deps;
  try {
    deps.requirePlace();
  } catch {
    return err('restore-failed');
  }
  const fetched = await fetchBackup({ ...deps, from });
  if (!fetched.ok) return fetched;
  const next = fetched.value.path;
  await deps.close();
  const stamp = stampOf(clock.now());
  let aside: string | null;
  try {
    // What could not be written back would be lost to whoever looks into it later.
    if (hasLog(database)) throw new Error('The database was not closed');
    aside = replaceDatabase(database, { next, why: 'replaced', stamp });
  } catch (error) {
    logger.error('restore-failed', errorSummary(error));
    if (!isBeingReplaced(database)) rmSync(next, { force: true });
    await goOn(deps);
    return err('restore-failed');
  }
  if (await deps.open()) {
    logger.info('database-replaced', { why: 'restored' });
    return ok(null);
  }
  replaceDatabase(database, { next: aside, why: 'replaced', stamp });
  await goOn(deps);
  return err('backup-damaged');
}

async function goOn({ open }: RestoreDeps): Promise<void> {
  if (!(await open())) throw new Error('The database could not be opened again');
}

const hasLog = (database: string): boolean =>
  (statSync(`${database}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
