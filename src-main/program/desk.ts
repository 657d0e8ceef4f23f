import type { Actor } from '../../src-shared/domain/changes.ts';
import { type AuditTrail, createAuditTrail } from '../audit/audit-trail.ts';
import type { BackupFolder } from '../backups/backup-folder.ts';
import { type Backups, createBackups } from '../backups/backups.ts';
import { noteKeysChanged } from '../backups/keys-changed.ts';
import { createRecordHead, type RecordHeadKeeper } from '../backups/record-head.ts';
import { createRecordWatch, type RecordWatch } from '../backups/watch-record.ts';
import { type Core, createCore } from '../core.ts';
import type { DataKey } from '../data-key.ts';
import type { Db } from '../db/db.ts';
import { onceReadable } from '../db/once-readable.ts';
import { readBackupFailure, writeBackupFailure } from '../db/queries/backup-failure.ts';
import { recordHeadFile } from '../db/record-head-file.ts';
import { startWriteBack } from '../db/write-back.ts';
import type { Demo } from '../demo-clinic.ts';
import type { Caller } from '../ipc/handlers.ts';
import type { Ports, Surroundings } from '../ports.ts';
import { createSession, type Session, type SessionDeps } from '../session/session.ts';
import type { OpenedDesk } from './desk-database.ts';
import type { Places } from './places.ts';

export interface DeskDeps {
  readonly ports: Ports;
  /** The program's. */
  readonly version: string;
  /** The recovery key opened its database when the program was started. */
  readonly byRecoveryKey: boolean;
  readonly surroundings: () => Surroundings;
  /** The demo clinic that runs beside; null at a clinic. */
  readonly demo: Demo | null;
  readonly folder: BackupFolder;
  /** The database's file. */
  readonly path: string;
  readonly key: DataKey | null;
  /** Those before it with which backups and copies may still be encrypted. */
  readonly earlier: readonly DataKey[];
  /** Who had the backup restored that its database was; null: nobody at the desk. */
  readonly restoredBy: Actor | null;
  /** Nothing is encrypted with one of those any more. */
  readonly renewed: () => void;
  readonly places: Places;
  readonly backupsChanged: () => void;
  /** Tells the window of its lock, whether it is locked or not. */
  readonly tellOfSession: SessionDeps['tell'];
  /** The desk has been locked: what the window holds is to go. */
  readonly emptyWindow: () => void;
  /** Every page of the database has been looked at. */
  readonly verified: () => void;
}

/** What works on an open database. */
export interface Desk {
  readonly db: Db;
  readonly core: Core;
  readonly backups: Backups;
  readonly record: RecordWatch;
  readonly recordHead: RecordHeadKeeper;
  readonly session: Session;
  readonly audit: AuditTrail;
  /** Who asks while nobody is signed in. */
  readonly caller: Caller;
  start(): void;
  /** Ends what it does by itself; the database stays open. */
  stop(): Promise<void>;
}

export function createDesk({ db, identity }: OpenedDesk, deps: DeskDeps): Desk {
  const { ports, demo, folder, path, key, places } = deps;
  const { clock, logger } = ports;
  const core = createCore({
    db,
    ports,
    identity,
    demo: demo !== null,
    version: deps.version,
    surroundings: deps.surroundings,
    defaults: demo ? { rules: demo.rules, portal: { kind: 'demo' }, mail: { kind: 'demo' } } : {},
  });
  const backups = createBackups({
    clock,
    logger,
    folder,
    database: path,
    key,
    earlier: deps.earlier,
    renewed: deps.renewed,
    requirePlace: () => db.requirePlace(),
    written: () => db.rowsWritten,
    worker: places.backupWorker,
    failure: {
      read: () => readBackupFailure(db),
      write: (failure) => void onceReadable(clock, () => writeBackupFailure(db, failure)),
    },
    changed: deps.backupsChanged,
    verified: deps.verified,
  });
  const audit = createAuditTrail({ db, clock });
  const session = createSession({
    db,
    clock,
    ids: ports.ids,
    desk: core.actor,
    demo: demo !== null,
    idleMinutes: core.idleMinutes,
    appearance: core.appearance,
    tell: deps.tellOfSession,
    emptied: () => {
      audit.flush();
      deps.emptyWindow();
    },
  });
  const record = createRecordWatch({ db, clock, changed: deps.backupsChanged });
  const recordHead = createRecordHead({
    db,
    clock,
    logger,
    file: recordHeadFile(path),
    identity: deps.restoredBy ?? core.actor,
  });
  let stopNoting = (): void => {};
  const writeBack = startWriteBack(db, { path, key }, places.writeBackWorker);
  return {
    db,
    core,
    backups,
    record,
    recordHead,
    session,
    audit,
    caller: { actor: core.actor },
    start() {
      // First: it puts on the record that this was a backup.
      recordHead.start();
      stopNoting = noteKeysChanged(db, key, core.actor, clock);
      audit.started(core.actor, deps.version, deps.byRecoveryKey);
      core.start();
      backups.start();
      record.start();
    },
    async stop() {
      session.stop();
      record.stop();
      stopNoting();
      await Promise.all([core.stop(), backups.stop()]);
      audit.stopped(core.actor);
      recordHead.stop();
      await writeBack.stop();
    },
  };
}
