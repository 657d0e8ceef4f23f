import { describe, expect, it } from 'vitest';
import { chosenFilters } from '../../../../src-renderer/features/requests/list/filter-words.ts';
import { useFilters } from '../../../../src-renderer/features/requests/list/filters-store.ts';
import { topSignOf } from '../../../../src-renderer/features/requests/row/signs.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { at, NOW, requestRow, ZONE } from './rows.ts';

const MOMENT = { zone: ZONE, now: NOW };

const top = (change: Partial<RequestRow>): string | null =>
  topSignOf(requestRow({ obstacles: [], ...change }), MOMENT, null)?.text ?? null;

describe('the one sign that a closed row has room for', () => {
  const policy = { within: true, days: 2, daysAhead: 1, start: at('2026-11-24', '09:00'), chargesText: null };

  it('is nothing where nothing is to be said', () => {
    expect(top({})).toBeNull();
  });

  it('is what stands in the way before what only tells', () => {
    expect(top({ obstacles: [{ code: 'no-email' }, { code: 'outside-hours' }], hasDraft: true })).toBe(
      'Outside opening hours',
    );
    expect(top({ obstacles: [{ code: 'no-email' }] })).toContain('No e-mail on file');
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
