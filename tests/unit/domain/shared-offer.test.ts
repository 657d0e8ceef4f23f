import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Appointment } from '../../../src-shared/domain/appointment.ts';
import { areDoubleBooked } from '../../../src-shared/domain/double-booking.ts';
import { areOneOffer, firstOf, givenTo } from '../../../src-shared/domain/shared-offer.ts';
import { MINUTE_MS } from '../../../src-shared/domain/time.ts';
import {
  buildAppointment,
  buildFacts,
  buildRequest,
  buildSlot,
  buildTentative,
  buildWords,
  decideRequest,
  ORIGINAL_ID,
  proposal,
} from '../../support/domain.ts';

const OFFER = 'offer-1';
const own = buildTentative({ sharedOffer: OFFER });
/** Another patient's proposal of the same time. */
const theirs = (over: Partial<Appointment> = {}): Appointment =>
  buildTentative({
    id: 'theirs',
    uid: 'uid-2',
    patientId: 'patient-2',
    originalId: 'original-2',
    sharedOffer: OFFER,
    ...over,
  });
const awaiting = buildRequest({ status: { state: 'awaiting-patient', proposal } });
const accepted = {
  type: 'patient-answer',
  answer: 'accepted',
  proposalAppointmentId: own.id,
} as const;

const offerCommand = (offer: string) =>
  ({
    type: 'propose',
    slots: [buildSlot({ start: own.start, end: own.end })],
    words: buildWords(),
    shared: { offer, others: 2 },
  }) as const;

describe('offering one time to several', () => {
  test('the proposals of one offer are in nobody’s way among themselves', () => {
    const found = decideRequest(
      buildRequest(),
      offerCommand(OFFER),
      buildFacts(buildRequest(), { nearby: [theirs()] }),
    );
    expect(found).toMatchObject({
      ok: true,
      value: { appointments: [{ status: 'tentative', sharedOffer: OFFER, originalId: ORIGINAL_ID }] },
    });
    expect(areDoubleBooked(own, theirs())).toBe(false);
  });

  test('a proposal of the same patient’s other visit is in its way', () => {
    const nearby = [theirs({ patientId: own.patientId })];
    const facts = buildFacts(buildRequest(), { nearby });
    expect(decideRequest(buildRequest(), offerCommand(OFFER), facts)).toMatchObject({
      ok: false,
      error: { code: 'time-conflict' },
    });
  });

  test.each<[string, Partial<Appointment>]>([
    ['another offer', { sharedOffer: 'offer-2' }],
    ['the same offer, and is booked', { status: 'booked' }],
    ['none', buildTentative({ id: 'theirs', patientId: 'patient-2', originalId: 'original-2' })],
  ])('they are as any other to what stands there by %s', (_what, over) => {
    const { sharedOffer: _, ...plain } = theirs();
    const other = 'sharedOffer' in over || 'status' in over ? { ...theirs(), ...over } : plain;
    const isPlain = over.sharedOffer === undefined && over.status !== 'booked';
    const stands: Appointment = isPlain ? plain : other;
    const found = decideRequest(
      buildRequest(),
      offerCommand(OFFER),
      buildFacts(buildRequest(), { nearby: [stands] }),
    );
    expect(found).toMatchObject({
      ok: false,
      error: { code: 'time-conflict', conflict: { appointmentIds: ['theirs'] } },
    });
  });

  test('needs no reason: the time suits what they asked for', () => {
    const words = buildWords({ reasonCode: '', reasonText: '' });
    const found = decideRequest(
      buildRequest(),
      { ...offerCommand(OFFER), words },
      buildFacts(buildRequest()),
    );
    expect(found.ok).toBe(true);
  });

  test('a visit that an offer brought where it stands does not take that offer along', () => {
    const appointment = buildAppointment({ sharedOffer: 'earlier' });
    const command = { type: 'propose', slots: [buildSlot()], words: buildWords() } as const;
    const found = decideRequest(buildRequest(), command, buildFacts(buildRequest(), { appointment }));
    if (!found.ok) throw new Error(found.error.code);
    expect(found.value.appointments[0]).not.toHaveProperty('sharedOffer');
  });
});

describe('the first to accept', () => {
  test('is booked, and what has become of the others is not this decision’s', () => {
    const facts = buildFacts(awaiting, { tentatives: [own], offered: [own, theirs()] });
    const found = decideRequest(awaiting, accepted, facts);
    if (!found.ok) throw new Error(found.error.code);
    expect(found.value.appointments.map(({ id, status }) => [id, status])).toEqual([
      [own.id, 'booked'],
      [ORIGINAL_ID, 'cancelled'],
    ]);
  });

  test('whoever comes second is not, by whichever way; their proposal ends, with a letter', () => {
    const offered = [own, theirs({ status: 'booked' })];
    const facts = buildFacts(awaiting, { tentatives: [own], offered });
    for (const command of [accepted, { type: 'record-answer', answer: 'accepted' } as const])
      expect(decideRequest(awaiting, command, facts)).toEqual({ ok: false, error: { code: 'offer-taken' } });
    expect(decideRequest(awaiting, { type: 'offer-taken', late: true }, facts)).toMatchObject({
      ok: true,
      value: {
        request: { status: { state: 'open', mark: 'offer-taken' } },
        appointments: [{ id: own.id, status: 'cancelled' }],
        email: {
          kind: 'offer-taken',
          taken: { start: own.start, late: true },
          appointment: { id: ORIGINAL_ID },
        },
      },
    });
  });

  test.each<[string, Partial<Appointment>]>([
    ['nobody has it', {}],
    ['it was given back', { status: 'cancelled' }],
    ['it has moved elsewhere', { status: 'booked', start: own.end, end: own.end + 30 * MINUTE_MS }],
  ])('nobody’s proposal ends while %s', (_what, over) => {
    const facts = buildFacts(awaiting, { tentatives: [own], offered: [own, theirs(over)] });
    expect(decideRequest(awaiting, { type: 'offer-taken', late: false }, facts)).toEqual({
      ok: false,
      error: { code: 'no-proposal' },
    });
    expect(decideRequest(awaiting, accepted, facts).ok).toBe(true);
  });

  test('is whose yes the portal recorded first, in whichever order they came here', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ id: fc.uuid(), at: fc.integer({ min: 0, max: 5 }) }), { maxLength: 6 }),
        (acceptances) => {
          const found = firstOf(acceptances);
          const shuffled = firstOf(acceptances.toReversed());
          if (acceptances.length === 0) {
            expect(found).toBeNull();
            return;
          }
          const least = Math.min(...acceptances.map(({ at }) => at));
          const earliest = acceptances.filter(({ at }) => at === least);
          if (found !== null && 'first' in found) {
            expect(earliest).toEqual([found.first]);
            expect(shuffled).toEqual(found);
            // Nobody is told to be first by an instant that cannot be read, unless they are alone.
            expect(least > 0 || acceptances.length === 1).toBe(true);
          } else {
            expect(earliest.length > 1 || least === 0).toBe(true);
            expect(shuffled).toHaveProperty('together');
          }
        },
      ),
    );
  });
});

const statuses = fc.constantFrom<Appointment['status']>(
  'booked',
  'tentative',
  'checked-in',
  'completed',
  'no-show',
  'cancelled',
);
const offers = fc.constantFrom(undefined, 'offer-1', 'offer-2');
const visits = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c'),
    status: statuses,
    offer: offers,
    quarter: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ id, status, offer, quarter }): Appointment => {
    const start = own.start + quarter * 15 * MINUTE_MS;
    return buildAppointment({
      id,
      status,
      start,
      end: start + 30 * MINUTE_MS,
      ...(offer === undefined ? {} : { sharedOffer: offer }),
    });
  });

test('two visits that are both to take place are a double booking, whatever offer they came from', () => {
  fc.assert(
    fc.property(visits, visits, (one, other) => {
      expect(areOneOffer(one, other)).toBe(areOneOffer(other, one));
      if (one.status !== 'tentative' && other.status !== 'tentative')
        expect(areOneOffer(one, other)).toBe(false);
      if (one.sharedOffer === undefined || one.sharedOffer !== other.sharedOffer)
        expect(areOneOffer(one, other)).toBe(false);
    }),
  );
});

test('a time is given to one of its own offer, who stands there', () => {
  fc.assert(
    fc.property(visits, fc.array(visits, { maxLength: 5 }), (time, offer) => {
      const winner = givenTo(time, offer);
      if (winner === null) return;
      expect(winner.id).not.toBe(time.id);
      expect(winner.sharedOffer).toBe(time.sharedOffer);
      expect(['booked', 'checked-in', 'completed']).toContain(winner.status);
      expect(winner.start < time.end && time.start < winner.end).toBe(true);
    }),
  );
});
