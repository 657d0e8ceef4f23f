import { describe, expect, it } from 'vitest';
import { nearestOf, slotToPropose } from '../../../../src-renderer/features/requests/row/nearest.ts';
import type { NextSlot } from '../../../../src-shared/domain/next-slots.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { at, requestRow } from './rows.ts';

const row = (change: Partial<RequestRow> = {}): RequestRow =>
  requestRow({ obstacles: [{ code: 'outside-hours' }], allowed: ['propose', 'deny'], ...change });

describe('a time that is not free has others in place', () => {
  const found = { practitionerId: 'p2', start: at('2026-11-27', '08:00'), end: at('2026-11-27', '08:30') };

  it('as the visit has everything else, with the provider who is free', () => {
    const { locationId, type } = row().appointment;
    expect(slotToPropose(row())?.(found)).toEqual({ ...found, locationId, type });
  });

  it.each<[string, Partial<RequestRow>]>([
    ['its time is free', { obstacles: [{ code: 'no-email' }] }],
    ['it is a cancellation', { kind: 'cancel' }],
    ['it is closed', { state: 'resolved' }],
    ['nobody is matched', { patient: null }],
    ['nothing may be proposed', { allowed: ['deny'] }],
    ['the visit has no place', { appointment: { ...row().appointment, locationId: null } }],
    ['the visit has no provider', { appointment: { ...row().appointment, practitionerId: null } }],
  ])('not where %s', (_, change) => {
    expect(slotToPropose(row(change))).toBeNull();
  });

  it('the three nearest that are not past, in the order of the day', () => {
    const slot = (time: string): NextSlot => ({
      practitionerId: 'p',
      start: at('2026-11-27', time),
      end: at('2026-11-27', time) + 1_800_000,
      reasons: ['near'],
    });
    const wish = at('2026-11-27', '14:00');
    const times = ['13:30', '16:00', '14:30', '08:00', '13:00'].map(slot);
    const told = (now: number): number[] => nearestOf(times, wish, now).map(({ start }) => start);
    expect(told(at('2026-11-26', '09:00'))).toEqual(
      ['13:00', '13:30', '14:30'].map((one) => slot(one).start),
    );
    expect(told(at('2026-11-27', '13:30'))).toEqual(['14:30', '16:00'].map((one) => slot(one).start));
  });
});
