import type { Actor } from '../../src-shared/domain/changes.ts';
import type { Db } from '../db/db.ts';
import type { Clock, Ids, Logger, Portal } from '../ports.ts';
import type { OneAtATime } from '../timing/one-at-a-time.ts';
import type { Effects } from './effects.ts';

/** A portal that refuses a decision this often although nothing has changed will not take it. */
export const PATIENCE = 8;

export interface PushDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly portal: Portal;
  readonly by: Actor;
  /** For what writes: answers that came together do not hold everything up together. */
  readonly writing: OneAtATime;
  /** The portal has these. */
  readonly wrote: (resources: readonly unknown[]) => void;
  /** Called after each commit; `mail` when e-mails may have been let go. */
  readonly committed: (effects: Effects, mail: boolean) => void;
}
