/** The composition root: the one file that builds real things. */
import { hostname } from 'node:os';
import { join } from 'node:path';
import { app, type BrowserWindow, safeStorage, session } from 'electron';
import type { RestoreProblem } from '../src-shared/domain/backups.ts';
import type { Actor } from '../src-shared/domain/changes.ts';
import { deskNameOf } from '../src-shared/domain/desk-name.ts';
import { err, ok, type Result } from '../src-shared/result.ts';
import { systemZone } from '../src-shared/text/locale.ts';
import { t } from '../src-shared/text/text.ts';
import { createSystemClock } from './adapters/clock.ts';
import { createConnections } from './adapters/connections.ts';
import { createSystemIds } from './adapters/ids.ts';
import { createFileLogger, type FileLogger, noLog } from './adapters/logger.ts';
import { createSafeSecrets } from './adapters/secrets.ts';
import { createSheetFiles } from './adapters/sheet-files.ts';
import { trustThisComputer } from './adapters/trust.ts';
import { createUpdateSource } from './adapters/update-source.ts';
import { createBackupFolder } from './backups/backup-folder.ts';
import { stampOf } from './backups/backup-name.ts';
import { createBackups } from './backups/backups.ts';
import { goOnFromDamage, restoreBeforeStart } from './backups/before-start.ts';
import type { FetchedBackup } from './backups/fetch-backup.ts';
import { backupHandlers } from './backups/handlers.ts';
import { finishReplacement } from './backups/replace-database.ts';
import { restoreBackup } from './backups/restore.ts';
import { settleRestored } from './backups/settle-restored.ts';
import { createCore } from './core.ts';
import { noteCleanEnd, takeCleanEnd } from './db/clean-end.ts';
import type { Db } from './db/db.ts';
import { DEMO_DESK_NAME } from './db/kind.ts';
import { migrations } from './db/migrations/index.ts';
import { onceReadable } from './db/once-readable.ts';
import { openDatabase, whyNotOpened } from './db/open.ts';
import { openWhenFree } from './db/open-when-free.ts';
import { readBackupFailure, writeBackupFailure } from './db/queries/backup-failure.ts';
import { inboxCounts, inTheAir } from './db/queries/counts.ts';
import { whyUnwritable } from './db/storage-error.ts';
import { startWriteBack } from './db/write-back.ts';
import type { Demo } from './demo-clinic.ts';
import { loadIdentity } from './identity.ts';
import { createRouter, type Route } from './ipc/router.ts';
import { errorSummary, logVersion } from './log-values.ts';
import type { Clock, Logger } from './ports.ts';
import { describeInAbout } from './shell/about.ts';
import { announceNewRequests, nameToWindows } from './shell/announcements.ts';
import { registerAppScheme, serveApp } from './shell/app-protocol.ts';
import { APP_ORIGIN } from './shell/app-url.ts';
import { type Arguments, parseArguments } from './shell/arguments.ts';
import { askAboutDamage } from './shell/ask-about-damage.ts';
import { showBadge } from './shell/badge.ts';
import { endOnUncaughtError, recoverFromCrashes } from './shell/crash.ts';
import { type DataFiles, dataFilesIn, makeDataDir, tightenDataFiles } from './shell/data-files.ts';
import { writeEndpoints } from './shell/endpoints-file.ts';
import { createFileDialogs } from './shell/file-dialogs.ts';
import { findDemo } from './shell/find-demo.ts';
import { watchForeground } from './shell/foreground.ts';
import { claimInstance } from './shell/instance-lock.ts';
import { answerWindow, sendToWindow } from './shell/ipc.ts';
import { obeyLauncher } from './shell/launcher.ts';
import { installMenu } from './shell/menu.ts';
import { denyPermissions } from './shell/permissions.ts';
import { stopBeforeQuit } from './shell/quit.ts';
import { recordRefusalIn, refuseToStart, whileAsking } from './shell/refuse.ts';
import { answerSecondStart } from './shell/second-start.ts';
import { createSheetPages } from './shell/sheet-pages.ts';
import { createSheetPrinter } from './shell/sheet-printer.ts';
import { backgroundNow, followAppearance, keepAppearance } from './shell/theme.ts';
import { thisInstallation } from './shell/updates/installation.ts';
import { looksForUpdates, whyNotNow } from './shell/updates/update-rules.ts';
import { createUpdates, noUpdates, type Updates } from './shell/updates/updates.ts';
import { createWindow, showPage } from './shell/window.ts';
import { windowHandlers } from './shell/window-handlers.ts';
import { rememberPlacement, savedPlacement } from './shell/window-state.ts';

/** What a backup may take the place of: nothing of another program's, and nothing of the other kind. */
const GIVES_WAY: ReadonlySet<string> = new Set(['database-corrupt', 'database-newer']);

/** Beside this file in the build, inside the archive of a package, too. */
const BACKUP_WORKER = join(import.meta.dirname, 'backup-worker.js');
const WRITE_BACK_WORKER = join(import.meta.dirname, 'write-back-worker.js');

// A certificate is verified whatever stands in the environment; Node asks for this variable at each connection.
delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;

registerAppScheme();
// It would take that switch back, and where the sandbox cannot be had (a container, a test runner) no page could be shown.
if (!process.argv.includes('--no-sandbox')) app.enableSandbox();
if (process.platform === 'win32') nameToWindows();
obeyLauncher(process, () => app.quit());

const parsed = parseArguments(process.argv, process.cwd());
if (!parsed.ok) refuseToStart(parsed.error);
else if (claimDataDir(parsed.value)) {
  app
    .whenReady()
    .then(() => start(parsed.value))
    .catch((error: unknown) =>
      refuseToStart(t.startup.unexpected(error, whyUnwritable(error), app.getPath('userData'))),
    );
}

/** Before `app` is ready: settles where the data is, and that nobody else uses it. */
function claimDataDir({ dataDir: chosen, refusalFile }: Arguments): boolean {
  recordRefusalIn(refusalFile);
  const dataDir = chosen ?? app.getPath('userData');
  const made = makeDataDir(dataDir);
  if (made !== 'private') {
    refuseToStart(
      made === 'foreign' ? t.startup.belongsToSomebodyElse(dataDir) : t.startup.dataDirUnwritable(dataDir),
    );
    return false;
  }
  app.setPath('userData', dataDir);
  // Electron brings the window of the first one to the front, where that runs in Electron, too.
  if (!app.requestSingleInstanceLock()) {
    refuseToStart(t.startup.claimSentence({ code: 'running' }, dataDir), false);
    return false;
  }
  const claimed = claimInstance(dataDir);
  if (!claimed.ok) refuseToStart(t.startup.claimSentence(claimed.error, dataDir));
  return claimed.ok;
}

async function start(args: Arguments): Promise<void> {
  const files = dataFilesIn(app.getPath('userData'));
  const kind = args.demo ? 'demo' : 'clinic';
  const found = args.demo ? await findDemo(join(import.meta.dirname, '../demo/index.js')) : null;
  if (args.demo && !found) return refuseToStart(t.startup.NO_DEMO);
  finishReplacement(files.database);
  // Before anything is written: whose data it is.
  const anew = args.fresh && found ? found.planAnew(files) : null;
  if (anew && !anew.ok) return refuseToStart(anew.error);
  const clock = createSystemClock(args.now);
  const folder = createBackupFolder(files.backups);
  const beforeStart = {
    folder,
    database: files.database,
    kind,
    worker: BACKUP_WORKER,
    stamp: stampOf(clock.now()),
  } as const;
  const mendDamage = async (): Promise<boolean> => {
    const sentence = t.startup.databaseSentence({ code: 'database-corrupt', path: files.database });
    const ask = (backup: FetchedBackup | null) =>
      whileAsking(sentence, () => askAboutDamage(files.database, backup?.holds ?? null, clock.now()));
    return (await goOnFromDamage(beforeStart, ask)) !== 'close';
  };
  const wrong = whyNotOpened(files.database, kind);
  if (args.restoreBackup !== null) {
    if (wrong && !GIVES_WAY.has(wrong.code)) return refuseToStart(t.startup.databaseSentence(wrong));
    const restored = await restoreBeforeStart(beforeStart, args.restoreBackup);
    if (!restored.ok)
      return refuseToStart(t.startup.notRestored(t.errors.errorSentence({ code: restored.error })));
    const { backup, aside } = restored.value;
    const when = t.attention.sinceWords(backup.holds.madeAt, clock.now(), systemZone());
    process.stdout.write(`${t.startup.restored(when, aside)}\n`);
  } else if (wrong?.code === 'database-corrupt') {
    // Whoever closed it there knows why.
    if (!(await mendDamage())) return refuseToStart(t.startup.databaseSentence(wrong), false);
  } else if (wrong && wrong.code !== 'database-busy') {
    return refuseToStart(t.startup.databaseSentence(wrong));
  }

  const foreign = tightenDataFiles(files);
  if (foreign !== null) return refuseToStart(t.startup.belongsToSomebodyElse(foreign));

  const logger = openLog(files);
  const endWith = endOnUncaughtError(logger);

  const ids = createSystemIds();
  const secrets = createSafeSecrets({
    path: files.secrets,
    keyStore: safeStorage,
    platform: process.platform,
    logger,
  });

  if (anew?.value.notice) process.stdout.write(`${anew.value.notice}\n`);
  const demo = await found?.start({
    dataDir: files.demo,
    fresh: args.fresh,
    ports: args.demoPorts,
    now: clock.now(),
  });
  if (demo && !demo.ok) return refuseToStart(demo.error);
  const clinic = demo?.value ?? null;
  const forgotten = anew?.value.forgetDesk();
  if (forgotten && !forgotten.ok) return refuseToStart(forgotten.error);

  const waiting = () => void process.stdout.write(`${t.startup.waitingForDatabase(files.database)}\n`);
  let before = takeCleanEnd(files.database);
  const openDb = (check: boolean) =>
    openWhenFree({
      clock,
      path: files.database,
      waiting,
      open: () => openDatabase(files.database, migrations, kind, check),
      use: (db) => {
        settleRestored(db, clock.now());
        return {
          db,
          identity: loadIdentity(
            db,
            ids,
            clinic ? DEMO_DESK_NAME : (deskNameOf(hostname()) ?? t.settings.deskText.unnamed),
          ),
        };
      },
    });
  let opened = await openDb(before.check);
  const isDamaged = !opened.ok && opened.error.code === 'database-corrupt';
  if (isDamaged && (await mendDamage())) opened = await openDb(false);
  if (!opened.ok) return refuseToStart(t.startup.databaseSentence(opened.error), !isDamaged);
  let shown: BrowserWindow | null = null;
  const sheets = createSheetPages(() => ids.uuid());
  const connections = createConnections({
    clock,
    ids,
    secrets,
    demo: clinic,
    proxyFor: (url) => session.defaultSession.resolveProxy(url),
    // What waited for it goes on at once.
    keyStoreAnswered: () => networkReturned(),
  });
  const tellBackups = () => sendToWindow(shown, { type: 'changed', topics: ['backups'] });
  const ports = {
    clock,
    ids,
    connections,
    secrets,
    logger,
    printer: createSheetPrinter(sheets, clock, logger),
    dialogs: createFileDialogs(() => shown),
    sheetFiles: createSheetFiles({ ids, logger }),
  };
  /** The desk on an open database: what it does, its backups, and how the window is answered. */
  const runDesk = ({ db, identity }: { readonly db: Db; readonly identity: Actor }) => {
    const core = createCore({
      db,
      ports,
      identity,
      demo: clinic !== null,
      defaults: clinic ? { rules: clinic.rules, portal: { kind: 'demo' }, mail: { kind: 'demo' } } : {},
    });
    const backups = createBackups({
      clock,
      logger,
      folder,
      database: files.database,
      requirePlace: () => db.requirePlace(),
      written: () => db.rowsWritten,
      worker: BACKUP_WORKER,
      failure: {
        read: () => readBackupFailure(db),
        write: (failure) => void onceReadable(clock, () => writeBackupFailure(db, failure)),
      },
      changed: tellBackups,
      verified: () => {
        before = { check: true, unchecked: 0 };
      },
    });
    const writeBack = startWriteBack(db, files.database, WRITE_BACK_WORKER);
    return { db, core, backups, writeBack, caller: { actor: core.actor } };
  };
  let desk = runDesk(opened.value);
  const networkReturned = () => void desk.core.handlers['sync.networkReturned'](undefined, desk.caller);
  let updates = noUpdates;
  let databaseBusy = false;
  /** While another database is put in the place of this one, nothing is answered. */
  let ready: Promise<unknown> = Promise.resolve();
  const stopDesk = async (): Promise<void> => {
    await Promise.all([desk.core.stop(), desk.backups.stop()]);
    await desk.writeBack.stop();
  };
  const closeDesk = async (): Promise<void> => {
    await stopDesk();
    desk.db.close();
  };
  stopBeforeQuit({
    clock,
    stop: async () => {
      updates.stop();
      await stopDesk();
      await clinic?.stop();
    },
    release: () => {
      const { isDamaged } = desk.db;
      desk.db.close();
      if (!isDamaged) noteCleanEnd(files.database, before.check ? 0 : before.unchecked + 1);
      logger.close();
    },
    leave: (startAgain) => updates.leave(startAgain),
    logger,
  });

  denyPermissions(session.defaultSession);
  serveApp(join(import.meta.dirname, '../renderer'), sheets);
  followAppearance(desk.core.appearance());
  const window = createWindow({
    placement: savedPlacement(files.window),
    preload: join(import.meta.dirname, '../preload/index.cjs'),
    title: app.getName(),
    background: backgroundNow(desk.core.appearance()),
    icon: join(import.meta.dirname, '../../resources/icons/256x256.png'),
  });
  shown = window;
  rememberPlacement(window, files.window, logger);
  recoverFromCrashes(window, clock, logger);
  const appearance = keepAppearance(window, () => desk.core.appearance());
  describeInAbout();
  installMenu({ devTools: !app.isPackaged, send: (event) => sendToWindow(window, event) });
  // What is being printed without a window is no reason to go on: nobody could end the program then.
  window.on('closed', () => app.quit());
  app.on('second-instance', () => answerSecondStart(window));

  const restore = async (from: string): Promise<Result<null, RestoreProblem>> => {
    const restored = restoreBackup(
      {
        clock,
        logger,
        database: files.database,
        kind,
        worker: BACKUP_WORKER,
        requirePlace: () => desk.db.requirePlace(),
        close: closeDesk,
        open: openAgain,
      },
      from,
    );
    // Without a database there is nothing to go on with.
    ready = restored.catch(endWith);
    return restored;
  };
  const openAgain = async (): Promise<boolean> => {
    // Every page of it has just been looked at.
    const again = await openDb(false);
    if (!again.ok) return false;
    desk = runDesk(again.value);
    startDesk();
    window.reload();
    return true;
  };
  const handlersNow = () => ({
    ...desk.core.handlers,
    ...backupHandlers({
      folder: files.backups,
      db: () => desk.db,
      backups: () => desk.backups,
      restore,
      changed: tellBackups,
    }),
    ...windowHandlers({
      version: app.getVersion(),
      clock,
      logger,
      practice: desk.core.practice,
      status: desk.core.status,
      storage: () => ({ databaseBusy, storage: desk.db.trouble }),
      demo: clinic,
      update: {
        ready: () => updates.ready(),
        install: (midway) => {
          const code = whyNotNow({ ...inTheAir(desk.db), databaseBusy, ...midway });
          if (code) return err({ code });
          if (!updates.installAtEnd()) return err({ code: 'update-none' });
          app.quit();
          return ok(null);
        },
      },
    }),
  });
  let route: Route;
  answerWindow(async (...message) => {
    await ready;
    return route(...message);
  });
  /** Begins what a desk does by itself, and answers the window with it. */
  const startDesk = (): void => {
    const { core, backups, db, caller } = desk;
    route = createRouter({
      handlers: handlersNow(),
      caller,
      ids,
      logger,
      window: () => trusted(window),
      checkOutputs: !app.isPackaged,
    });
    const badge = (): void => void onceReadable(clock, () => showBadge(window, inboxCounts(db).inbox));
    core.onEvent((event) => {
      sendToWindow(window, event);
      if (event.type === 'database') databaseBusy = event.busy;
      if (event.type !== 'changed') return;
      if (event.topics.includes('requests')) badge();
      if (event.topics.includes('settings')) appearance.changed();
    });
    core.onNewRequests((count) =>
      announceNewRequests({
        window,
        count,
        logger,
        onClick: () => sendToWindow(window, { type: 'show', place: 'inbox', requestId: null }),
      }),
    );
    badge();
    core.start();
    backups.start();
  };
  watchForeground({ setForeground: (on) => desk.core.setForeground(on), awake: networkReturned });
  clinic?.onChange(({ server, servers, why }) => {
    const standing = servers[server];
    if (standing === 'running') networkReturned();
    else logger.error('demo-server-died', { server, standing, ...(why === null ? {} : errorSummary(why)) });
    sendToWindow(window, { type: 'demo', servers });
  });

  trustThisComputer();
  startDesk();
  void lookForUpdates(clock, logger, (version) => sendToWindow(window, { type: 'update', version })).then(
    (found) => {
      updates = found;
    },
  );
  if (!(await showPage(window))) return;
  if (args.endpointsFile) writeEndpoints(args.endpointsFile, clinic && endpointsOf(clinic));
  logger.info('started', { version: logVersion(app.getVersion()), demo: clinic !== null });
}

/** Never rejects: a program that cannot look for updates is as good as before. */
async function lookForUpdates(
  clock: Clock,
  logger: Logger,
  onReady: (version: string) => void,
): Promise<Updates> {
  if (!looksForUpdates(thisInstallation())) return noUpdates;
  try {
    const source = await createUpdateSource();
    return createUpdates({ clock, source, logger, current: app.getVersion(), onReady });
  } catch (error) {
    logger.warn('update-failed', errorSummary(error));
    return noUpdates;
  }
}

/** A desk without a log is better than none. */
function openLog(files: DataFiles): FileLogger {
  try {
    return createFileLogger({ directory: files.logs });
  } catch {
    process.stderr.write(`${t.startup.noLog(files.logs)}\n`);
    return noLog;
  }
}

function endpointsOf({ portalUrl, fhirUrl, mailboxUrl, smtp }: Demo) {
  return { portal: portalUrl, fhir: fhirUrl, mailbox: mailboxUrl, smtp };
}

function trusted(window: BrowserWindow) {
  return window.isDestroyed() ? null : { webContentsId: window.webContents.id, origin: APP_ORIGIN };
}
