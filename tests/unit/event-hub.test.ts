import { expect, test } from 'vitest';
import { createEventHub } from '../../src-main/event-hub.ts';
import type { SyncStatus } from '../../src-shared/ipc/sync-views.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const hubOf = (clock = createVirtualClock()) => {
  const status = { phase: 'offline' } as SyncStatus;
  return { clock, hub: createEventHub(clock, () => status) };
};

test('nothing wakes while nobody listens', async () => {
  const { clock, hub } = hubOf();
  hub.statusChanged();
  await clock.advance(1000);
  expect(clock.pending()).toBe(0);
});

test('who listens later is told what has changed before', async () => {
  const { clock, hub } = hubOf();
  hub.statusChanged();
  await clock.advance(1000);
  const heard: string[] = [];
  hub.onEvent(({ type }) => heard.push(type));
  await clock.advance(0);
  expect(heard).toEqual(['sync-status']);
});
