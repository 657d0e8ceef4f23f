import { describe, expect, it } from 'vitest';
import { suitedBy, type Wish } from '../../../src-shared/domain/freed-slots.ts';
import { HOUR_MS, MINUTE_MS } from '../../../src-shared/domain/time.ts';
import { at, HALF_HOUR, NOW, ZONE } from '../../support/domain.ts';

const START = at('2026-12-01', '10:00');
const slot = { practitionerId: 'own', start: START, end: START + HALF_HOUR };
const wish = (requestId: string, start: number, over: Partial<Wish> = {}): Wish => ({
  requestId,
  practitionerId: 'own',
  start,
  end: start + HALF_HOUR,
  ...over,
});
const suited = (wishes: readonly Wish[], now: number = NOW): string[] =>
  suitedBy(slot, wishes, { now, zone: ZONE }).map(({ requestId }) => requestId);

describe('a slot that came free', () => {
  it('suits the very time asked for, then that day, then that time of day, three at most', () => {
    const wishes = [
      wish('same time, next day', START + 24 * HOUR_MS),
      wish('same day, later', START + 4 * HOUR_MS),
      wish('same day, soon after', START + HOUR_MS),
      wish('very time, other provider', START, { practitionerId: 'other' }),
      wish('very time', START),
    ];
    expect(suited(wishes)).toEqual(['very time', 'very time, other provider', 'same day, soon after']);
    expect(suited(wishes.slice(0, 2))).toEqual(['same day, later', 'same time, next day']);
    expect(suited([...wishes].reverse())).toEqual(suited(wishes));
  });

  it.each([
    ['a longer visit', wish('a', START, { end: START + 45 * MINUTE_MS })],
    ['another day and another time', wish('a', START + 25 * HOUR_MS)],
    ['the same time more than a week away', wish('a', at('2026-12-09', '10:00'))],
    ['another time with another provider', wish('a', START + HOUR_MS, { practitionerId: 'other' })],
    ['a visit of nobody at another time', wish('a', START + HOUR_MS, { practitionerId: null })],
  ])('does not suit %s', (_what, one) => {
    expect(suited([one])).toEqual([]);
  });

  it('suits nobody once it has begun', () => {
    expect(suited([wish('a', START)], START - 1)).toEqual(['a']);
    expect(suited([wish('a', START)], START)).toEqual([]);
  });
});
