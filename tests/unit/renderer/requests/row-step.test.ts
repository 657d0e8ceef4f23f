import { describe, expect, it } from 'vitest';
import { type RowShortcut, rowStep } from '../../../../src-renderer/features/requests/row/row-step.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { requestRow } from './rows.ts';

const KEYS = ['open-request', 'approve', 'deny', 'propose', 'update', 'cancel-appointment'] as const;

const steps = (row: RequestRow) => Object.fromEntries(KEYS.map((id) => [id, rowStep(row, id)]));
const ask = (type: string) => ({ do: 'ask', purpose: { type } });

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
      approve: ask('approve-cancellation'),
      deny: ask('keep'),
      'cancel-appointment': ask('approve-cancellation'),
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
    const row = requestRow({ patient: null, allowed: ['deny', 'assign-patient'] });
    expect(steps(row)).toEqual({
      'open-request': { do: 'toggle-form' },
      approve: null,
      deny: ask('deny'),
      propose: { do: 'form', way: 'propose' },
      update: { do: 'form', way: 'update' },
      'cancel-appointment': null,
    });
  });

  it.each(['open', 'awaiting-patient', 'resolved'] as const)(
    'that is %s, with nothing allowed: its history only',
    (state) => {
      const row = requestRow({ state, allowed: [] });
      expect(Object.values(steps(row)).every((step) => step === null)).toBe(true);
      expect(rowStep(row, 'history' satisfies RowShortcut)).toEqual({ do: 'history' });
    },
  );
});
