import type { SyncStatus } from '../../src-shared/ipc/sync-views.ts';

/** A desk at which nothing waits; `lastSuccessAt` is when the portal was last read. */
export const upToDate = (lastSuccessAt: number): SyncStatus => ({
  phase: 'up-to-date',
  lastSuccessAt,
  offlineSince: null,
  waitingToSync: 0,
  delayed: 0,
  needAttention: 0,
  progress: null,
  mail: 'ok',
  mailDetail: null,
  mailWaiting: 0,
  detail: null,
  clockAheadMinutes: 0,
});
