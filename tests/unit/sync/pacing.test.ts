import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ExchangeFailure, exchangeFailure } from '../../../src-main/sync/exchange-failure.ts';
import {
  BACKGROUND_POLL_MS,
  FOREGROUND_POLL_MS,
  initialPacing,
  LONGEST_WAIT_MS,
  next,
  type Outcome,
  type Pacing,
  type PacingEvent,
  plan,
  type Round,
  SWEEP_MS,
} from '../../../src-main/sync/pacing.ts';

const NOW = 1_000_000_000;

/** A desk that has read everything at `NOW`, and rests. */
const rested: Pacing = {
  ...initialPacing,
  phase: 'running',
  lastSuccessAt: NOW,
  lastReadAt: NOW,
  nextPollAt: NOW + FOREGROUND_POLL_MS,
  notBefore: NOW,
  fullRounds: 1,
};

const during = (round: Round, state: Pacing = rested): Pacing => next(state, { type: 'began', round });

const endOf = (state: Pacing, outcome: Outcome, at = NOW, random = 1): Pacing =>
  next(state, {
    type: 'ended',
    now: at,
    elapsed: at,
    outcome,
    connection: state.connection,
    random: () => random,
  });

const ended = (result: ExchangeFailure | null): Outcome => ({ kind: 'ended', failure: result });

describe('which round begins', () => {
  it('none before the start, the first at once, none after the end', () => {
    expect(plan(initialPacing, NOW, 0)).toEqual({ kind: 'nothing' });
    const started = next(initialPacing, { type: 'started' });
    expect(plan(started, NOW, null)).toEqual({ kind: 'begin', round: 'full' });
    expect(started.hurry).toBe(true);
    const stopped = next(started, { type: 'stopped' });
    for (const type of ['started', 'asked', 'released', 'connection-changed'] as const)
      expect(plan(next(stopped, { type }), NOW, 0)).toEqual({ kind: 'nothing' });
  });

  it('a full one where that is due, however many decisions leave one after another', () => {
    const wanted = next({ ...rested, underWay: 'push' }, { type: 'released' });
    const over = { ...wanted, underWay: null };
    expect(plan({ ...over, nextPollAt: NOW + 1 }, NOW, 0)).toEqual({ kind: 'begin', round: 'push' });
    expect(plan({ ...over, nextPollAt: NOW }, NOW, 0)).toEqual({ kind: 'begin', round: 'full' });
    const alone = { ...over, nextPollAt: NOW, notBefore: NOW + 1 };
    expect(plan(alone, NOW, 0)).toEqual({ kind: 'begin', round: 'push' });
  });

  it.each<[string, PacingEvent[], Round | null]>([
    ['nothing', [], null],
    ['a decision may leave', [{ type: 'released' }], 'push'],
    ['somebody asks', [{ type: 'asked' }], 'full'],
    ['somebody asks, and a decision may leave', [{ type: 'asked' }, { type: 'released' }], 'full'],
    ['a decision may leave, and somebody asks', [{ type: 'released' }, { type: 'asked' }], 'full'],
    ['another connection', [{ type: 'connection-changed' }], 'full'],
    ['the window comes in front', [{ type: 'foreground', on: true }], null],
  ])('after one during which happened: %s', (_, events, round) => {
    const busy = events.reduce(next, during('full'));
    expect(plan(busy, NOW, 0)).toEqual({ kind: 'nothing' });
    const free = endOf(busy, ended(null));
    if (round === null) expect(plan(free, NOW, null)).toMatchObject({ kind: 'wait', round: 'full' });
    else expect(plan(free, NOW, null)).toEqual({ kind: 'begin', round });
  });

  it.each<[string, Pacing, number | null, { ms: number; round: Round }]>([
    ['nothing to send', rested, null, { ms: FOREGROUND_POLL_MS, round: 'full' }],
    ['something to send now', rested, 0, { ms: 0, round: 'push' }],
    ['something to send in a while', rested, 4000, { ms: 4000, round: 'push' }],
    ['something to send later than the poll', rested, 99_000, { ms: FOREGROUND_POLL_MS, round: 'full' }],
    [
      'something to send to a portal to be left alone',
      { ...rested, notBefore: NOW + 9000 },
      0,
      { ms: 9000, round: 'push' },
    ],
    [
      'a portal to be left alone although it would be asked',
      { ...rested, notBefore: NOW + 9000, nextPollAt: NOW },
      null,
      { ms: 9000, round: 'full' },
    ],
    ['the machine slept', { ...rested, nextPollAt: NOW - 86_400_000 }, null, { ms: 0, round: 'full' }],
  ])('at rest, with %s', (_, state, sendIn, wait) => {
    expect(plan(state, NOW, sendIn)).toEqual({ kind: 'wait', ...wait });
  });
});

describe('a portal that tells what is new by itself', () => {
  const heard = next(rested, { type: 'heard', on: true, elapsed: NOW });
  const told = (state: Pacing, elapsed = NOW): Pacing => next(state, { type: 'told', elapsed });
  const waits = (state: Pacing, at = NOW) => plan(state, at, null);

  it('is swept, told of, and read once for all that it says within a second', () => {
    const swept = endOf(during('full', heard), ended(null));
    expect(waits(swept)).toEqual({ kind: 'wait', round: 'full', ms: SWEEP_MS });
    const many = [1, 200, 900].reduce((state, ms) => told(state, NOW + ms), swept);
    expect(waits(many, NOW + 1)).toEqual({ kind: 'wait', round: 'full', ms: 1000 });
  });

  it('is read once more for what it says while it is read', () => {
    const after = endOf(told(during('full', heard)), ended(null));
    expect(waits(after)).toEqual({ kind: 'wait', round: 'full', ms: 1000 });
    expect(waits(endOf(during('full', after), ended(null)))).toMatchObject({ ms: SWEEP_MS });
    // A round that only sent has read nothing.
    expect(during('push', told(heard)).told).toBe(true);
  });

  it('is polled again as soon as it does not, and while something is the matter', () => {
    const swept = endOf(during('full', heard), ended(null));
    const silent = next(swept, { type: 'heard', on: false, elapsed: NOW + 5000 });
    expect(waits(silent, NOW + 5000)).toMatchObject({ ms: FOREGROUND_POLL_MS });
    const failed = endOf(during('full', heard), ended(exchangeFailure('server-error', 'HTTP 500')));
    expect(waits(failed)).toMatchObject({ ms: FOREGROUND_POLL_MS });
    const refused = endOf(during('full', told(heard)), ended(exchangeFailure('busy', '', 60_000)));
    expect(waits(told(refused))).toMatchObject({ ms: 60_000 });
  });
});

describe('after a round', () => {
  const OFFLINE = exchangeFailure('offline', 'timeout');
  it.each<[string, Round, Outcome, Partial<Pacing>]>([
    [
      'that reached its end',
      'full',
      ended(null),
      { last: null, failures: 0, fullRounds: 2, lastSuccessAt: NOW, nextPollAt: NOW + FOREGROUND_POLL_MS },
    ],
    [
      'without an answer',
      'full',
      ended(OFFLINE),
      {
        last: OFFLINE,
        failures: 1,
        offlineSince: NOW,
        lastSuccessAt: rested.lastSuccessAt,
        notBefore: NOW + 2000,
        nextPollAt: NOW + 2000,
      },
    ],
    [
      'with a portal that is busy and does not say for how long',
      'full',
      ended(exchangeFailure('busy', '')),
      { notBefore: NOW + 30_000, nextPollAt: NOW + 30_000 },
    ],
    [
      'with a portal that is busy for a day',
      'push',
      ended(exchangeFailure('busy', '', 86_400_000)),
      { notBefore: NOW + LONGEST_WAIT_MS, nextPollAt: NOW + LONGEST_WAIT_MS, fullRounds: 1 },
    ],
    [
      'that was let in by nobody',
      'full',
      ended(exchangeFailure('sign-in-failed', '')),
      { notBefore: NOW + FOREGROUND_POLL_MS, nextPollAt: NOW + FOREGROUND_POLL_MS },
    ],
    [
      'with an answer that cannot be used',
      'full',
      ended(exchangeFailure('server-error', 'HTTP 500')),
      { notBefore: NOW, nextPollAt: NOW + FOREGROUND_POLL_MS, failures: 1 },
    ],
    [
      'that sent, and reads nothing',
      'push',
      { kind: 'pushed' },
      { nextPollAt: rested.nextPollAt, last: null },
    ],
    ['whose answer was lost', 'push', { kind: 'answer-lost' }, { nextPollAt: NOW, last: null, failures: 0 }],
    ['that was not due', 'full', { kind: 'not-due' }, { nextPollAt: rested.nextPollAt, fullRounds: 1 }],
    [
      'that met another program’s lock',
      'full',
      { kind: 'database-busy' },
      { notBefore: NOW + 500, nextPollAt: NOW + 500, last: null, fullRounds: 1 },
    ],
    [
      'that failed',
      'full',
      { kind: 'failed', why: 'program-error' },
      {
        last: exchangeFailure('program-error', ''),
        notBefore: NOW + FOREGROUND_POLL_MS,
        fullRounds: 1,
      },
    ],
  ])('%s', (_, round, outcome, expected) => {
    const state = endOf(during(round), outcome);
    expect(state).toMatchObject(expected);
    expect(state.underWay).toBeNull();
  });

  it('the pauses of an absent portal grow up to the poll, and end with the first answer', () => {
    let state = rested;
    const pauses: number[] = [];
    for (let failure = 0; failure < 5; failure += 1) {
      state = endOf(during('full', state), ended(OFFLINE));
      pauses.push(state.notBefore - NOW);
    }
    expect(pauses).toEqual([2000, 4000, 8000, 15_000, 15_000]);
    expect(endOf(during('full', state), ended(OFFLINE), NOW + 60_000).offlineSince).toBe(NOW);
    expect(endOf(during('full', state), ended(null))).toMatchObject({ failures: 0, offlineSince: null });
  });

  it('what was met at an earlier connection says nothing about this one', () => {
    const begun = during('full');
    const changed = next(begun, { type: 'connection-changed' });
    const over = next(changed, {
      type: 'ended',
      now: NOW,
      elapsed: NOW,
      outcome: ended(exchangeFailure('sign-in-failed', '')),
      connection: begun.connection,
      random: () => 0,
    });
    expect(over).toMatchObject({ last: null, notBefore: 0, fullRounds: 1 });
    expect(plan(over, NOW, null)).toEqual({ kind: 'begin', round: 'full' });
  });
});

describe('somebody asks', () => {
  it('of an absent portal: at once, and every decision is tried', () => {
    const away = endOf(during('full'), ended(exchangeFailure('offline', 'unreachable')));
    const asked = next(away, { type: 'asked' });
    expect(asked).toMatchObject({ notBefore: 0, hurry: true });
    expect(plan(asked, NOW, null)).toEqual({ kind: 'begin', round: 'full' });
    expect(during('full', asked).hurry).toBe(false);
  });

  it('of a portal that is busy: nothing is sent before it said', () => {
    const busy = endOf(during('full'), ended(exchangeFailure('busy', '', 40_000)));
    expect(next(busy, { type: 'asked' }).notBefore).toBe(NOW + 40_000);
  });
});

describe('in the background', () => {
  it('the portal is asked less often; whoever comes back reads what is new', () => {
    const behind = next(rested, { type: 'foreground', on: false });
    const read = endOf(during('full', behind), ended(null));
    expect(read.nextPollAt).toBe(NOW + BACKGROUND_POLL_MS);
    expect(next(read, { type: 'foreground', on: true }).nextPollAt).toBe(NOW + FOREGROUND_POLL_MS);
    expect(next(read, { type: 'foreground', on: false })).toBe(read);
  });
});

it('whatever happens, a running desk has a round before it, within the longest wait', () => {
  const anyOutcome: fc.Arbitrary<Outcome> = fc.oneof(
    fc.constantFrom<Outcome>(
      { kind: 'not-due' },
      { kind: 'pushed' },
      { kind: 'answer-lost' },
      { kind: 'database-busy' },
      { kind: 'failed', why: 'program-error' },
      ended(null),
    ),
    fc
      .record({
        kind: fc.constantFrom<ExchangeFailure['kind']>(
          'offline',
          'busy',
          'server-error',
          'forbidden',
          'types-refused',
          'sign-in-failed',
          'not-sent',
        ),
        retryAfterMs: fc.option(fc.nat()),
      })
      .map(({ kind, retryAfterMs }) => ended(exchangeFailure(kind, '', retryAfterMs))),
  );
  const anyStep = fc.record({
    passed: fc.nat(7_200_000),
    putOn: fc.integer({ min: -7_200_000, max: 7_200_000 }),
    sendIn: fc.option(fc.nat(100_000)),
    outcome: anyOutcome,
    event: fc.option(
      fc.constantFrom<PacingEvent>(
        { type: 'asked' },
        { type: 'released' },
        { type: 'connection-changed' },
        { type: 'foreground', on: true },
        { type: 'foreground', on: false },
      ),
    ),
  });
  fc.assert(
    fc.property(fc.array(anyStep), (steps) => {
      let now = NOW;
      let elapsed = NOW;
      let state = next(initialPacing, { type: 'started' });
      for (const { passed, putOn, sendIn, outcome, event } of steps) {
        const todo = plan(state, elapsed, sendIn);
        expect(todo.kind).not.toBe('nothing');
        if (todo.kind === 'wait') {
          expect(todo.ms).toBeGreaterThanOrEqual(0);
          expect(todo.ms).toBeLessThanOrEqual(LONGEST_WAIT_MS);
          state = next(state, { type: 'due', round: todo.round });
        }
        const begun = during(state.wanted ?? 'full', state);
        const met = event === null ? begun : next(begun, event);
        elapsed += passed;
        now += passed + putOn;
        state = next(met, {
          type: 'ended',
          now,
          elapsed,
          outcome,
          connection: begun.connection,
          random: () => 0.5,
        });
      }
    }),
  );
});
