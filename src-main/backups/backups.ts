import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupFailure, BackupProblem } from '../../src-shared/domain/backups.ts';
import { HOUR_MS, MINUTE_MS } from '../../src-shared/domain/time.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { DataKey } from '../data-key.ts';
import { isDiskFull } from '../db/storage-error.ts';
import { errorSummary, resultCode } from '../log-values.ts';
import type { Clock, Logger } from '../ports.ts';
import { createAlarm } from '../timing/alarm.ts';
import type { BackupFile, BackupFolder } from './backup-folder.ts';
import { backupName } from './backup-name.ts';
import { encryptCopies } from './encrypt-copies.ts';
import { surplus } from './retention.ts';
import { type JobEnd, type RunningJob, runJob } from './run-job.ts';
import { watchCopy } from './watch-copy.ts';
import type { BackupJob } from './worker-protocol.ts';

/** The first of a run comes when the start is over. */
const FIRST_MS = 2 * MINUTE_MS;
const EVERY_MS = HOUR_MS;
/** After a failure: a disk that has room again is found soon. */
const RETRY_MS = 10 * MINUTE_MS;
/** What stays free beside a new backup, so that it is never what fills the disk. */
const SPARE_BYTES = 64 * 1024 * 1024;
/** The window hears of progress no more often than this. */
const TOLD_EVERY_MS = 200;

export interface BackupsDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly folder: BackupFolder;
  /** The open database's file. */
  readonly database: string;
  readonly key: DataKey | null;
  /** Those before it with which backups and copies may still be encrypted. */
  readonly earlier: readonly DataKey[];
  /** Nothing is encrypted with one of those any more. */
  readonly renewed: () => void;
  /** Throws where the open database is not the one at that path any more. */
  readonly requirePlace: () => void;
  /** Something that is another number after anything has been written. */
  readonly written: () => number;
  /** The worker's script. */
  readonly worker: string;
  /** Why no backup could be made of late; it outlives the program. */
  readonly failure: { read(): BackupFailure | null; write(failure: BackupFailure | null): void };
  /** The state may be another. */
  readonly changed: () => void;
  /** Every page of the database has been looked at, and is sound. */
  readonly verified: () => void;
}

export interface Backups {
  /** Makes the first in a moment and one each hour in which something was written. */
  start(): void;
  /** Ends the timer; a backup under way is given up. */
  stop(): Promise<void>;
  /** One now, whatever was written. While one is being made its end is the answer. */
  makeNow(): Promise<Result<null, BackupProblem>>;
  list(): BackupFile[];
  failure(): BackupFailure | null;
  /** From 0 to 1 while one is being made. */
  progress(): number | null;
  /** What is still encrypted with an earlier key: `null` while that is being changed, then what could not be, by name. */
  withEarlierKey(): readonly string[] | null;
}

/** Keeps rolling backups of the database. One at a time; each is whole, verified and on the disk, or not there. */
export function createBackups(deps: BackupsDeps): Backups {
  const { clock, logger, folder, failure } = deps;
  let running = false;
  let underWay: Promise<Result<null, BackupProblem>> | null = null;
  let job: RunningJob | null = null;
  let withEarlierKey: readonly string[] | null = deps.earlier.length === 0 ? [] : null;
  let encrypting: { readonly done: Promise<void>; stop(): void } | null = null;
  let progress: number | null = null;
  let toldAt = 0;
  /** What `written` was at the last good one; null before it. */
  let writtenThen: number | null = null;
  const alarm = createAlarm(clock, automatically);

  function automatically(): void {
    if (deps.written() === writtenThen) alarm.set(EVERY_MS);
    else void makeNow();
  }

  function makeNow(): Promise<Result<null, BackupProblem>> {
    underWay ??= make()
      .catch((error: unknown): Result<null, BackupProblem> => {
        logger.error('backup-failed', errorSummary(error));
        return err('backup-failed');
      })
      .then((made) => {
        underWay = null;
        progress = null;
        quietly(() => note(made));
        if (running) alarm.set(made.ok ? EVERY_MS : RETRY_MS);
        deps.changed();
        return made;
      });
    return underWay;
  }

  /** What an earlier version has left, or an earlier key opens. What cannot be encrypted now is tried again at the next start. */
  function encryptOld(key: DataKey): typeof encrypting {
    let one: RunningJob | null = null;
    let stopped = false;
    const run = (work: BackupJob): Promise<JobEnd> => {
      if (stopped) return Promise.resolve({ end: 'failed', code: '' });
      one = runJob(deps.worker, work);
      return one.ended;
    };
    const { database, earlier } = deps;
    const done = encryptCopies({ database, folder: folder.path, key, earlier, run })
      .then((left) => {
        if (stopped) return;
        const { inClearText } = left;
        if (inClearText.length > 0) logger.warn('copies-in-clear-text', { count: inClearText.length });
        withEarlierKey = left.withEarlierKey;
        if (withEarlierKey.length > 0)
          logger.warn('copies-with-earlier-key', { count: withEarlierKey.length });
        else if (earlier.length > 0) deps.renewed();
        deps.changed();
      })
      .catch((error: unknown) => {
        logger.error('backup-failed', errorSummary(error));
        // Nobody knows how far it came; the next start goes on.
        if (earlier.length > 0) withEarlierKey = [folder.path];
        deps.changed();
      });
    return {
      done,
      stop() {
        stopped = true;
        one?.stop();
      },
    };
  }

  function note(made: Result<null, BackupProblem>): void {
    const before = failure.read();
    if (made.ok) {
      if (before) failure.write(null);
    } else if (running) {
      failure.write({ code: made.error, since: before?.since ?? clock.now() });
    }
  }

  async function make(): Promise<Result<null, BackupProblem>> {
    const written = deps.written();
    const at = clock.now();
    progress = 0;
    deps.changed();
    let copy: string | null = null;
    let unwatch = (): void => {};
    try {
      deps.requirePlace();
      copy = folder.begin();
      const needed = bytesOf(deps.database) + bytesOf(`${deps.database}-wal`);
      if (folder.freeBytes() < needed + SPARE_BYTES) return err('backup-no-space');
      job = runJob(deps.worker, {
        do: 'make',
        database: deps.database,
        target: copy,
        madeAt: at,
        key: deps.key,
      });
      unwatch = watchCopy(clock, { path: copy, bytes: needed }, told);
      const end = await job.ended;
      const refusal = refusalOf(end);
      if (refusal) return err(refusal);
      const number = (folder.list()[0]?.number ?? 0) + 1;
      folder.keep(copy, backupName({ number, at }));
      copy = null;
    } catch (error) {
      return err(problemOf(codeOf(error)));
    } finally {
      job = null;
      unwatch();
      if (copy !== null) quietly(() => folder.remove(copy ?? ''));
    }
    writtenThen = written;
    deps.verified();
    quietly(prune);
    return ok(null);
  }

  function refusalOf(end: JobEnd): BackupProblem | null {
    switch (end.end) {
      case 'done':
        return end.copy.holds === null ? 'backup-failed' : null;
      case 'damaged':
      case 'locked':
        return 'backup-damage-found';
      case 'failed':
        return /^SQLITE_(CORRUPT|NOTADB)/.test(end.code) ? 'backup-damage-found' : problemOf(end.code);
    }
  }

  function problemOf(code: string): BackupProblem {
    logger.warn('backup-not-made', { code: resultCode(code) });
    if (isDiskFull(code)) return 'backup-no-space';
    if (/^(E[A-Z]+|SQLITE_(CANTOPEN|READONLY|PERM).*)$/.test(code)) return 'backup-folder-unwritable';
    return 'backup-failed';
  }

  function told(share: number): void {
    progress = share;
    const now = clock.elapsed();
    if (now - toldAt < TOLD_EVERY_MS) return;
    toldAt = now;
    deps.changed();
  }

  /** A quarter of what the disk would have free without them is theirs. */
  function prune(): void {
    const all = folder.list();
    const taken = all.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { name } of surplus(all, (folder.freeBytes() + taken) / 4))
      quietly(() => folder.remove(join(folder.path, name)));
  }

  return {
    start() {
      running = true;
      if (deps.key !== null) encrypting = encryptOld(deps.key);
      alarm.set(FIRST_MS);
    },
    async stop() {
      running = false;
      alarm.clear();
      job?.stop();
      encrypting?.stop();
      await Promise.all([underWay, encrypting?.done]);
    },
    makeNow,
    list: folder.list,
    failure: failure.read,
    progress: () => progress,
    withEarlierKey: () => withEarlierKey,
  };
}

const bytesOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** What cannot be removed or noted now is tried again after the next one. */
function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // The backup itself is what counts.
  }
}
