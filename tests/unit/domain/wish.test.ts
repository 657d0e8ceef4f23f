import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Appointment, NO_LENGTH_MS, NO_TIME, standsAt } from '../../../src-shared/domain/appointment.ts';
import { DESK_COMMAND_TYPES, type DeskCommandType } from '../../../src-shared/domain/commands.ts';
import { MINUTE_MS } from '../../../src-shared/domain/time.ts';
import { leftOpen } from '../../../src-shared/domain/wish.ts';
import {
  ASKED_START,
  buildAppointment,
  buildFacts,
  buildPatient,
  buildRequest,
  buildSlot,
  buildTentative,
  buildWords,
  decideRequest,
  goodCommand,
  HALF_HOUR,
  NEW_ID,
  NOW,
  proposal,
} from '../../support/domain.ts';

const wished = (over: Partial<Appointment> = {}): Appointment =>
  buildAppointment({ status: 'proposed', sequence: 0, start: NO_TIME, end: NO_TIME + HALF_HOUR, ...over });
const request = buildRequest({ kind: 'new' });
const facts = buildFacts(request, { appointment: wished() });

describe('a wish for a new appointment', () => {
  it('is granted only where nothing is left open, and is then exactly what was asked for', () => {
    fc.assert(
      fc.property(
        fc.record({
          provider: fc.constantFrom(null, 'practitioner-1', 'somebody-who-left'),
          type: fc.constantFrom('', 'follow-up'),
          // Few, so that what agrees comes about as often as what does not.
          minutes: fc.constantFrom(null, 15, 30),
          asked: fc.constantFrom(null, 15, 30),
        }),
        ({ provider, type, minutes, asked }) => {
          const visit = wished({
            practitionerId: provider,
            type: { code: type, display: type },
            end: NO_TIME + (minutes === null ? NO_LENGTH_MS : minutes * MINUTE_MS),
          });
          const wish = buildRequest({
            kind: 'new',
            requested: asked === null ? null : { start: ASKED_START, end: ASKED_START + asked * MINUTE_MS },
          });
          const open = leftOpen(wish, visit, ['practitioner-1']);
          const certain =
            provider === 'practitioner-1' && type !== '' && minutes !== null && minutes === asked;
          expect(open.length === 0).toBe(certain);
          const decided = decideRequest(wish, { type: 'approve' }, buildFacts(wish, { appointment: visit }));
          expect(decided.ok).toBe(certain);
          expect(decided.ok ? decided.value.appointments : decided.error).toEqual(
            !certain
              ? { code: 'wish-open' }
              : [
                  {
                    ...visit,
                    status: 'booked',
                    sequence: 1,
                    start: ASKED_START,
                    end: ASKED_START + (asked ?? 0) * MINUTE_MS,
                  },
                ],
          );
        },
      ),
    );
  });

  it('is booked, offered, denied, or answered with a message, and nothing else', () => {
    const possible = (type: DeskCommandType) => {
      const decided = decideRequest(request, goodCommand(type), facts);
      return decided.ok || decided.error.code;
    };
    expect(Object.fromEntries(DESK_COMMAND_TYPES.map((type) => [type, possible(type)]))).toEqual({
      approve: true,
      deny: true,
      keep: 'wrong-kind',
      propose: true,
      update: true,
      'cancel-appointment': 'wrong-kind',
      'withdraw-proposal': 'no-proposal',
      'record-answer': 'no-proposal',
      'resend-email': 'no-proposal',
      message: true,
      'assign-patient': 'nothing-changed',
    });
  });

  it('is told as what it is: no letter speaks of an appointment that stands', () => {
    const kinds = (['approve', 'update', 'propose', 'deny', 'message'] as const).map((type) => {
      const decided = decideRequest(request, goodCommand(type), facts);
      return decided.ok ? decided.value.email?.kind : decided.error.code;
    });
    expect(kinds).toEqual(['booked', 'booked', 'offered', 'not-booked', 'message']);
  });

  it('waits for the patient until the earliest time that is offered, whenever it was asked for', () => {
    const decided = decideRequest(
      request,
      { type: 'propose', slots: [buildSlot()], words: buildWords() },
      facts,
    );
    if (!decided.ok) throw new Error(decided.error.code);
    const [held] = decided.value.appointments;
    expect(held).toMatchObject({ id: NEW_ID, status: 'tentative', originalId: facts.appointment.id });
    const status = decided.value.request?.status;
    expect(status?.state === 'awaiting-patient' && status.proposal.expiresAt).toBeGreaterThan(NOW);
  });

  it('accepted, the time is booked and the wish stays as it was asked for', () => {
    const waiting = buildRequest({ kind: 'new', status: { state: 'awaiting-patient', proposal } });
    const held = buildTentative({ originalId: wished().id });
    const decided = decideRequest(
      waiting,
      { type: 'record-answer', answer: 'accepted' },
      buildFacts(waiting, { appointment: wished(), tentatives: [held] }),
    );
    if (!decided.ok) throw new Error(decided.error.code);
    expect(decided.value.appointments).toEqual([{ ...held, status: 'booked' }]);
    expect(decided.value.email?.kind).toBe('booked');
  });

  it('cannot be decided once it is a visit, or was cancelled, but closed', () => {
    for (const status of ['booked', 'cancelled', 'completed'] as const)
      for (const type of ['approve', 'update', 'propose'] as const)
        expect(
          decideRequest(request, goodCommand(type), buildFacts(request, { appointment: wished({ status }) })),
        ).toMatchObject({ ok: false, error: { code: 'appointment-not-active' } });
    const booked = buildFacts(request, { appointment: wished({ status: 'booked' }) });
    expect(decideRequest(request, goodCommand('deny'), booked).ok).toBe(true);
  });

  it('is not booked for somebody who has died', () => {
    const given = { ...facts, patient: buildPatient({ standing: 'deceased' }) };
    for (const type of ['approve', 'update', 'propose'] as const)
      expect(decideRequest(request, goodCommand(type), given)).toMatchObject({
        error: { code: 'patient-not-bookable' },
      });
  });

  it('stands nowhere on the schedule', () => {
    expect(standsAt(wished())).toBeNull();
    expect(standsAt(wished({ start: ASKED_START, end: ASKED_START + HALF_HOUR }))).toBeNull();
    expect(standsAt(wished({ status: 'cancelled' }))).toBeNull();
    expect(standsAt(buildAppointment())).not.toBeNull();
  });
});
