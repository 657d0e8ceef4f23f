import { type EpochMs, HOUR_MS, MINUTE_MS } from '../../src-shared/domain/time.ts';
import type { Clock, Ids, Logger, OpenSocket, Portal, Socket } from '../ports.ts';
import { createAlarm } from '../timing/alarm.ts';
import { backoffMs } from '../timing/backoff.ts';
import { type Bindable, bindable, createSubscriptions, type Subscriptions } from './push-subscribe.ts';
import { saidInBundles, saidInWords } from './push-words.ts';

/** A server that offers nothing, or does not let the desk have it, is asked again after this. */
const NOT_OFFERED_MS = HOUR_MS;
const RETRY = { firstMs: 5000, maxMs: 30 * MINUTE_MS };
/** So long for the connection, and for every subscription to be bound. */
const BIND_LIMIT_MS = 10_000;
/** Then the other spelling of the same message is tried. */
const OTHER_WORDS_MS = 4000;
const PING_MS = 15_000;
/** After that long without a word of a server that ought to answer, nobody knows whether it would still tell. */
const SILENCE_MS = 40_000;
/** The socket of a server that has no word for being there is opened anew: it may have been cut without a sign. */
const RENEW_MS = 15 * MINUTE_MS;
/** Before a subscription, or its token, ends. */
const AHEAD_MS = 2 * MINUTE_MS;
/** A connection that stood so long was a good one. */
const GOOD_MS = 5 * MINUTE_MS;
/** So many messages that mean nothing to the desk are put up with on one socket. */
const MOST_UNCLEAR = 20;
/** So many readings may find what nobody has told of: once may be a message that comes a moment later. */
const MOST_MISSED = 2;

export interface PushNewsDeps {
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'random'>;
  readonly logger: Logger;
  readonly portal: () => Portal;
  /** The portal's clock, or the desk's where that is not known. */
  readonly now: () => EpochMs;
  readonly open: OpenSocket;
  /** Something is new: it is to be read as always. Called as often as the server says so. */
  readonly told: () => void;
  /** Whether the server can be relied on to tell; called when that changes. */
  readonly heard: (on: boolean) => void;
}

/** Hears from the portal that there is news, where it offers that. Nothing that it says is taken for the news itself. */
export interface PushNews {
  /** The portal has just been read to the end: it is there. Begins where nothing is under way and nothing is waited for. */
  portalAnswered(): void;
  /** A reading of which nothing had told has brought something new. */
  missed(): void;
  /** Another portal, or none, or one that is only read: nothing goes on with the one before. */
  restart(): void;
  stop(): void;
}

/** One attempt: what it has bound, and what is to end with it. */
interface Attempt {
  socket: Socket | null;
  readonly unbound: Set<string>;
  boundAt: number | null;
  unclear: number;
  missed: number;
}

type Subscribed = Bindable & { readonly way: Subscriptions['offer']['way'] };

const isByToken = ({ way }: Subscribed): boolean => way === 'token';

const pauseAfter = (why: 'none' | 'unknown'): number | undefined =>
  why === 'none' ? NOT_OFFERED_MS : undefined;

export function createPushNews(deps: PushNewsDeps): PushNews {
  const { clock, logger } = deps;
  let current: Attempt | null = null;
  let stopped = false;
  let failures = 0;
  let notBefore = 0;
  let known: Subscriptions | null = null;
  const limit = createAlarm(clock, () => {
    // What the server does not know any more can be bound by nobody.
    if (current?.boundAt === null) known = null;
    failed();
  });
  const otherWords = createAlarm(clock, () => sayOtherwise());
  const renewal = createAlarm(clock, () => end());
  const ping = createAlarm(clock, () => {
    current?.socket?.send(JSON.stringify({ type: 'ping' }));
    ping.set(PING_MS);
  });
  let sayOtherwise = (): void => {};

  /** Nothing goes on with it; the next begins when the portal has answered again. */
  function end(): void {
    const ended = current;
    current = null;
    for (const alarm of [limit, otherWords, renewal, ping]) alarm.clear();
    ended?.socket?.close();
    if (ended?.boundAt != null) deps.heard(false);
  }

  function failed(waitMs?: number): void {
    if (current?.boundAt != null && clock.elapsed() - current.boundAt >= GOOD_MS) failures = 0;
    failures += 1;
    notBefore = clock.elapsed() + (waitMs ?? backoffMs(failures, deps.ids.random(), RETRY));
    end();
  }

  async function begin(): Promise<void> {
    const mine: Attempt = { socket: null, unbound: new Set(), boundAt: null, unclear: 0, missed: 0 };
    current = mine;
    if (known === null || known.until - deps.now() < HOUR_MS) {
      const created = await createSubscriptions(deps.portal(), deps.now());
      if (current !== mine) return;
      if (typeof created === 'string') return failed(pauseAfter(created));
      known = created;
    }
    const { way } = known.offer;
    const found = await bindable(deps.portal(), known);
    if (current !== mine) return;
    if (typeof found === 'string') return failed(pauseAfter(found));
    const subscribed: Subscribed = { ...found, way };
    for (const id of subscribed.binds.keys()) mine.unbound.add(id);
    limit.set(BIND_LIMIT_MS);
    let isOpen = false;
    const bind = (): void => {
      if (!isOpen || mine.socket === null) return;
      for (const [words] of subscribed.binds.values()) mine.socket.send(words);
      sayOtherwise = () => {
        for (const id of mine.unbound) mine.socket?.send(subscribed.binds.get(id)?.[1] ?? '');
      };
      if (isByToken(subscribed)) otherWords.set(OTHER_WORDS_MS);
    };
    const socket = await deps.open(subscribed.address, {
      opened: () => {
        isOpen = true;
        if (current === mine) bind();
      },
      said: (text) => {
        if (current === mine) hear(mine, subscribed, text);
      },
      closed: () => {
        if (current === mine) failed();
      },
    });
    if (current !== mine) return socket?.close();
    if (socket === null) return failed(NOT_OFFERED_MS);
    mine.socket = socket;
    bind();
  }

  function hear(mine: Attempt, subscribed: Subscribed, text: string): void {
    const said = isByToken(subscribed) ? saidInBundles(text) : saidInWords(text);
    if (said.kind === 'unclear') {
      mine.unclear += 1;
      if (mine.unclear >= MOST_UNCLEAR) failed();
      return;
    }
    if (said.kind === 'bound') mine.unbound.delete(said.subscriptionId);
    const isBound = mine.boundAt !== null;
    if (!isBound && mine.unbound.size === 0) bound(mine, subscribed);
    if (mine.boundAt === null) return;
    if (isByToken(subscribed)) limit.set(SILENCE_MS);
    // What was written before it was bound was told to nobody.
    if (said.kind === 'news' || !isBound) deps.told();
  }

  function bound(mine: Attempt, subscribed: Subscribed): void {
    mine.boundAt = clock.elapsed();
    limit.clear();
    otherWords.clear();
    const lastsMs = Math.max(MINUTE_MS, subscribed.until - deps.now() - AHEAD_MS);
    renewal.set(isByToken(subscribed) ? lastsMs : Math.min(RENEW_MS, lastsMs));
    if (isByToken(subscribed)) ping.set(PING_MS);
    deps.heard(true);
  }

  return {
    portalAnswered() {
      if (!stopped && current === null && clock.elapsed() >= notBefore) void begin();
    },
    missed() {
      if (current?.boundAt == null) return;
      current.missed += 1;
      if (current.missed < MOST_MISSED) return;
      logger.warn('news-untold');
      failed();
    },
    restart() {
      failures = 0;
      notBefore = 0;
      known = null;
      end();
    },
    stop() {
      stopped = true;
      end();
    },
  };
}
