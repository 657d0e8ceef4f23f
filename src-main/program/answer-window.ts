import { app, type BrowserWindow } from 'electron';
import type { ErrorCode } from '../../src-shared/errors.ts';
import type { CommandInput } from '../../src-shared/ipc/contract.ts';
import type { AppEvent } from '../../src-shared/ipc/events.ts';
import { err, ok } from '../../src-shared/result.ts';
import { auditedHandlers } from '../audit/audited-handlers.ts';
import { backupHandlers, type Recovery } from '../backups/handlers.ts';
import { onceReadable } from '../db/once-readable.ts';
import { inboxCounts, inTheAir } from '../db/queries/counts.ts';
import type { Demo } from '../demo-clinic.ts';
import type { Handlers } from '../ipc/handlers.ts';
import { createRouter, type Route } from '../ipc/router.ts';
import type { Clock, Ids, Logger } from '../ports.ts';
import { type SessionHandlersDeps, sessionHandlers } from '../session/handlers.ts';
import { announceNewRequests } from '../shell/announcements.ts';
import { APP_ORIGIN } from '../shell/app-url.ts';
import { showBadge } from '../shell/badge.ts';
import { whyNotNow } from '../shell/updates/update-rules.ts';
import type { Updates } from '../shell/updates/updates.ts';
import { windowHandlers } from '../shell/window-handlers.ts';
import type { Desk } from './desk.ts';
import type { RunningDesk } from './running-desk.ts';

export interface AnswerDeps {
  readonly window: BrowserWindow;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly demo: Demo | null;
  /** The directory of the backups. */
  readonly backups: string;
  readonly backupsChanged: () => void;
  /** Tells the window, unless it is locked. */
  readonly tell: (event: AppEvent) => void;
  /** What makes a recovery key, and knows it again; null at the demo clinic. */
  readonly recovery: (Recovery & Pick<SessionHandlersDeps, 'checkRecoveryKey'>) | null;
  readonly restore: RunningDesk['restore'];
  /** Ends the program, and starts it again. */
  readonly restart: () => void;
  readonly updates: () => Updates;
  /** How the window is to look, and in which language, may have been chosen anew. */
  readonly settingsChanged: () => void;
}

/** Answers the window with what a desk can do, and shows there, on the badge and in notifications what the desk tells. */
export function answerWith(desk: Desk, deps: AnswerDeps): Route {
  const { window, clock, ids, logger, tell } = deps;
  const { core, db, caller, session } = desk;
  let databaseBusy = false;
  const badge = (): void =>
    void onceReadable(clock, () => showBadge(window, inboxCounts(db, clock.now()).inbox));
  core.onEvent((event) => {
    tell(event);
    if (event.type === 'database') databaseBusy = event.busy;
    if (event.type !== 'changed') return;
    if (event.topics.includes('requests')) badge();
    if (event.topics.includes('settings')) deps.settingsChanged();
  });
  core.onNewRequests((count) =>
    announceNewRequests({
      window,
      count,
      logger,
      onClick: () => tell({ type: 'show', place: 'inbox', requestId: null }),
    }),
  );
  badge();
  return createRouter({
    handlers: auditedHandlers(
      handlersOf(desk, deps, () => databaseBusy),
      desk.audit,
    ),
    caller,
    pass: session.pass,
    ids,
    logger,
    window: () => trusted(window),
    checkOutputs: !app.isPackaged,
  });
}

function handlersOf(
  { core, db, backups, record, recordHead, session }: Desk,
  deps: AnswerDeps,
  isBusy: () => boolean,
): Handlers {
  const { clock, ids, logger, demo, updates } = deps;
  const refusalOf = (midway: CommandInput<'app.restart'>): ErrorCode | null =>
    whyNotNow({ ...inTheAir(db), databaseBusy: isBusy(), ...midway });
  return {
    ...core.handlers,
    ...sessionHandlers({
      db,
      clock,
      ids,
      session,
      checkRecoveryKey: deps.recovery?.checkRecoveryKey ?? null,
    }),
    ...backupHandlers({
      folder: deps.backups,
      db,
      clock,
      backups,
      record,
      recordHead,
      recovery: deps.recovery,
      restore: deps.restore,
      changed: deps.backupsChanged,
    }),
    ...windowHandlers({
      version: app.getVersion(),
      clock,
      logger,
      practice: core.practice,
      status: core.status,
      storage: () => ({ databaseBusy: isBusy(), storage: db.trouble }),
      demo,
      restart: (midway) => {
        const code = refusalOf(midway);
        if (code) return err({ code });
        deps.restart();
        return ok(null);
      },
      update: {
        ready: () => updates().ready(),
        install: (midway) => {
          const code = refusalOf(midway);
          if (code) return err({ code });
          if (!updates().installAtEnd()) return err({ code: 'update-none' });
          app.quit();
          return ok(null);
        },
      },
    }),
  };
}

function trusted(window: BrowserWindow) {
  return window.isDestroyed() ? null : { webContentsId: window.webContents.id, origin: APP_ORIGIN };
}
