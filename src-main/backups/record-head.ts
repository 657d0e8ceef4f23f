import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Actor } from '../../src-shared/domain/changes.ts';
import { type EpochMs, MINUTE_MS } from '../../src-shared/domain/time.ts';
import type { HeadFault, RecordNoted } from '../../src-shared/ipc/backup-views.ts';
import { recordNoted } from '../../src-shared/ipc/backup-views.ts';
import { type Db, qb } from '../db/db.ts';
import { onceReadable } from '../db/once-readable.ts';
import { appendHistory, newestLine } from '../db/queries/history.ts';
import { readSetting, writeSetting } from '../db/queries/settings.ts';
import type { RecordFindings } from '../db/record-check.ts';
import { errorSummary } from '../log-values.ts';
import type { Clock, Logger } from '../ports.ts';
import { writePrivateFile } from '../private-files.ts';
import { takeRestoredFrom } from './settle-restored.ts';

/**
 * How far the record reached, kept in a file beside the database: an older database in the place of this one, or a record that was
 * emptied together with SQLite's count of its lines, is known by it. Nobody without the key can make up a seal; whoever puts an older
 * file of this kind beside an older database is found out by the downtime sheets alone.
 */
const recordHead = z.strictObject({ line: z.number().int().positive(), seal: z.string().min(1) });
type RecordHead = z.infer<typeof recordHead>;

/** That the file was written, and for which line. */
const SAVED = 'record.head';
const NOTED = 'record.noted';
const SAVE_EVERY_MS = MINUTE_MS;

export interface RecordHeadKeeper {
  start(): void;
  /** Writes the file a last time. */
  stop(): void;
  /** What does not fit together; null: the record goes on from where the file says. */
  fault(): HeadFault | null;
  /** What somebody has noted of such a fault, or of one within the record, last. */
  noted(): RecordNoted | null;
  /** Puts what was found on the record, with what is known about it; from then on the file follows the record again. */
  note(findings: RecordFindings | null, reason: string, actor: Actor): void;
}

export interface RecordHeadDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly file: string;
  readonly identity: Actor;
}

/**
 * Looks at the file once, at the start, and brings it up to date every minute while nothing was wrong with it, and at the end. A database that was
 * a backup goes on by itself: that it was restored stands on its record first.
 */
export function createRecordHead({ db, clock, logger, file, identity }: RecordHeadDeps): RecordHeadKeeper {
  let saved: number | null = null;
  let fault: HeadFault | null = null;
  let cancel = (): void => {};
  let isLookedAt = false;

  function look(): void {
    const head = read(file);
    const restored = db.transaction(() => {
      const from = takeRestoredFrom(db);
      if (from)
        appendHistory(db, {
          ...ABOUT_NOTHING,
          at: clock.now(),
          actor: identity,
          kind: 'backup-restored',
          detail: { backupOf: from.madeAt, ...(typeof head === 'string' ? {} : { reached: head.line }) },
        });
      return from !== null;
    });
    fault = restored ? null : faultOf(db, head);
    isLookedAt = true;
  }

  function save(): void {
    if (!isLookedAt) look();
    const newest = newestLine(db);
    if (fault !== null || !newest?.seal || newest.id === saved) return;
    // This commit waits for the disk, and all before it are there with it: the file never knows of a line that a power cut takes back.
    db.transaction(() => writeSetting(db, SAVED, newest.id));
    try {
      writePrivateFile(file, JSON.stringify({ line: newest.id, seal: newest.seal } satisfies RecordHead));
      saved = newest.id;
    } catch (error) {
      logger.warn('record-head-not-written', errorSummary(error));
    }
  }

  function saveEachMinute(): void {
    const stopTrying = onceReadable(clock, save);
    const stopWaiting = clock.after(SAVE_EVERY_MS, saveEachMinute);
    cancel = () => {
      stopTrying();
      stopWaiting();
    };
  }

  return {
    start: saveEachMinute,
    stop() {
      cancel();
      // Once only: the program does not wait for a disk at its end.
      try {
        save();
      } catch (error) {
        logger.warn('record-head-not-written', errorSummary(error));
      }
    },
    fault: () => fault,
    noted: () => readSetting(db, NOTED, recordNoted.nullable(), null),
    note(findings, reason, actor) {
      const found = { faults: findings?.faults ?? 0, first: findings?.first ?? null, head: fault };
      db.transaction(() => {
        const at: EpochMs = clock.now();
        appendHistory(db, {
          ...ABOUT_NOTHING,
          at,
          actor,
          kind: 'record-fault-noted',
          detail: { reason, recordFault: found },
        });
        writeSetting(db, NOTED, { at, by: actor.userName, reason, ...found } satisfies RecordNoted);
      });
      fault = null;
      save();
    },
  };
}

const ABOUT_NOTHING = { requestId: null, appointmentId: null, outboxId: null } as const;

/** `gone`: there is none; `unreadable`: what is there is none. */
function read(file: string): RecordHead | 'gone' | 'unreadable' {
  try {
    return recordHead.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'gone' : 'unreadable';
  }
}

function faultOf(db: Db, head: RecordHead | 'gone' | 'unreadable'): HeadFault | null {
  if (head === 'gone') {
    const wasSaved = readSetting(db, SAVED, z.number().nullable(), null) !== null;
    return wasSaved ? { is: 'gone' } : null;
  }
  if (head === 'unreadable') return { is: 'unreadable' };
  const line = db.get(qb.selectFrom('history').select('seal').where('id', '=', head.line));
  return line?.seal === head.seal ? null : { is: 'elsewhere', reached: head.line };
}
