import type { RestoreProblem } from '../../src-shared/domain/backups.ts';
import type { Actor } from '../../src-shared/domain/changes.ts';
import type { Result } from '../../src-shared/result.ts';
import { restoreBackup } from '../backups/restore.ts';
import type { DataKey } from '../data-key.ts';
import type { DatabaseKind } from '../database-kind.ts';
import type { Route } from '../ipc/router.ts';
import type { Clock, Logger } from '../ports.ts';
import type { Desk } from './desk.ts';
import type { DeskDatabase, OpenedDesk } from './desk-database.ts';

export interface RunningDeskDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly database: DeskDatabase;
  readonly path: string;
  readonly kind: DatabaseKind;
  readonly key: DataKey | null;
  /** Those before it with which backups may still be encrypted. */
  readonly earlier: readonly DataKey[];
  /** The script of the worker that copies and verifies. */
  readonly worker: string;
  /** `restoredBy`: who had the backup restored that this database was, where somebody at the desk did. */
  readonly create: (opened: OpenedDesk, restoredBy: Actor | null) => Desk;
  /** Answers the window with a desk from now on. */
  readonly answerWith: (desk: Desk) => Route;
  /** Another desk has begun: what the window has read is of the one before. */
  readonly replaced: () => void;
  /** There is no database any more: the program cannot go on. */
  readonly lost: (error: unknown) => void;
}

/** The one desk of the program: another one from when a backup is put in the place of its database. */
export interface RunningDesk {
  now(): Desk;
  begin(): void;
  /** Puts the backup at this path in the place of the database. Meanwhile nothing is answered. */
  restore(from: string, by: Actor): Promise<Result<null, RestoreProblem>>;
  /** Answers one message of the window, with the desk as it is by then. */
  readonly route: Route;
}

export function createRunningDesk(first: OpenedDesk, deps: RunningDeskDeps): RunningDesk {
  const { clock, logger, database, path, kind, key, earlier, worker } = deps;
  let desk = deps.create(first, null);
  let answer: Route;
  let restoring: Promise<unknown> = Promise.resolve();
  let restoredBy: Actor | null = null;

  function begin(): void {
    answer = deps.answerWith(desk);
    desk.start();
  }

  async function openAgain(): Promise<boolean> {
    const again = await database.openAgain();
    if (again === null) return false;
    desk = deps.create(again, restoredBy);
    begin();
    deps.replaced();
    return true;
  }

  async function close(): Promise<void> {
    await desk.stop();
    desk.db.close();
  }

  return {
    now: () => desk,
    begin,
    async restore(from, by) {
      // By the name they have now: the database that gives it is about to be closed.
      restoredBy = { ...by };
      const requirePlace = (): void => desk.db.requirePlace();
      const restored = restoreBackup(
        { clock, logger, database: path, kind, key, earlier, worker, requirePlace, close, open: openAgain },
        from,
      );
      restoring = restored.catch(deps.lost);
      return restored;
    },
    route: async (...message) => {
      await restoring;
      return answer(...message);
    },
  };
}
