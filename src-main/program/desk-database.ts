import { hostname } from 'node:os';
import type { Actor } from '../../src-shared/domain/changes.ts';
import { deskNameOf } from '../../src-shared/domain/desk-name.ts';
import { err, type Result } from '../../src-shared/result.ts';
import type { OpenError } from '../../src-shared/start-errors.ts';
import { systemZone } from '../../src-shared/text/locale.ts';
import { t } from '../../src-shared/text/text.ts';
import type { BackupFolder } from '../backups/backup-folder.ts';
import { stampOf } from '../backups/backup-name.ts';
import { type BeforeStartDeps, goOnFromDamage, restoreBeforeStart } from '../backups/before-start.ts';
import { encryptDatabase } from '../backups/encrypt-database.ts';
import type { FetchedBackup } from '../backups/fetch-backup.ts';
import { settleRestored } from '../backups/settle-restored.ts';
import type { DataKey, EarlierKey } from '../data-key.ts';
import type { DatabaseKind } from '../database-kind.ts';
import { type BeforeStart, noteCleanEnd, takeCleanEnd } from '../db/clean-end.ts';
import type { Db } from '../db/db.ts';
import { DEMO_DESK_NAME } from '../db/kind.ts';
import { migrations } from '../db/migrations/index.ts';
import { openDatabase, openErrorOf, whyNotOpened } from '../db/open.ts';
import { openWhenFree } from '../db/open-when-free.ts';
import { loadIdentity } from '../identity.ts';
import type { Clock, Ids } from '../ports.ts';
import type { Arguments } from '../shell/arguments.ts';
import { askAboutDamage } from '../shell/ask-about-damage.ts';
import { whileAsking } from '../shell/refuse.ts';

/** What keeps the program from starting, for `refuseToStart`. */
export interface Refusal {
  readonly sentence: string;
  readonly inDialog: boolean;
}

/** The open database, and who decides at this desk. */
export interface OpenedDesk {
  readonly db: Db;
  readonly identity: Actor;
}

export interface DeskDatabaseDeps {
  readonly path: string;
  readonly kind: DatabaseKind;
  readonly key: DataKey;
  readonly earlier: readonly EarlierKey[];
  /** Keeps the key for the next start, before anything is encrypted with it. */
  readonly keepKey: () => void;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly folder: BackupFolder;
  /** The script of the worker that copies and verifies. */
  readonly worker: string;
}

/** The file of the desk: how it is made ready, opened at the start and after a restore, and closed in order. */
export interface DeskDatabase {
  /** Before it is opened: puts a backup in its place where one is asked for, or where it is damaged and somebody chooses that. */
  makeReady(restore: Arguments['restoreBackup']): Promise<Refusal | null>;
  /** At the start; waits for another program that holds it. Whether every page is looked at depends on how the last run ended. */
  open(): Promise<Result<OpenedDesk, Refusal>>;
  /** After a restore, which has looked at every page. Null where it cannot be opened. */
  openAgain(): Promise<OpenedDesk | null>;
  /** Every page of it has been looked at. */
  verified(): void;
  /** Closes it, and notes that for the next start. */
  end(db: Db): void;
}

/** What a backup may take the place of: nothing of another program's, and nothing of the other kind. */
const GIVES_WAY: ReadonlySet<OpenError['code']> = new Set([
  'database-corrupt',
  'database-newer',
  'database-locked',
]);

export function createDeskDatabase({
  path,
  kind,
  key,
  earlier,
  keepKey,
  clock,
  ids,
  folder,
  worker,
}: DeskDatabaseDeps): DeskDatabase {
  let lastEnd: BeforeStart = { check: true, unchecked: 0 };

  const beforeStart = (): BeforeStartDeps => ({
    folder,
    database: path,
    kind,
    key,
    earlier,
    worker,
    stamp: stampOf(clock.now()),
  });

  /** False where somebody closed the question: they know why the program ends. */
  async function mendDamage(): Promise<boolean> {
    const sentence = t.startup.databaseSentence({ code: 'database-corrupt', path });
    const ask = (backup: FetchedBackup | null) =>
      whileAsking(sentence, () => askAboutDamage(path, backup?.holds ?? null, clock.now()));
    return (await goOnFromDamage(beforeStart(), ask)) !== 'close';
  }

  async function restore(which: NonNullable<Arguments['restoreBackup']>): Promise<Refusal | null> {
    const restored = await restoreBeforeStart(beforeStart(), which);
    if (!restored.ok) return aloud(t.startup.notRestored(t.errors.errorSentence({ code: restored.error })));
    const { backup, aside } = restored.value;
    const when = t.attention.sinceWords(backup.holds.madeAt, clock.now(), systemZone());
    process.stdout.write(`${t.startup.restored(when, aside)}\n`);
    return null;
  }

  /** One of an earlier version, in clear text. */
  function encrypt(): OpenError | null {
    try {
      if (encryptDatabase(path, key, stampOf(clock.now())))
        process.stdout.write(`${t.startup.encrypted(path)}\n`);
      return null;
    } catch (error) {
      return openErrorOf(error, path);
    }
  }

  const openOnce = (check: boolean): Promise<Result<OpenedDesk, OpenError>> =>
    openWhenFree({
      clock,
      path,
      waiting: () => void process.stdout.write(`${t.startup.waitingForDatabase(path)}\n`),
      open: () => {
        const wrong = encrypt();
        return wrong ? err(wrong) : openDatabase(path, migrations, kind, check, key);
      },
      use: (db) => {
        settleRestored(db, clock.now());
        return { db, identity: loadIdentity(db, ids, firstDeskName(kind)) };
      },
    });

  return {
    async makeReady(which) {
      const wrong = whyNotOpened(path, kind, key);
      if (which !== null) {
        if (wrong && !GIVES_WAY.has(wrong.code)) return refusalOf(wrong);
        keepKey();
        return restore(which);
      }
      if (wrong === null || wrong.code === 'database-busy') return null;
      if (wrong.code !== 'database-corrupt') return refusalOf(wrong);
      keepKey();
      return (await mendDamage()) ? null : quietly(wrong);
    },
    async open() {
      keepKey();
      lastEnd = takeCleanEnd(path);
      const opened = await openOnce(lastEnd.check);
      if (opened.ok) return opened;
      if (opened.error.code !== 'database-corrupt') return err(refusalOf(opened.error));
      if (!(await mendDamage())) return err(quietly(opened.error));
      const mended = await openOnce(false);
      return mended.ok ? mended : err(quietly(mended.error));
    },
    async openAgain() {
      const again = await openOnce(false);
      return again.ok ? again.value : null;
    },
    verified() {
      lastEnd = { check: true, unchecked: 0 };
    },
    end(db) {
      const { isDamaged } = db;
      db.close();
      if (!isDamaged) noteCleanEnd(path, lastEnd.check ? 0 : lastEnd.unchecked + 1);
    },
  };
}

export const aloud = (sentence: string): Refusal => ({ sentence, inDialog: true });
export const refusalOf = (error: OpenError): Refusal => aloud(t.startup.databaseSentence(error));
/** Somebody has just been asked about it. */
const quietly = (error: OpenError): Refusal => ({ ...refusalOf(error), inDialog: false });

/** Until somebody gives the desk a name. */
const firstDeskName = (kind: DatabaseKind) =>
  kind === 'demo' ? DEMO_DESK_NAME : (deskNameOf(hostname()) ?? t.settings.deskText.unnamed);
