import { join } from 'node:path';
import type { KeyChangeProblem, RestoreProblem } from '../../src-shared/domain/backups.ts';
import type { Actor } from '../../src-shared/domain/changes.ts';
import { isRecordFaulty } from '../../src-shared/domain/record-faults.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { AppError } from '../../src-shared/errors.ts';
import type { LostByRestoring } from '../../src-shared/ipc/backup-views.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { type Db, qb } from '../db/db.ts';
import { UNAPPLIED } from '../db/outbox-states.ts';
import { refuseWhenUnwritable } from '../db/storage-error.ts';
import type { Handlers } from '../ipc/handlers.ts';
import type { Clock } from '../ports.ts';
import { LATE, within } from '../timing/within.ts';
import type { BackupFile } from './backup-folder.ts';
import type { Backups } from './backups.ts';
import { noteKeysAsked, noteKeysDropped } from './keys-changed.ts';
import type { RecordHeadKeeper } from './record-head.ts';
import { forgetRestored, readRestored } from './settle-restored.ts';
import type { RecordWatch } from './watch-record.ts';

export interface BackupHandlersDeps {
  readonly folder: string;
  readonly db: Db;
  readonly clock: Clock;
  readonly backups: Backups;
  readonly record: Pick<RecordWatch, 'findings' | 'progress' | 'check'>;
  readonly recordHead: Pick<RecordHeadKeeper, 'fault' | 'noted' | 'note'>;
  /** Of a clinic's database; null at the demo clinic. */
  readonly recovery: Recovery | null;
  /** Puts the backup at this path in the place of the database, whose record then says by whom. */
  readonly restore: (path: string, by: Actor) => Promise<Result<null, RestoreProblem>>;
  readonly changed: () => void;
}

/** What opens the database and its backups where the system's key store does not. */
export interface Recovery {
  /** Null: none has been made. Throws the system's error. */
  madeAt(): EpochMs | null;
  /** Throws the system's error. */
  make(): Promise<string>;
  readonly keys: KeyChange;
}

/** Changing the key of the database and the recovery key; each but `seconds` and `problem` throws the system's error. */
export interface KeyChange {
  /** When it was asked for, and has not been done; null: it was not. */
  askedAt(): EpochMs | null;
  /** Why it was not done at this start; null: it was, or was not asked for. */
  problem(): KeyChangeProblem | null;
  /** How long it takes, about. */
  seconds(): number;
  /** New keys, of which nothing is written before `ask`; null where the key store does not take them. */
  prepare(): Promise<NewKeys | null>;
  /** The present keys stay. */
  drop(): void;
}

interface NewKeys {
  /** Which they are. */
  readonly mark: string;
  readonly recoveryKey: string;
  /** From the next start on these are the desk's. */
  ask(): void;
}

/** A key store that asks somebody for a password may not answer at all. */
const KEY_STORE_MS = 30_000;

/** Settings, Backups. */
export function backupHandlers({
  folder,
  db,
  clock,
  backups,
  record,
  recordHead,
  recovery,
  restore,
  changed,
}: BackupHandlersDeps): Pick<
  Handlers,
  | 'backups.state'
  | 'backups.make'
  | 'backups.lost'
  | 'backups.restore'
  | 'backups.makeRecoveryKey'
  | 'backups.newKeys'
  | 'backups.askForKeys'
  | 'backups.dropKeys'
  | 'backups.checkRecord'
  | 'backups.noteRecord'
  | 'backups.forgetRestored'
> {
  const find = (name: string): BackupFile | undefined => backups.list().find((one) => one.name === name);
  /** Writes a line of the record and the key file, both or neither. `back`: the file as it was, where the line cannot be kept after all. */
  function noted(line: () => void, file: () => void, back = (): void => {}): Result<null, AppError> {
    const wrote = { line: false, file: false };
    return refuseWhenUnwritable(() => {
      try {
        db.transaction(() => {
          line();
          wrote.line = true;
          file();
          wrote.file = true;
        });
        return ok(null);
      } catch (error) {
        if (wrote.line && !wrote.file) return err({ code: 'keys-file-unwritable' });
        if (wrote.file) back();
        throw error;
      }
    });
  }
  /** What was shown last, until somebody has it on paper. */
  let shown: NewKeys | null = null;
  return {
    'backups.state': () =>
      ok({
        folder,
        backups: backups.list().map(({ name, bytes, holds }) => ({ name, bytes, holds })),
        failure: backups.failure(),
        progress: backups.progress(),
        restored: readRestored(db),
        record: record.findings(),
        recordHead: recordHead.fault(),
        recordNoted: recordHead.noted(),
        recordProgress: record.progress(),
        recoveryKey: recovery && (recovery.madeAt() ?? 'none'),
        keyChange: recovery && {
          askedAt: recovery.keys.askedAt(),
          problem: recovery.keys.problem(),
          seconds: recovery.keys.seconds(),
          withEarlierKey: backups.withEarlierKey(),
        },
      }),
    'backups.make': async () => asRefusal(await backups.makeNow()),
    'backups.lost': ({ name }) => {
      const holds = find(name)?.holds;
      return holds ? ok(lostSince(db, holds.lastDecision)) : err({ code: 'backup-gone' });
    },
    'backups.restore': async ({ name }, { actor }) =>
      find(name) ? asRefusal(await restore(join(folder, name), actor)) : err({ code: 'backup-gone' }),
    'backups.makeRecoveryKey': async () => {
      if (recovery === null) return err({ code: 'recovery-key-unwritable' });
      try {
        if (recovery.keys.askedAt() !== null) return err({ code: 'keys-asked-already' });
        const recoveryKey = await recovery.make();
        changed();
        return ok({ recoveryKey });
      } catch {
        return err({ code: 'recovery-key-unwritable' });
      }
    },
    'backups.newKeys': async () => {
      if (recovery === null) return err({ code: 'keys-no-key-store' });
      try {
        if (recovery.keys.askedAt() !== null) return err({ code: 'keys-asked-already' });
        const prepared = await within(clock, KEY_STORE_MS, recovery.keys.prepare());
        shown = prepared === LATE ? null : prepared;
      } catch {
        return err({ code: 'keys-file-unwritable' });
      }
      return shown === null
        ? err({ code: 'keys-no-key-store' })
        : ok({ mark: shown.mark, recoveryKey: shown.recoveryKey });
    },
    'backups.askForKeys': ({ mark }, { actor }) => {
      if (recovery === null || shown?.mark !== mark) return err({ code: 'keys-not-shown' });
      if (recovery.keys.askedAt() !== null) return err({ code: 'keys-asked-already' });
      const { ask } = shown;
      const asked = noted(() => noteKeysAsked(db, mark, actor, clock), ask, recovery.keys.drop);
      if (asked.ok) {
        shown = null;
        changed();
      }
      return asked;
    },
    'backups.dropKeys': (_input, { actor }) => {
      if (recovery === null || recovery.keys.askedAt() === null) return ok(null);
      const dropped = noted(() => noteKeysDropped(db, actor, clock), recovery.keys.drop);
      if (dropped.ok) changed();
      return dropped;
    },
    'backups.checkRecord': async () => {
      await record.check();
      return ok(null);
    },
    'backups.noteRecord': ({ reason }, { actor }) =>
      refuseWhenUnwritable(() => {
        if (reason.trim() === '') return err({ code: 'note-empty' });
        const findings = record.findings();
        if (!isRecordFaulty(findings, recordHead.fault())) return ok(null);
        recordHead.note(findings, reason.trim(), actor);
        changed();
        return ok(null);
      }),
    'backups.forgetRestored': () =>
      refuseWhenUnwritable(() => {
        forgetRestored(db);
        changed();
        return ok(null);
      }),
  };
}

const asRefusal = (result: Result<null, AppError['code']>): Result<null, AppError> =>
  result.ok ? result : err({ code: result.error });

/** The decisions made after that one, and of them those the portal does not have. */
function lostSince(db: Db, lastDecision: number): LostByRestoring {
  const since = qb
    .selectFrom('outbox')
    .where('seq', '>', lastDecision)
    .where('state', '<>', 'undone')
    .select((eb) => eb.fn.countAll<number>().as('n'));
  return {
    decisions: db.get(since)?.n ?? 0,
    waiting: db.get(since.where('state', 'in', UNAPPLIED))?.n ?? 0,
  };
}
