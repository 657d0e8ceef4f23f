import { describe, expect, it } from 'vitest';
import { chosenFilters } from '../../../../src-renderer/features/requests/list/filter-words.ts';
import { useFilters } from '../../../../src-renderer/features/requests/list/filters-store.ts';
import { topSignOf } from '../../../../src-renderer/features/requests/row/signs.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { at, NOW, requestRow, ZONE } from './rows.ts';

const MOMENT = { zone: ZONE, now: NOW };

const top = (change: Partial<RequestRow>): string | null =>
  topSignOf(requestRow({ obstacles: [], ...change }), MOMENT, null, 'me')?.text ?? null;

describe('the one sign that a closed row has room for', () => {
  const policy = { within: true, days: 2, daysAhead: 1, start: at('2026-11-24', '09:00'), chargesText: null };

  it('is nothing where nothing is to be said', () => {
    expect(top({})).toBeNull();
  });

  it('is what stands in the way before what only tells', () => {
    expect(
      top({
        obstacles: [{ code: 'no-email' }, { code: 'outside-hours' }],
        typedBy: [{ userId: 'me', name: 'Robin Field' }],
      }),
    ).toBe('Outside opening hours');
    expect(top({ obstacles: [{ code: 'no-email' }] })).toContain('No e-mail on file');
  });

  it('tells who else has begun an answer, apart from one’s own', () => {
    const typedBy = [
      { userId: 'kim', name: 'Kim Lee' },
      { userId: 'ana', name: 'Ana Moss' },
    ];
    expect(top({ typedBy })).toBe('Kim Lee and Ana Moss have begun an answer here');
    expect(top({ typedBy: typedBy.slice(1) })).toBe('Ana Moss has begun an answer here');
    for (const userId of ['me', ''])
      expect(top({ typedBy: [{ userId, name: null }] })).toBe('Something is typed here');
  });

  it('is the policy of a cancellation within it, and not of one outside that says something else', () => {
    expect(top({ kind: 'cancel', policy })).toContain('Within your 2-day cancellation policy');
    expect(
      top({
        kind: 'cancel',
        policy: { ...policy, within: false },
        obstacles: [{ code: 'appointment-past' }],
      }),
    ).toBe('The appointment is already past');
  });

  it('is what stands in the way of a time of the patient’s own, before that it is one', () => {
    expect(top({ mark: 'own-time' })).toBe('Asks for another time instead');
    expect(top({ mark: 'own-time', obstacles: [{ code: 'time-past' }] })).not.toBe(
      'Asks for another time instead',
    );
    expect(top({ mark: 'declined', obstacles: [{ code: 'time-past' }] })).toContain('Patient declined');
  });

  it('is first of all that the portal has refused what was decided', () => {
    expect(
      top({
        mark: 'declined',
        policy,
        obstacles: [{ code: 'outside-hours' }],
        conflict: {
          at: NOW,
          chosen: null,
          chosenBy: 'Desk',
          by: null,
          portal: { what: 'cancelled' },
          outboxId: 'o',
        },
      }),
    ).toBe('Changed elsewhere: the appointment was cancelled');
  });
});

describe('the filters of a list', () => {
  it('are named one by one, each with what takes it away', () => {
    const { of, change, clear } = useFilters.getState();
    expect(chosenFilters(of.inbox, String, MOMENT)).toEqual([]);
    change('inbox', {
      practitionerId: 'p1',
      kind: 'cancel',
      filter: 'marked',
      sort: 'arrival',
      search: 'Ann',
    });
    const chosen = chosenFilters(useFilters.getState().of.inbox, (id) => `Dr. ${id}`, MOMENT);
    expect(chosen.map(({ label }) => label)).toEqual(['Dr. p1', 'Cancel', 'Declined or no answer']);
    for (const { without } of chosen) change('inbox', without);
    expect(chosenFilters(useFilters.getState().of.inbox, String, MOMENT)).toEqual([]);
    clear('inbox');
    expect(useFilters.getState().of.inbox).toMatchObject({ search: '', sort: 'arrival' });
  });
});
