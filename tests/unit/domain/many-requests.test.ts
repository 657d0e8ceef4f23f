import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Claim, overlaps } from '../../../src-shared/domain/conflicts.ts';
import {
  type ChosenRequest,
  divide,
  fitsBeside,
  MANY_ACTS,
  type ManyAct,
  whyByItself,
} from '../../../src-shared/domain/many-requests.ts';
import type { Obstacle } from '../../../src-shared/domain/obstacle.ts';

const chosen = (over: Partial<ChosenRequest> = {}): ChosenRequest => ({
  id: 'request-1',
  kind: 'reschedule',
  appointmentId: 'appointment-1',
  patientId: 'patient-1',
  practitionerId: 'practitioner-1',
  requested: { start: 100, end: 130 },
  mark: null,
  obstacles: [],
  policy: null,
  wasRefused: false,
  typed: false,
  openOn: null,
  possible: true,
  ...over,
});

const policy = { within: true, days: 2, daysAhead: 1, start: 1, chargesText: null };
const CODES: readonly Obstacle['code'][] = [
  'time-past',
  'closed-day',
  'no-email',
  'no-portal-access',
  'location-missing',
];
const obstacle = (code: Obstacle['code']): Obstacle => ({ code, day: '' }) as Obstacle;

/** A message decides nothing. */
const DECIDING = MANY_ACTS.filter((act) => act !== 'message');

describe('what has to be looked at by itself', () => {
  it.each<[string, Partial<ChosenRequest>, readonly ManyAct[]]>([
    ['open at another desk', { openOn: 'Desk 2' }, MANY_ACTS],
    ['a refused decision on it unread', { wasRefused: true }, DECIDING],
    ['something typed about it', { typed: true }, DECIDING],
    ['not certainly the patient’s', { obstacles: [obstacle('patient-differs')] }, MANY_ACTS],
    ['a patient who has died', { obstacles: [obstacle('not-written-to')] }, MANY_ACTS],
    ['declined before: to be called', { mark: 'declined' }, DECIDING],
    ['taken on by somebody', { mark: 'taken-elsewhere' }, DECIDING],
    ['no command for it', { possible: false }, MANY_ACTS],
    ['a time that somebody else got', { mark: 'offer-taken' }, ['approve', 'propose']],
    ['a yes that came too late', { obstacles: [obstacle('accepted-too-late')] }, DECIDING],
    ['no answer to a proposal', { mark: 'no-answer' }, ['approve', 'propose']],
    ['a time that is taken', { obstacles: [obstacle('slot-taken')] }, ['approve']],
    ['a time others ask for', { obstacles: [obstacle('slot-also-wanted')] }, ['approve']],
    ['a time past', { obstacles: [obstacle('time-past')] }, ['approve']],
    ['a closed day', { obstacles: [obstacle('closed-day')] }, ['approve']],
    ['asked for by staff', { obstacles: [obstacle('asked-for-patient')] }, ['approve', 'propose']],
    ['no location', { obstacles: [obstacle('location-missing')] }, ['approve', 'propose', 'offer']],
    ['the visit past', { obstacles: [obstacle('appointment-past')] }, ['approve', 'propose', 'offer']],
    ['nobody to answer in the portal', { obstacles: [obstacle('no-portal-access')] }, ['propose', 'offer']],
    ['a free time', {}, ['propose']],
    ['a patient without e-mail', { obstacles: [obstacle('no-email')] }, ['propose']],
    ['a cancellation', { kind: 'cancel', requested: null }, []],
    ['a late one', { kind: 'cancel', requested: null, policy }, ['approve']],
    [
      'one that is charged',
      { kind: 'cancel', policy: { ...policy, within: false, chargesText: 'A fee' } },
      ['approve'],
    ],
    ['a wish for a new appointment, its time free', { kind: 'new' }, ['propose']],
    ['one whose time is taken', { kind: 'new', obstacles: [obstacle('slot-taken')] }, ['approve']],
    [
      'one that leaves something open',
      { kind: 'new', obstacles: [obstacle('wish-open')] },
      ['approve', 'propose', 'offer'],
    ],
    [
      'one for whose visit there is no place',
      { kind: 'new', obstacles: [obstacle('location-missing')] },
      ['approve', 'propose', 'offer'],
    ],
    [
      'one that names no time',
      { kind: 'new', requested: null, obstacles: [obstacle('wish-open')] },
      ['approve', 'propose', 'offer'],
    ],
    [
      'one whose appointment the portal has booked itself',
      { kind: 'new', obstacles: [obstacle('appointment-not-active')] },
      ['approve', 'propose', 'offer'],
    ],
    [
      'one that is nobody’s',
      { kind: 'new', patientId: null, obstacles: [obstacle('patient-unmatched')] },
      MANY_ACTS,
    ],
    ['one that the patient declined a time for', { kind: 'new', mark: 'declined' }, DECIDING],
    ['one where all are approved', { kind: 'cancel', policy: { ...policy, days: null } }, []],
  ])('%s', (_, over, acts) => {
    const left = MANY_ACTS.filter((act) => whyByItself(act, chosen(over)) !== null);
    expect(left).toEqual(acts);
  });
});

describe('chosen ones that meet each other', () => {
  const other = (over: Partial<ChosenRequest>) =>
    chosen({ id: 'request-2', appointmentId: 'appointment-2', patientId: 'patient-2', ...over });

  it('no patient is offered one time twice, whatever times they asked for', () => {
    const mine = [chosen(), other({ patientId: 'patient-1', requested: { start: 500, end: 530 } })];
    const { taken, leftOut } = divide('offer', [...mine, other({ id: 'request-3', appointmentId: 'a-3' })]);
    expect(taken.map(({ id }) => id)).toEqual(['request-3']);
    expect(leftOut.map((one) => one.why.why)).toEqual(['same-patient', 'same-patient']);
  });

  it.each<[string, Partial<ChosenRequest>, string | null]>([
    ['one provider, overlapping times', { requested: { start: 120, end: 150 } }, 'same-time'],
    ['one after the other', { requested: { start: 130, end: 160 } }, null],
    ['two providers at one time', { practitionerId: 'practitioner-2' }, null],
    [
      'two providers, one patient',
      { practitionerId: 'practitioner-2', patientId: 'patient-1' },
      'same-patient',
    ],
    [
      'one visit twice',
      { appointmentId: 'appointment-1', requested: { start: 500, end: 530 } },
      'same-appointment',
    ],
    ['one of them a cancellation', { kind: 'cancel' }, null],
    ['one of them a new appointment', { kind: 'new', requested: { start: 120, end: 150 } }, 'same-time'],
    [
      'a new appointment of the same patient',
      { kind: 'new', practitionerId: 'practitioner-2', patientId: 'patient-1' },
      'same-patient',
    ],
    ['a new appointment that names no time', { kind: 'new', requested: null }, null],
    ['no provider known of either', { practitionerId: null }, null],
  ])('%s', (_, over, why) => {
    const both = [chosen(over.practitionerId === null ? { practitionerId: null } : {}), other(over)];
    const { taken, leftOut } = divide('approve', both);
    expect(leftOut.map((one) => one.why.why)).toEqual(why === null ? [] : [why, why]);
    expect(taken).toHaveLength(why === null ? 2 : 0);
    if (why !== null) expect(leftOut[0]?.why).toEqual({ why, with: ['request-2'] });
  });

  it('of two about one visit neither is denied or moved: which of them counts, a person says', () => {
    const both = [
      chosen({ obstacles: [obstacle('slot-taken')] }),
      other({ appointmentId: 'appointment-1', obstacles: [obstacle('slot-taken')] }),
    ];
    for (const act of MANY_ACTS) expect(divide(act, both).taken).toEqual([]);
  });
});

const one = fc.record({
  kind: fc.constantFrom('reschedule', 'cancel', 'new'),
  appointmentId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  patientId: fc.constantFrom('p', 'q', 'r', null),
  practitionerId: fc.constantFrom('x', 'y', null),
  requested: fc
    .record({ start: fc.integer({ min: 0, max: 20 }), minutes: fc.integer({ min: 1, max: 6 }) })
    .map(({ start, minutes }) => ({ start, end: start + minutes })),
  mark: fc.constantFrom(null, null, null, 'no-answer', 'declined'),
  obstacles: fc.subarray([...CODES], { maxLength: 1 }).map((codes) => codes.map(obstacle)),
  openOn: fc.constantFrom(null, null, null, 'Desk 2'),
  typed: fc.constantFrom(false, false, true),
});
const several = fc
  .array(one, { maxLength: 9 })
  .map((all) =>
    all.map((over, at): ChosenRequest => chosen({ ...over, id: `request-${at}` } as Partial<ChosenRequest>)),
  );
const act = fc.constantFrom(...MANY_ACTS);

const clash = (a: Claim, b: Claim): boolean =>
  overlaps(a, b) &&
  ((a.practitionerId !== null && a.practitionerId === b.practitionerId) ||
    (a.patientId !== null && a.patientId === b.patientId));
const pairs = <T>(all: readonly T[]): (readonly [T, T])[] =>
  all.flatMap((first, at) => all.slice(at + 1).map((second) => [first, second] as const));

describe('whatever is chosen', () => {
  it('each is taken or left out, once, and nothing that has to be looked at is taken', () => {
    fc.assert(
      fc.property(act, several, (what, all) => {
        const { taken, leftOut } = divide(what, all);
        const ids = [...taken, ...leftOut.map(({ request }) => request)].map(({ id }) => id);
        expect(ids.toSorted()).toEqual(all.map(({ id }) => id).toSorted());
        expect(taken.filter((request) => whyByItself(what, request) !== null)).toEqual([]);
      }),
    );
  });

  it('no two that are taken are about one visit, and no two approved want one provider or patient at once', () => {
    fc.assert(
      fc.property(act, several, (what, all) => {
        const { taken } = divide(what, all);
        expect(new Set(taken.map(({ appointmentId }) => appointmentId)).size).toBe(taken.length);
        if (what !== 'approve') return;
        const claims = taken.flatMap((request) =>
          request.kind === 'cancel' || request.requested === null
            ? []
            : [{ ...request, ...request.requested }],
        );
        expect(pairs(claims).filter(([a, b]) => clash(a, b))).toEqual([]);
      }),
    );
  });

  it('the order of the list decides nothing', () => {
    fc.assert(
      fc.property(act, several, (what, all) => {
        const ids = (list: readonly ChosenRequest[]): string[] => list.map(({ id }) => id).toSorted();
        expect(ids(divide(what, all.toReversed()).taken)).toEqual(ids(divide(what, all).taken));
      }),
    );
  });

  it('times given one beside the other never clash', () => {
    const claim = fc.record({
      practitionerId: fc.constantFrom('x', 'y'),
      patientId: fc.constantFrom('p', 'q', null),
      start: fc.integer({ min: 0, max: 20 }),
      end: fc.integer({ min: 1, max: 24 }),
    });
    fc.assert(
      fc.property(fc.array(claim, { maxLength: 8 }), (wishes) => {
        const given: Claim[] = [];
        for (const wish of wishes) if (fitsBeside(wish, given)) given.push(wish);
        expect(pairs(given).filter(([a, b]) => clash(a, b))).toEqual([]);
      }),
    );
  });
});
