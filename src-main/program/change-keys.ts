import type { KeyChangeProblem } from '../../src-shared/domain/backups.ts';
import { t } from '../../src-shared/text/text.ts';
import { stampOf } from '../backups/backup-name.ts';
import { changeDatabaseKey } from '../backups/change-database-key.ts';
import type { JobEnd } from '../backups/run-job.ts';
import type { BackupJob } from '../backups/worker-protocol.ts';
import type { DatabaseKind } from '../database-kind.ts';
import { whyNotOpened } from '../db/open.ts';
import type { FoundKey } from '../keys/clinic-key.ts';
import type { Clock } from '../ports.ts';

/** The key to go on with, and why it is not the one that was asked for. */
export interface KeysAtStart {
  readonly found: FoundKey;
  readonly problem: KeyChangeProblem | null;
}

interface AtStartDeps {
  readonly database: string;
  readonly kind: DatabaseKind;
  readonly run: (job: BackupJob) => Promise<JobEnd>;
  readonly clock: Clock;
  /** To the terminal. */
  readonly tell: (sentence: string) => void;
  /** Whoever has started the program learns that it is at work, for minutes where the database is large. */
  readonly whileWorking: <T>(sentence: string, work: () => Promise<T>) => Promise<T>;
}

/**
 * Before the database is opened: changes its key, where a manager has asked for that. Where it cannot be done the desk goes on with the present
 * one, and the next start tries again. Throws the system's error where the new key cannot be kept: the next start keeps it.
 */
export async function changeKeysAtStart(
  found: FoundKey,
  { database, kind, run, clock, tell, whileWorking }: AtStartDeps,
): Promise<KeysAtStart> {
  const { key, change } = found;
  if (change === null) return { found, problem: null };
  if (change.to === null) return { found, problem: 'keys-no-key-store' };
  const wrong = whyNotOpened(database, kind, key);
  if (wrong !== null)
    return { found, problem: wrong.code === 'database-busy' ? 'keys-database-busy' : 'keys-failed' };
  tell(t.startup.changingKeys(database));
  // What seals the next key anew stands in the file before anything is encrypted with that.
  found.keep();
  const { to } = change;
  const stamp = stampOf(clock.now());
  const problem = await whileWorking(t.startup.changingKeys(database), () =>
    changeDatabaseKey({ database, from: key, to: to.key, stamp, run }),
  );
  if (problem !== null) return { found, problem };
  to.keep();
  tell(t.startup.keysChanged(database));
  return { found: { ...to, change: null }, problem: null };
}
