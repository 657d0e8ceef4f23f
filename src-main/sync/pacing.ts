import type { EpochMs } from '../../src-shared/domain/time.ts';
import { DATABASE_BUSY_MS } from '../db/once-readable.ts';
import { backoffMs } from '../timing/backoff.ts';
import { type ExchangeFailure, exchangeFailure } from './exchange-failure.ts';

/** The portal is never left alone for longer, whatever it asks for. */
export const LONGEST_WAIT_MS = 60 * 60 * 1000;
export const FOREGROUND_POLL_MS = 15_000;
export const BACKGROUND_POLL_MS = 60_000;
/** While the portal tells what is new by itself, for what it does not tell of. */
export const SWEEP_MS = 120_000;
/** So long after it has told of something it is read: what is written together is told of many times. */
const TOLD_MS = 1000;
const OFFLINE_BACKOFF = { firstMs: 2000, maxMs: FOREGROUND_POLL_MS };
/** When a portal that is busy does not say for how long. */
const BUSY_MS = 30_000;

/** `push`: what is due leaves. `full`: that, then what is new is read, acted upon, and what comes of it leaves. */
export type Round = 'push' | 'full';

/**
 * When the desk and the portal exchange what they have, and how the last exchange ended. What it waits for is
 * reckoned by `Clock.elapsed`, so that a clock that is put right holds nothing up; instants to be shown are the desk's clock's.
 */
export interface Pacing {
  readonly phase: 'new' | 'running' | 'stopped';
  readonly foreground: boolean;
  /** The portal tells what is new by itself. */
  readonly heard: boolean;
  /** It has, since the round under way began. */
  readonly told: boolean;
  /** One round at a time. */
  readonly underWay: Round | null;
  /** Asked for, and not begun. */
  readonly wanted: Round | null;
  /** Every decision that waits for its next attempt is to be tried in the next round. */
  readonly hurry: boolean;
  /** Nothing is sent before (elapsed): the portal is away, busy, or does not let the desk in. */
  readonly notBefore: number;
  /** Elapsed. */
  readonly nextPollAt: number;
  /** When the last round ended that read everything the portal lets this desk read (elapsed). */
  readonly lastReadAt: number | null;
  /** Counts the connections: what a round met at an earlier one says nothing about this one. */
  readonly connection: number;
  /** What the last round ended with; null when it reached its end. */
  readonly last: ExchangeFailure | null;
  /** In a row. */
  readonly failures: number;
  readonly offlineSince: EpochMs | null;
  readonly lastSuccessAt: EpochMs | null;
  /** How many have ended. */
  readonly fullRounds: number;
}

export const initialPacing: Pacing = {
  phase: 'new',
  foreground: true,
  heard: false,
  told: false,
  underWay: null,
  wanted: null,
  hurry: false,
  notBefore: 0,
  nextPollAt: 0,
  lastReadAt: null,
  connection: 0,
  last: null,
  failures: 0,
  offlineSince: null,
  lastSuccessAt: null,
  fullRounds: 0,
};

/** How a round ended. */
export type Outcome =
  /** Null: it reached its end. */
  | { readonly kind: 'ended'; readonly failure: ExchangeFailure | null }
  /** Nothing was sent, as the portal is to be left alone. */
  | { readonly kind: 'not-due' }
  /** A push that says nothing about what the last reading met. */
  | { readonly kind: 'pushed' }
  /** A push whose answer was lost: the portal may be away. */
  | { readonly kind: 'answer-lost' }
  /** Another program holds the database: what was answered is asked for again, as after a crash. */
  | { readonly kind: 'database-busy' }
  /** The disk, or an error in the program. */
  | { readonly kind: 'failed'; readonly why: 'storage' | 'program-error' };

export type PacingEvent =
  | { readonly type: 'started' }
  | { readonly type: 'stopped' }
  /** The alarm that `plan` asked for rang. */
  | { readonly type: 'due'; readonly round: Round }
  /** Somebody asks, or the network says it is back. */
  | { readonly type: 'asked' }
  /** A decision may be sent now. */
  | { readonly type: 'released' }
  | { readonly type: 'foreground'; readonly on: boolean }
  /** Whether the portal tells what is new by itself. */
  | { readonly type: 'heard'; readonly on: boolean; readonly elapsed: number }
  /** It says that something is new. */
  | { readonly type: 'told'; readonly elapsed: number }
  | { readonly type: 'connection-changed' }
  | { readonly type: 'began'; readonly round: Round }
  | {
      readonly type: 'ended';
      readonly now: EpochMs;
      readonly elapsed: number;
      readonly outcome: Outcome;
      /** The one the round began with. */
      readonly connection: number;
      /** Drawn from [0, 1), where a pause depends on it. */
      readonly random: () => number;
    };

/** The state after `event`. */
export function next(state: Pacing, event: PacingEvent): Pacing {
  switch (event.type) {
    case 'started':
      return state.phase === 'new' ? { ...state, phase: 'running', hurry: true, wanted: 'full' } : state;
    case 'stopped':
      return { ...state, phase: 'stopped', wanted: null };
    case 'due':
      return want(state, event.round);
    case 'asked':
      return atOnce(state);
    case 'released':
      return state.underWay === null ? state : want(state, 'push');
    case 'foreground':
      return inForeground(state, event.on);
    case 'heard':
      return {
        ...state,
        heard: event.on,
        ...(event.on ? {} : sooner(state, event.elapsed + pollEvery(state))),
      };
    case 'told':
      return { ...state, told: true, ...sooner(state, event.elapsed + TOLD_MS) };
    case 'connection-changed':
      return atOnce({
        ...state,
        connection: state.connection + 1,
        last: null,
        notBefore: 0,
        offlineSince: null,
      });
    case 'began':
      return {
        ...state,
        underWay: event.round,
        wanted: null,
        hurry: false,
        told: event.round === 'full' ? false : state.told,
      };
    case 'ended':
      return { ...over(state, event), underWay: null };
  }
}

export type Plan =
  | { readonly kind: 'begin'; readonly round: Round }
  /** Unless something happens before, that round is due then. */
  | { readonly kind: 'wait'; readonly ms: number; readonly round: Round }
  | { readonly kind: 'nothing' };

/** What is to be done now. `sendIn`: in how many milliseconds the next decision may leave; null when none waits. */
export function plan(state: Pacing, elapsed: number, sendIn: number | null): Plan {
  if (state.phase !== 'running' || state.underWay !== null) return { kind: 'nothing' };
  // One decision after another holds no reading up: a full round sends, too.
  const isPollDue = Math.max(state.notBefore, state.nextPollAt) <= elapsed;
  if (state.wanted !== null) return { kind: 'begin', round: isPollDue ? 'full' : state.wanted };
  // A round that is begun before would not be due, and be planned again at once.
  const leftAlone = Math.max(0, state.notBefore - elapsed);
  const untilPoll = Math.max(leftAlone, state.nextPollAt - elapsed);
  const untilPush = sendIn === null ? untilPoll : Math.max(leftAlone, sendIn);
  return untilPoll <= untilPush
    ? { kind: 'wait', ms: untilPoll, round: 'full' }
    : { kind: 'wait', ms: untilPush, round: 'push' };
}

const pollEvery = ({ foreground }: Pacing): number => (foreground ? FOREGROUND_POLL_MS : BACKGROUND_POLL_MS);

const sooner = ({ nextPollAt }: Pacing, at: number): Pick<Pacing, 'nextPollAt'> => ({
  nextPollAt: Math.min(nextPollAt, at),
});

/** What the portal has told of while a round was under way may not be in it. */
function nextAfter(state: Pacing, isRead: boolean): number {
  if (isRead && state.told) return TOLD_MS;
  return isRead && state.heard ? SWEEP_MS : pollEvery(state);
}

/** A full round does what a push does. */
function want(state: Pacing, round: Round): Pacing {
  if (state.phase !== 'running') return state;
  return { ...state, wanted: state.wanted === 'full' ? 'full' : round };
}

/** Waits out nothing. A portal that is busy stays left alone. */
const atOnce = (state: Pacing): Pacing =>
  want({ ...state, hurry: true, notBefore: state.last?.kind === 'busy' ? state.notBefore : 0 }, 'full');

/** Whoever comes back to the program reads what is new, as if it had been asked for in the foreground all the time. */
function inForeground(state: Pacing, on: boolean): Pacing {
  if (state.foreground === on) return state;
  const nextPollAt = on
    ? Math.min(state.nextPollAt, (state.lastReadAt ?? 0) + FOREGROUND_POLL_MS)
    : state.nextPollAt;
  return { ...state, foreground: on, nextPollAt };
}

function over(
  state: Pacing,
  { now, elapsed, outcome, connection, random }: Extract<PacingEvent, { readonly type: 'ended' }>,
): Pacing {
  const restUntil = (at: number): Pacing => ({ ...state, nextPollAt: at, notBefore: at });
  switch (outcome.kind) {
    case 'not-due':
    case 'pushed':
      return state;
    case 'answer-lost':
      return { ...state, nextPollAt: elapsed };
    case 'database-busy':
      return restUntil(elapsed + DATABASE_BUSY_MS);
    case 'failed':
      // Said in the header, and tried again with the next poll.
      return {
        ...restUntil(elapsed + pollEvery(state)),
        last: exchangeFailure(outcome.why, ''),
      };
    case 'ended':
      return connection === state.connection
        ? ended(state, outcome.failure, { now, elapsed }, random)
        : state;
  }
}

function ended(
  state: Pacing,
  result: ExchangeFailure | null,
  { now, elapsed }: { readonly now: EpochMs; readonly elapsed: number },
  random: () => number,
): Pacing {
  const failures = result === null ? 0 : state.failures + 1;
  const notBefore = elapsed + pauseAfter(result, failures, pollEvery(state), random);
  const full = state.underWay === 'full';
  const isRead = full && (result === null || result.kind === 'types-refused');
  const polled = full ? elapsed + nextAfter(state, isRead) : state.nextPollAt;
  // A portal that is away is looked for as soon as something may be sent again.
  const earliest = result?.kind === 'offline' ? Math.min(polled, notBefore) : polled;
  return {
    ...state,
    last: result,
    failures,
    offlineSince: result?.kind === 'offline' ? (state.offlineSince ?? now) : null,
    fullRounds: state.fullRounds + (full ? 1 : 0),
    lastSuccessAt: isRead ? now : state.lastSuccessAt,
    lastReadAt: isRead ? elapsed : state.lastReadAt,
    notBefore,
    nextPollAt: Math.max(earliest, notBefore),
  };
}

/** How long nothing is sent after a round, in milliseconds. */
function pauseAfter(
  result: ExchangeFailure | null,
  failures: number,
  pollMs: number,
  random: () => number,
): number {
  switch (result?.kind) {
    case 'offline':
      return backoffMs(failures, random(), OFFLINE_BACKOFF);
    case 'busy':
      return Math.min(LONGEST_WAIT_MS, result.retryAfterMs ?? BUSY_MS);
    case 'sign-in-failed':
    case 'certificate':
    case 'secret-elsewhere':
    case 'key-store':
    case 'clear-text':
    case 'not-sent':
      return pollMs;
    case 'server-error':
    case 'forbidden':
    case 'types-refused':
    case 'storage':
    case 'program-error':
    case undefined:
      return 0;
  }
}
