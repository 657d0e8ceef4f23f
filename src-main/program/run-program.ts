import { app, type BrowserWindow, safeStorage, session } from 'electron';
import type { AppEvent } from '../../src-shared/ipc/events.ts';
import { createConnections } from '../adapters/connections.ts';
import { createSafeSecrets } from '../adapters/secrets.ts';
import { createSheetFiles } from '../adapters/sheet-files.ts';
import { trustThisComputer } from '../adapters/trust.ts';
import type { BackupFolder } from '../backups/backup-folder.ts';
import { neededKeys } from '../data-key.ts';
import type { DatabaseKind } from '../database-kind.ts';
import type { Demo } from '../demo-clinic.ts';
import type { Pass } from '../ipc/pass.ts';
import { errorSummary, logVersion } from '../log-values.ts';
import type { Clock, Ids, Ports } from '../ports.ts';
import { askedByWhoeverIsThere, printedByWhoeverIsThere } from '../session/asked-by-whoever-is-there.ts';
import { describeInAbout } from '../shell/about.ts';
import type { Arguments } from '../shell/arguments.ts';
import { recoverFromCrashes } from '../shell/crash.ts';
import type { DataFiles } from '../shell/data-files.ts';
import { createEmptyWindow } from '../shell/empty-window.ts';
import { writeEndpoints } from '../shell/endpoints-file.ts';
import { createFileDialogs } from '../shell/file-dialogs.ts';
import { watchForeground } from '../shell/foreground.ts';
import { answerWindow, sendToWindow } from '../shell/ipc.ts';
import { createDeskLanguage } from '../shell/language.ts';
import { installMenu } from '../shell/menu.ts';
import { stopBeforeQuit } from '../shell/quit.ts';
import { answerSecondStart } from '../shell/second-start.ts';
import { createSheetPrinter } from '../shell/sheet-printer.ts';
import { surroundingsOf } from '../shell/surroundings.ts';
import { keepAppearance } from '../shell/theme.ts';
import { noUpdates } from '../shell/updates/updates.ts';
import { showPage } from '../shell/window.ts';
import { rememberPlacement } from '../shell/window-state.ts';
import { answerWith } from './answer-window.ts';
import type { KeysAtStart } from './change-keys.ts';
import { createDesk } from './desk.ts';
import type { DeskDatabase, OpenedDesk } from './desk-database.ts';
import { recoveryOf } from './desk-key.ts';
import type { ProgramLog } from './log.ts';
import { lookForUpdates } from './look-for-updates.ts';
import type { Places } from './places.ts';
import type { ProgramWindow } from './program-window.ts';
import { createRunningDesk } from './running-desk.ts';

/** What a start has made ready. */
export interface ReadyProgram {
  readonly args: Arguments;
  readonly files: DataFiles;
  readonly places: Places;
  readonly kind: DatabaseKind;
  /** The key of the database, and those before it. */
  readonly keys: KeysAtStart;
  /** The recovery key gave it, and not the key store. */
  readonly byRecoveryKey: boolean;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: ProgramLog;
  readonly folder: BackupFolder;
  readonly database: DeskDatabase;
  readonly opened: OpenedDesk;
  /** The demo clinic that runs beside; null at a clinic. */
  readonly demo: Demo | null;
  readonly programWindow: ProgramWindow;
}

/** Everything is there: the desk begins to work, and its window opens. Resolves once that shows something. */
export async function runProgram(program: ReadyProgram): Promise<void> {
  const { args, files, places, kind, keys, clock, ids, folder, database, opened, demo } = program;
  const { programWindow } = program;
  const { key } = keys.found;
  const earlier = neededKeys(keys.found.earlier);
  const recovery = recoveryOf(files, keys, clock);
  const { sheets } = programWindow;
  const { logger, endWith } = program.log;
  let shown: BrowserWindow | null = null;
  const secrets = createSafeSecrets({
    path: files.secrets,
    keyStore: safeStorage,
    platform: process.platform,
    logger,
  });
  const printer = createSheetPrinter(sheets, clock, logger);
  const pass = (): Pass | null => running.now().session.pass();
  const ports: Ports = {
    clock,
    ids,
    secrets,
    logger,
    connections: createConnections({
      clock,
      ids,
      secrets,
      demo,
      proxyFor: (url) => session.defaultSession.resolveProxy(url),
      // What waited for it goes on at once.
      keyStoreAnswered: () => networkReturned(),
    }),
    printer: printedByWhoeverIsThere(printer, pass),
    dialogs: askedByWhoeverIsThere(
      createFileDialogs(() => shown),
      pass,
    ),
    sheetFiles: createSheetFiles({ ids, logger }),
  };
  /** A locked window hears nothing but that it is. */
  const tell = (event: AppEvent): void => {
    if (event.type === 'session' || pass() !== null) sendToWindow(shown, event);
  };
  const backupsChanged = (): void => tell({ type: 'changed', topics: ['backups'] });
  const running = createRunningDesk(opened, {
    clock,
    logger,
    database,
    path: files.database,
    kind,
    key,
    earlier,
    worker: places.backupWorker,
    create: (desk, restoredBy) =>
      createDesk(desk, {
        restoredBy,
        ports,
        version: app.getVersion(),
        byRecoveryKey: program.byRecoveryKey,
        surroundings: () => surroundingsOf(app.getVersion(), files.logs),
        demo,
        folder,
        path: files.database,
        key,
        earlier,
        renewed: () => recovery?.keys.settle(),
        places,
        backupsChanged,
        tellOfSession: (news) => tell({ type: 'session', ...news }),
        // A page that is loaded anew holds nothing of what it was shown.
        emptyWindow: () => {
          printer.letGo();
          page.empty();
        },
        verified: database.verified,
      }),
    answerWith: (desk) =>
      answerWith(desk, {
        window,
        clock,
        ids,
        logger,
        demo,
        backups: files.backups,
        backupsChanged,
        tell,
        recovery,
        restart: () => restart(),
        restore: running.restore,
        updates: () => updates,
        settingsChanged,
      }),
    replaced: () => {
      settingsChanged();
      page.empty();
    },
    lost: endWith,
  });
  /** How the window is to look, and in which language, may have been chosen anew. */
  function settingsChanged(): void {
    appearance.changed();
    void language.follow();
  }
  function networkReturned(): void {
    const { core, caller } = running.now();
    void core.handlers['sync.networkReturned'](undefined, caller);
  }
  let updates = noUpdates;
  let isRestarting = false;
  function restart(): void {
    isRestarting = true;
    app.quit();
  }
  stopBeforeQuit({
    clock,
    stop: async () => {
      updates.stop();
      await running.now().stop();
      await demo?.stop();
    },
    release: () => {
      database.end(running.now().db);
      logger.close();
    },
    leave: (startAgain) => {
      if (updates.leave(startAgain)) return true;
      if (isRestarting) startAgain();
      return isRestarting;
    },
    logger,
  });

  const language = createDeskLanguage({
    path: files.language,
    chosen: () => running.now().core.language(),
    logger,
    changed: () => {
      if (shown === null) return;
      showMenu();
      tell({ type: 'session', locking: false });
    },
  });
  await language.follow();
  const chosenAppearance = () => running.now().core.appearance();
  const window = programWindow.open(chosenAppearance());
  shown = window;
  rememberPlacement(window, files.window, logger);
  const page = createEmptyWindow(window, clock, logger);
  recoverFromCrashes(window, page, clock, logger);
  const appearance = keepAppearance(window, chosenAppearance);
  describeInAbout();
  const showMenu = (): void =>
    installMenu({ devTools: !app.isPackaged, send: tell, lock: () => running.now().session.lockSoon() });
  showMenu();
  // What is being printed without a window is no reason to go on: nobody could end the program then.
  window.on('closed', () => app.quit());
  app.on('second-instance', () => answerSecondStart(window));
  answerWindow(running.route);
  watchForeground({
    setForeground: (on) => running.now().core.setForeground(on),
    awake: networkReturned,
    left: () => running.now().session.lockSoon(),
  });
  demo?.onChange(({ server, servers, why }) => {
    const standing = servers[server];
    if (standing === 'running') networkReturned();
    else logger.error('demo-server-died', { server, standing, ...(why === null ? {} : errorSummary(why)) });
    tell({ type: 'demo', servers });
  });

  trustThisComputer();
  running.begin();
  void lookForUpdates(clock, logger, (version) => tell({ type: 'update', version })).then((found) => {
    updates = found;
  });
  if (!(await showPage(window))) return;
  if (args.endpointsFile) writeEndpoints(args.endpointsFile, demo && endpointsOf(demo));
  logger.info('started', { version: logVersion(app.getVersion()), demo: demo !== null });
}

function endpointsOf({ portalUrl, fhirUrl, mailboxUrl, smtp }: Demo) {
  return { portal: portalUrl, fhir: fhirUrl, mailbox: mailboxUrl, smtp };
}
