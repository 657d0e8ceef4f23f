import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type About,
  type AttentionState,
  decidesSomething,
  stillTells,
  waysOut,
} from '../../../src-shared/domain/attention-ways.ts';

const about: fc.Arbitrary<About> = fc.record({
  request: fc.constantFrom(null, 'open', 'stuck', 'awaiting-patient', 'resolved', 'gone'),
  appointment: fc.constantFrom('active', 'past', 'ended', 'gone'),
});
const states: fc.Arbitrary<AttentionState> = fc.oneof(
  fc.record({
    kind: fc.constant('mail' as const),
    outdated: fc.boolean(),
    mailSetUp: fc.boolean(),
    patientKnown: fc.boolean(),
    about,
  }),
  fc.record({ kind: fc.constant('decision' as const), portalSetUp: fc.boolean(), about }),
  fc.constant({ kind: 'address-conflict' as const }),
  fc.record({
    kind: fc.constant('request-conflict' as const),
    standing: fc.constantFrom('open', 'stuck', 'awaiting-patient', 'resolved', 'gone'),
  }),
  fc.record({
    kind: fc.constant('appointment-conflict' as const),
    standing: fc.constantFrom('active', 'past', 'ended', 'gone'),
  }),
  fc.record({ kind: fc.constant('double-booking' as const), over: fc.boolean() }),
  fc.record({ kind: fc.constant('quarantine' as const), times: fc.boolean() }),
  fc.constant({ kind: 'visit-answer' as const }),
  fc.record({ kind: fc.constant('late-answer' as const), request: fc.boolean(), appointment: fc.boolean() }),
  fc.constant({ kind: 'sheet' as const }),
);

/** After each of these, done once, the item is gone. */
const ENDS = ['retry', 'called-instead', 'keep-portals', 'take-back', 'dismiss', 'try-now'];

test('every item has a way after which it is gone, and none is named twice', () => {
  fc.assert(
    fc.property(states, (state) => {
      const ways = waysOut(state);
      expect(ways.some((way) => ENDS.includes(way))).toBe(true);
      expect(new Set(ways).size).toBe(ways.length);
    }),
  );
});

test('nothing that is gone can be opened, and what is closed is dismissed first of all', () => {
  expect(waysOut({ kind: 'request-conflict', standing: 'gone' })).toEqual(['dismiss']);
  expect(waysOut({ kind: 'appointment-conflict', standing: 'gone' })).toEqual(['dismiss']);
  expect(waysOut({ kind: 'request-conflict', standing: 'resolved' })[0]).toBe('dismiss');
  expect(waysOut({ kind: 'appointment-conflict', standing: 'ended' })[0]).toBe('dismiss');
  expect(waysOut({ kind: 'request-conflict', standing: 'open' })[0]).toBe('open-request');
  expect(waysOut({ kind: 'double-booking', over: true })[0]).toBe('dismiss');
  expect(waysOut({ kind: 'double-booking', over: false })[0]).toBe('show-appointment');
});

test('an e-mail that is not true any more is not sent again, nor is one that no server would take', () => {
  fc.assert(
    fc.property(states, (state) => {
      if (state.kind !== 'mail' || (!state.outdated && state.mailSetUp)) return;
      expect(waysOut(state)).not.toContain('retry');
      expect(waysOut(state)).not.toContain('correct-address');
    }),
  );
});

test('a decision is not sent to a portal that is not set up', () => {
  fc.assert(
    fc.property(about, (what) => {
      const ways = waysOut({ kind: 'decision', portalSetUp: false, about: what });
      expect(ways).not.toContain('retry');
      expect(ways[0]).toBe('take-back');
    }),
  );
});

test('nothing leads to what is not here any more', () => {
  fc.assert(
    fc.property(states, (state) => {
      if (!('about' in state)) return;
      const { request, appointment } = state.about;
      if (request === null || request === 'gone') expect(waysOut(state)).not.toContain('open-request');
      if (appointment === 'gone') expect(waysOut(state)).not.toContain('show-appointment');
    }),
  );
});

test('a request on which nothing can be decided is not to be decided again', () => {
  expect(waysOut({ kind: 'request-conflict', standing: 'stuck' })[0]).toBe('dismiss');
  expect(decidesSomething(['resend-email'])).toBe(false);
  expect(decidesSomething(['resend-email', 'deny'])).toBe(true);
});

describe('whether an e-mail still tells how things stand', () => {
  const visit = { start: 1, end: 2, practitionerId: 'p', locationId: 'l', status: 'booked' };
  const cancelled = { ...visit, status: 'cancelled' };
  const tentative = { ...visit, status: 'tentative' };
  test.each([
    ['approved', visit, visit, true],
    ['approved', visit, { ...visit, status: 'checked-in' }, true],
    ['approved', visit, { ...visit, start: 0 }, false],
    ['updated', visit, { ...visit, end: 3 }, false],
    ['updated', visit, { ...visit, practitionerId: 'q' }, false],
    ['booked', visit, { ...visit, locationId: null }, false],
    ['booked', visit, cancelled, false],
    ['booked', visit, null, false],
    ['denied', visit, cancelled, false],
    ['cancelled', cancelled, cancelled, true],
    ['cancelled', cancelled, null, true],
    ['cancelled', cancelled, visit, false],
    ['proposed', tentative, tentative, true],
    ['proposed', tentative, visit, false],
    ['proposed', tentative, cancelled, false],
  ] as const)('%s, %o, now %o: %s', (kind, told, now, expected) => {
    expect(stillTells(kind, told, now)).toBe(expected);
  });
});
