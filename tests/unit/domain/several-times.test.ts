import { describe, expect, it } from 'vitest';
import type { RejectionCode } from '../../../src-shared/domain/changes.ts';
import { deskCommand, type RequestCommand } from '../../../src-shared/domain/commands.ts';
import { decidingAnswer, type Offered } from '../../../src-shared/domain/portal-answer.ts';
import {
  at,
  buildAppointment,
  buildFacts,
  buildRequest,
  buildSlot,
  buildTentative,
  buildWords,
  decideRequest,
  HALF_HOUR,
  NOW,
  OFFERED_START,
  ORIGINAL_ID,
  proposal,
  type RequestFacts,
  ZONE,
} from '../../support/domain.ts';

const FIRST = at('2026-12-03', '09:00');
const SECOND = at('2026-11-27', '11:00');
const first = buildSlot({ start: FIRST });
const second = buildSlot({ start: SECOND });
const words = buildWords();
const open = buildRequest();
const several = buildRequest({
  status: { state: 'awaiting-patient', proposal: { ...proposal, appointmentIds: ['one', 'two', 'three'] } },
});
const tentatives = ['one', 'two', 'three'].map((id, index) =>
  buildTentative({
    id,
    start: OFFERED_START + index * HALF_HOUR,
    end: OFFERED_START + (index + 1) * HALF_HOUR,
  }),
);

function rejection(
  command: RequestCommand,
  over: Partial<RequestFacts> = {},
  request = several,
): RejectionCode | null {
  const decided = decideRequest(request, command, buildFacts(request, { tentatives, ...over }));
  return decided.ok ? null : decided.error.code;
}

function changes(command: RequestCommand, request = several, over: Partial<RequestFacts> = {}) {
  const decided = decideRequest(request, command, buildFacts(request, { tentatives, ...over }));
  if (!decided.ok) throw new Error(decided.error.code);
  return decided.value;
}

describe('a proposal of several times', () => {
  it('holds each, and ends by the earliest', () => {
    const found = changes({ type: 'propose', slots: [first, second], words }, open, { tentatives: [] });
    expect(found.appointments).toMatchObject([
      { start: FIRST, status: 'tentative', originalId: ORIGINAL_ID, uid: 'uid-1' },
      { start: SECOND, status: 'tentative', originalId: ORIGINAL_ID, uid: 'uid-1' },
    ]);
    expect(found.request?.status).toMatchObject({
      proposal: {
        appointmentIds: found.appointments.map(({ id }) => id),
        expiresAt: SECOND - 48 * 3_600_000,
      },
    });
    expect(found.email).toMatchObject({
      appointment: { start: FIRST },
      alternatives: [{ start: SECOND }],
    });
  });

  it('is refused with two times alike, one that is past, and one that is taken', () => {
    const propose = (...slots: (typeof first)[]): RequestCommand => ({ type: 'propose', slots, words });
    const none = { tentatives: [] };
    expect(rejection(propose(first, second, first), none, open)).toBe('times-alike');
    expect(rejection(propose(first, buildSlot({ start: NOW - HALF_HOUR })), none, open)).toBe('time-past');
    const nearby = [buildAppointment({ id: 'other', patientId: 'patient-9', ...second })];
    expect(rejection(propose(first, second), { ...none, nearby }, open)).toBe('time-conflict');
    expect(rejection(propose(first), { ...none, nearby }, open)).toBeNull();
  });

  it('is replaced by one with a time more or less, and not by the same', () => {
    const slots = tentatives.map(({ start, end }) => buildSlot({ start, end }));
    expect(rejection({ type: 'propose', slots: slots.toReversed(), words })).toBe('nothing-changed');
    const [one] = slots;
    const found = changes({ type: 'propose', slots: one === undefined ? [] : [one], words });
    expect(found.appointments.map(({ status }) => status)).toEqual([
      'tentative',
      'cancelled',
      'cancelled',
      'cancelled',
    ]);
  });

  it('accepted in one gives the others back', () => {
    const command = { type: 'patient-answer', answer: 'accepted', proposalAppointmentId: 'two' } as const;
    expect(changes(command).appointments).toMatchObject([
      { id: 'two', status: 'booked' },
      { id: ORIGINAL_ID, status: 'cancelled' },
      { id: 'one', status: 'cancelled' },
      { id: 'three', status: 'cancelled' },
    ]);
  });

  it('accepted on the phone says which', () => {
    const answer = { type: 'record-answer', answer: 'accepted' } as const;
    expect(rejection(answer)).toBe('time-not-chosen');
    expect(rejection({ ...answer, appointmentId: 'elsewhere' })).toBe('no-proposal');
    expect(rejection({ ...answer, appointmentId: 'three' })).toBeNull();
    const [only, ...gone] = tentatives;
    const left = [...(only ? [only] : []), ...gone.map((one) => ({ ...one, status: 'cancelled' as const }))];
    expect(rejection(answer, { tentatives: left })).toBeNull();
    expect(rejection({ ...answer, appointmentId: 'two' }, { tentatives: left })).toBe('no-proposal');
  });

  it.each([
    { type: 'withdraw-proposal' } as const,
    { type: 'record-answer', answer: 'declined' } as const,
    { type: 'patient-withdraws' } as const,
    { type: 'cancel-appointment', words } as const,
  ])('gives all its times back with $type', (command) => {
    const released = changes(command).appointments.filter(({ id }) => id !== ORIGINAL_ID);
    expect(released.map(({ id, status }) => [id, status])).toEqual([
      ['one', 'cancelled'],
      ['two', 'cancelled'],
      ['three', 'cancelled'],
    ]);
  });

  it('is told again with the times that still stand', () => {
    const [one, two, three] = tentatives;
    const left = [one, two && { ...two, status: 'cancelled' as const }, three].filter((t) => t !== undefined);
    expect(changes({ type: 'resend-email' }, several, { tentatives: left }).email).toMatchObject({
      appointment: { id: 'one' },
      alternatives: [{ id: 'three' }],
    });
  });

  it('is of one visit: another provider, place or length is another proposal', () => {
    const ask = (slots: unknown) => deskCommand.safeParse({ type: 'propose', slots, words }).success;
    expect(ask([first, second])).toBe(true);
    expect(ask([first, { ...second, practitionerId: 'practitioner-2' }])).toBe(false);
    expect(ask([first, { ...second, end: second.end + 60_000 }])).toBe(false);
    expect(ask([])).toBe(false);
    expect(
      ask([first, second, buildSlot({ start: FIRST + HALF_HOUR }), buildSlot({ start: NOW + HALF_HOUR })]),
    ).toBe(false);
  });
});

describe('what the answers to several times decide', () => {
  const moment = { now: NOW, zone: ZONE };
  const by = { kind: 'patient', patientId: 'patient-1', name: null } as const;
  const said = (answer: 'accepted' | 'declined', when: number, comment = '') => ({
    answer,
    by,
    comment,
    start: null,
    end: null,
    at: when,
  });
  const time = (id: string, answers: Offered['answers'], stands = true) => ({
    id,
    patientId: 'patient-1',
    start: FIRST,
    end: FIRST + HALF_HOUR,
    stands,
    answers,
  });
  const decided = (...times: ReturnType<typeof time>[]) => {
    const found = decidingAnswer(times, moment);
    return found && [found.answer, found.time.id];
  };

  it.each([
    ['none', [time('a', []), time('b', [])], null],
    ['one accepted', [time('a', []), time('b', [said('accepted', 1)])], ['accepted', 'b']],
    ['one declined, one open', [time('a', [said('declined', 1)]), time('b', [])], null],
    ['all declined', [time('a', [said('declined', 2)]), time('b', [said('declined', 1)])], ['declined', 'a']],
    [
      'two accepted: the first',
      [time('a', [said('accepted', 2)]), time('b', [said('accepted', 1)])],
      ['accepted', 'b'],
    ],
    [
      'accepted, then declined after all',
      [time('a', [said('accepted', 1), said('declined', 3)]), time('b', [said('accepted', 2)])],
      ['accepted', 'b'],
    ],
    [
      'one declined, the other gone',
      [time('a', [said('declined', 1)]), time('b', [], false)],
      ['declined', 'a'],
    ],
    ['a yes to one that is gone', [time('a', []), time('b', [said('accepted', 1)], false)], null],
    ['a yes with words', [time('a', [said('accepted', 1, 'if it is warm')]), time('b', [])], null],
  ] as const)('%s', (_what, times, expected) => {
    expect(decided(...times)).toEqual(expected);
  });
});
