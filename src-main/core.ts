import type { Appearance } from '../src-shared/domain/appearance.ts';
import type { Actor } from '../src-shared/domain/changes.ts';
import type { LanguageChoice } from '../src-shared/domain/language.ts';
import { SETTINGS, type Settings } from '../src-shared/domain/settings.ts';
import type { AppEvent } from '../src-shared/ipc/events.ts';
import type { CommandName } from '../src-shared/ipc/names.ts';
import type { StorageTrouble, SyncStatus } from '../src-shared/ipc/sync-views.ts';
import { ok } from '../src-shared/result.ts';
import { createBusyRetries } from './busy-retries.ts';
import { createConnectionsInUse } from './connections-in-use.ts';
import type { Db } from './db/db.ts';
import { patientClock } from './db/once-readable.ts';
import { countMailWaiting } from './db/queries/counts.ts';
import { createDecisions } from './decisions/decisions.ts';
import { remind } from './decisions/remind.ts';
import { createEventHub } from './event-hub.ts';
import { absencesHandlers } from './features/absences/handlers.ts';
import { attentionHandlers } from './features/attention/handlers.ts';
import { blocksHandlers } from './features/blocks/handlers.ts';
import { createDueCalls } from './features/calls/due-calls.ts';
import { callsHandlers } from './features/calls/handlers.ts';
import { decisionsHandlers } from './features/decisions/handlers.ts';
import { diagnosticsHandlers } from './features/diagnostics/handlers.ts';
import { draftsHandlers } from './features/drafts/handlers.ts';
import { patientsHandlers } from './features/patients/handlers.ts';
import { recordHandlers } from './features/record/handlers.ts';
import { recoveryHandlers } from './features/recovery/handlers.ts';
import { reportHandlers } from './features/report/handlers.ts';
import { requestsHandlers } from './features/requests/handlers.ts';
import { requestRowsById } from './features/requests/rows-by-id.ts';
import { createSnoozes } from './features/requests/snoozes.ts';
import { scheduleDays } from './features/schedule/days.ts';
import { scheduleHandlers } from './features/schedule/handlers.ts';
import { settingsHandlers } from './features/settings/handlers.ts';
import { createSettingsStore } from './features/settings/settings-store.ts';
import { createDeskSheet } from './features/sheet/desk-sheet.ts';
import { sheetHandlers } from './features/sheet/handlers.ts';
import { syncHandlers } from './features/sync/handlers.ts';
import { calledNow } from './identity.ts';
import type { Handler, Handlers } from './ipc/handlers.ts';
import { refusedReadOnly } from './ipc/refuse-read-only.ts';
import { createDelivery } from './mail/delivery.ts';
import { createLetterRetention } from './mail/letter-retention.ts';
import type { Ports, Surroundings } from './ports.ts';
import { isOutdated, isToNobody } from './sync/outdated-mail.ts';
import { createReminders } from './sync/reminders.ts';
import { createSharedSettings } from './sync/shared/exchange.ts';
import { createSync } from './sync/sync.ts';
import { within } from './timing/within.ts';

/** How long `stop` waits for what is on its way. What has no answer by then is taken up at the next start. */
const STOP_LIMIT_MS = 5000;

export interface CoreDeps {
  /** Open, and the core's alone until `stop` has resolved. */
  readonly db: Db;
  readonly ports: Ports;
  /** The user and desk of this installation; the desk by the name it has until somebody names it in Settings. */
  readonly identity: Actor;
  /** This desk runs the demo clinic. */
  readonly demo: boolean;
  readonly defaults: Partial<Settings>;
  /** The program's; none where that is not known. */
  readonly version?: string;
  /** The program and its computer, for somebody who helps; nothing where that is not known. */
  readonly surroundings?: () => Surroundings;
}

/** Every command but those that belong to the window's surroundings. */
export type CoreHandlers = Omit<
  Handlers,
  | 'app.bootstrap'
  | 'app.reportCrash'
  | 'app.installUpdate'
  | 'app.restart'
  | 'links.open'
  | `backups.${string}`
  | `session.${string}`
  | `users.${string}`
>;

/** Everything Reslot does at a desk, without the window. */
export interface Core {
  readonly handlers: CoreHandlers;
  /** The user and desk of this installation, by the desk's name now. */
  readonly actor: Actor;
  /** What the window is told at its start. */
  practice(): { readonly name: string; readonly zone: string };
  /** How the window is to look at this desk. */
  appearance(): Appearance;
  /** In which language this desk is to speak. */
  language(): LanguageChoice;
  /** After so many minutes without a touch the desk locks itself. */
  idleMinutes(): number;
  status(): SyncStatus;
  /** Events carry no patient data. The function returned stops it. */
  onEvent(listener: (event: AppEvent) => void): () => void;
  /** This many open requests have just arrived: for a notification. The function returned stops it. */
  onNewRequests(listener: (count: number) => void): () => void;
  /** Takes up what an earlier run left: undo times, expiries, the outbox, e-mails; and begins to ask the portal. */
  start(): void;
  /** Ends all timers and waits, for a few seconds at most, for what is on its way. */
  stop(): Promise<void>;
  /** In the foreground the portal is asked more often. */
  setForeground(foreground: boolean): void;
}

/** Wires one desk. Has no state outside itself: many can run in one process. */
export function createCore({
  db,
  ports,
  identity,
  demo,
  defaults,
  version = '',
  surroundings = () => ({ program: [], log: [] }),
}: CoreDeps): Core {
  const { ids, logger, connections, secrets, printer, dialogs, sheetFiles } = ports;
  const clock = patientClock(ports.clock);
  const settings = createSettingsStore(db, { deskName: identity.deskName, ...defaults });
  const actor = calledNow(identity, settings.deskName);
  for (const setting of settings.unreadable()) logger.error('setting-unreadable', { setting });
  const place = { db, ids, by: actor, defaults: defaults.rules ?? SETTINGS.rules.fallback };
  const newRequests = new Set<(count: number) => void>();
  const inUse = createConnectionsInUse(connections, settings);
  const { readOnly, portalConfigured, serverKey, senderAddress } = inUse;
  let closed = false;

  const events = createEventHub(clock, () => sync.status());
  const { changed } = events;
  let trouble: StorageTrouble | null = null;
  db.onTrouble((now) => {
    if (now !== null && now !== trouble) logger.error('storage-trouble', { trouble: now });
    trouble = now;
    events.storage(now);
  });
  const retries = createBusyRetries({ db, clock, told: events.databaseBusy });

  const decisions = createDecisions({
    db,
    clock,
    ids,
    logger,
    identity: actor,
    rules: settings.rules,
    fromAddress: senderAddress,
    portalConfigured,
    readOnly: () => readOnly() !== null,
    // Of a portal that is only read nobody hears how patients answer.
    answersKnownUntil: () => {
      if (readOnly() !== null) return 0;
      return portalConfigured() ? (sync.answersKnownUntil() ?? 0) : clock.now();
    },
    present: () => sync.present(),
    noAnswers: () => sync.keepsNoAnswers(),
    policyHeld: () => shared.policyHeld(),
    changed,
    released: () => sync.wake(),
    mailReady: () => delivery.wake(),
    writesWaiting: retries.waiting,
  });
  const program = calledNow({ ...identity, userId: 'system', userName: 'Reslot' }, settings.deskName);
  const delivery = createDelivery({
    db,
    clock,
    ids,
    logger,
    mailer: inUse.mailer,
    sender: () => {
      const address = senderAddress();
      return address === '' ? null : { name: settings.rules().practice.name, address };
    },
    isOutdated: (mail, now) => isOutdated(db, mail, now),
    // A reminder is of no use where it may be wrong; what was decided is to be told, also where the portal is away for long.
    awaitsNews: ({ kind }) => (kind === 'reminder' ? sync.news() !== 'read' : sync.news() === 'awaited'),
    isToNobody: (mail) => isToNobody(db, mail),
    systemActor: program,
    changed: () => {
      changed(['requests', 'attention']);
      events.statusChanged();
    },
  });
  const shared = createSharedSettings({
    ...place,
    clock,
    logger,
    configured: portalConfigured,
    serverKey,
    changed: (inForce) => {
      if (inForce) settings.reload();
      changed(inForce ? ['settings', 'directory', 'requests', 'schedule'] : ['settings']);
    },
  });
  const reminders = createReminders({
    db,
    clock,
    ids,
    logger,
    settings: () => {
      const { reminders: chosen } = settings.rules();
      return chosen.send && inUse.mailConfigured() && readOnly() === null ? chosen : null;
    },
    zone: () => settings.rules().practice.zone,
    // While the mail server takes nothing one may wait, by which it is seen when it does again.
    wouldLeave: () => delivery.state() === 'ok' || countMailWaiting(db) === 0,
    remind: (visit, since) =>
      remind(
        db,
        ids,
        { visit, since },
        { rules: settings.rules(), fromAddress: senderAddress(), now: clock.now() },
        program,
      ),
    mailReleased: () => delivery.wake(),
  });
  const letterRetention = createLetterRetention({
    db,
    clock,
    months: settings.letterMonths,
    portalNow: () => sync.portalNow(),
  });
  const sync = createSync({
    db,
    clock,
    ids,
    logger,
    portal: inUse.portal,
    configured: portalConfigured,
    readOnly,
    ...(inUse.socket ? { socket: inUse.socket } : {}),
    serverKey,
    version,
    automate: decisions.automate,
    shared,
    reminders,
    zone: () => settings.rules().practice.zone,
    identity: actor,
    changed: (topics) => {
      // A pull may have brought or ended proposals.
      decisions.reschedule();
      changed(topics);
    },
    mailReleased: () => delivery.wake(),
    arrived: (count) => {
      for (const listener of [...newRequests]) listener(count);
    },
    mailState: () =>
      inUse.mailConfigured()
        ? { mail: delivery.state(), mailDetail: delivery.detail() }
        : { mail: 'not-configured', mailDetail: null },
  });
  sync.onStatus(() => {
    decisions.reschedule();
    events.statusChanged();
  });

  const { sheet, sheetWriter } = createDeskSheet({
    db,
    clock,
    logger,
    settings: settings.sheet,
    rules: settings.rules,
    status: () => sync.status(),
    days: (input) => scheduleDays(db, input, settings.rules()),
    files: sheetFiles,
    printer,
    changed: () => changed(['sheet', 'attention']),
    isClosed: () => closed,
  });

  const dueCalls = createDueCalls({ db, clock, due: () => changed(['calls']) });
  const snoozes = createSnoozes({ db, clock, woken: () => changed(['requests']) });

  /** The present (epoch ms), and how requests are shown as of it. */
  function rowsAsOfNow() {
    const now = clock.now();
    const requestsOf = (ids: readonly string[]) => requestRowsById(db, ids, { now, rules: settings.rules() });
    return { now, requestsOf };
  }

  const untried: CoreHandlers = {
    ...requestsHandlers({
      db,
      clock,
      rules: settings.rules,
      decisions,
      sync: () => sync,
      dialogs,
      files: sheetFiles,
      changed: () => {
        snoozes.schedule();
        changed(['requests']);
      },
    }),
    ...draftsHandlers({ db, clock, changed }),
    ...decisionsHandlers({ decisions }),
    ...scheduleHandlers({ db, clock, rules: settings.rules }),
    ...patientsHandlers({ db, clock, rules: settings.rules, decisions }),
    ...callsHandlers({
      db,
      ids,
      clock,
      rules: settings.rules,
      context: rowsAsOfNow,
      dueCalls,
      changed,
    }),
    ...attentionHandlers({
      db,
      ids,
      clock,
      context: () => ({
        ...rowsAsOfNow(),
        rules: settings.rules(),
        mailSetUp: inUse.mailConfigured(),
        portalSetUp: portalConfigured(),
      }),
      changed,
      undoMs: () => settings.rules().undoSeconds * 1000,
      portalConfigured,
      committed: decisions.announce,
      released: () => sync.wake(),
      mailReady: () => delivery.wake(),
    }),
    ...settingsHandlers({
      store: settings,
      place,
      keeping: shared.keeping,
      secrets,
      connections,
      ids,
      clock,
      demo,
      changed,
      saved: {
        rules: () => sync.settingsSaved(),
        portal: () => {
          inUse.portalChanged();
          sync.connectionChanged();
        },
        mail: () => {
          inUse.mailChanged();
          delivery.connectionChanged();
        },
        sheet: () => sheetWriter.settingsChanged(),
      },
    }),
    ...sheetHandlers({ ...sheet, printer, dialogs, files: sheetFiles, writer: sheetWriter }),
    ...recoveryHandlers({
      clock,
      practice: () => settings.rules().practice,
      deskName: settings.deskName,
      settings: settings.sheet,
      printer,
    }),
    ...reportHandlers({
      db,
      clock,
      practice: () => settings.rules().practice,
      settings: settings.sheet,
      printer,
    }),
    ...recordHandlers({
      db,
      clock,
      zone: () => settings.rules().practice.zone,
      dialogs,
      files: sheetFiles,
    }),
    ...absencesHandlers({
      db,
      ids,
      clock,
      rules: settings.rules,
      decisions,
      settings: settings.sheet,
      printer,
      days: sheet.days,
      requestsOf: (asked) => requestRowsById(db, asked, { now: clock.now(), rules: settings.rules() }),
      openElsewhere: () => sync.openElsewhere(),
      changed: () => changed(['schedule']),
    }),
    ...blocksHandlers({
      db,
      ids,
      clock,
      rules: settings.rules,
      place,
      save: (write) => settings.save({}, write),
      changed: () => {
        changed(['settings', 'schedule', 'requests']);
        sync.settingsSaved();
      },
    }),
    ...diagnosticsHandlers({
      db,
      clock,
      status: () => sync.status(),
      settings: () => ({ portal: settings.portal(), mail: settings.mail(), rules: settings.rules() }),
      surroundings,
      dialogs,
      files: sheetFiles,
    }),
    ...syncHandlers({ db, clock, sync: () => sync }),
    'sync.networkReturned': () => {
      sync.networkReturned();
      delivery.wake();
      return ok(null);
    },
  };

  const handlers = withEach(untried, (name, handler) =>
    refusedReadOnly(name, retries.wrap(name, handler), () => readOnly() !== null),
  );

  return {
    handlers,
    actor,
    practice: () => {
      const { name, zone } = settings.rules().practice;
      return { name, zone };
    },
    appearance: settings.appearance,
    language: settings.language,
    idleMinutes: settings.idleMinutes,
    status: () => sync.status(),
    onEvent: events.onEvent,
    onNewRequests(listener) {
      newRequests.add(listener);
      return () => {
        newRequests.delete(listener);
      };
    },
    start() {
      decisions.start();
      delivery.start();
      letterRetention.start();
      sync.start();
      sheetWriter.start();
      dueCalls.schedule();
      snoozes.schedule();
    },
    async stop() {
      decisions.stop();
      dueCalls.stop();
      snoozes.stop();
      letterRetention.stop();
      const ending = [retries.stop(), sync.stop(), delivery.stop(), sheetWriter.stop()];
      await within(clock, STOP_LIMIT_MS, Promise.all(ending));
      closed = true;
      inUse.close();
      events.stop();
    },
    setForeground: (foreground) => sync.setForeground(foreground),
  };
}

/** Every command, as `wrap` makes it. */
function withEach(
  handlers: CoreHandlers,
  wrap: <N extends CommandName>(name: N, handler: Handler<N>) => Handler<N>,
): CoreHandlers {
  const names = Object.keys(handlers) as (keyof CoreHandlers)[];
  // Each name keeps the type of its handler; the compiler cannot follow that through the list of names.
  return Object.fromEntries(names.map((name) => [name, wrap(name, handlers[name] as never)])) as never;
}
