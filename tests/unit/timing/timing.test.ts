import { expect, it } from 'vitest';
import { createAlarm } from '../../../src-main/timing/alarm.ts';
import { pause } from '../../../src-main/timing/pause.ts';
import { LATE, within } from '../../../src-main/timing/within.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

it('an alarm rings once, when it was last set for, and not at all when cleared', async () => {
  const clock = createVirtualClock(0);
  const rung: number[] = [];
  const alarm = createAlarm(clock, () => rung.push(clock.now()));
  expect(alarm.pending).toBe(false);
  alarm.set(10);
  alarm.set(30);
  expect(alarm.pending).toBe(true);
  await clock.advance(100);
  expect(rung).toEqual([30]);
  expect(alarm.pending).toBe(false);
  alarm.set(10);
  alarm.clear();
  alarm.clear();
  await clock.advance(100);
  expect(rung).toEqual([30]);
  expect(clock.pending()).toBe(0);
});

it('an alarm may be set again while it rings, and one set for the past rings at once', async () => {
  const clock = createVirtualClock(0);
  const rung: number[] = [];
  const alarm = createAlarm(clock, () => {
    rung.push(clock.now());
    if (rung.length < 3) alarm.set(10);
  });
  alarm.set(-5);
  await clock.advance(100);
  expect(rung).toEqual([0, 10, 20]);
});

it('work within its time gives its result, and leaves no timer behind', async () => {
  const clock = createVirtualClock(0);
  expect(await within(clock, 10, Promise.resolve('done'))).toBe('done');
  await expect(within(clock, 10, Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  expect(clock.pending()).toBe(0);
});

it('work that takes longer is late, and what becomes of it disturbs nobody', async () => {
  const clock = createVirtualClock(0);
  let fail: (error: Error) => void = () => undefined;
  const work = new Promise<string>((_, reject) => {
    fail = reject;
  });
  const answer = within(clock, 10, work);
  await clock.advance(10);
  expect(await answer).toBe(LATE);
  fail(new Error('too late'));
  await clock.settle();
});

it('a pause lasts as long as it says', async () => {
  const clock = createVirtualClock(0);
  let over = false;
  void pause(clock, 50).then(() => {
    over = true;
  });
  await clock.advance(49);
  expect(over).toBe(false);
  await clock.advance(1);
  expect(over).toBe(true);
});
