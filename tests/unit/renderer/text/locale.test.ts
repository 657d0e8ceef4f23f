import { describe, expect, it } from 'vitest';
import { hourCycle, weekStart } from '../../../../src-shared/text/locale.ts';

describe("the system's clocks and weeks", () => {
  it.each([
    ['en-US', 'h12', 7],
    ['en-GB', 'h23', 1],
    ['de-DE', 'h23', 1],
    ['sv-SE', 'h23', 1],
    ['en', 'h12', 7],
    ['ar-EG', 'h12', 6],
    ['en-US-u-hc-h23', 'h23', 7],
  ])('%s: %s, the week begins with day %d', (tag, hours, day) => {
    expect([hourCycle([tag]), weekStart([tag])]).toEqual([hours, day]);
  });

  it('are those of the first language that can be read', () => {
    expect(hourCycle(['C', 'en-US@posix', 'de-DE', 'en-US'])).toBe('h23');
    expect(weekStart(['C', 'en-US@posix', 'de-DE', 'en-US'])).toBe(1);
    expect([hourCycle(['en-US', 'de-DE']), weekStart(['en-US', 'de-DE'])]).toEqual(['h12', 7]);
  });

  it('are the American ones where none can be read', () => {
    expect([hourCycle([]), weekStart(['@'])]).toEqual(['h12', 7]);
  });
});
