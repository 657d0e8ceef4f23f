import { type EpochMs, MINUTE_MS } from '../../src-shared/domain/time.ts';
import type { SyncExplanation, SyncStatus } from '../../src-shared/ipc/sync-views.ts';
import { DATABASE_BUSY_MS, onceReadable, STORAGE_TROUBLE_MS } from '../db/once-readable.ts';
import { isDatabaseBusy, storageTrouble } from '../db/storage-error.ts';
import { errorSummary } from '../log-values.ts';
import { nextSendableIn } from '../outbox/queue.ts';
import { createAlarm } from '../timing/alarm.ts';
import { createBell } from '../timing/bell.ts';
import { pause } from '../timing/pause.ts';
import { createClosablePortal } from './closable-portal.ts';
import type { Effects } from './effects.ts';
import { createLeases } from './leases.ts';
import { createOpenElsewhere, type OpenElsewhere } from './open-elsewhere.ts';
import { initialPacing, next, type Outcome, type PacingEvent, plan, type Round } from './pacing.ts';
import { createPortalClock, type Present } from './portal-clock.ts';
import type { PullProgress } from './pull.ts';
import { createPushNews } from './push-news.ts';
import { createRounds } from './round.ts';
import { statusOf } from './status.ts';
import type { SyncDeps } from './sync-deps.ts';

export type { SyncDeps } from './sync-deps.ts';

/** So long `stop` waits for an answer that is on its way. */
const STOP_LIMIT_MS = 4000;

/** What has been read is as good as new for so long. */
const NEWS_MS = 15 * MINUTE_MS;

/** `awaited`: it is read soon, as after a start or once the machine has slept; `out-of-reach`: the portal was asked, and could not be read. */
type News = 'read' | 'awaited' | 'out-of-reach';

/** The exchange with the portal. One round at a time: what is due to leave, then what is new. */
export interface Sync {
  /** The first round begins at once. */
  start(): void;
  /** No round begins any more; resolves when the request under way has ended, or after a few seconds. */
  stop(): Promise<void>;
  /** Resolves with the status after a whole round that began after this call. */
  refresh(): Promise<SyncStatus>;
  /** A decision may be sent now. */
  wake(): void;
  /** In the foreground the portal is asked every 15 seconds, otherwise every 60. */
  setForeground(foreground: boolean): void;
  networkReturned(): void;
  /** The practice's settings were saved here: the other desks are to have them. */
  settingsSaved(): void;
  /** Settings name another portal, or another way to sign in. */
  connectionChanged(): void;
  /** The requests somebody at this desk has open now, instead of those before. To be said again while it goes on. */
  workOn(requestIds: readonly string[]): void;
  /** What other desks have open, as far as this desk knows. */
  openElsewhere: OpenElsewhere['now'];
  status(): SyncStatus;
  /** What patients answered in the portal until this instant has been read and acted upon; null before the first round. */
  answersKnownUntil(): EpochMs | null;
  /** Whether what the portal has by now is known here. */
  news(): News;
  /** Whether the portal, when asked last, said itself that it keeps no answers of patients. */
  keepsNoAnswers(): boolean;
  /** By the portal's clock, as far as it has told it. */
  present(): Present;
  /** The portal's clock; null where it is not known now. */
  portalNow(): EpochMs | null;
  /** When the portal is asked next. */
  next(): Pick<SyncExplanation, 'nextRoundAt'>;
  /** Called when the status may have changed. The function returned stops it. */
  onStatus(listener: () => void): () => void;
}

/** Carries out what `pacing.ts` says is due. */
export function createSync(deps: SyncDeps): Sync {
  const { db, clock, ids, logger } = deps;
  const closable = createClosablePortal(clock);
  const portalClock = createPortalClock(clock);
  const bell = createBell();
  const listeners = new Set<() => void>();
  let pacing = initialPacing;
  let current: Promise<void> | null = null;
  /** A round that the user or a decision started is under way. */
  let working = false;
  let progress: PullProgress | null = null;

  const isReadOnly = (): boolean => (deps.readOnly?.() ?? null) !== null;
  const portal = () => closable.wrap(portalClock.wrap(deps.portal()));
  const standBack = async (): Promise<boolean> => {
    await db.logTooLong();
    return closable.standBack();
  };
  const rounds = createRounds(
    deps,
    { portalClock, bell, portal, standBack },
    {
      effects: committed,
      news: () => {
        hasNews = true;
      },
      progress: (now) => {
        const changed = now !== progress;
        progress = now;
        if (changed) announceStatus();
      },
      exchanging: (sending) => {
        working ||= sending;
        announceStatus();
      },
    },
  );

  const leases = createLeases({
    db,
    clock,
    logger,
    by: deps.identity,
    portal,
    now: portalNow,
    reachable: () =>
      deps.configured() &&
      !isReadOnly() &&
      (pacing.last === null || pacing.last.kind === 'types-refused') &&
      pacing.lastSuccessAt !== null,
    wrote: (task) => rounds.wrote([task]),
    stored: committed,
  });
  const elsewhere = createOpenElsewhere(clock, deps.identity.deskId, portalNow, () =>
    deps.changed(['leases']),
  );

  function committed(effects: Effects, mail = false): void {
    if (effects.topics.size > 0) deps.changed([...effects.topics]);
    elsewhere.read(effects.leases);
    if (mail || effects.mailReady) deps.mailReleased();
    announceStatus();
  }

  /** The portal's own, however far it is from the desk's; the desk's where the portal has never told. */
  function portalNow(): EpochMs | null {
    const { earliest, latest } = portalClock.present();
    return portalClock.now() ?? (earliest === latest ? latest : null);
  }

  /** Something has been told since the last reading began, which may be what that has found. */
  let hasBeenTold = false;
  let hasNews = false;
  const news =
    deps.socket === undefined
      ? null
      : createPushNews({
          clock,
          ids,
          logger,
          portal,
          now: () => portalClock.present().latest,
          open: deps.socket,
          told: () => {
            hasBeenTold = true;
            happened({ type: 'told', elapsed: clock.elapsed() });
          },
          heard: (on) => happened({ type: 'heard', on, elapsed: clock.elapsed() }),
        });

  function readToTheEnd(): void {
    if (hasNews && !hasBeenTold) news?.missed();
    hasNews = false;
    hasBeenTold = false;
    if (!isReadOnly()) news?.portalAnswered();
  }

  let due: Round = 'full';
  const alarm = createAlarm(clock, () => happened({ type: 'due', round: due }));

  /** Another program kept the database from being looked at. */
  const again = createAlarm(clock, act);

  function happened(event: PacingEvent): void {
    pacing = next(pacing, event);
    act();
  }

  function act(): void {
    again.clear();
    try {
      actNow();
    } catch (error) {
      const isBusy = isDatabaseBusy(error);
      if (!isBusy && storageTrouble(error) === null) throw error;
      if (pacing.phase === 'stopped') return;
      if (isBusy) again.set(DATABASE_BUSY_MS);
      else alarm.set(STORAGE_TROUBLE_MS);
    }
  }

  function actNow(): void {
    const idle = pacing.phase === 'running' && pacing.underWay === null;
    const sendIn = idle && deps.configured() && !isReadOnly() ? nextSendableIn(db, clock.now()) : null;
    const todo = plan(pacing, clock.elapsed(), sendIn);
    if (todo.kind === 'wait') {
      due = todo.round;
      alarm.set(todo.ms);
      return;
    }
    alarm.clear();
    if (todo.kind === 'begin') begin(todo.round);
  }

  function begin(round: Round): void {
    const before = pacing;
    const { connection } = before;
    pacing = next(pacing, { type: 'began', round });
    current = rounds
      .run(round, before, () => pacing.connection === connection)
      .catch(thrown)
      .then((outcome) => {
        current = null;
        working = false;
        const random = () => ids.random();
        const at = { now: clock.now(), elapsed: clock.elapsed() };
        pacing = next(pacing, { type: 'ended', ...at, outcome, connection, random });
        if (round === 'full' && outcome.kind === 'ended' && outcome.failure === null) readToTheEnd();
        announceStatus();
        act();
      });
  }

  function thrown(error: unknown): Outcome {
    if (isDatabaseBusy(error)) return { kind: 'database-busy' };
    logger.error('sync-round-failed', errorSummary(error));
    return { kind: 'failed', why: storageTrouble(error) === null ? 'program-error' : 'storage' };
  }

  function announceStatus(): void {
    for (const listener of [...listeners]) onceReadable(clock, listener);
  }

  function statusNow(): SyncStatus {
    const { last: failure, lastSuccessAt, offlineSince } = pacing;
    const configured = deps.configured();
    const clockAheadMs = portalClock.deskAheadMs() ?? 0;
    return statusOf(
      db,
      {
        configured,
        readOnly: isReadOnly(),
        failure,
        lastSuccessAt,
        offlineSince,
        working,
        progress,
        clockAheadMs,
        noAnswers: rounds.keepsNoAnswers(),
      },
      deps.mailState(),
      clock.now(),
    );
  }

  function newsNow(): News {
    const read = rounds.newsReadAt();
    const isFresh =
      read !== null && clock.elapsed() - read.elapsed < NEWS_MS && Math.abs(clock.now() - read.now) < NEWS_MS;
    if (isFresh || !deps.configured()) return 'read';
    return pacing.last === null ? 'awaited' : 'out-of-reach';
  }

  return {
    start: () => happened({ type: 'started' }),
    async stop() {
      if (pacing.phase === 'stopped') return;
      happened({ type: 'stopped' });
      news?.stop();
      elsewhere.stop();
      await leases.stop();
      await closable.close(current ?? Promise.resolve(), STOP_LIMIT_MS);
    },
    async refresh() {
      working = true;
      announceStatus();
      // The round under way may have read before what the user is looking for was there.
      if (current) await current;
      const before = pacing.fullRounds;
      happened({ type: 'asked' });
      while (again.pending) await pause(clock, DATABASE_BUSY_MS);
      while (current && pacing.fullRounds === before) await current;
      working = current !== null;
      return statusNow();
    },
    wake() {
      bell.ring();
      happened({ type: 'released' });
    },
    setForeground: (on) => happened({ type: 'foreground', on }),
    networkReturned: () => happened({ type: 'asked' }),
    settingsSaved: () => happened({ type: 'asked' }),
    connectionChanged() {
      leases.connectionChanged();
      news?.restart();
      elsewhere.forget();
      happened({ type: 'connection-changed' });
    },
    workOn: leases.workOn,
    openElsewhere: elsewhere.now,
    status: statusNow,
    answersKnownUntil: rounds.answersKnownUntil,
    news: newsNow,
    keepsNoAnswers: rounds.keepsNoAnswers,
    present: portalClock.present,
    portalNow: portalClock.now,
    next() {
      const asks = deps.configured() && pacing.underWay === null && pacing.phase === 'running';
      const inMs = Math.round(Math.max(0, pacing.nextPollAt - clock.elapsed()));
      return { nextRoundAt: asks ? clock.now() + inMs : null };
    },
    onStatus(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
