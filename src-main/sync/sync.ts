import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { SyncStatus } from '../../src-shared/ipc/sync-views.ts';
import { isDatabaseBusy } from '../db/storage-error.ts';
import { errorSummary } from '../log-values.ts';
import { nextSendableAt, retryAtOnce, sendable } from '../outbox/queue.ts';
import { isDue, LONGEST_WAIT_MS } from '../outbox/waiting.ts';
import { backoffMs } from '../timing/backoff.ts';
import { runAutomation } from './automation.ts';
import { refreshContacts } from './contacts-due.ts';
import { forgetCursors, isLoaded, type PulledType } from './cursor.ts';
import { createGate } from './gate.ts';
import { createNews, type News } from './news.ts';
import { type PullProgress, pull } from './pull.ts';
import { push, stopsAll } from './push.ts';
import { knownServer, saveKnownServer } from './server-known.ts';
import { statusOf } from './status.ts';
import type { SyncDeps } from './sync-deps.ts';
import { showHeldBack } from './take-back.ts';
import { type Trouble, trouble } from './trouble.ts';

export type { SyncDeps } from './sync-deps.ts';

const FOREGROUND_POLL_MS = 15_000;
const BACKGROUND_POLL_MS = 60_000;
/** So long `stop` waits for an answer that is on its way. */
const STOP_LIMIT_MS = 4000;
const OFFLINE_BACKOFF = { firstMs: 2000, maxMs: FOREGROUND_POLL_MS };
/** When a portal that is busy does not say for how long. */
const BUSY_MS = 30_000;
/** Another program holds the database: it will let go in a moment. */
const DATABASE_BUSY_MS = 500;

/** The exchange with the portal. One round at a time: what is due to leave, then what is new. */
export interface Sync {
  /** The first round begins at once. */
  start(): void;
  /** No round begins any more; resolves when the request under way has ended, or after a few seconds. */
  stop(): Promise<void>;
  /** Resolves with the status after a whole round that began after this call. */
  refresh(): Promise<SyncStatus>;
  /** A decision may be sent now. */
  nudge(): void;
  /** In the foreground the portal is asked every 15 seconds, otherwise every 60. */
  setForeground(foreground: boolean): void;
  networkReturned(): void;
  /** Settings name another portal, or another way to sign in. */
  connectionChanged(): void;
  status(): SyncStatus;
  /** What patients answered in the portal until this instant has been read and acted upon; null before the first round. */
  answersKnownUntil(): EpochMs | null;
  /** Called when the status may have changed. The function returned stops it. */
  onStatus(listener: () => void): () => void;
}

type Round = 'push' | 'full';

export function createSync(deps: SyncDeps): Sync {
  const { db, clock, ids, logger } = deps;
  const gate = createGate(clock);
  const listeners = new Set<() => void>();
  const standing = new Map<PulledType, { readonly since: string | null; readonly at: EpochMs }>();
  const relatedReadAt = new Map<string, EpochMs>();
  let state: 'new' | 'running' | 'stopped' = 'new';
  let foreground = true;
  let last: Trouble | null = null;
  let lastSuccessAt: EpochMs | null = null;
  let knownUntil: EpochMs | null = null;
  let offlineSince: EpochMs | null = null;
  let progress: PullProgress | null = null;
  let failures = 0;
  let fullRounds = 0;
  let working = false;
  let current: Promise<void> | null = null;
  let queued: Round | null = null;
  /** Every decision that waits for its next attempt is to be tried in the next round. */
  let hurry = false;
  /** Nothing is sent before this instant: the portal is away, busy, or does not let the desk in. */
  let notBefore: EpochMs = 0;
  /** Counts the connections: what a round met at an earlier one says nothing about this one. */
  let connection = 0;
  let nextPollAt: EpochMs = 0;
  let cancelTimer: (() => void) | null = null;

  function announceStatus(): void {
    for (const listener of [...listeners]) listener();
  }

  function announce(news: News, mail = false): void {
    if (news.topics.size > 0) deps.changed([...news.topics]);
    if (mail || news.mailReady) deps.mailReleased();
    announceStatus();
  }

  /** Starts a round, or has one follow the round under way. */
  function begin(round: Round): void {
    if (state !== 'running') return;
    if (current) {
      queued = queued === 'full' ? 'full' : round;
      return;
    }
    cancelTimer?.();
    cancelTimer = null;
    current = run(round)
      .catch((error: unknown) => {
        // Another program holds the database: what was answered is asked for again, as after a crash.
        if (isDatabaseBusy(error)) {
          nextPollAt = clock.now() + DATABASE_BUSY_MS;
          notBefore = nextPollAt;
          return;
        }
        // A bug or a full disk: said in the header, and tried again with the next poll.
        last = trouble('server-error', 'internal error');
        nextPollAt = clock.now() + pollEvery();
        notBefore = nextPollAt;
        logger.error('sync-round-failed', errorSummary(error));
      })
      .finally(() => {
        current = null;
        working = false;
        announceStatus();
        const next = queued;
        queued = null;
        if (next) begin(next);
        else schedule();
      });
  }

  const pollEvery = (): number => (foreground ? FOREGROUND_POLL_MS : BACKGROUND_POLL_MS);

  function schedule(): void {
    if (state !== 'running' || current) return;
    cancelTimer?.();
    const now = clock.now();
    const sendAt = deps.configured() ? nextSendableAt(db, now) : null;
    const wait = (at: EpochMs) => (isDue(at, now) ? 0 : at - now);
    const untilPoll = wait(nextPollAt);
    const untilPush = sendAt === null ? untilPoll : Math.max(wait(sendAt), wait(notBefore));
    cancelTimer = clock.after(Math.min(untilPoll, untilPush), () => {
      cancelTimer = null;
      begin(untilPoll <= untilPush ? 'full' : 'push');
    });
  }

  async function run(round: Round): Promise<void> {
    if (hurry) retryAtOnce(db, clock.now());
    hurry = false;
    lookAtContacts();
    if (!deps.configured()) return end(round, trouble('not-sent', ''));
    if (!isDue(notBefore, clock.now())) return;
    const beganAt = clock.now();
    const over = connection;
    const ended = (result: Trouble | null): void => {
      if (over === connection) end(round, result);
    };
    forgetOtherServer();
    // All of them waited for the connection, not each for itself: they leave in the order they were made.
    if (last?.kind === 'offline') retryAtOnce(db, clock.now());
    working ||= sendable(db, clock.now()).length > 0;
    announceStatus();
    // A portal that let nobody in is asked for news first: only when it answers may decisions leave again.
    const pushed = round === 'full' && last?.kind === 'sign-in-failed' ? null : await send();
    if (pushed && stopsAll(pushed)) return ended(pushed);
    if (round === 'push') {
      automate();
      return endedPush(pushed, ended);
    }
    const pulled = await read();
    if (pulled && stopsRound(pulled)) return ended(pulled);
    automate();
    if (pulled === null && over === connection) knownUntil = beganAt;
    const again = await send();
    // A decision whose answer was lost waits for its next attempt; the portal itself has just answered.
    ended([again, pulled, pushed].find((t) => t !== null && t.kind !== 'offline') ?? null);
  }

  /** Says nothing of what the last reading met. An answer that was lost may mean that the portal is away: it is asked. */
  function endedPush(result: Trouble | null, ended: (result: Trouble | null) => void): void {
    if (result?.kind === 'offline') nextPollAt = clock.now();
    else if (result !== null) ended(result);
  }

  const portal = () => gate.around(deps.portal());

  function send(): Promise<Trouble | null> {
    return push({
      db,
      clock,
      ids,
      logger,
      portal: portal(),
      by: deps.identity,
      committed: (news, mail) => announce(news, mail),
    });
  }

  async function read(): Promise<Trouble | null> {
    const firstLoad = !isLoaded(db);
    let arrived = 0;
    const found = await pull(
      {
        db,
        clock,
        logger,
        portal: portal(),
        by: deps.identity,
        standing,
        relatedReadAt,
        stored: (news) => {
          arrived += news.arrived;
          announce(news);
        },
      },
      (now) => {
        progress = now;
        if (firstLoad) announceStatus();
      },
    );
    if (arrived > 0 && !firstLoad) deps.arrived(arrived);
    return found;
  }

  /** Also without a portal: time passes there too. */
  function lookAtContacts(): void {
    const news = createNews(clock.now(), deps.identity);
    refreshContacts(db, news);
    if (news.topics.size > 0) announce(news);
  }

  /** What was held back is shown, then the news is acted upon; without any, this reads two empty indexes. */
  function automate(): void {
    const news = createNews(clock.now(), deps.identity);
    db.transaction(() => showHeldBack(db, news));
    if (news.topics.size > 0) announce(news);
    runAutomation({
      db,
      logger,
      moment: () => ({ now: clock.now(), zone: deps.zone() }),
      automate: deps.automate,
    });
  }

  function end(round: Round, result: Trouble | null): void {
    const now = clock.now();
    last = result;
    failures = result === null ? 0 : failures + 1;
    offlineSince = result?.kind === 'offline' ? (offlineSince ?? now) : null;
    if (round === 'full') {
      fullRounds += 1;
      nextPollAt = now + pollEvery();
      if (result === null) lastSuccessAt = now;
    }
    notBefore = now + pauseAfter(result);
    if (result?.kind === 'offline') nextPollAt = Math.min(nextPollAt, notBefore);
    if (nextPollAt < notBefore) nextPollAt = notBefore;
  }

  function pauseAfter(result: Trouble | null): number {
    switch (result?.kind) {
      case 'offline':
        return backoffMs(failures, ids.random(), OFFLINE_BACKOFF);
      case 'busy':
        return Math.min(LONGEST_WAIT_MS, result.retryAfterMs ?? BUSY_MS);
      case 'sign-in-failed':
      case 'certificate':
      case 'secret-elsewhere':
      case 'key-store':
      case 'clear-text':
      case 'not-sent':
        return pollEvery();
      default:
        return 0;
    }
  }

  /** Copies and rows stay: the same portal may have moved. But everything is read anew. */
  function forgetOtherServer(): void {
    const key = deps.serverKey();
    const known = knownServer(db);
    if (known === key) return;
    db.transaction(() => {
      saveKnownServer(db, key);
      if (known !== null) forgetCursors(db);
    });
    standing.clear();
    relatedReadAt.clear();
    knownUntil = null;
  }

  /** Waits out nothing: somebody asks, or the network says it is back. A portal that is busy stays left alone. */
  function atOnce(): void {
    if (last?.kind !== 'busy') notBefore = 0;
    hurry = true;
    begin('full');
  }

  return {
    start() {
      if (state !== 'new') return;
      state = 'running';
      hurry = true;
      begin('full');
    },
    async stop() {
      if (state === 'stopped') return;
      state = 'stopped';
      cancelTimer?.();
      cancelTimer = null;
      await gate.close(current ?? Promise.resolve(), STOP_LIMIT_MS);
    },
    async refresh() {
      working = true;
      announceStatus();
      // The round under way may have read before what the user is looking for was there.
      if (current) await current;
      const before = fullRounds;
      atOnce();
      while (current && fullRounds === before) await current;
      working = current !== null;
      return statusNow();
    },
    nudge() {
      if (state !== 'running') return;
      if (current) queued ??= 'push';
      else schedule();
    },
    setForeground(next) {
      if (foreground === next) return;
      foreground = next;
      if (next) nextPollAt = Math.min(nextPollAt, (lastSuccessAt ?? 0) + FOREGROUND_POLL_MS);
      schedule();
    },
    networkReturned: atOnce,
    connectionChanged() {
      connection += 1;
      last = null;
      notBefore = 0;
      offlineSince = null;
      atOnce();
    },
    status: statusNow,
    answersKnownUntil: () => knownUntil,
    onStatus(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };

  function statusNow(): SyncStatus {
    const configured = deps.configured();
    return statusOf(
      db,
      { configured, trouble: last, lastSuccessAt, offlineSince, working, progress },
      deps.mailState(),
    );
  }
}

/** Reading anything else now is in vain. */
const stopsRound = ({ kind }: Trouble): boolean => kind !== 'server-error';
