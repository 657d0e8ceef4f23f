import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSystemClock } from '../../../src-main/adapters/clock.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 20) });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the system clock', () => {
  it("shows the machine's time", () => {
    expect(createSystemClock().now()).toBe(Date.UTC(2026, 10, 20));
  });

  it('starts at the instant given, and runs on', () => {
    const clock = createSystemClock(Date.UTC(2030, 0, 1));
    vi.advanceTimersByTime(5000);
    expect(clock.now()).toBe(Date.UTC(2030, 0, 1) + 5000);
  });

  it('tells how much time passes, whatever the machine’s clock is set to', () => {
    const clock = createSystemClock();
    const before = clock.elapsed();
    vi.setSystemTime(Date.UTC(2026, 10, 17));
    vi.advanceTimersByTime(5000);
    expect(clock.elapsed() - before).toBe(5000);
    expect(clock.now()).toBe(Date.UTC(2026, 10, 17) + 5000);
  });

  it('runs once, when it is time, unless cancelled', () => {
    const clock = createSystemClock();
    const ran: string[] = [];
    clock.after(1000, () => ran.push('first'));
    const cancel = clock.after(1000, () => ran.push('cancelled'));
    cancel();
    cancel();
    clock.after(-5, () => ran.push('at once'));
    vi.advanceTimersByTime(999);
    expect(ran).toEqual(['at once']);
    vi.advanceTimersByTime(10_000);
    expect(ran).toEqual(['at once', 'first']);
  });

  it('waits longer than a timer of Node can, and can be cancelled in between', () => {
    const clock = createSystemClock();
    const days = 24 * 60 * 60 * 1000;
    const ran: string[] = [];
    clock.after(60 * days, () => ran.push('after 60 days'));
    const cancel = clock.after(60 * days, () => ran.push('cancelled'));
    vi.advanceTimersByTime(59 * days);
    expect(ran).toEqual([]);
    cancel();
    vi.advanceTimersByTime(days);
    expect(ran).toEqual(['after 60 days']);
  });
});
