import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import { decidingAnswer, type Offered } from '../../../src-shared/domain/portal-answer.ts';
import { practiceRules } from '../../../src-shared/domain/practice.ts';
import { readSection, sectionOf } from '../../../src-shared/domain/practice-sections.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import {
  at,
  buildAppointment,
  buildFacts,
  buildRequest,
  buildTentative,
  decideRequest,
  goodCommand,
  HALF_HOUR,
  NOW,
  OWN_TIME,
  proposal,
  TENTATIVE_ID,
  takesOwnTimes,
  ZONE,
} from '../../support/domain.ts';

const moment = { now: NOW, zone: ZONE };
const FIRST = at('2026-12-03', '09:00');
const SECOND = at('2026-12-04', '11:00');
const { start: OWN } = OWN_TIME;

type Given = Offered['answers'][number];
const said = (over: Partial<Given> = {}): Given => ({
  answer: 'declined',
  by: { kind: 'patient', patientId: 'patient-1', name: null },
  comment: '',
  start: null,
  end: null,
  at: 1,
  ...over,
});
const own = (over: Partial<Given> = {}): Given => said({ start: OWN, end: OWN + HALF_HOUR, ...over });
const time = (id: string, start: EpochMs, answers: readonly Given[], stands = true) => ({
  id,
  patientId: 'patient-1',
  start,
  end: start + HALF_HOUR,
  stands,
  answers,
});

describe('a time of the patient’s own', () => {
  const decided = (...answers: readonly Given[]) => decidingAnswer([time('a', FIRST, answers)], moment);

  it('is what they want, with the words they wrote; without an end it is as long as was proposed', () => {
    const expected = { answer: 'own-time', time: { id: 'a' }, requested: OWN_TIME };
    expect(decided(own())).toMatchObject({ ...expected, comment: '' });
    expect(decided(own({ end: null, comment: ' Or later. ' }))).toMatchObject({
      ...expected,
      comment: 'Or later.',
    });
  });

  it.each<[string, Given]>([
    ['perhaps', own({ answer: 'tentative' })],
    ['a yes', own({ answer: 'accepted' })],
    ['the end alone', said({ end: OWN })],
    ['the proposed time at another length', said({ start: FIRST, end: FIRST + 3 * HALF_HOUR })],
    ['an end before it begins', own({ end: OWN })],
    ['a time no calendar has', own({ start: 8.64e15, end: null })],
    ['somebody else’s word', own({ by: { kind: 'unknown', name: 'Someone' } })],
  ])('is not certain: %s', (_what, given) => {
    expect(decided(given)).toBeNull();
  });

  it('is left to a person where it and another word come in the same instant, and so are yes and no', () => {
    const words = [own({ at: 5 }), said({ at: 5 }), said({ at: 5, answer: 'accepted' })];
    for (const one of words)
      for (const other of words) expect(decided(one, other) === null).toBe(one !== other);
    expect(decided(said({ at: 5 }), said({ at: 6, answer: 'accepted' }))).toMatchObject({
      answer: 'accepted',
    });
  });

  it('comes with a no to each of several times, and is one', () => {
    const both = (first: Given, second: Given) =>
      decidingAnswer([time('a', FIRST, [first]), time('b', SECOND, [second])], moment);
    expect(both(own(), said())).toMatchObject({ answer: 'own-time', time: { id: 'a' } });
    expect(both(own({ comment: 'x' }), own({ comment: 'x' }))).toMatchObject({ comment: 'x' });
    expect(both(own(), own({ start: OWN + HALF_HOUR, end: null }))).toBeNull();
    expect(both(said({ start: SECOND }), said())).toBeNull();
    expect(decidingAnswer([time('a', FIRST, [own()]), time('b', SECOND, [])], moment)).toBeNull();
    expect(decidingAnswer([time('a', FIRST, [own()]), time('b', SECOND, [], false)], moment)).toMatchObject({
      answer: 'own-time',
    });
  });

  it('gives way to a yes that comes later, and to no other', () => {
    const yes = (when: EpochMs) => said({ answer: 'accepted', at: when });
    expect(decided(own({ at: 1 }), yes(2))).toMatchObject({ answer: 'accepted' });
    expect(decided(own({ at: 2 }), yes(2))).toBeNull();
    expect(decided(yes(1), own({ at: 2 }))).toBeNull();
    const crossed = [time('a', FIRST, [yes(1)]), time('b', SECOND, [own({ at: 2 })])];
    expect(decidingAnswer(crossed, moment)).toBeNull();
  });

  it('never decides beside a yes that is not earlier, and asks for nothing that was proposed', () => {
    const word = fc.record({
      answer: fc.constantFrom('accepted' as const, 'declined' as const, 'tentative' as const),
      start: fc.constantFrom(null, FIRST, SECOND, OWN, OWN + HALF_HOUR),
      end: fc.constantFrom(null, FIRST, OWN + HALF_HOUR, OWN + 2 * HALF_HOUR),
      comment: fc.constantFrom('', 'words'),
      at: fc.integer({ min: 1, max: 3 }),
    });
    const words = fc
      .array(word, { maxLength: 3 })
      .map((given) => given.sort((a, b) => a.at - b.at).map((one) => said(one)));
    const reached = new Set<string>();
    fc.assert(
      fc.property(words, words, (first, second) => {
        const times = [time('a', FIRST, first), time('b', SECOND, second)];
        const found = decidingAnswer(times, moment);
        reached.add(found?.answer ?? 'asked');
        const all = [...first, ...second];
        const named = all.filter(({ answer, start }) => answer === 'declined' && start !== null);
        if (found?.answer === 'own-time') {
          expect([FIRST, SECOND]).not.toContain(found.requested.start);
          expect(found.requested.end).toBeGreaterThan(found.requested.start);
          expect(named.map(({ start }) => start)).toContain(found.requested.start);
          // To every time they have said no last, and yes to none.
          for (const given of [first, second]) expect(given.at(-1)?.answer).toBe('declined');
          const plainYes = all.filter(
            ({ answer, start, comment }) => answer === 'accepted' && start === null && comment === '',
          );
          expect(plainYes.filter(({ end }) => end === null)).toEqual([]);
        }
        if (found?.answer === 'declined')
          for (const given of [first, second]) expect(given.at(-1)?.start).not.toBe(OWN);
      }),
      { numRuns: 3000, seed: 20261129 },
    );
    expect([...reached].sort()).toEqual(['accepted', 'asked', 'declined', 'own-time']);
  });
});

describe('what it does', () => {
  const waiting = buildRequest({
    note: 'After lunch.',
    requestedStartText: '2026-11-25T14:00:00-06:00',
    status: { state: 'awaiting-patient', proposal: { ...proposal, appointmentIds: [TENTATIVE_ID, 'two'] } },
  });
  const tentatives = [
    buildTentative(),
    buildTentative({ id: 'two', start: SECOND, end: SECOND + HALF_HOUR }),
  ];
  const command = { ...goodCommand('patient-own-time'), comment: 'Mornings.' } as const;

  it('ends the proposal, gives all its times back once, and writes to nobody', () => {
    const decided = decideRequest(waiting, command, buildFacts(waiting, { tentatives }));
    expect(decided.ok && decided.value).toMatchObject({
      request: {
        requested: OWN_TIME,
        requestedStartText: null,
        note: 'After lunch.\n\nMornings.',
        status: { state: 'open', mark: 'own-time' },
      },
      appointments: tentatives.map((one) => ({ ...one, status: 'cancelled' })),
      email: null,
    });
    if (!decided.ok || decided.value.request === null) throw new Error('refused');
    const { request } = decided.value;
    expect(decideRequest(request, command, buildFacts(request))).toMatchObject({
      error: { code: 'no-proposal' },
    });
  });

  it.each([
    ['a practice that does not take such', { rules: defaultRules }, 'own-times-not-taken'],
    ['another proposal', { tentatives: [buildTentative({ id: 'other' })] }, 'no-proposal'],
    ['the time the visit has', { appointment: buildAppointment(OWN_TIME) }, 'nothing-changed'],
    ['a visit that is nobody’s', { appointment: buildAppointment({ patientId: null }) }, 'patient-differs'],
  ] as const)('is refused: %s', (_what, over, code) => {
    const facts = buildFacts(waiting, { tentatives, ...over });
    expect(decideRequest(waiting, command, facts)).toMatchObject({ ok: false, error: { code } });
  });
});

it('says nothing in the practice’s settings while such times are not taken', () => {
  expect(practiceRules.parse(takesOwnTimes).policy.ownTimes).toBe(true);
  expect(readSection('policy', sectionOf(takesOwnTimes, 'policy'))).toEqual({
    ok: true,
    value: { policy: takesOwnTimes.policy },
  });
  expect(JSON.stringify(defaultRules.policy)).not.toContain('ownTimes');
});
