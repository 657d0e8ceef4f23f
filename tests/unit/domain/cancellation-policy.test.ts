import { describe, expect, it } from 'vitest';
import { needsApproval, policyAlertOf } from '../../../src-shared/domain/cancellation-policy.ts';
import type { CancellationPolicy } from '../../../src-shared/domain/practice.ts';
import { at, NOW, ZONE } from '../../support/domain.ts';

const none = { mode: 'none' } as const;
const within = (days: number): CancellationPolicy => ({ approval: { mode: 'within', days }, charges: none });
const never: CancellationPolicy = { approval: { mode: 'never' }, charges: none };
const always: CancellationPolicy = { approval: { mode: 'always' }, charges: none };

describe('approval of a cancellation', () => {
  it.each([
    // Two days are the two next dates, whatever the hour.
    [2, '2026-11-23 09:00', '2026-11-25 23:59', true],
    [2, '2026-11-23 09:00', '2026-11-26 00:00', false],
    [2, '2026-11-23 23:59', '2026-11-26 00:00', false],
    [2, '2026-11-24 00:00', '2026-11-26 00:00', true],
    [2, '2026-11-23 00:00', '2026-11-25 23:59', true],
    // None: only the day itself.
    [0, '2026-11-23 23:59', '2026-11-24 00:00', false],
    [0, '2026-11-23 00:00', '2026-11-23 23:59', true],
    // Over the nights the clocks change: 47 and 49 hours.
    [1, '2026-03-07 00:00', '2026-03-08 23:59', true],
    [1, '2026-03-07 23:59', '2026-03-09 00:00', false],
    [1, '2026-10-31 00:00', '2026-11-01 23:59', true],
    [1, '2026-10-31 23:59', '2026-11-02 00:00', false],
  ])('within %d days, asked %s for %s: %s', (days, asked, start, expected) => {
    const [askedDate = '', askedTime = ''] = asked.split(' ');
    const [startDate = '', startTime = ''] = start.split(' ');
    expect(needsApproval(within(days), at(startDate, startTime), at(askedDate, askedTime), ZONE)).toBe(
      expected,
    );
  });

  it('counts dates in the zone of the clinic', () => {
    // 10:00 PM on the 23rd in Chicago is the 24th in London.
    const asked = at('2026-11-23', '22:00');
    const start = at('2026-11-26', '10:00');
    expect(needsApproval(within(2), start, asked, ZONE)).toBe(false);
    expect(needsApproval(within(2), start, asked, 'Europe/London')).toBe(true);
  });

  it('is needed always or never, as set', () => {
    const start = at('2026-11-23', '09:01');
    expect(needsApproval(always, at('2027-11-23', '09:00'), NOW, ZONE)).toBe(true);
    expect(needsApproval(never, start, NOW, ZONE)).toBe(false);
  });

  it('is needed in any case once the visit has begun', () => {
    for (const policy of [never, always, within(2)]) {
      expect(needsApproval(policy, NOW, NOW, ZONE)).toBe(true);
      expect(needsApproval(policy, at('2026-11-20', '09:00'), NOW, ZONE)).toBe(true);
    }
  });
});

describe('the alert', () => {
  const tomorrow = at('2026-11-24', '09:00');
  const later = at('2026-12-10', '09:00');
  const charged = (approval: CancellationPolicy['approval']): CancellationPolicy => ({
    approval,
    charges: { mode: 'within', days: 1, text: 'A fee of $25 applies.' },
  });

  it('says that the policy applies', () => {
    expect(policyAlertOf(within(2), tomorrow, NOW, ZONE)).toEqual({
      within: true,
      days: 2,
      daysAhead: 1,
      start: tomorrow,
      chargesText: null,
    });
  });

  it('says that it does not', () => {
    expect(policyAlertOf(within(2), later, NOW, ZONE)).toEqual({
      within: false,
      days: 2,
      daysAhead: 17,
      start: later,
      chargesText: null,
    });
  });

  it('has no number of days where approval is always needed', () => {
    expect(policyAlertOf(always, later, NOW, ZONE)).toMatchObject({ within: true, days: null });
  });

  it('tells of charges by their own number of days', () => {
    expect(policyAlertOf(charged({ mode: 'within', days: 5 }), tomorrow, NOW, ZONE)?.chargesText).toBe(
      'A fee of $25 applies.',
    );
    expect(
      policyAlertOf(charged({ mode: 'within', days: 5 }), at('2026-11-25', '09:00'), NOW, ZONE)?.chargesText,
    ).toBeNull();
    expect(policyAlertOf(charged({ mode: 'never' }), tomorrow, NOW, ZONE)).toMatchObject({
      within: false,
      days: null,
      chargesText: 'A fee of $25 applies.',
    });
  });

  it('is none where there is nothing to say', () => {
    expect(policyAlertOf(never, tomorrow, NOW, ZONE)).toBeNull();
    expect(policyAlertOf(charged({ mode: 'never' }), later, NOW, ZONE)).toBeNull();
  });

  it('counts backwards for an appointment that has passed', () => {
    expect(policyAlertOf(within(2), at('2026-11-20', '09:00'), NOW, ZONE)).toMatchObject({
      within: true,
      daysAhead: -3,
    });
  });
});
