import { describe, expect, it } from 'vitest';
import {
  type RequestActionId,
  requestStep,
  type StepContext,
} from '../../../../src-renderer/actions/request-actions.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { at, NOW, requestRow } from './rows.ts';

const KEYS = ['open-request', 'approve', 'deny', 'propose', 'update', 'cancel-appointment'] as const;

const context: StepContext = { now: NOW, chosenPatientId: null, freed: null };
const steps = (row: RequestRow, over: Partial<StepContext> = {}) =>
  Object.fromEntries(KEYS.map((id) => [id, requestStep(row, id, { ...context, ...over })]));
const refuse = (code: string) => ({ do: 'refuse', code });
const ask = (type: string) => ({ do: 'ask', command: { type } });

const unmatched = (refused: RequestRow['refused'] = {}) =>
  requestRow({
    patient: null,
    allowed: ['deny', 'assign-patient'],
    refused: {
      approve: 'patient-unmatched',
      propose: 'patient-unmatched',
      update: 'patient-unmatched',
      'cancel-appointment': 'patient-unmatched',
      ...refused,
    },
  });

describe('what a key does to a request', () => {
  it('to reschedule', () => {
    const row = requestRow({ allowed: ['approve', 'deny', 'propose', 'update', 'cancel-appointment'] });
    expect(steps(row)).toEqual({
      'open-request': { do: 'toggle-form' },
      approve: { do: 'approve' },
      deny: ask('deny'),
      propose: { do: 'form', way: 'propose' },
      update: { do: 'form', way: 'update' },
      'cancel-appointment': ask('cancel-appointment'),
    });
  });

  it('to cancel: approving and cancelling are the same dialog, denying keeps the appointment', () => {
    const row = requestRow({
      kind: 'cancel',
      requested: null,
      allowed: ['approve', 'keep', 'propose', 'update'],
    });
    expect(steps(row)).toMatchObject({
      approve: ask('approve'),
      deny: ask('keep'),
      'cancel-appointment': ask('approve'),
    });
  });

  it('that waits for the patient: nothing that only an open one has', () => {
    const row = requestRow({
      state: 'awaiting-patient',
      allowed: ['propose', 'update', 'cancel-appointment', 'approve', 'deny'],
    });
    expect(steps(row)).toMatchObject({
      approve: null,
      deny: null,
      propose: { do: 'form', way: 'propose' },
      'cancel-appointment': ask('cancel-appointment'),
    });
  });

  it('that nobody is matched to: the form opens, since the patient is assigned there', () => {
    const row = unmatched();
    expect(steps(row)).toEqual({
      'open-request': { do: 'toggle-form' },
      approve: refuse('patient-unmatched'),
      deny: ask('deny'),
      propose: { do: 'form', way: 'propose' },
      update: { do: 'form', way: 'update' },
      'cancel-appointment': refuse('patient-unmatched'),
    });
  });

  it('that nobody is matched to, with a patient chosen in its form: it can be approved as asked', () => {
    expect(steps(unmatched(), { chosenPatientId: 'patient-2' })).toMatchObject({
      approve: { do: 'approve' },
      'cancel-appointment': refuse('patient-unmatched'),
    });
    const past = unmatched({ approve: 'time-past' });
    expect(steps(past, { chosenPatientId: 'patient-2' }).approve).toEqual(refuse('time-past'));
    const fixed = { ...unmatched(), allowed: ['deny' as const] };
    expect(steps(fixed, { chosenPatientId: 'patient-2' }).approve).toEqual(refuse('patient-unmatched'));
  });

  it('that cannot be approved: says why', () => {
    const row = requestRow({ allowed: ['deny', 'propose', 'update'], refused: { approve: 'over-midnight' } });
    expect(steps(row).approve).toEqual(refuse('over-midnight'));
  });

  it('whose time has passed since it was drawn: says so', () => {
    const row = requestRow({ requested: { start: NOW - 1, end: at('2026-11-26', '14:45') } });
    expect(steps(row).approve).toEqual(refuse('time-past'));
    expect(steps(row, { now: NOW - 1 }).approve).toEqual({ do: 'approve' });
  });

  it('for which a time came free: the very wish is granted, another time proposed for as long as the visit takes', () => {
    const row = requestRow({ allowed: ['approve', 'propose'] });
    const { appointment, requested } = row;
    const practitionerId = appointment.practitionerId ?? '';
    const freed = (start: number, provider = practitionerId) =>
      requestStep(row, 'freed-time', { ...context, freed: { practitionerId: provider, start } });
    const wish = requested?.start ?? 0;
    expect(freed(wish)).toEqual({ do: 'approve' });
    const proposed = (start: number, provider: string) => ({
      do: 'ask',
      command: {
        type: 'propose',
        slots: [
          {
            practitionerId: provider,
            locationId: appointment.locationId,
            type: appointment.type,
            start,
            end: start + appointment.end - appointment.start,
          },
        ],
      },
    });
    expect(freed(wish + 3_600_000)).toEqual(proposed(wish + 3_600_000, practitionerId));
    expect(freed(wish, 'practitioner-9')).toEqual(proposed(wish, 'practitioner-9'));
    expect(requestStep(row, 'freed-time', context)).toBeNull();
  });

  it('whose decision has not left: that can be taken back', () => {
    const delivery = { outboxId: 'o-1', state: 'ready', undoUntil: NOW - 1, lastError: null } as const;
    const takeBack = (canBeTakenBack: boolean) =>
      requestStep(
        requestRow({ state: 'resolved', delivery: { ...delivery, canBeTakenBack } }),
        'take-back',
        context,
      );
    expect(takeBack(true)).toEqual({ do: 'take-back', outboxId: 'o-1' });
    expect(takeBack(false)).toBeNull();
  });

  it.each(['open', 'awaiting-patient', 'resolved'] as const)(
    'that is %s, with nothing allowed: its history only',
    (state) => {
      const row = requestRow({ state, allowed: [] });
      const done = Object.values(steps(row)).filter((step) => step !== null && step.do !== 'refuse');
      expect(done).toEqual([]);
      if (state === 'resolved') expect(Object.values(steps(row)).every((step) => step === null)).toBe(true);
      expect(requestStep(row, 'history' satisfies RequestActionId, context)).toEqual({ do: 'history' });
    },
  );
});
